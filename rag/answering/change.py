"""Changes between two amounts: as the report states them, or as two stated amounts differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from rag.answering.compute import in_unit
from rag.answering.draft import Draft
from rag.answering.lookup import SUPPORT, Finder, companions
from rag.answering.matching import EARLIER, RATES, REACHED, Match, Wanted
from rag.answering.sides import read_sides
from rag.answering.wording import amount, operand, place_and_period, said, statement
from rag.numbers import format_quantity, unit_family
from rag.period import parse_period
from rag.schema import Aspect, Figure, FigureKind, Query

__all__ = ["YEAR", "change_from_earlier", "matches_of", "say_change", "since", "stated_change", "stated_multiple"]

SINCE = "同比 去年 上年 较去年 较上年 去年同期 上年同期 比上年 比去年 同口径 可比口径 按可比口径"
YEAR_ON_YEAR = frozenset(SINCE.split()) | {""}
YEAR = 12


def since(change: Figure) -> int | None:
    """Return the year that a change over one year, or since a named year, is measured against; None for any other."""
    if change.kind is not FigureKind.CHANGE or not change.direction or change.period is None:
        return None
    named = parse_period(change.basis)
    if named is not None:
        return named.year if named.months <= YEAR and named.last < change.period.last else None
    yearly = change.basis in YEAR_ON_YEAR and change.period.months <= YEAR
    return change.period.year - 1 if yearly else None


def matches_of(query: Query, aspect: Aspect, finder: Finder) -> Iterator[Match]:
    """Yield the sure matches of an aspect for the first asked phrase, best first."""
    phrase = query.indicators[0] if query.indicators else query.resolved
    for match in finder.all(Wanted.of(replace(query, aspects=(aspect,)), phrase), limit=16):
        if match.support >= SUPPORT:
            yield match


def stated_change(query: Query, finder: Finder, draft: Draft) -> bool:
    """State the change between two years as the report gives it (比上年增加91家): an amount, not a rate of growth."""
    sides = read_sides(query, finder.material.reports)
    if sides is None or sides[0].phrase != sides[1].phrase or sides[0].query.places != sides[1].query.places:
        return False
    periods = [side.query.periods for side in sides]
    if any(len(p) != 1 or side.query.kind is FigureKind.TARGET for p, side in zip(periods, sides, strict=True)):
        return False
    earlier, later = sorted((p[0] for p in periods), key=lambda p: p.last)
    asked = replace(sides[0].query, periods=(later,), kind=None, unit="")
    rate = sides[0].growth or unit_family(query.unit) in RATES
    for match in matches_of(asked, Aspect.CHANGE, finder):
        figure = match.figure
        of_rate = unit_family(figure.unit) in RATES
        if since(figure) == earlier.year and figure.period == later and of_rate == rate and not sides[0].growth:
            return say_change(match, finder, draft)
    return False


def stated_multiple(query: Query, finder: Finder, draft: Draft) -> bool:
    """State how many times an earlier amount a later one is, as the report gives it (是“十一五”末的1.8倍)."""
    sides = read_sides(query, finder.material.reports) if query.aspect is Aspect.RATIO else None
    if sides is None or sides[0].phrase != sides[1].phrase or sides[0].query.places != sides[1].query.places:
        return False
    (later, earlier) = (side.query.periods for side in sides)
    if len(later) != 1 or len(earlier) != 1:
        return False
    asked = replace(sides[0].query, periods=(), kind=None, unit="")
    for match in matches_of(asked, Aspect.CHANGE, finder):
        figure = match.figure
        base = parse_period(figure.basis)
        if figure.unit != "倍" or figure.direction or base is None or figure.period is None:
            continue
        if (base.first, base.last) == (earlier[0].first, earlier[0].last) and figure.period.last == later[0].last:
            return say_change(match, finder, draft)
    return False


def say_change(match: Match, finder: Finder, draft: Draft) -> bool:
    """State a change as the report gives it, and the amount that it belongs to."""
    change = match.figure
    report = finder.material.report(change.report_id)
    mark = f"[{draft.cite_figure(change)}]"
    amounts = [f for f in companions(change, finder.material) if f.kind in REACHED and f.id == change.head]
    draft.text = f"{place_and_period(report, change.period)}{statement(change)}{mark}"
    for figure in amounts[:1]:
        draft.cite_figure(figure)
        draft.text += f"（{statement(figure)}）"
    draft.text += "。"
    draft.kind, draft.confidence, draft.told = "figure", match.support, [change]
    draft.trace.append(("指标", f"{change.indicator}：{said(change)}"))
    return True


def change_from_earlier(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the change between a value and the earlier one that its sentence sets beside it."""
    for match in matches_of(replace(query, kind=FigureKind.ACHIEVED, unit=""), Aspect.VALUE, finder):
        now = match.figure
        if now.kind not in REACHED:
            continue
        before = [f for f in companions(now, finder.material) if f.kind in REACHED and EARLIER.search(f.basis)]
        before = [f for f in before if f.base_unit == now.base_unit and f.base != now.base]
        if not before:
            continue
        then = before[0]
        report = finder.material.report(now.report_id)
        mark = f"[{draft.cite_figure(now)}]"
        draft.cite_figure(then)
        gap = in_unit(abs(now.base - then.base), now)
        unit = "个百分点" if unit_family(now.unit) in RATES else now.unit
        shown = format_quantity(gap, unit)
        big, small = (now, then) if now.base > then.base else (then, now)
        move = "上升" if now.base > then.base else "下降"
        draft.compute(f"{now.indicator}{move}", report.place, now.period, Decimal(gap), unit, shown)
        draft.text = (
            f"{place_and_period(report, now.period)}{statement(now)}，{then.basis}为{amount(then)}，{move}{shown}"
            f"（推算：{operand(big)} － {operand(small)}）{mark}。"
        )
        draft.kind, draft.confidence, draft.told = "computation", match.support, [now]
        draft.note(["推算：变化由报告给出的两个数值相减得到。"])
        return True
    return False
