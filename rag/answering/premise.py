"""Questions that take a number for granted, which may not be the report's own."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.answering.draft import Draft
from rag.answering.lookup import Finder
from rag.answering.matching import RATES, Match, Phrase, Wanted
from rag.answering.terms import asked_terms
from rag.answering.wording import place_and_period, statement
from rag.numbers import Quantity, find_quantities, unit_family
from rag.schema import Aspect, Figure, FigureKind, Query

__all__ = ["check_premise"]

EXPLAINING = frozenset({Aspect.WHY, Aspect.OPEN})
ASSUMING = EXPLAINING | {Aspect.YES_NO, Aspect.NAME, Aspect.LIST, Aspect.WHERE, Aspect.WHO, Aspect.WHEN}
IDENTIFYING = ASSUMING - EXPLAINING - {Aspect.YES_NO}
"""Where a number may only say which of several things is meant (新增的4万人什么时候搬完)."""
SURE, LIKELY = 0.8, 0.65
"""Least support of a figure that is held against a mere direction, and against a number."""

GROWTH = re.compile(r"(?:增速|增幅|涨幅|增长率|升幅)$")

TELLING = 0.8
"""How much the part of speech of a word must tell for it to name a kind of thing."""

MISSED = re.compile(
    r"(?:没有?|未能?|没能)(?:按时|如期|全部)?(?:完成|达到|达成|实现)(?:[^，,。？?]{0,6}(?:目标|任务|指标|计划))?"
)
EXCEEDED = re.compile(r"(?:已经?)?(?:超额完成|超过|超出)(?:了)?(?:[^，,。？?]{0,6}(?:目标|任务|指标|计划))")
COMPLETED, WHOLE = FigureKind.COMPLETION, 100
THING = re.compile(r"[\u4e00-\u9fff]{2,10}?(?=[，,。？?的]|主要|来自|分别|都|是|有|在|$)")
HANDLED = re.compile(
    r"^[^，,？?]{2,16}(?:都|全部?|已经?)?(?:办|完|完成|做|建|落实|兑现|实现|达标|通过|解决|整改|交付|开工)[^，,？?]{0,3}(?:吗|么|没有?|没)[？?]?$"
)
"""What stands behind a number that only names the thing which the question asks to be done (十件实事都办完了吗)."""

MOVED = re.compile(r"大幅|明显|快速|持续|有所|会|反而|出现|了")
RISE = re.compile(r"增长|增加|上升|提高|提升|上涨|涨|攀升|飙升")
FALL = re.compile(r"减少|下降|降低|回落|下滑|减|降|掉|跌|缩水|萎缩")
AT_LEAST = re.compile(r"达到?|超过?|突破|以上|不低于|高于|多于")
VERBS = re.compile(
    r"是否|是不是|有没有|掉了?|跌了?|缩水|萎缩|攀升|飙升|涨了?|达到|超过|突破|实现|完成|增长|下降|减少|同比|的?(?:主要)?原因|为什么|为何|靠什么|能|了|吗"
)
SCALES = "百千万亿"


def check_premise(query: Query, finder: Finder, draft: Draft) -> bool:
    """Answer with what the report says where the question takes another thing for granted, or asks whether it is so.

    False where the question takes nothing for granted, or the report gives no figure to hold against it.
    """
    if query.aspect not in ASSUMING:
        return False
    if _completed_otherwise(query, finder, draft):
        return True
    text = query.resolved
    assumed = [q for q in find_quantities(text) if q.unit and not q.is_rank and not text[: q.start].endswith("哪")]
    if not assumed:
        return query.aspect in EXPLAINING and _goes_the_other_way(query, finder, draft)
    told = assumed[0]
    if query.aspect is Aspect.YES_NO and HANDLED.search(query.resolved[told.end :]):
        return False
    if query.aspect is not Aspect.YES_NO and _of_another_thing(query, told, finder, draft):
        return True
    for phrase in query.indicators or (query.resolved,):
        match = _figure_for(query, told, VERBS.sub("", phrase.replace(told.text, "")).strip("，,的 "), finder)
        if match is None:
            continue
        figure = match.figure
        if _holds(query, told, figure):
            return query.aspect is Aspect.YES_NO and _say("是的，", match, finder, draft)
        if match.support < LIKELY or (query.aspect in IDENTIFYING and _said_elsewhere(told, phrase, finder)):
            continue
        if _opposed(query, figure) and told.base == abs(figure.base):
            draft.note([f"所问的“{told.text}”，报告说的方向相反。"])
            return _say(_way(figure), match, finder, draft)
        draft.note([f"所问的“{told.text}”与报告不符，报告的数字是{figure.text}。"])
        return _say("报告的数字是另一个：", match, finder, draft)
    return False


def _figure_for(query: Query, told: Quantity, thing: str, finder: Finder) -> Match | None:
    """Return the report's figure of the thing in the unit of the told number; a growth rate may be given as one."""
    if not thing:
        return None
    unit = told.unit.strip(SCALES) and told.unit
    rate = unit_family(told.unit) in RATES
    wanted = [(Aspect.CHANGE, thing), (Aspect.VALUE, thing + "增速")] if rate else [(Aspect.VALUE, thing)]
    for aspect, phrase in wanted:
        match = finder.best(Wanted.of(replace(query, aspects=(aspect,), unit=unit), phrase))
        if match is None or (unit and unit_family(match.figure.unit) != unit_family(unit)):
            continue
        if aspect is Aspect.VALUE and rate and not GROWTH.search(match.figure.indicator):
            continue
        return match
    return None


def _said_elsewhere(told: Quantity, phrase: str, finder: Finder) -> bool:
    """Tell whether a sentence of the reports gives the told number itself where it speaks of the thing."""
    thing = Phrase.of(VERBS.sub("", phrase.replace(told.text, "")).strip("，,的 "))
    same = [f for f in finder.material.figures(finder.reports) if f.base == told.base and f.unit == told.unit]
    return any(thing.coverage(finder.material.context(f)[1], finder.material.weights) >= LIKELY for f in same)


def _say(opening: str, match: Match, finder: Finder, draft: Draft) -> bool:
    """Write the figure behind an opening; always true."""
    figure = match.figure
    report = finder.material.report(figure.report_id)
    mark = f"[{draft.cite_figure(figure)}]"
    draft.text = f"{opening}{place_and_period(report, figure.period)}{statement(figure)}{mark}。"
    draft.kind, draft.confidence = "figure", match.support
    return True


def _goes_the_other_way(query: Query, finder: Finder, draft: Draft) -> bool:
    """Correct a question why something rose or fell that moved the other way."""
    rise, fall = RISE.search(query.resolved), FALL.search(query.resolved)
    if bool(rise) == bool(fall):
        return False
    for phrase in query.indicators:
        thing = MOVED.sub("", VERBS.sub("", phrase)).strip("，,的 ")
        asked = Wanted.of(replace(query, aspects=(Aspect.CHANGE,), unit=""), thing)
        match = finder.best(asked) if thing else None
        if match and match.support >= SURE and match.figure.direction and _opposed(query, match.figure):
            draft.note(["所问的方向与报告相反。"])
            return _say(_way(match.figure), match, finder, draft)
    return False


def _completed_otherwise(query: Query, finder: Finder, draft: Draft) -> bool:
    """Correct a question that has a goal missed which was reached, or exceeded which was not."""
    missed, exceeded = MISSED.search(query.resolved), EXCEEDED.search(query.resolved)
    if bool(missed) == bool(exceeded) or query.aspect is Aspect.YES_NO:
        return False
    for phrase in query.indicators:
        thing = EXCEEDED.sub("", MISSED.sub("", phrase))
        asked = Wanted.of(replace(query, aspects=(Aspect.COMPLETION,), unit=""), VERBS.sub("", thing).strip("，,的 "))
        match = finder.best(asked) if asked.phrase else None
        if match is None or match.support < SURE or match.figure.unit != "%" or match.figure.kind is not COMPLETED:
            continue
        if (missed and match.figure.value >= WHOLE) or (exceeded and match.figure.value < WHOLE):
            draft.note(["所问的完成情况与报告不符。"])
            return _say("报告说的是另一回事：", match, finder, draft)
    return False


def _of_another_thing(query: Query, told: Quantity, finder: Finder, draft: Draft) -> bool:
    """Decline where the report says the told number of another kind of thing (注册型企业, not 外资企业)."""
    noun = THING.match(query.resolved[told.end :])
    words = [piece for piece, tells in asked_terms(noun[0]).items() if tells >= TELLING] if noun else []
    head = noun[0][-2:] if noun else ""
    figures = [f for f in finder.material.figures(finder.reports) if f.base == told.base and f.unit == told.unit]
    around = [(f, finder.material.context(f)[1]) for f in figures]
    near = [(f, text) for f, text in around if head and head in text]
    if len(words) < 2 or not near or any(all(word in text for word in words) for _, text in near):
        return False
    figure = near[0][0]
    report = finder.material.report(figure.report_id)
    reason = f"报告没有说“{told.text}{noun[0] if noun else ''}”。"
    mark = draft.cite_figure(figure)
    draft.abstain(
        reason, text=f"{reason}报告说的是：{place_and_period(report, figure.period)}{statement(figure)}[{mark}]。"
    )
    return True


def _way(figure: Figure) -> str:
    return "报告说的是下降：" if figure.direction == "减" or figure.base < 0 else "报告说的是增长："


def _opposed(query: Query, figure: Figure) -> bool:
    """Tell whether the question has a figure rise that fell, or fall that rose."""
    rise, fall = RISE.search(query.resolved), FALL.search(query.resolved)
    if figure.direction == "减" or (not figure.direction and figure.base < 0):
        return bool(rise and not fall)
    return bool(figure.direction == "增" and fall and not rise)


def _holds(query: Query, told: Quantity, figure: Figure) -> bool:
    """Tell whether what is taken for granted is what the figure says: its amount, or at least it, and its direction."""
    if figure.kind is FigureKind.CHANGE and _opposed(query, figure):
        return False
    if told.base == figure.base:
        return True
    return bool(AT_LEAST.search(query.resolved)) and figure.base > told.base
