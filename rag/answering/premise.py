"""Questions that take a number for granted, which may not be the report's own."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.answering.draft import Draft
from rag.answering.lookup import Finder
from rag.answering.matching import RATES, Wanted
from rag.answering.wording import place_and_period, statement
from rag.numbers import Quantity, find_quantities, unit_family
from rag.schema import Aspect, Figure, FigureKind, Query

__all__ = ["check_premise"]

ASSUMING = frozenset({Aspect.WHY, Aspect.YES_NO, Aspect.OPEN, Aspect.NAME, Aspect.LIST})
RISE = re.compile(r"增长|增加|上升|提高|提升|上涨|涨")
FALL = re.compile(r"减少|下降|降低|回落|下滑|减|降")
AT_LEAST = re.compile(r"达到?|超过?|突破|以上|不低于|高于|多于")
VERBS = re.compile(
    r"是否|是不是|有没有|达到|超过|突破|实现|完成|增长|下降|减少|同比|的?(?:主要)?原因|为什么|为何|靠什么|能|了|吗"
)
SCALES = "百千万亿"


def check_premise(query: Query, finder: Finder, draft: Draft) -> bool:
    """Answer with the report's own number where the question takes another one for granted, or asks whether it is so.

    False where the question holds no number, or the report gives no figure to hold against it.
    """
    assumed = [q for q in find_quantities(query.resolved) if q.unit and not q.is_rank]
    if query.aspect not in ASSUMING or not assumed:
        return False
    told = assumed[0]
    rate = unit_family(told.unit) in RATES
    for phrase in query.indicators or (query.resolved,):
        thing = VERBS.sub("", phrase.replace(told.text, "")).strip("，,的 ")
        unit = told.unit.strip(SCALES) and told.unit
        asked = replace(query, aspects=(Aspect.CHANGE if rate else Aspect.VALUE,), unit=unit)
        match = finder.best(Wanted.of(asked, thing)) if thing else None
        if match is None or (unit and unit_family(match.figure.unit) != unit_family(unit)):
            continue
        figure = match.figure
        if _holds(query, told, figure):
            if query.aspect is not Aspect.YES_NO:
                return False
            opening = "是的，"
        else:
            opening = "报告的数字是另一个："
            draft.note([f"所问的“{told.text}”与报告不符，报告的数字是{figure.text}。"])
        report = finder.material.report(figure.report_id)
        mark = f"[{draft.cite_figure(figure)}]"
        draft.text = f"{opening}{place_and_period(report, figure.period)}{statement(figure)}{mark}。"
        draft.kind, draft.confidence = "figure", match.support
        return True
    return False


def _holds(query: Query, told: Quantity, figure: Figure) -> bool:
    """Tell whether what is taken for granted is what the figure says: its amount, or at least it, and its direction."""
    if figure.kind is FigureKind.CHANGE and figure.direction:
        other = FALL if figure.direction == "增" else RISE
        own = RISE if figure.direction == "增" else FALL
        if other.search(query.resolved) and not own.search(query.resolved):
            return False
    if told.base == figure.base:
        return True
    return bool(AT_LEAST.search(query.resolved)) and figure.base > told.base
