"""What the words of a question leave open, settled by what the reports cover."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answering.matching import ADDED
from rag.answering.sides import COUNTERPARTS, FASTER, URBAN
from rag.answering.terms import parts_of
from rag.schema import Aspect, FigureKind, Query, Report
from rag.understanding.workings import Way, way_of, without_plan

__all__ = ["in_other_words", "settle"]

GOAL = re.compile(r"的?(?:(?:年度|全年)(?:投资)?(?:任务|指标|计划)|任务|指标)(?:量|数|总量)?(?:定的?)?")
FROM_TO = re.compile(r"(?:从|由)(?:多少|几|哪)")
NAMED = frozenset({Aspect.NAME, Aspect.WHERE, Aspect.WHO, Aspect.WHEN, Aspect.LIST})
"""Questions for a name, whose 从哪 is no lower end of a change (从哪条江引水)."""

MOVED = re.compile(r"(?:增加|提高|减少|下降|上升|降低|提升|缩短|压减)了?(?:多少|几)")
REACHING = re.compile(r"(?:增加|提高|减少|下降|上升|降低|提升|增长|扩大)[到至]了?(?:多少|几|哪)")
PLAN = re.compile(r"(?<!公共)(?<!性)(?<!年)(?:预算|计划)(?:数|额|是)?(?:大约|大概|约)?(?:定的?)?$")
"""A plan at the end of a phrase, whose amount is asked (年初的财政收入预算)."""
PLAN_TIME = re.compile(r"^(?:年初|年度|全年|当年|省定|市定|上级下达)的?")
COUNTED = re.compile(
    r"(?:多少|几)[个项条类](?:[^，,？?]{0,4})(?:任务|指标|计划|目标)|(?:任务|指标|计划|目标)有(?:多少|几)[个项条类]"
)
SET_BY = re.compile(r"的?(?:[国省市区县]定|(?:国家|自治区|[省市区县]|上级)下达|年初|年度|全年)的?$")
ASIDE = re.compile(r"[（(][^）)]*[）)]?")
MUST = re.compile(r"(?:全年|年度|年内)[^，,？?]{0,4}(?:要|应|须|得)")
GENERIC = re.compile(r"(?:主要|总体|全年|年度|发展|预期|奋斗|工作|经济社会|的)*(?:目标|指标|任务)")
EXPECTED = re.compile(r"预计")
PLAN_WORDS = re.compile(r"目标|计划|打算|力争|下一步|任务|指标")
FACT_WORDS = re.compile(r"实际|完成|实现|预计|已")
ROLES = re.compile(r"(?:的)?(?:预期|全年|年度)?(?:增速|增长)?(?:目标|计划|完成|实际|预计|实现)(?:数|值|额|量)?$")
BOTH = re.compile(r"(?:计划|目标).{0,24}(?:实际|完成了).{0,6}(?:多少|几)|实际.{0,24}(?:计划|目标).{0,6}(?:多少|几)")
TIMES = re.compile(
    r"(?P<a>.{2,}?)(?:是|为|相当于)(?P<b>[^，,？?]{2,}?)的?(?:大约|大概|约)?"
    r"(?:(?:多少|几)倍|(?P<share>(?:多少|几)成|几分之几|百分之(?:几|多少)))"
)
MEASURE = re.compile(r"(?:收入|支出|产值|增加值|余额|投资|总额|面积|人数|产量|占比|增速)$")
"""What an amount is an amount of, as phrases end."""
TWO = 2
PLANNABLE = frozenset({Aspect.VALUE, Aspect.TARGET, Aspect.IMPLIED_TARGET, Aspect.COMPLETION})
GROWTH = re.compile(r"增速|增长|增幅|涨幅")
APART = re.compile(r"(?P<a>.{2,}?)比(?P<b>.{2,}?)[多少高低大小](?:了|出)?(?:多少|几)")
SPANNED = re.compile(
    r"(?:从|由)(?:19|20)\d\d年(?:到|至)(?:19|20)\d\d年.*(?:增加|减少|增长|提高|下降|多|少)了?(?:多少|几)"
)
TOGETHER = re.compile(r"一共|总共|合计|共计|加总|[加合]起来|[加合](?:在|到)?一?[起块]儿?|总和|之和|相加|总计|拢共")
WITH = re.compile(
    r"[、，,]|以及|连同|[和与及跟]|(?<![增参附追累叠外])加上?(?![工快装强油固梯密大班值速入减权起总在到块一])"
)
"""What joins the members of a sum."""
TRAILING = re.compile(
    r"(?:这)?[两二三四五]?(?:者|类|项|样|块|个|种)?(?:[加合]起来|合?计|总共|一共|共)?(?:的|了|有|是)*$"
)
SMALLEST = 2
NAMING = re.compile(r"(?![按不含由即从扣])[一-鿿A-Za-z0-9.]{3,14}(?<!算)(?<!推)")
"""What in brackets may be another name of the thing asked about."""
OF_PLACE = re.compile(r"^个?[市县区镇乡]的")
IN_ALL = re.compile(r"一共|总共|总数|现有|现在|目前|到头|加起来")
BACK_THEN = re.compile(r"去年|上年|同期|年初|上月|以前|之前|原来|预算")


def settle(query: Query, pool: Sequence[Report]) -> Query:
    """Return the query with what the reports in scope settle.

    预计 of a reviewed period asks what was reached, not what is planned; 任务量 asks for the target; 目标有哪些 for the
    sentence that lists the targets; A比B多多少 for a difference of two amounts, not for a change over time.
    """
    if query.indicators and all(GENERIC.fullmatch(p) for p in query.indicators):
        return replace(query, aspects=(Aspect.LIST,), kind=FigureKind.TARGET, unit="", terms=("目标",))
    query = _together(_apart(_two_sides(_one_of(_in_all(_plain(query))))))
    if Aspect.RATIO in query.aspects and query.aspect is Aspect.TARGET and TIMES.search(query.resolved):
        return replace(query, aspects=(Aspect.RATIO,), kind=None)
    if query.aspect in {Aspect.VALUE, Aspect.TARGET, Aspect.COMPLETION} and BOTH.search(query.resolved):
        phrases = tuple(dict.fromkeys(ROLES.sub("", p) or p for p in query.indicators))[:1]
        return replace(query, aspects=(Aspect.COMPARISON, Aspect.TARGET), indicators=phrases, kind=FigureKind.TARGET)
    if query.kind is FigureKind.TARGET and _is_past(query, pool) and not PLAN_WORDS.search(query.text):
        if EXPECTED.search(query.text):
            aspects = tuple(Aspect.VALUE if a is Aspect.TARGET else a for a in query.aspects)
            return replace(query, kind=None, aspects=aspects)
        return query
    return _as_goal(query)


def in_other_words(query: Query) -> Query | None:
    """Return the query with what stands in brackets for its own words (往国外卖货（外贸出口）), None without any."""
    asides = [m.group().strip("（()） ") for m in ASIDE.finditer(query.resolved)]
    named = [a for a in asides if NAMING.fullmatch(a)]
    return replace(query, indicators=tuple(named)) if named and len(query.indicators) == 1 else None


def _plain(query: Query) -> Query:
    """Leave out asides and the 从 of 从多少提高到多少; 增加了几天 beside a value asks for the change."""
    phrases = tuple(OF_PLACE.sub("", ASIDE.sub("", p)) or p for p in query.indicators)
    if query.aspect is Aspect.COMPARISON and FASTER.search(query.resolved):
        phrases = tuple(re.sub(r"涨[得了]?$", "", p) or p for p in phrases)
        return replace(query, indicators=phrases, aspects=(Aspect.COMPARISON, Aspect.CHANGE))
    if FROM_TO.search(query.resolved) and query.aspect not in NAMED:
        phrases = tuple(re.sub(r"[从由][^从由]{0,3}$", "", p) or p for p in phrases)
        return replace(query, indicators=phrases, aspects=(Aspect.VALUE,), unit="")
    if REACHING.search(query.resolved) and query.aspect is Aspect.CHANGE:
        return replace(query, indicators=phrases, aspects=(Aspect.VALUE,))
    if query.aspect is Aspect.VALUE and Aspect.CHANGE in query.aspects and MOVED.search(query.resolved):
        return replace(query, indicators=phrases, aspects=(Aspect.CHANGE,))
    return replace(query, indicators=phrases)


def _is_past(query: Query, pool: Sequence[Report]) -> bool:
    reviewed = [r.reviewed for r in pool if r.reviewed]
    return bool(query.periods) and all(any(v.covers(p) for v in reviewed) for p in query.periods)


def _as_goal(query: Query) -> Query:
    """Read 年度任务 and 全年要 as asking for the target, which the reached part and its share may imply."""
    if way_of(query.text) is Way.PLAN and query.aspect in PLANNABLE and query.indicators:
        phrases = tuple(_goalless(p) for p in query.indicators)
        return replace(query, aspects=(Aspect.IMPLIED_TARGET,), indicators=phrases, kind=None)
    if Aspect.IMPLIED_TARGET in query.aspects and GOAL.search(query.text):
        return replace(query, aspects=(Aspect.IMPLIED_TARGET,))
    asked = query.aspect in {Aspect.VALUE, Aspect.TARGET}
    if not asked or query.kind is FigureKind.ACHIEVED or not query.indicators:
        return query
    phrases = tuple(_goalless(p) for p in query.indicators)
    named = phrases != query.indicators and not COUNTED.search(query.resolved)
    if not named and not MUST.search(query.text):
        return query
    return replace(query, aspects=(Aspect.IMPLIED_TARGET, *query.aspects[1:]), indicators=phrases)


def _goalless(phrase: str) -> str:
    """Return what a plan is for (投资 for 投资任务, 财政收入 for 年初的财政收入预算)."""
    phrase = without_plan(phrase) or phrase
    bare = PLAN.sub("", GOAL.sub("", phrase)).rstrip("的")
    return (SET_BY.sub("", PLAN_TIME.sub("", bare)) or phrase) if bare != phrase else phrase


def _two_sides(query: Query) -> Query:
    """Read 甲是乙的几倍 as a ratio, and 甲和乙的收入相差多少 as a difference of two amounts of one kind."""
    if URBAN.match(query.resolved) and query.aspect in {Aspect.VALUE, Aspect.RATIO, Aspect.SHARE}:
        return replace(query, aspects=(Aspect.RATIO,), unit="")
    times = TIMES.search(query.resolved)
    asked = query.aspect in {Aspect.VALUE, Aspect.RATIO, Aspect.COMPARISON, Aspect.SHARE}
    if times and asked and not PLAN_WORDS.search(times["b"]) and len(query.places) < TWO:
        sides = _alike([_bare(times["a"], query), _bare(times["b"], query)])
        if all(sides) and times["share"]:
            return replace(query, aspects=(Aspect.SHARE,), indicators=("占".join(sides),), unit="")
        if all(sides):
            return replace(query, aspects=(Aspect.RATIO,), indicators=tuple(sides), unit="")
    if query.aspect is Aspect.DIFFERENCE and len(query.indicators) == 1 and len(query.places) < 2:
        sides = _alike(parts_of(query.indicators[0]))
        if len(sides) == TWO:
            return replace(query, indicators=tuple(sides))
    return query


def _alike(sides: list[str]) -> list[str]:
    """Return two phrases, each with the head that only one of them names (城镇居民, 农村居民收入)."""
    if len(sides) != TWO:
        return sides
    first, last = sides
    named = [found.group() if (found := MEASURE.search(side)) else "" for side in sides]
    if named[1] and not named[0]:
        return [first + named[1], last]
    if named[0] and not named[1]:
        return [first, last + named[0]]
    return sides


def _apart(query: Query) -> Query:
    """Read A比B多多少 as a difference: of two things, or of the target and what was reached of one."""
    if query.aspect not in {Aspect.CHANGE, Aspect.DIFFERENCE} or len(query.places) > 1 or len(query.indicators) > 1:
        return query
    if SPANNED.search(query.resolved) and query.aspect is Aspect.CHANGE:
        bare = tuple(re.sub("[从由]$", "", p) or p for p in query.indicators)
        return replace(query, aspects=(Aspect.DIFFERENCE,), indicators=bare, kind=None)
    found = APART.search(query.resolved)
    if not found or (BACK_THEN.search(found["b"]) and not PLAN_WORDS.search(found["a"])):
        return query
    both = PLAN_WORDS.search(query.resolved) and FACT_WORDS.search(query.resolved)
    aspects = (Aspect.DIFFERENCE, Aspect.TARGET) if both else (Aspect.DIFFERENCE,)
    if GROWTH.search(query.resolved):
        aspects = (*aspects, Aspect.CHANGE)
    names = [_bare(found["a"], query), _bare(found["b"], query)]
    if both:
        phrases = tuple(ROLES.sub("", p) or p for p in query.indicators) or (names[0],)
        return replace(query, aspects=aspects, indicators=phrases, kind=None, unit="", periods=query.periods[:1])
    if len(query.periods) > 1 or not all(names):
        return replace(query, aspects=aspects)
    return replace(query, aspects=aspects, indicators=tuple(names), kind=None)


def _in_all(query: Query) -> Query:
    """Read 现在一共多少户, after a question on what was added, as asking for all there are."""
    if not IN_ALL.search(query.text) or ADDED.search(query.text):
        return query
    return replace(query, indicators=tuple(ADDED.sub("", p) or p for p in query.indicators))


def _one_of(query: Query) -> Query:
    """Read 一产、二产增加值哪个高 as a comparison of its members, each with the end that only the last one has."""
    single = len(query.indicators) == 1 and len(query.places) < TWO and len(query.periods) < TWO
    if Aspect.COMPARISON not in query.aspects or not single:
        return query
    parts = [part for part in WITH.split(query.indicators[0]) if len(part) >= SMALLEST]
    words = [next((word for word in COUNTERPARTS if part.startswith(word)), "") for part in parts]
    if len(parts) < TWO or not all(words) or len(set(words)) < len(parts):
        return query
    tail = parts[-1][len(words[-1]) :]
    members = tuple(part + tail if part == word else part for part, word in zip(parts, words, strict=True))
    rest = tuple(a for a in query.aspects if a is not Aspect.COMPARISON)
    return replace(query, aspects=(Aspect.COMPARISON, *rest), indicators=members)


def _together(query: Query) -> Query:
    """Read 甲和乙一共多少 as a total of its members."""
    if query.aspect not in {Aspect.VALUE, Aspect.TOTAL} or not TOGETHER.search(query.resolved) or len(query.places) > 1:
        return query
    phrase = "、".join(query.indicators)
    members = tuple(p for part in WITH.split(phrase) if len(p := TRAILING.sub("", part)) >= SMALLEST)
    if len(members) < TWO or len(query.periods) > 1:
        return query
    return replace(query, aspects=(Aspect.TOTAL, *query.aspects[1:]), indicators=members)


def _bare(text: str, query: Query) -> str:
    """Return a side of a comparison without the places and periods that the query has already."""
    short = tuple(re.sub("(?:街道|[省市县区镇乡])$", "", p) for p in query.places)
    for word in (*query.places, *short, *(p.label for p in query.periods)):
        text = text.replace(word, "")
    return re.sub(r"^[的在，,]+|[的在，,]+$", "", text)
