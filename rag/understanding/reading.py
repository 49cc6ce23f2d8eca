"""What one question says, by itself and together with the turns before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from rag.operation import Operation
from rag.schema import Aspect, Figure, FigureKind, Period

__all__ = ["WEIGHED", "Reading"]

WEIGHED = frozenset({Aspect.COMPARISON, Aspect.DIFFERENCE, Aspect.TOTAL, Aspect.RATIO})
"""What sets several things side by side."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question says by itself, and, once completed, together with the turns before it.

    `points_back` tells that words such as 那个项目 stand for what was spoken of. `asked` are the figures asked for so
    far, the last one last; `sides` those of them that the question sets side by side. `implied` names the fields that
    came from earlier turns, `stands_for` the earlier phrases that a short new one may vary (蔬菜呢 after 果品产量).
    `amounts` are the words that ask for several amounts of one thing (多少户多少人). `instead` is what was asked of the
    subject before a carried rate, for a place whose report lacks the rate. `told` are the figures that answered the
    question, or earlier ones on the same subject, `untold` that none did; `near` is what the turn before was told, and
    `part` tells that the question asks for a part of that (其中…), `operation` what it wants done with what was told.
    """

    text: str
    places: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    guesses: tuple[tuple[str, str], ...] = ()
    all_places: bool = False
    both: bool = False
    points_back: bool = False
    periods: tuple[Period, ...] = ()
    time_words: tuple[str, ...] = ()
    relative: bool = False
    report_year: int | None = None
    indicators: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    kind: FigureKind | None = None
    unit: str = ""
    amounts: str = ""
    which: bool = False
    earlier_places: tuple[str, ...] = ()
    earlier_periods: tuple[Period, ...] = ()
    earlier_indicators: tuple[str, ...] = ()
    asked: tuple[Reading, ...] = ()
    sides: tuple[Reading, ...] = ()
    implied: frozenset[str] = frozenset()
    stands_for: tuple[str, ...] = ()
    instead: Aspect | None = None
    told: tuple[Figure, ...] = ()
    untold: bool = False
    near: tuple[Figure, ...] = ()
    part: bool = False
    operation: Operation | None = None
    aspects_carried: bool = False
    carried: tuple[str, ...] = field(default=())

    @property
    def bare(self) -> bool:
        """Whether the question names no place of any kind."""
        return not (self.places or self.unknown or self.below or self.all_places)
