"""The figures of a sentence: each number with its indicator, kind, period, place and what it is measured against."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from rag.numbers import find_quantities
from rag.schema import FigureKind, Period, Role

__all__ = ["Carry", "RawFigure", "extract_figures"]


@dataclass(slots=True)
class Carry:
    """What flows from sentence to sentence within one report.

    Make one per report, call `new_block()` where a paragraph or section starts, and pass it to every
    `extract_figures` of the report in reading order. `basis` is what 同比（下同） set for the rest of the report,
    `period` the running period of the block (截至10月底), `subject` its running subject.
    """

    basis: str = ""
    period: Period | None = None
    subject: str = ""
    places: tuple[str, ...] = field(default=())

    def new_block(self) -> None:
        """Forget what holds for one paragraph only."""
        self.period = None
        self.subject = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFigure:
    """A figure of one clean sentence; the fields are those of `rag.schema.Figure`, offsets index the sentence.

    `start`/`end` span number and unit, `clause_start`/`clause_end` the clause. `head` is the index, in the list of the
    same sentence, of the amount that a change, completion, share, rank or earlier value belongs to.
    """

    start: int
    end: int
    clause_start: int
    clause_end: int
    indicator: str
    place: str
    value: Decimal
    unit: str
    base: Decimal
    base_unit: str
    high: Decimal | None
    kind: FigureKind
    qualifier: str
    direction: str
    basis: str
    period: Period | None
    head: int | None


def extract_figures(
    sentence: str, *, role: Role, period: Period | None, place: str, carry: Carry
) -> list[RawFigure]:
    """Return the figures of one clean sentence, left to right.

    `role` and `period` are the section's, `place` the report's. Numbers that say nothing of an amount (dates, ordinals,
    names in quotation marks, ages that only describe a group) are left out.
    """
    figures = []
    for q in find_quantities(sentence):
        start = max((sentence.rfind(c, 0, q.start) for c in "，,；;。：:"), default=-1) + 1
        ends = [e for e in (sentence.find(c, q.end) for c in "，,；;。") if e >= 0]
        figures.append(
            RawFigure(
                start=q.start, end=q.end, clause_start=start, clause_end=min(ends, default=len(sentence)),
                indicator=sentence[start : q.start].strip(), place=place, value=q.value, unit=q.unit, base=q.base,
                base_unit=q.base_unit, high=q.high,
                kind=FigureKind.TARGET if role is Role.PLAN else FigureKind.ACHIEVED,
                qualifier=q.qualifier, direction="", basis="", period=period, head=None,
            )
        )  # fmt: skip
    return figures
