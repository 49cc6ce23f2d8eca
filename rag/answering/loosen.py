"""Weaker readings of a follow-up: what was only carried over may give way where the reports do not give it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rag.schema import Aspect, FigureKind, Period, Query

__all__ = ["loosened", "over_whole_years"]

YEAR = 12
NAMES = {Aspect.CHANGE: "增长", Aspect.COMPLETION: "完成进度", Aspect.SHARE: "占比", Aspect.RANK: "位次"}


def loosened(query: Query) -> Iterator[tuple[Query, tuple[str, ...]]]:
    """Yield weaker readings, the nearest first, each with what to say of it in Chinese.

    A carried phrase gives way to the name that the report has for what was told, a carried unit is dropped, a carried
    part of a year widened to the year, and a carried rate gives way to what was asked of the same thing before it. What
    the question itself asks for is never weakened.
    """
    named = query.told[0].indicator if query.told and "indicators" in query.implied else ""
    if named and query.indicators != (named,):
        yield replace(query, indicators=(named,)), ()
    if "unit" in query.implied and query.unit:
        query = replace(query, unit="")
        yield query, ()
    wide = over_whole_years(query)
    told = () if wide is None else (wide[1],)
    if wide is not None:
        query = wide[0]
        yield query, told
    if query.instead is None:
        return
    if query.sides:
        side = next((s for s in query.sides if s.kind is not FigureKind.TARGET), query.sides[-1])
        yield replace(query, aspects=(query.instead,), sides=(), periods=side.periods, kind=side.kind), ()
        return
    note = f"报告没有给出“{'、'.join(query.indicators)}”的{NAMES.get(query.aspect, '这一项')}，以下是数值。"
    yield replace(query, aspects=(query.instead,), kind=None), (*told, note)


def over_whole_years(query: Query) -> tuple[Query, str] | None:
    """Return the query over whole years with what to say, where parts of years were only carried over; else None."""
    parts = [p for p in query.periods if p.months < YEAR]
    if "periods" not in query.implied or not parts:
        return None
    years = tuple(dict.fromkeys(Period.of_year(p.year) if p.months < YEAR else p for p in query.periods))
    labels = "、".join(p.label for p in parts)
    return replace(query, periods=years), f"{labels}是沿用上文的；报告没有单独给出，以下是全年的。"
