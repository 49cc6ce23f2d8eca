"""An answer in the making: its text, the spans it cites and the figures it states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from rag.answering.material import Material
from rag.schema import AnswerFigure, Citation, Figure, FigureKind, Period, Report

__all__ = ["MARK", "Draft", "chinese_date", "is_planned", "shown_reports", "strip_marks"]

MARK = re.compile(r"\[(\d{1,3})\]")


def strip_marks(text: str) -> str:
    """Return the text without citation marks."""
    return MARK.sub("", text)


def chinese_date(date: str) -> str:
    """Return an ISO day or month as a reader says it: 2021年1月6日; empty for an empty one."""
    return "".join(f"{int(part)}{unit}" for part, unit in zip(date.split("-"), "年月日", strict=False) if part)


@dataclass
class Draft:
    """Collects text, citations and figures of one answer; `cite` numbers spans in the order of their first use."""

    material: Material
    kind: str = "none"
    text: str = ""
    citations: list[Citation] = field(default_factory=list)
    figures: list[AnswerFigure] = field(default_factory=list)
    told: list[Figure] = field(default_factory=list)
    """The figures that answer the question, without what only belongs to them."""
    notes: list[str] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)
    computed: list[Decimal] = field(default_factory=list)
    trace: list[tuple[str, str]] = field(default_factory=list)
    abstained: bool = False
    reason: str = ""
    confidence: float = 0.0
    reworded: bool = False
    """Whether a language model wrote the text, in words of its own."""

    def cite(self, report_id: str, start: int, end: int) -> int:
        """Return the number of the citation of this span, adding it where it is new."""
        for citation in self.citations:
            if citation.report_id == report_id and citation.start <= start and end <= citation.end:
                return citation.n
        report = self.material.report(report_id)
        passage = self.material.passage_at(report_id, start)
        period = self.material.period_at(report_id, start)
        citation = Citation(
            n=len(self.citations) + 1,
            report_id=report_id,
            title=report.title,
            place=report.place,
            period=period.label if period else "",
            file=report.file,
            section=passage.path if passage else (),
            quote=self.material.source(report)[start:end],
            start=start,
            end=end,
            page=passage.page if passage else None,
            notes=report.notes,
        )
        self.citations.append(citation)
        return citation.n

    def cite_figure(self, figure: Figure) -> int:
        """Cite the sentence that holds the figure and list the figure; return the citation's number."""
        n = self.cite(figure.report_id, figure.sentence_start, figure.sentence_end)
        stated = AnswerFigure(
            indicator=figure.indicator,
            place=figure.place,
            period=figure.period.label if figure.period else "",
            kind=figure.kind.value,
            value=figure.value,
            unit=figure.unit,
            text=figure.text,
            citation=n,
        )
        if stated not in self.figures:
            self.figures.append(stated)
        return n

    def compute(self, indicator: str, place: str, period: Period | None, value: Decimal, unit: str, text: str) -> None:
        """List a computed figure; its number may stand in the text without a citation of its own."""
        label = period.label if period else ""
        self.figures.append(
            AnswerFigure(
                indicator=indicator,
                place=place,
                period=label,
                kind="computed",
                value=value,
                unit=unit,
                text=text,
                citation=0,
            )
        )
        self.computed.append(value)

    def note(self, notes: Iterable[str]) -> None:
        """Add remarks, each once."""
        for text in notes:
            if text and text not in self.notes:
                self.notes.append(text)

    def abstain(self, reason: str, *, text: str | None = None) -> Draft:
        """Turn the draft into a refusal for a reason in Chinese; citations stay as the nearest things found."""
        self.abstained, self.kind, self.reason = True, "none", reason
        self.text = reason if text is None else text
        return self


def is_planned(figure: Figure) -> bool:
    """Tell whether a figure is a plan rather than a fact."""
    return figure.kind is FigureKind.TARGET


def shown_reports(reports: Iterable[Report]) -> str:
    """Return a short Chinese list of what the library holds: 东平镇（2023年上半年）、… ."""
    return "、".join(f"{r.place}（{r.period.label if r.period else r.year or '年份不明'}）" for r in reports)
