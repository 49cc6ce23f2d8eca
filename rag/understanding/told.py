"""What the turns before were told: the figures of their answers, which the next question speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.numbers import unit_family
from rag.schema import Figure, FigureKind
from rag.understanding.ellipsis import is_bare_measure
from rag.understanding.reading import Reading

__all__ = ["is_added", "is_stock", "measure_told", "with_told"]

_ADDED = re.compile("新增|净增|新认定|新培育|新登记|新注册|新设立")
_STOCK = re.compile("总(?!投资|产值|收入)|累计|保有量|存量")


def with_told(reading: Reading, figures: Sequence[Figure] | None) -> Reading:
    """Return a turn's reading with the figures that answered it, each beside the indicator that it was asked by.

    Without any, the figures told of the same subject before stay in mind. None where it is not known what was told.
    """
    if figures is None:
        return reading
    if not figures:
        asked = tuple(replace(one, untold=True) if one.text == reading.text else one for one in reading.asked)
        return replace(reading, asked=asked)
    if reading.stands_for and len(reading.indicators) == 1 and is_bare_measure(reading.indicators[0]):
        reading = _named(reading, figures[0].indicator)
    own = [one for one in reading.asked if one.text == reading.text and not one.told]
    earlier = [one for one in reading.asked if one not in own]
    paired = [replace(one, told=(figure,)) for one, figure in zip(own, figures, strict=False)]
    asked = (*earlier, *(paired if len(figures) >= len(own) else own))
    return replace(reading, told=tuple(figures), asked=asked)


def _named(reading: Reading, name: str) -> Reading:
    """Return a reading with the name that the report has for what a mere measure was of (旅游总收入 for 收入)."""
    own = [replace(one, indicators=(name,)) if one.text == reading.text else one for one in reading.asked]
    indicators = (*(p for p in reading.earlier_indicators if p not in reading.indicators), name)
    return replace(reading, indicators=(name,), asked=tuple(own), earlier_indicators=indicators)


def measure_told(figure: Figure) -> tuple[str, str]:
    """Return what a figure measures: its family of unit, and growth, completion or a plain amount."""
    grown = figure.kind is FigureKind.CHANGE or (figure.kind is FigureKind.TARGET and bool(figure.direction))
    way = "growth" if grown else "completion" if figure.kind is FigureKind.COMPLETION else "amount"
    return unit_family(figure.unit), way


def is_stock(figure: Figure) -> bool:
    """Tell whether a figure says how many there are in all (总数达96家)."""
    return _STOCK.search(figure.indicator + figure.clause.partition(figure.text)[0]) is not None


def is_added(figure: Figure) -> bool:
    """Tell whether a figure says how many were added to a stock (新增高新技术企业17家)."""
    return _ADDED.search(figure.indicator) is not None and not is_stock(figure)
