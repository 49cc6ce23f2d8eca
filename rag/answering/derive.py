"""Values that follow from cited figures by one step: last year's, the full target, a share, the whole, a difference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from rag.answering.compute import HUNDRED, in_unit, rounded
from rag.answering.draft import Draft
from rag.answering.lookup import SUPPORT, Finder, companions
from rag.answering.matching import EARLIER, RATES, REACHED, Match, Wanted
from rag.answering.terms import asked_terms
from rag.answering.wording import amount, place_and_period, said, statement
from rag.numbers import format_quantity, unit_family
from rag.period import parse_period
from rag.schema import Aspect, Figure, FigureKind, Period, Query

__all__ = [
    "change_from_earlier",
    "from_multiple",
    "implied_target",
    "implied_whole",
    "previous_value",
    "share_of_whole",
    "stated_share",
]

SINCE = "同比 去年 上年 较去年 较上年 去年同期 上年同期 比上年 比去年 同口径 可比口径 按可比口径"
YEAR_ON_YEAR = frozenset(SINCE.split()) | {""}
SHARE_OF = re.compile(r"(?P<part>.{2,}?)(?:占|在)(?P<whole>.{2,}?)(?:中|里)?的?(?:比重|比例|份额|百分比|多少|$)")
WHOLE = 0.6
"""Least coverage of the words for the whole by the indicator that is taken for it."""
GOAL = re.compile(r"计划|目标|任务|指标|预算")


def shifted(period: Period, years: int) -> Period:
    """Return the same months of another year."""
    label = period.label.replace(str(period.year), str(period.year + years))
    return Period(period.first + 12 * years, period.last + 12 * years, label)


def _reached(query: Query, finder: Finder) -> Iterator[Match]:
    """Yield the sure matches of reached amounts for the first asked phrase, best first."""
    phrase = query.indicators[0] if query.indicators else query.resolved
    asked = replace(query, aspects=(Aspect.VALUE,), kind=FigureKind.ACHIEVED, unit="")
    for match in finder.all(Wanted.of(asked, phrase)):
        if match.support >= SUPPORT and match.figure.kind in REACHED:
            yield match


def _head(figure: Figure, finder: Finder, draft: Draft) -> tuple[str, str]:
    """Cite a figure; return where and when it holds, and its mark."""
    report = finder.material.report(figure.report_id)
    return place_and_period(report, figure.period), f"[{draft.cite_figure(figure)}]"


def _finish(draft: Draft, match: Match, text: str, remark: str) -> bool:
    draft.kind, draft.confidence, draft.text = "computation", match.support, text
    draft.note([f"推算：{remark}"])
    return True


def previous_value(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the value of one year before: `value ÷ (1 ± rate)`, or `value ∓ change` where the change is an amount."""
    later = replace(query, periods=tuple(shifted(p, 1) for p in query.periods))
    for match in _reached(later, finder):
        changes = [c for c in companions(match.figure, finder.material) if _is_yearly(c)]
        if changes and match.figure.period and _earlier(match, changes[0], finder, draft):
            return True
    return False


def from_multiple(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the value of an earlier year from a later one said to be so many times it: `value ÷ times`."""
    years = {p.year for p in query.periods}
    for match in _reached(replace(query, periods=()), finder):
        figure = match.figure
        times = [c for c in companions(figure, finder.material) if c.unit == "倍" and c.value > 0]
        for multiple in times:
            base = parse_period(multiple.basis)
            if base is None or base.year not in years:
                continue
            where, mark = _head(figure, finder, draft)
            draft.cite_figure(multiple)
            report = finder.material.report(figure.report_id)
            value = rounded(figure.value / multiple.value)
            shown = format_quantity(value, figure.unit)
            draft.compute(figure.indicator, report.place, base, value, figure.unit, shown)
            text = (
                f"{place_and_period(report, base)}{figure.indicator}约为{shown}"
                f"（推算：{amount(figure)} ÷ {multiple.text}）{mark}。"
                f"依据：{where}{statement(figure)}，是{multiple.basis}的{multiple.text}{mark}。"
            )
            return _finish(draft, match, text, "这一年的数值报告没有直接给出，由后来的数值和倍数算得。")
    return False


def _is_yearly(figure: Figure) -> bool:
    return figure.kind is FigureKind.CHANGE and bool(figure.direction) and figure.basis in YEAR_ON_YEAR


def _earlier(match: Match, change: Figure, finder: Finder, draft: Draft) -> bool:
    figure = match.figure
    rise = change.direction == "增"
    if unit_family(change.unit) == "percent":
        factor = 1 + change.value / HUNDRED if rise else 1 - change.value / HUNDRED
        if factor <= 0:
            return False
        value, about = rounded(figure.value / factor), "约"
        formula = f"{amount(figure)} ÷ （1 {'＋' if rise else '－'} {change.text}）"
    elif unit_family(change.unit) == unit_family(figure.unit):
        step = in_unit(change.base, figure)
        value, about = (figure.value - step if rise else figure.value + step), ""
        formula = f"{amount(figure)} {'－' if rise else '＋'} {change.text}"
    else:
        return False
    where, mark = _head(figure, finder, draft)
    draft.cite_figure(change)
    report = finder.material.report(figure.report_id)
    period = shifted(figure.period, -1) if figure.period else None
    shown = format_quantity(value, figure.unit)
    draft.compute(figure.indicator, report.place, period, value, figure.unit, shown)
    text = (
        f"{place_and_period(report, period)}{figure.indicator}{about}为{shown}（推算：{formula}）{mark}。"
        f"依据：{where}{statement(figure)}，{said(change)}{mark}。"
    )
    return _finish(draft, match, text, "这一年的数值报告没有直接给出，由下一年的数值和同比变化算得。")


def implied_target(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the full target from what was reached: `value ÷ completed part`, or the value less what exceeds the plan."""
    for match in _reached(query, finder):
        figure = match.figure
        report = finder.material.report(figure.report_id)
        for other in companions(figure, finder.material):
            worked = _target_from(figure, other)
            if worked is None:
                continue
            value, formula = worked
            where, mark = _head(figure, finder, draft)
            draft.cite_figure(other)
            shown = format_quantity(value, figure.unit)
            year = Period.of_year(figure.period.year) if figure.period else None
            draft.compute(f"{figure.indicator}目标", report.place, year, value, figure.unit, shown)
            text = (
                f"{place_and_period(report, year)}{figure.indicator}的全年目标约为{shown}（推算：{formula}）{mark}。"
                f"依据：{where}{statement(figure)}，{said(other)}{mark}。"
            )
            return _finish(draft, match, text, "目标数报告没有直接给出，由完成数和它与目标的关系算得。")
    return False


def _target_from(figure: Figure, other: Figure) -> tuple[Decimal, str] | None:
    """Return the target and its formula from the reached amount and a figure that sets it against the plan."""
    if other.kind is FigureKind.COMPLETION and other.value > 0 and unit_family(other.unit) == "percent":
        return rounded(figure.value / (other.value / HUNDRED)), f"{amount(figure)} ÷ {other.text}"
    if other.kind is not FigureKind.CHANGE or not GOAL.search(other.basis) or not other.direction:
        return None
    over = other.direction == "增"
    if unit_family(other.unit) == "percent":
        factor = 1 + other.value / HUNDRED if over else 1 - other.value / HUNDRED
        formula = f"{amount(figure)} ÷ （1 {'＋' if over else '－'} {other.text}）"
        return (rounded(figure.value / factor), formula) if factor > 0 else None
    if other.base_unit != figure.base_unit:
        return None
    step = in_unit(other.base, figure)
    formula = f"{amount(figure)} {'－' if over else '＋'} {other.text}"
    return (figure.value - step if over else figure.value + step), formula


def stated_share(query: Query, finder: Finder) -> Query | None:
    """Return the query for the part alone where a figure gives its share and its sentence speaks of the whole."""
    named = SHARE_OF.match(query.indicators[0]) if query.indicators else None
    if named is None:
        return None
    part = replace(query, indicators=(named["part"],))
    match = finder.best(Wanted.of(part, named["part"]))
    if match is None or match.figure.kind is not FigureKind.SHARE:
        return None
    _, around = finder.material.context(match.figure)
    told = finder.material.weights.coverage(asked_terms(named["whole"]), around) > WHOLE
    return part if told else None


def share_of_whole(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the share of a part in the larger amount that the same sentence names before it: `part ÷ whole`."""
    phrase = query.indicators[0] if query.indicators else query.resolved
    named = SHARE_OF.match(phrase)
    if named:
        query = replace(query, indicators=(named["part"],))
    for match in _reached(query, finder):
        part = match.figure
        near = finder.material.figures_within(part.report_id, part.sentence_start, part.sentence_end)
        wholes = [
            f
            for f in near
            if f.start < part.start and f.base_unit == part.base_unit and f.base > part.base and f.kind in REACHED
        ]
        if named:
            wholes = [
                f for f in wholes if finder.material.weights.coverage(asked_terms(named["whole"]), f.indicator) > WHOLE
            ]
        if not wholes:
            continue
        whole = wholes[-1]
        where, mark = _head(part, finder, draft)
        draft.cite_figure(whole)
        report = finder.material.report(part.report_id)
        value = rounded(part.base / whole.base * HUNDRED)
        shown = format_quantity(value, "%")
        draft.compute(f"{part.indicator}占{whole.indicator}比重", report.place, part.period, value, "%", shown)
        text = (
            f"{where}{part.indicator}占{whole.indicator}的比重约为{shown}"
            f"（推算：{amount(part)} ÷ {amount(whole)}）{mark}。"
            f"依据：{statement(whole)}，其中{statement(part)}{mark}。"
        )
        return _finish(draft, match, text, "比重报告没有直接给出，由部分和总数算得。")
    return False


def implied_whole(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the whole from a part and its share in it: `part ÷ share`; the asked phrase must be the whole."""
    phrases = query.indicators or (query.resolved,)
    for phrase in reversed(phrases):
        for match in finder.all(Wanted.of(replace(query, indicators=(phrase,), aspects=(Aspect.SHARE,)), phrase)):
            share = match.figure
            _, of, whole = share.indicator.partition("占")
            if share.kind is not FigureKind.SHARE or not of or match.support < SUPPORT or not share.value:
                continue
            parts = [f for f in companions(share, finder.material) if f.kind in REACHED]
            if not parts or not finder.material.weights.coverage({phrase: 1.0}, whole):
                continue
            part = parts[0]
            where, mark = _head(part, finder, draft)
            draft.cite_figure(share)
            report = finder.material.report(part.report_id)
            value = rounded(part.value / (share.value / HUNDRED))
            shown = format_quantity(value, part.unit)
            draft.compute(phrase, report.place, part.period, value, part.unit, shown)
            text = (
                f"{where}{phrase}约为{shown}（推算：{amount(part)} ÷ {share.text}）{mark}。"
                f"依据：{statement(part)}，{statement(share)}{mark}。"
            )
            return _finish(draft, match, text, "总数报告没有直接给出，由其中一部分和它的占比算得。")
    return False


def change_from_earlier(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the change between a value and the earlier one that its sentence sets beside it."""
    for match in _reached(query, finder):
        now = match.figure
        before = [f for f in companions(now, finder.material) if f.kind in REACHED and EARLIER.search(f.basis)]
        before = [f for f in before if f.base_unit == now.base_unit and f.base != now.base]
        if not before:
            continue
        then = before[0]
        where, mark = _head(now, finder, draft)
        draft.cite_figure(then)
        report = finder.material.report(now.report_id)
        gap = in_unit(abs(now.base - then.base), now)
        unit = "个百分点" if unit_family(now.unit) in RATES else now.unit
        shown = format_quantity(gap, unit)
        big, small = (now, then) if now.base > then.base else (then, now)
        move = "上升" if now.base > then.base else "下降"
        draft.compute(f"{now.indicator}{move}", report.place, now.period, Decimal(gap), unit, shown)
        text = (
            f"{where}{statement(now)}，{then.basis}为{amount(then)}，{move}{shown}"
            f"（推算：{amount(big)} － {amount(small)}）{mark}。"
        )
        return _finish(draft, match, text, "变化由报告给出的两个数值相减得到。")
    return False
