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

__all__ = ["projected"]

ASSUMED = re.compile(r"(?:要是|如果|若是?|假如|假设|倘若|只要|刚好|按照?|照|以).{0,40}(?:增速|增长|增幅|涨幅|目标)")
AMOUNT = re.compile(r"(?:多少|几)[万亿]*(?:元|美元|吨|斤|人|家|户|度)?|(?:总量|总额|多大)")
RATE_ASKED = re.compile(r"(?:增速|增长|增幅|涨幅)(?:目标)?(?:是|为)?(?:多少|几)|百分之几|百分点")
NOISE = re.compile(
    r"要是|如果|若是?|假如|假设|倘若|只要|刚好|正好|完成|实现|达到|按照?|照|以|拿|直接|推算|大约|目标|预期|计划|这个|那个"
    r"|增[速长幅](?:\d[\d.]*%)?(?:左右|以上)?|涨幅|总量|总额$|得|要|的|[（(][^）)]*[）)]"
)


def projected(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give next year's amount for a question that supposes the planned growth; False for any other question."""
    text = query.resolved
    if not ASSUMED.search(text) or not AMOUNT.search(text) or RATE_ASKED.search(text):
        return False
    years = {p.year for p in query.periods}
    for phrase in query.indicators:
        name = NOISE.sub("", phrase)
        for rate in _planned_growth(query, name, finder) if name else ():
            period = rate.figure.period
            if period is None or (years and period.year not in years):
                continue
            base = next(_bases(query, name, period.year - 1, finder), None)
            if base is not None:
                return _grown(base, rate.figure, finder, draft)
    return False


def _planned_growth(query: Query, name: str, finder: Finder) -> Iterator[Match]:
    asked = replace(query, aspects=(Aspect.TARGET,), kind=FigureKind.TARGET, periods=(), unit="")
    for match in finder.all(Wanted.of(asked, name)):
        figure = match.figure
        if finder.is_sure(match) and unit_family(figure.unit) == "percent" and figure.direction == "增":
            yield match


def _bases(query: Query, name: str, year: int, finder: Finder) -> Iterator[Match]:
    asked = replace(query, aspects=(Aspect.VALUE,), indicators=(name,), periods=())
    for match in reached(asked, finder):
        period = match.figure.period
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
