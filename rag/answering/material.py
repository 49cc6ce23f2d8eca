"""A cached view of the catalogue, as answering needs it: what stands at which offset, and how rare a word is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rag.addressed import orders_in, own_sentences, unfinished
from rag.answering.terms import TermWeights
from rag.catalogue import Catalogue
from rag.retrieval import Hit
from rag.schema import Figure, Passage, Period, Report, Role, Section, Sentence

__all__ = ["Material"]

_LONGEST_BEGINNING = 200
_MARKS = "，,；;。：: "


class Material:
    """Reads reports, passages and figures once and keeps them until the catalogue changes."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._reports: dict[str, Report] = {}
        self._forget()
        self.refresh()

    def refresh(self) -> None:
        """Forget what was cached where the set of reports has changed."""
        reports = {report.id: report for report in self._catalogue.reports()}
        if reports != self._reports:
            self._reports = reports
            self._forget()

    def _forget(self) -> None:
        self._passages: dict[str, list[Passage]] = {}
        self._starts: dict[str, list[int]] = {}
        self._sections: dict[str, list[Section]] = {}
        self._figures: dict[str, list[Figure]] = {}
        self._sources: dict[str, str] = {}
        self._contexts: dict[str, tuple[str, str]] = {}
        self._weights: TermWeights | None = None

    @property
    def reports(self) -> list[Report]:
        """All reports of the catalogue."""
        return list(self._reports.values())

    def report(self, report_id: str) -> Report:
        """Return a report by id; KeyError where there is none."""
        return self._reports[report_id]

    def source(self, report: Report) -> str:
        """Return the whole source text of the report's document."""
        if report.document_id not in self._sources:
            self._sources[report.document_id] = self._catalogue.source_text(report.document_id)
        return self._sources[report.document_id]

    def passages(self, report_id: str) -> list[Passage]:
        """Return the passages of a report in the order of the text, without sentences that order a model about."""
        if report_id not in self._passages:
            source = self.source(self.report(report_id))
            found = [_without_orders(p, source) for p in self._stored(report_id)]
            self._passages[report_id] = found
            self._starts[report_id] = [p.start for p in found]
        return self._passages[report_id]

    def _stored(self, report_id: str) -> list[Passage]:
        return sorted(self._catalogue.passages([report_id]), key=lambda p: p.start)

    def without_orders(self, hits: Iterable[Hit]) -> list[Hit]:
        """Return what was found without the sentences that order a model about."""
        return [replace(hit, sentences=self._own(hit)) for hit in hits]

    def _own(self, hit: Hit) -> list[tuple[Sentence, float]]:
        passage = self.passage_at(hit.report.id, hit.passage.start)
        own = {sentence.start for sentence in passage.sentences} if passage else set()
        return [(sentence, score) for sentence, score in hit.sentences if sentence.start in own]

    def passage_at(self, report_id: str, offset: int) -> Passage | None:
        """Return the passage that holds an offset of the source."""
        passages = self.passages(report_id)
        i = bisect_right(self._starts[report_id], offset) - 1
        return passages[i] if i >= 0 and offset < passages[i].end else None

    def sentence_at(self, report_id: str, offset: int) -> Sentence | None:
        """Return the sentence that holds an offset of the source."""
        passage = self.passage_at(report_id, offset)
        if passage is None:
            return None
        return next((s for s in passage.sentences if s.start <= offset < s.end), None)

    def sections(self, report_id: str) -> list[Section]:
        """Return the sections of a report in the order of the text, parents before children."""
        if report_id not in self._sections:
            self._sections[report_id] = sorted(self._catalogue.sections(report_id), key=lambda s: (s.start, s.level))
        return self._sections[report_id]

    def period_at(self, report_id: str, offset: int) -> Period | None:
        """Return the period that the innermost section at an offset speaks of, else the report's."""
        inner = [s for s in self.sections(report_id) if s.start <= offset < s.end and s.period]
        return inner[-1].period if inner else self.report(report_id).period

    def role_at(self, report_id: str, offset: int) -> Role:
        """Return the role of the passage at an offset."""
        passage = self.passage_at(report_id, offset)
        return passage.role if passage else Role.OTHER

    def figures(self, report_ids: Iterable[str]) -> list[Figure]:
        """Return the figures of some reports in the order of the text, without those that a planted order names."""
        out: list[Figure] = []
        for report_id in report_ids:
            if report_id not in self._figures:
                source = self.source(self.report(report_id))
                found = [f for f in self._catalogue.figures([report_id]) if not _is_ordered(f, source)]
                self._figures[report_id] = sorted(found, key=lambda f: (f.start, f.end))
            out.extend(self._figures[report_id])
        return out

    def figures_within(self, report_id: str, start: int, end: int) -> list[Figure]:
        """Return the figures whose number lies within a span of the source."""
        return [f for f in self.figures([report_id]) if start <= f.start and f.end <= end]

    def context(self, figure: Figure) -> tuple[str, str]:
        """Return a figure's indicator and clause, and the same with its sentence and headings, in lower case."""
        if figure.id not in self._contexts:
            clause = f"{figure.indicator} {figure.clause}".lower()
            passage = self.passage_at(figure.report_id, figure.start)
            sentence = self.sentence_at(figure.report_id, figure.start)
            around = [clause, sentence.text if sentence else "", *(passage.path if passage else ())]
            self._contexts[figure.id] = (clause, " ".join(around).lower())
        return self._contexts[figure.id]

    def before(self, figure: Figure) -> str:
        """Return the clause before a figure's own in its sentence; empty for the first."""
        source = self.source(self.report(figure.report_id))
        left = source[figure.sentence_start : figure.clause_start].rstrip(_MARKS)
        return left[max(map(left.rfind, _MARKS)) + 1 :]

    def order(self, report_ids: Sequence[str]) -> list[str]:
        """Return the ids with the most recent report first."""
        return sorted(report_ids, key=lambda i: (-(self.report(i).year or 0), self.report(i).start))

    @property
    def weights(self) -> TermWeights:
        """How much each word tells, from its rarity over all sentences."""
        if self._weights is None:
            self._weights = TermWeights(s.text for r in self._reports for p in self._stored(r) for s in p.sentences)
        return self._weights


def _without_orders(passage: Passage, source: str) -> Passage:
    kept = tuple(own_sentences(passage.sentences, _begun(source, passage.start)))
    return passage if len(kept) == len(passage.sentences) else replace(passage, sentences=kept)


def _is_ordered(figure: Figure, source: str) -> bool:
    """Tell whether a number stands where its sentence speaks to a language model."""
    at = figure.sentence_start
    spans = orders_in(source[at : figure.sentence_end], _begun(source, at))
    return any(at + start < figure.end and figure.start < at + end for start, end in spans)


def _begun(source: str, at: int) -> str:
    """Return the beginning of the sentence that goes on at an offset."""
    return unfinished(source[max(0, at - _LONGEST_BEGINNING) : at])
