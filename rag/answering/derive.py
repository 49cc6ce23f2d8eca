"""Values that follow from cited figures by one step: last year's, the full target, a share, the whole, a difference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from rag.answering.change import GOAL, since
from rag.answering.compute import HUNDRED, in_unit, rounded
from rag.answering.draft import Draft
from rag.answering.lookup import SUPPORT, Finder, companions
from rag.answering.matching import REACHED, Match, Wanted
from rag.answering.terms import asked_terms
from rag.answering.wording import amount, place_and_period, said, statement
from rag.numbers import format_quantity, unit_family
from rag.period import parse_period
from rag.schema import Aspect, Figure, FigureKind, Period, Query
from rag.scope import matches_place

__all__ = [
    "from_multiple",
    "implied_target",
    "implied_whole",
    "previous_value",
    "share_of_whole",
    "stated_share",
]

BARE_MOVE = re.compile(r"(?:净|同比)?(?:增产|减产|增收|减收|增加|减少|增长|下降|净增|净减)(?:额|量)?")
SHARE_OF = re.compile(r"(?P<part>.{2,}?)(?:占|在)(?P<whole>.{2,}?)(?:中|里)?的?(?:比重|比例|份额|百分比|多少|$)")
WHOLE = 0.6
"""Least coverage of the words for the whole by the indicator that is taken for it."""


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
    """Give an earlier value from a later one and the change since: `value ÷ (1 ± rate)`, or `value ∓ change`."""
    later = replace(query, periods=tuple(shifted(p, 1) for p in query.periods))
    wide = finder.within(_of_the_places(query, finder))
    for asked in (later, replace(query, periods=())) if query.periods else (later,):
        for match in _reached(asked, wide):
            change = next((c for c in _changes(match.figure, finder) if _since_asked(c, query.periods)), None)
            if change is not None and _earlier(match, change, finder, draft):
                return True
    return False


def _of_the_places(query: Query, finder: Finder) -> Sequence[str]:
    """Return all reports of the asked places, whatever they look back on."""
    if not query.places:
        return finder.reports
    reports = [r for r in finder.material.reports if any(matches_place(r, p) for p in query.places)]
    return finder.material.order([r.id for r in reports])


def _changes(figure: Figure, finder: Finder) -> list[Figure]:
    """Return the changes of an amount: its companions, and an amount that the next clause adds or takes (增产3亿斤)."""
    related = companions(figure, finder.material)
    near = finder.material.figures_within(figure.report_id, figure.sentence_start, figure.sentence_end)
    after = next((f for f in near if f.start > figure.start), None)
    if after and after not in related and BARE_MOVE.fullmatch(after.indicator) and after.base_unit == figure.base_unit:
        related = [after, *related]
    return [f for f in related if f.kind is FigureKind.CHANGE]


def _since_asked(change: Figure, periods: Sequence[Period]) -> bool:
    year = since(change)
    return year is not None and (not periods or any(p.year == year for p in periods))


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


def _earlier(match: Match, change: Figure, finder: Finder, draft: Draft) -> bool:
    figure, year = match.figure, since(change)
    rise = change.direction == "增"
    if figure.period is None or year is None:
        return False
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
    period = shifted(figure.period, year - figure.period.year)
    shown = format_quantity(value, figure.unit)
    draft.compute(figure.indicator, report.place, period, value, figure.unit, shown)
    text = (
        f"{place_and_period(report, period)}{figure.indicator}{about}为{shown}（推算：{formula}）{mark}。"
        f"依据：{where}{statement(figure)}，{said(change)}{mark}。"
    )
    return _finish(draft, match, text, "这一年的数值报告没有直接给出，由后来的数值和变化算得。")


def implied_target(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the full target from what was reached: `value ÷ completed part`, or the value less what exceeds the plan."""
    for match in _reached(query, finder):
        figure = match.figure
        report = finder.material.report(figure.report_id)
        for other in _against_plan(figure, finder):
            worked = _target_from(figure, other)
            if worked is None:
                continue
            value, formula = worked
            where, mark = _head(figure, finder, draft)
            beside = f"[{draft.cite_figure(other)}]"
            shown = format_quantity(value, figure.unit)
            year = Period.of_year(figure.period.year) if figure.period else None
            name = f"{figure.indicator}的{_plan_of(other)}"
            draft.compute(name, report.place, year, value, figure.unit, shown)
            told = said(other) if beside == mark else f"{mark}，{statement(other)}"
            text = (
                f"{place_and_period(report, year)}{name}约为{shown}（推算：{formula}）{mark}。"
                f"依据：{where}{statement(figure)}{'' if beside != mark else '，'}{told}{beside}。"
            )
            return _finish(draft, match, text, "目标数报告没有直接给出，由完成数和它与目标的关系算得。")
    return False


def _against_plan(figure: Figure, finder: Finder) -> list[Figure]:
    """Return the figures that set an amount against its plan: of its sentence, else of its report by the same name."""
    near = companions(figure, finder.material)
    if any(_target_from(figure, other) for other in near):
        return near
    far = finder.material.figures([figure.report_id])
    return [
        f
        for f in far
        if f.kind is FigureKind.COMPLETION
        and not f.head
        and f.indicator == figure.indicator
        and f.period == figure.period
    ]


def _plan_of(other: Figure) -> str:
    """Return the plan's own name where a change is measured against it (年初预算), else 全年目标."""
    return other.basis if other.kind is FigureKind.CHANGE else "全年目标"


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
