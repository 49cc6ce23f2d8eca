"""Finds the passages and sentences that a question is about: dense and lexical scores, fused, within given reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from rag.index import Index
from rag.lexical import bigrams
from rag.question import understand
from rag.records import sentence_id
from rag.schema import FigureKind, Passage, Query, Report, Role, Sentence
from rag.scope import select_reports
from rag.vectors import Block, Matrix

__all__ = ["Hit", "ReportRetriever", "Retriever", "Weights"]

_EXACT = 20_000
"""Up to this many passages in scope every one is scored; beyond it only what Chroma and FTS5 bring up."""
_CANDIDATES = 200
"""How many passages each of the searches brings up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How the parts of a score are weighed; the defaults were tuned on development sets only."""

    dense: float = 0.6
    """Share of the dense score in a passage's score; the rest is lexical."""
    sentence: float = 0.5
    """Share of the best sentence's similarity in a passage's dense score."""
    core: float = 0.5
    """Share of the question without its places in the dense score."""
    role: float = 0.05
    """Added where a passage looks ahead or back as the question does."""
    sentence_dense: float = 0.5
    """Share of the dense score in a sentence's score."""
    heading: float = 0.3
    """What a question's word counts for a sentence where only its heading path has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that was found.

    `score` orders hits (about 0 to 1); `dense` is the cosine similarity to the question, `lexical` the BM25 score.
    `sentences` pairs the passage's sentences, in the order of the text, with scores that compare across all hits.
    """

    passage: Passage
    report: Report
    score: float
    dense: float
    lexical: float
    sentences: list[tuple[Sentence, float]]


class Retriever:
    """Searches one index; safe to share between threads."""

    def __init__(self, index: Index, weights: Weights | None = None) -> None:
        self._index = index
        self._weights = weights or Weights()

    def search(self, query: Query, report_ids: Sequence[str], k: int = 20) -> list[Hit]:
        """Return the `k` best passages of these reports, best first; no report gives no hit, never another's.

        Where the question names several places, or asks over all, their best passages take turns.
        """
        reports = {report.id: report for report in self._index.catalogue.reports(list(dict.fromkeys(report_ids)))}
        if not reports or k < 1 or not query.resolved.strip():
            return []
        vector = self._question_vector(query)
        lexical = dict(self._index.catalogue.search(query.resolved, list(reports), _CANDIDATES))
        dense, by_sentence = self._dense(vector, list(reports), lexical)
        passages = self._index.catalogue.passages(ids=_leading(dense, lexical, _CANDIDATES))
        scores = self._fuse(query, passages, dense, lexical)
        ranked = sorted(passages, key=lambda passage: -scores[passage.id])
        chosen = _take_turns(_distinct(ranked, reports), query, reports)[:k]
        sentences = self._sentences(query, chosen, by_sentence)
        return [
            Hit(
                passage=passage,
                report=reports[passage.report_id],
                score=scores[passage.id],
                dense=dense[passage.id],
                lexical=lexical.get(passage.id, 0.0),
                sentences=sentences[passage.id],
            )
            for passage in chosen
        ]

    # ------------------------------------------------------------------ dense

    def _question_vector(self, query: Query) -> Matrix:
        """Return the question's vector, mixed with that of the question without its places (the filter has those)."""
        core = query.resolved
        for place in query.places:
            core = core.replace(place, "")
        vectors = self._index.encoder.encode_queries([query.resolved, core or query.resolved])
        mixed: Matrix = (1 - self._weights.core) * vectors[0] + self._weights.core * vectors[1]
        return mixed / np.linalg.norm(mixed)

    def _dense(
        self, vector: Matrix, report_ids: list[str], lexical: Mapping[str, float]
    ) -> tuple[dict[str, float], dict[str, float]]:
        """Return the dense score of each passage in scope (or of each candidate) and the similarity of sentences."""
        vectors = self._index.vectors
        if self._index.catalogue.count_passages(report_ids) <= _EXACT:
            passages = _similarities(vectors.blocks("passages", report_ids), vector)
            sentences = _similarities(vectors.blocks("sentences", report_ids), vector)
        else:
            passages, sentences = self._far(vector, report_ids, lexical)
        best: dict[str, float] = {}
        for key, similarity in sentences.items():
            owner = key.rpartition(":")[0]
            if similarity > best.get(owner, -1.0):
                best[owner] = similarity
        share = self._weights.sentence
        return {
            key: (1 - share) * similarity + share * best.get(key, similarity) for key, similarity in passages.items()
        }, sentences

    def _far(
        self, vector: Matrix, report_ids: list[str], lexical: Mapping[str, float]
    ) -> tuple[dict[str, float], dict[str, float]]:
        """Return the similarities of the candidates that Chroma's own index and the full-text search bring up."""
        vectors, catalogue = self._index.vectors, self._index.catalogue
        where = None if len(report_ids) == len(catalogue.reports()) else {"report_id": {"$in": report_ids}}
        near = [key for key, _ in vectors.query("passages", vector, _CANDIDATES, where)]
        owners = [key.rpartition(":")[0] for key, _ in vectors.query("sentences", vector, _CANDIDATES, where)]
        passages = catalogue.passages(ids=list(dict.fromkeys([*near, *owners, *lexical])))
        parts = [sentence_id(passage.id, ordinal) for passage in passages for ordinal in range(len(passage.sentences))]
        found = vectors.get_vectors("passages", [passage.id for passage in passages])
        return (
            {key: float(row @ vector) for key, row in found.items()},
            {key: float(row @ vector) for key, row in vectors.get_vectors("sentences", parts).items()},
        )

    # ------------------------------------------------------------------ fusion

    def _fuse(
        self, query: Query, passages: Sequence[Passage], dense: Mapping[str, float], lexical: Mapping[str, float]
    ) -> dict[str, float]:
        similarities = [dense[passage.id] for passage in passages]
        floor, top = min(similarities, default=0.0), max(similarities, default=1.0)
        best = max((lexical.get(passage.id, 0.0) for passage in passages), default=0.0)
        wanted = Role.PLAN if query.kind is FigureKind.TARGET else Role.REVIEW if query.kind else None
        share = self._weights.dense
        return {
            passage.id: share * _part(dense[passage.id] - floor, top - floor)
            + (1 - share) * _part(lexical.get(passage.id, 0.0), best)
            + (self._weights.role if wanted is not None and passage.role is wanted else 0.0)
            for passage in passages
        }

    # ------------------------------------------------------------------ sentences

    def _sentences(
        self, query: Query, passages: Sequence[Passage], similarity: Mapping[str, float]
    ) -> dict[str, list[tuple[Sentence, float]]]:
        """Return each passage's sentences with their scores: similarity and the question's words they hold."""
        words = set(bigrams(query.resolved))
        rarity = self._index.catalogue.rarity(words)
        keys = {passage.id: [sentence_id(passage.id, i) for i in range(len(passage.sentences))] for passage in passages}
        every = [similarity[key] for part in keys.values() for key in part if key in similarity]
        floor, top = min(every, default=0.0), max(every, default=1.0)
        found: dict[str, list[tuple[Sentence, float]]] = {}
        for passage in passages:
            heading = words.intersection(bigrams(" ".join(passage.path)))
            found[passage.id] = [
                (
                    sentence,
                    self._weights.sentence_dense * _part(similarity.get(key, floor) - floor, top - floor)
                    + (1 - self._weights.sentence_dense) * self._overlap(sentence, words, heading, rarity),
                )
                for key, sentence in zip(keys[passage.id], passage.sentences, strict=True)
            ]
        return found

    def _overlap(self, sentence: Sentence, words: set[str], heading: set[str], rarity: Mapping[str, float]) -> float:
        """Return the share of the question's words, by their rarity, that a sentence holds; headings count in part."""
        own = words.intersection(bigrams(sentence.text))
        held = sum(rarity[word] for word in own) + self._weights.heading * sum(rarity[w] for w in heading - own)
        return _part(held, sum(rarity.values()))


def _part(value: float, whole: float) -> float:
    return value / whole if whole > 0 else 0.0


def _similarities(blocks: Iterable[Block], vector: Matrix) -> dict[str, float]:
    found: dict[str, float] = {}
    for block in blocks:
        found.update(zip(block.ids, (block.matrix @ vector).tolist(), strict=True))
    return found


def _leading(dense: Mapping[str, float], lexical: Mapping[str, float], limit: int) -> list[str]:
    """Return the ids that lead either list."""
    near = sorted(dense, key=lambda key: -dense[key])[:limit]
    return list(dict.fromkeys([*near, *(key for key in lexical if key in dense)]))


def _distinct(ranked: Iterable[Passage], reports: Mapping[str, Report]) -> list[Passage]:
    """Return the passages without later ones of the same place and words (one report kept in two forms)."""
    found: dict[tuple[str, str], Passage] = {}
    for passage in ranked:
        found.setdefault((reports[passage.report_id].place, "".join(passage.text.split())), passage)
    return list(found.values())


def _take_turns(ranked: list[Passage], query: Query, reports: Mapping[str, Report]) -> list[Passage]:
    """Return the passages so that each asked place's best comes before any place's second best."""
    if len(query.places) < 2 and not query.all_places:
        return ranked
    groups: dict[str, list[Passage]] = {}
    for passage in ranked:
        groups.setdefault(reports[passage.report_id].place, []).append(passage)
    return [passage for turn in zip_longest(*groups.values()) for passage in turn if passage is not None]


class ReportRetriever(BaseRetriever):
    """The retriever for LangChain: a question in, documents with their place in the source out.

    `metadata` holds file, start, end, place, period, section (heading path) and score.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    k: int = 8

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        catalogue = self.index.catalogue
        asked = understand(query, (), catalogue.reports())
        scope = select_reports(asked, catalogue.reports())
        hits = Retriever(self.index).search(asked, [report.id for report in scope.reports], self.k)
        return [LangChainDocument(page_content=hit.passage.text, metadata=_metadata(hit)) for hit in hits]


def _metadata(hit: Hit) -> dict[str, Any]:
    return {
        "file": hit.report.file,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "place": hit.report.place,
        "period": hit.report.period.label if hit.report.period else "",
        "section": list(hit.passage.path),
        "score": hit.score,
    }
