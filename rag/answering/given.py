"""What follows from a number that the question itself gives and the report has: its plan, its whole, what was before.

是省定任务的180%，那原定任务多少 starts from an amount that the question repeats. The number is looked up as it stands,
and only what the report says of that very number is used.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from rag.answering.derive import finish, opening
from rag.answering.draft import Draft
from rag.answering.lookup import SUPPORT, Finder, companions
from rag.answering.matching import BARE, EARLIER, RATES, REACHED, Match, Phrase, Wanted
from rag.answering.plans import GOAL, against_plan, say_target
from rag.answering.shares import say_whole
from rag.answering.terms import content_terms
from rag.answering.wording import amount, said, statement
from rag.numbers import Quantity, find_quantities, unit_family
from rag.period import find_periods
from rag.schema import Aspect, Figure, FigureKind, Period, Query

__all__ = ["goal_of_given", "rank_before", "whole_of_given"]

ASKS_GOAL = re.compile(
    r"(?:原先|原来|原定|原本|本来|当初|起初|最初|年初|省定|市定|县定|[省市区县镇]里|既定|预定|下达|总|全年|年度|当年|定[的了下]*)"
    r"[^，,？?]{0,12}?(?:计划|目标|任务|预算|指标)[^，,？?]{0,10}?(?:多少|几|多大)"
    r"|(?:计划|目标|任务|预算|指标)[^，,？?多几]{0,10}?(?:原先|原来|原本|本来|当初|起初|最初|年初)[^，,？?]{0,6}?(?:多少|几|多大)"
)
OF_PLAN = re.compile(
    r"原先|原来|原定|原本|本来|当初|起初|最初|年初|[省市县]定|既定|下达|超额|超过?了?[^，,]{0,6}(?:计划|目标|任务|预算)|完成|达标|占|是[^，,]{0,10}[\d.]+(?:%|倍)|高于|低于|超出"
)
"""What a question says of an earlier plan or of how it went, which tells that the plan is to be worked out."""
ASKS_AMOUNT = re.compile(r"多少|几(?!乎|成)|多大")
OF_WHOLE = re.compile(r"占(?:到|了|据)?(?P<whole>[^，,。？?\d占]{1,10}?)的?(?:[\d.]+%|百分之)")
MEASURE = re.compile(r"(?:总数|总量|总额|总值|比重|比例)+$")
LAST = re.compile(r"(?:上|前|头)一?年(?!级)|去年|之前|以前|此前|原来|原先")
ORDER = re.compile(r"第几|几[名位]|多少[名位]|排名|名次|位次")
WORDS = 0.4
"""Least part of a figure's own name that a question must say to give that figure."""
SOLE = 1
SCOPE = "全省"
"""A whole that only says where is named by what its part is called."""


def amounts_given(query: Query, finder: Finder, kinds: Collection[FigureKind]) -> list[Figure]:
    """Return the figures of the reports that the question gives with their very number and the words for them."""
    named = [q for q in find_quantities(query.resolved) if q.unit]
    spoken = " ".join((query.resolved, *(name for p in query.indicators for name in Phrase.of(p).synonyms)))
    found = []
    for figure in finder.material.figures(finder.reports) if named else ():
        if figure.kind not in kinds or not any(is_same(q, figure) for q in named):
            continue
        if not _meets(figure, query.periods):
            continue
        own = dict.fromkeys(content_terms(figure.indicator), 1.0)
        if finder.material.weights.coverage(own, spoken) >= WORDS:
            found.append(figure)
    return found


def is_same(quantity: Quantity, figure: Figure) -> bool:
    """Tell whether a number of the question is that of a figure; 732.1亿 may leave out its unit."""
    if quantity.base_unit == figure.base_unit:
        return quantity.base == figure.base
    if quantity.unit in BARE and unit_family(figure.unit) not in RATES:
        return quantity.base == figure.base
    return figure.unit in BARE and quantity.base == figure.base


def _meets(figure: Figure, periods: Sequence[Period]) -> bool:
    held = figure.period
    return not periods or held is None or any(p.first <= held.last and held.first <= p.last for p in periods)


def _rates_given(query: Query) -> list[Quantity]:
    return [q for q in find_quantities(query.resolved) if unit_family(q.unit) in RATES or q.unit == "倍"]


def goal_of_given(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the plan behind an amount that the question gives and the report sets against it."""
    asking = re.split(r"[，,]", query.resolved)[-1]
    rates = _rates_given(query)
    plainly = ASKS_GOAL.search(query.resolved) is not None
    hinted = bool(rates and GOAL.search(asking) and ASKS_AMOUNT.search(asking))
    if len(query.places) > SOLE or not (plainly or hinted) or not OF_PLAN.search(query.resolved):
        return False
    for figure in amounts_given(query, finder, REACHED | {FigureKind.CHANGE}):
        if _plan_stated(figure, finder):
            return False
        match = Match(figure, 0.0, 1.0, {})
        others = list(against_plan(figure, finder))
        said_of = [r for r in rates if not is_same(r, figure)]
        told = [o for o in others if any(is_same(r, o) for r in said_of)]
        for other in told or (others if plainly and not said_of else ()):
            if say_target(match, other, finder, draft):
                return True
    return False


def _plan_stated(figure: Figure, finder: Finder) -> bool:
    """Tell whether the reports state the plan of an amount outright, which then answers better than any working."""
    year = figure.period.year if figure.period else None
    return any(
        f.kind is FigureKind.TARGET
        and f.indicator == figure.indicator
        and unit_family(f.unit) == unit_family(figure.unit)
        and f.period is not None
        and f.period.year == year
        for f in finder.material.figures(finder.reports)
    )


def whole_of_given(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the whole of which the question gives a part and says that it is a share (占全省40.6%，那全省多少)."""
    named = OF_WHOLE.search(query.resolved)
    if named is None or GOAL.search(named["whole"]):
        return False
    asking, asked = query.resolved[named.end() :], MEASURE.sub("", named["whole"])
    if asked[-2:] not in asking or not ASKS_AMOUNT.search(asking):
        return False
    for figure in amounts_given(query, finder, REACHED):
        for share in companions(figure, finder.material):
            of = MEASURE.sub("", share.indicator.partition("占")[2])
            fits = share.kind is FigureKind.SHARE and share.head == figure.id and share.value > 0
            if fits and of and of[-2:] in asked and any(is_same(r, share) for r in _rates_given(query)):
                name = of if len(of) > len(SCOPE) else f"{of}{figure.indicator}"
                return say_whole(Match(figure, 0.0, 1.0, {}), figure, share, name, finder, draft)
    return False


def rank_before(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the rank of the year before, from the present one and by how many places it moved: `rank ± places`."""
    asking = re.split(r"[，,]", query.resolved)[-1]
    if len(query.places) > SOLE or not (LAST.search(asking) and ORDER.search(query.resolved)):
        return False
    for match in _ranks(query, finder):
        move = _move_of(match.figure, finder)
        if move is None:
            continue
        figure = match.figure
        rise = move.direction == "增"
        value = figure.value + (move.value if rise else -move.value)
        if value < 1 or figure.period is None:
            continue
        where, mark = opening(figure, finder, draft)
        draft.cite_figure(move)
        report = finder.material.report(figure.report_id)
        before = Period.of_year(figure.period.year - 1)
        shown = f"第{int(value)}{move.unit}"
        draft.compute(figure.indicator, report.place, before, Decimal(int(value)), move.unit, shown)
        moved = said(move) if move.indicator == figure.indicator else statement(move)
        text = (
            f"{report.place}{before.label}{figure.indicator}居{shown}"
            f"（推算：{amount(figure)} {'＋' if rise else '－'} {move.text}）{mark}。"
            f"依据：{where}{statement(figure)}，{moved}{mark}。"
        )
        return finish(draft, match, text, "上一年的位次报告没有直接给出，由现在的位次和升降的位数算得。")
    return False


def _ranks(query: Query, finder: Finder) -> Iterator[Match]:
    """Yield the ranks that the question gives, else those that it asks about."""
    given = amounts_given(query, finder, {FigureKind.RANK})
    if any(q.is_rank for q in find_quantities(query.resolved)):
        yield from (Match(figure, 0.0, 1.0, {}) for figure in given)
        return
    later = replace(query, periods=tuple(_years_after(query)), unit="", kind=None, aspects=(Aspect.RANK,))
    phrase = LAST.sub("", query.indicators[0] if query.indicators else query.resolved)
    for match in finder.all(Wanted.of(later, phrase)):
        if match.support >= SUPPORT and match.figure.kind is FigureKind.RANK:
            yield match


def _years_after(query: Query) -> list[Period]:
    """Return the period whose rank moved: the first one named, which 前一年 counts from."""
    return [p for _, _, p in find_periods(query.resolved)][:1]


def _move_of(rank: Figure, finder: Finder) -> Figure | None:
    """Return by how many places a rank moved since the year before, said right behind it."""
    near = finder.material.figures_within(rank.report_id, rank.start, rank.sentence_end)
    after = next((f for f in near if f.start > rank.start), None)
    if after is None or after.kind is not FigureKind.CHANGE or not after.direction:
        return None
    yearly = EARLIER.search(after.basis) or after.basis in {"同比", "上年度", "比上年", "较上年"}
    return after if after.unit in {"位", "名"} and yearly else None
