"""What figure extraction takes along and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rag.schema import FigureKind, Period

__all__ = ["Carry", "RawFigure"]


@dataclass(slots=True)
class Carry:
    """What flows from sentence to sentence within one report.

    Make one per report, call `new_block()` where a paragraph or section starts, and pass it to every
    `extract_figures` of the report in reading order. `year` is the year the report is made for, by which 去年, 今年 and
    明年 are read (without it the section's period serves); `basis` is what 同比（下同） set for the rest of the report,
    `period` the running period of the block (截至10月底), `subject` its running subject.
    """

    year: int | None = None
    basis: str = ""
    period: Period | None = None
    subject: str = ""

    def new_block(self) -> None:
        """Forget what holds for one paragraph only."""
        self.period = None
        self.subject = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFigure:
    """A figure of one clean sentence; the fields are those of `rag.schema.Figure`, offsets index the sentence.

    `start`/`end` span number and unit, `clause_start`/`clause_end` the clause. `head` is the index, in the list of the
    same sentence, of the amount that a change, completion, share, rank or earlier value belongs to. An earlier value
    (高于去年同期的96.3%, 从70户增加到90户) has a basis such as 去年同期 or 此前 and an earlier period or none.
    A change is `direction` times `value`: 增长-3.8% has 增 and -3.8.
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
