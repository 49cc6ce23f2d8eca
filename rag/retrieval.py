"""Finds the passages and sentences that a question is about: dense and lexical scores, fused, within given reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, PrivateAttr

from rag.index import Index
from rag.lexical import bigrams
from rag.question import canonical_terms, understand
from rag.records import sentence_id
from rag.schema import FigureKind, Passage, Query, Report, Role, Sentence
from rag.scope import select_reports
from rag.vectors import Block, Matrix

__all__ = ["Hit", "ReportRetriever", "Retriever", "Weights"]

_EXACT = 30_000
"""Up to this many passages in scope every one is scored; beyond it only what Chroma and FTS5 bring up."""
_CANDIDATES = 200
"""How many passages each of the searches brings up."""
_LEADERS = 24
_STANDS_OUT = 1.0
"""Read off the development questions: of right figures' sentences about half stand out so, of others one in eight."""
_Similarity = Callable[[Sequence[Passage]], dict[str, float]]
"""Gives the cosine similarity of (at least) these passages' sentences to the question, by sentence id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How the parts of a score are weighed; the defaults were tuned on development sets only."""

    dense: float = 0.6
    """Share of the dense score in a passage's score; the rest is lexical."""
    sentence: float = 0.5
    """Share of the best sentence's similarity in a passage's dense score."""
    core: float = 0.5
    """Share of the question's core (see `Retriever._question_vector`) in its vector."""
    role: float = 0.05
    """Added where a passage looks ahead or back as the question does."""
    sentence_dense: float = 0.25
    """Share of the dense score in a sentence's own score."""
    context: float = 0.3
    """What the passage's score counts beside the sentence's own."""
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
        self._known: WeakKeyDictionary[Block, tuple[list[int], tuple[str, ...]]] = WeakKeyDictionary()

    def search(self, query: Query, report_ids: Sequence[str], k: int = 20) -> list[Hit]:
        """Return the `k` best passages of these reports, best first; no report gives no hit, never another's.

        Where the question names several places, or asks over all, their best passages take turns.
        """
        reports = {report.id: report for report in self._index.catalogue.reports(list(dict.fromkeys(report_ids)))}
        if not reports or k < 1 or not query.resolved.strip():
            return []
        vector = self._question_vector(query)
        scope = None if len(reports) == len(self._index.catalogue.reports()) else list(reports)
        lexical = dict(self._index.catalogue.search(_wording(query), scope, _CANDIDATES))
        exact = self._index.catalogue.count_passages(scope) <= _EXACT
        dense, similarity = self._scan(vector, list(reports)) if exact else self._probe(vector, scope, lexical)
        passages = self._index.catalogue.passages(ids=_leading(dense, lexical))
        scores = self._fuse(query, passages, dense, lexical)
        ranked = sorted(passages, key=lambda passage: -scores[passage.id])
        chosen = _take_turns(_distinct(ranked, reports), query, reports)[:k]
        sentences = self._sentences(query, chosen, scores, similarity(chosen))
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

    def prominence(self, query: Query, report_ids: Sequence[str]) -> dict[tuple[str, int], float]:
        """Return how far the sentences likest to the question stand out in their report, by report and offset.

        Standard scores of likeness over the sentences of a report, at least `_STANDS_OUT`; at most `_LEADERS` a report.
        """
        ids = list(dict.fromkeys(report_ids))
        if not ids or not query.resolved.strip() or self._index.catalogue.count_passages(ids) > _EXACT:
            return {}
        vector = self._question_vector(query)
        leading: dict[str, float] = {}
        for block in self._index.vectors.blocks("sentences", ids):
            if len(block.ids) > _LEADERS:
                near = block.matrix @ vector
                scores = (near - near.mean()) / (near.std() or 1.0)
                best = np.argpartition(-scores, _LEADERS)[:_LEADERS]
                leading |= {block.ids[row]: float(scores[row]) for row in best if scores[row] >= _STANDS_OUT}
        rows = [(*key.rpartition(":")[::2], score) for key, score in leading.items()]
        found = {p.id: p for p in self._index.catalogue.passages(ids=list(dict.fromkeys(p for p, _, _ in rows)))}
        places = [(found[p], int(ordinal), score) for p, ordinal, score in rows if p in found]
        return {(p.report_id, p.sentences[ordinal].start): score for p, ordinal, score in places}

    # ------------------------------------------------------------------ dense

    def _question_vector(self, query: Query) -> Matrix:
        """Return the question's vector, mixed with that of its core: without places, in another wording of its subject.

        The filter has dealt with the places; the other wording is one that reports use (社零 → 社会消费品零售总额).
        """
        core = query.resolved
        for place in query.places:
            core = core.replace(place, "")
        for phrase in filter(None, query.indicators):
            core = core.replace(phrase, next(iter(canonical_terms(phrase)[1:]), phrase))
        vectors = self._index.encoder.encode_queries([query.resolved, core.strip() or query.resolved])
        mixed: Matrix = (1 - self._weights.core) * vectors[0] + self._weights.core * vectors[1]
        return mixed / np.linalg.norm(mixed)

    def _scan(self, vector: Matrix, report_ids: Sequence[str]) -> tuple[dict[str, float], _Similarity]:
        """Score every passage of the reports; return the scores and a way to ask for sentences' similarities."""
        vectors = self._index.vectors
        blocks = zip(
            report_ids, vectors.blocks("passages", report_ids), vectors.blocks("sentences", report_ids), strict=True
        )
        dense: dict[str, float] = {}
        parts: dict[str, Block] = {}
        for report_id, passages, sentences in blocks:
            parts[report_id] = sentences
            near = passages.matrix @ vector
            if sentences.ids:
                near = self._mix(near, self._best(passages, sentences, vector))
            dense.update(zip(passages.ids, near.tolist(), strict=True))

        def similarity(chosen: Sequence[Passage]) -> dict[str, float]:
            found: dict[str, float] = {}
            for report_id in dict.fromkeys(passage.report_id for passage in chosen):
                block = parts[report_id]
                found.update(zip(block.ids, (block.matrix @ vector).tolist(), strict=True))
            return found

        return dense, similarity

    def _best(self, passages: Block, sentences: Block, vector: Matrix) -> Matrix:
        """Return the highest similarity among each passage's sentences; NaN where it has none."""
        starts, owners = self._owners(sentences)
        highest: Matrix = np.maximum.reduceat(sentences.matrix @ vector, starts)
        if owners == passages.ids:
            return highest
        best = dict(zip(owners, highest.tolist(), strict=True))
        return np.array([best.get(key, np.nan) for key in passages.ids], np.float32)

    def _owners(self, sentences: Block) -> tuple[list[int], tuple[str, ...]]:
        """Return where in a report's sentences each passage's begin, and the passages; worked out once."""
        known = self._known.get(sentences)
        if known is None:
            keys = [key.rpartition(":")[0] for key in sentences.ids]
            starts = [row for row, key in enumerate(keys) if row == 0 or key != keys[row - 1]]
            known = self._known[sentences] = (starts, tuple(keys[row] for row in starts))
        return known

    def _mix(self, passage: Matrix, sentence: Matrix) -> Matrix:
        share = self._weights.sentence
        mixed: Matrix = np.where(np.isnan(sentence), passage, (1 - share) * passage + share * sentence)
        return mixed

    def _probe(
        self, vector: Matrix, report_ids: list[str] | None, lexical: Mapping[str, float]
    ) -> tuple[dict[str, float], _Similarity]:
        """Like `_scan`, but only over what Chroma's own index and the full-text search bring up."""
        vectors, catalogue = self._index.vectors, self._index.catalogue
        where = None if report_ids is None else {"report_id": {"$in": report_ids}}
        near = [key for key, _ in vectors.query("passages", vector, _CANDIDATES, where)]
        owners = [key.rpartition(":")[0] for key, _ in vectors.query("sentences", vector, _CANDIDATES, where)]
        passages = catalogue.passages(ids=list(dict.fromkeys([*near, *owners, *lexical])))
        parts = {p.id: [sentence_id(p.id, ordinal) for ordinal in range(len(p.sentences))] for p in passages}
        rows = vectors.get_vectors("sentences", [key for keys in parts.values() for key in keys])
        found = {key: float(row @ vector) for key, row in rows.items()}
        whole = vectors.get_vectors("passages", list(parts))
        similarities = np.array([whole[key] @ vector for key in whole], np.float32)
        best = np.array([max((found[key] for key in parts[owner] if key in found), default=np.nan) for owner in whole])
        dense = dict(zip(whole, self._mix(similarities, best).tolist(), strict=True))
        return dense, lambda _: found

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
        self, query: Query, passages: Sequence[Passage], scores: Mapping[str, float], similarity: Mapping[str, float]
    ) -> dict[str, list[tuple[Sentence, float]]]:
        """Return each passage's sentences with their scores: similarity, the question's words in them, the passage."""
        keys = {passage.id: [sentence_id(passage.id, i) for i in range(len(passage.sentences))] for passage in passages}
        every = [similarity[key] for part in keys.values() for key in part if key in similarity]
        floor, top = min(every, default=0.0), max(every, default=1.0)
        words, share, context = self._words(query), self._weights.sentence_dense, self._weights.context
        found: dict[str, list[tuple[Sentence, float]]] = {}
        for passage in passages:
            heading = words.keys() & set(bigrams(" ".join(passage.path)))
            found[passage.id] = [
                (
                    sentence,
                    (
                        share * _part(similarity.get(key, floor) - floor, top - floor)
                        + (1 - share) * self._overlap(sentence, words, heading)
                        + context * scores[passage.id]
                    )
                    / (1 + context),
                )
                for key, sentence in zip(keys[passage.id], passage.sentences, strict=True)
            ]
        return found

    def _words(self, query: Query) -> dict[str, float]:
        """Return the question's words, each weighed by its rarity; content words count twice."""
        counts = Counter([*set(bigrams(query.resolved)), *set(bigrams(" ".join(query.terms)))])
        rarity = self._index.catalogue.rarity(counts)
        weights = {word: count * rarity[word] for word, count in counts.items()}
        whole = sum(weights.values())
        return {word: weight / whole for word, weight in weights.items()}

    def _overlap(self, sentence: Sentence, words: Mapping[str, float], heading: Set[str]) -> float:
        """Return the part, 0 to 1, of the question's words that a sentence holds; words of its headings count less."""
        own = words.keys() & set(bigrams(sentence.text))
        return sum(words[word] for word in own) + self._weights.heading * sum(words[word] for word in heading - own)


def _part(value: float, whole: float) -> float:
    return value / whole if whole > 0 else 0.0


def _wording(query: Query) -> str:
    """Return the question and once more its content words, which thereby count twice."""
    return f"{query.resolved} {' '.join(query.terms)}"


def _leading(dense: Mapping[str, float], lexical: Mapping[str, float]) -> list[str]:
    """Return the ids that lead either list."""
    keys = list(dense)
    near = np.argsort(-np.fromiter(dense.values(), np.float32, len(dense)), kind="stable")[:_CANDIDATES]
    return list(dict.fromkeys([*(keys[row] for row in near), *(key for key in lexical if key in dense)]))


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
    _retriever: Retriever = PrivateAttr()

    def model_post_init(self, _: Any) -> None:
        """Make the retriever that does the work."""
        self._retriever = Retriever(self.index)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        catalogue = self.index.catalogue
        asked = understand(query, (), catalogue.reports())
        scope = select_reports(asked, catalogue.reports())
        hits = self._retriever.search(asked, [report.id for report in scope.reports], self.k)
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
