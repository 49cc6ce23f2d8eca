"""What an amount comes to if it grows as planned: `value × (1 + rate)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rag.answering.compute import HUNDRED, rounded
from rag.answering.derive import finish, opening, reached
from rag.answering.draft import Draft
from rag.answering.lookup import Finder
from rag.answering.matching import RATES, Match, Wanted
from rag.answering.wording import amount, place_and_period, statement
from rag.numbers import format_quantity, unit_family
from rag.schema import Aspect, Figure, FigureKind, Query
from rag.understanding.workings import Way, way_of

__all__ = ["grown_as_told", "projected"]

NOISE = re.compile(
    r"(?:应该|应当|理应|该|要|得|会|能|可以|才|需要|想|收到?|做到?|完成|实现|达到|大约|大概)+$|^(?:全年|年度)的?"
)
BY_THAT = re.compile("[照按](?:着|这个?|这样|此|那个?)[^，,？?]{0,6}(?:算|推|看)")
"""What a follow-up supposes of a planned growth that was just told."""
SAME, HALF = 0.9, 0.5
"""Least part of the asked words that both the amount and its planned growth must name by themselves."""


def projected(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give next year's amount for a question that supposes the planned growth; False for any other question."""
    goal_told = any(figure.kind is FigureKind.TARGET and figure.direction for figure in query.told)
    if way_of(query.text) is not Way.GROWN and not (goal_told and BY_THAT.search(query.text)):
        return False
    years = {p.year for p in query.periods}
    for phrase in query.indicators:
        name = NOISE.sub("", phrase) or phrase
        for rate in _planned_growth(query, name, finder) if name else ():
            period = rate.figure.period
            if period is None or (years and period.year not in years):
                continue
            base = next(_bases(query, name, period.year - 1, finder), None)
            if base is not None:
                return _grown(base, rate.figure, finder, draft)
    return False


def grown_as_told(rate: Figure, query: Query, finder: Finder, draft: Draft) -> bool:
    """Give what the amount of the year before comes to by the planned growth that was told."""
    if rate.period is None or unit_family(rate.unit) != "percent" or rate.direction != "增":
        return False
    base = next(_bases(query, rate.indicator, rate.period.year - 1, finder), None)
    return base is not None and _grown(base, rate, finder, draft)


def _planned_growth(query: Query, name: str, finder: Finder) -> Iterator[Match]:
    asked = replace(query, aspects=(Aspect.TARGET,), kind=FigureKind.TARGET, periods=(), unit="")
    for match in finder.all(Wanted.of(asked, name)):
        figure = match.figure
        named = match.features["indicator"] >= SAME and match.features["specific"] >= HALF
        if named and finder.is_sure(match) and unit_family(figure.unit) == "percent" and figure.direction == "增":
            yield match


def _bases(query: Query, name: str, year: int, finder: Finder) -> Iterator[Match]:
    asked = replace(query, aspects=(Aspect.VALUE,), indicators=(name,), periods=())
    for match in reached(asked, finder):
        period = match.figure.period
        if match.features["indicator"] < SAME or match.features["specific"] < HALF:
            continue
        if period is not None and period.year == year and unit_family(match.figure.unit) not in RATES:
            yield match


def _grown(match: Match, rate: Figure, finder: Finder, draft: Draft) -> bool:
    base = match.figure
    where, mark = opening(base, finder, draft)
    planned, other = opening(rate, finder, draft)
    value = rounded(base.value * (1 + rate.value / HUNDRED))
    shown = format_quantity(value, base.unit)
    place = finder.material.report(base.report_id).place
    name = f"按增长目标算的{base.indicator}"
    draft.compute(name, place, rate.period, value, base.unit, shown)
    text = (
        f"{place_and_period(finder.material.report(rate.report_id), rate.period)}{name}约为{shown}"
        f"（推算：{amount(base)} × （1 ＋ {rate.text}））{mark}{other}。"
        f"依据：{where}{statement(base)}{mark}，{planned}{statement(rate)}{other}。"
    )
    return finish(draft, match, text, "报告只给出增长目标，数额由上一年的数值和目标算得，没有考虑价格变化。")
