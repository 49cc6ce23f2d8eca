"""Ours with one part taken out at a time, to show what each part is worth to retrieval."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from unittest.mock import patch

from eval.corpus import Change
from rag.index import Index
from rag.question import understand
from rag.retrieval import Retriever, Weights
from rag.schema import Answer, ParsedDocument, Retrieved, Turn
from rag.scope import select_reports

__all__ = ["ABLATIONS", "Ablation", "RetrievalOnly"]

DEPTH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Ablation:
    """What is taken out: from the search (`weights`, `place_filter`), or from reading (`change`, `reading`).

    With `change` or `reading` an index of its own is needed, built while `reading()` is in force.
    """

    weights: Weights | None = None
    place_filter: bool = True
    change: Change | None = None
    reading: Callable[[], AbstractContextManager[None]] = nullcontext

    @property
    def own_index(self) -> bool:
        """Tell whether the documents must be read and indexed anew."""
        return self.change is not None or self.reading is not nullcontext


class RetrievalOnly:
    """Ours as far as the retrieved passages, without the answer that reorders them."""

    def __init__(self, index: Index, *, weights: Weights | None = None, place_filter: bool = True) -> None:
        self._index = index
        self._retriever = Retriever(index, weights)
        self._place_filter = place_filter

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Return what is found for the question, with an empty text."""
        reports = self._index.catalogue.reports()
        query = understand(question, history, reports)
        scope = select_reports(query, reports).reports if self._place_filter else reports
        hits = self._retriever.search(query, [report.id for report in scope], DEPTH)
        spans = tuple(
            Retrieved(file=hit.report.file, start=hit.passage.start, end=hit.passage.end, score=hit.score)
            for hit in hits
        )
        return Answer(question=question, text="", abstained=False, kind="none", retrieved=spans)


def _without_headings(parsed: ParsedDocument) -> ParsedDocument:
    return replace(parsed, passages=tuple(replace(passage, path=()) for passage in parsed.passages))


@contextmanager
def _no_mending() -> Iterator[None]:
    with patch("ingest.clean.joins", lambda lines: [False] * len(lines)):
        yield


@contextmanager
def _no_splitting() -> Iterator[None]:
    with patch("ingest.parse.split_reports", lambda source, text: [0]):
        yield


ABLATIONS = {
    "retrieval": Ablation(),
    "no_place_filter": Ablation(place_filter=False),
    "no_fusion_dense": Ablation(weights=Weights(dense=1.0)),
    "no_fusion_lexical": Ablation(weights=Weights(dense=0.0)),
    "no_headings": Ablation(change=_without_headings),
    "no_mending": Ablation(reading=_no_mending),
    "no_splitting": Ablation(reading=_no_splitting),
}
"""The ablations by name; `retrieval` has every part, and is what the others are to be compared with."""
