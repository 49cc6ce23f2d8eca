"""Averages that reports do not state: an amount divided by the number of those it went to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import jieba.posseg

from rag.answering.compute import rounded
from rag.answering.draft import Draft
from rag.answering.lookup import SUPPORT, Finder
from rag.answering.matching import MEASURED, REACHED, Match, Phrase, Wanted
from rag.answering.terms import content_terms
from rag.answering.wording import amount, place_and_period, statement
from rag.numbers import Quantity, find_quantities, format_quantity, normalise, unit_family
from rag.schema import Aspect, Figure, FigureKind, Query

__all__ = ["average", "averaged", "shared_out", "states_average"]

UNITS = "人次|户次|户|人|名|位|亩|家|个|次|件|公里|条|起|辆|项|所|座|处|场|宗"
PER = re.compile(rf"(?:平均)?(?:到)?每一?(?P<unit>{UNITS})|(?P<short>[人户亩])(?:均|产)|平均(?!气温|寿命|水平)")
STATISTIC = re.compile(
    r"(?:人均|户均|平均)[^，,？?多几]{0,5}(?:收入|寿命|面积|住房|绿地|消费|支出|储蓄|财力|GDP|gdp|生产总值|工资|气温|水平|资源)|年均"
)
"""Averages over a whole population, which no two figures of a sentence make up."""
EACH = re.compile(rf"(?:多少|几)个?(?P<top>{UNITS})(?:才|就)?(?:有|对应|摊到?)?[一每]个?(?P<unit>{UNITS})")
"""几户一条: how many of the one come to each of the other."""
OVER_TIME = re.compile(r"每一?个?(?:天|日|周|月|季度|年|小时)|[日月周]均")
"""Averages over time, which an amount and a count do not give."""
SINGLE = re.compile(rf"[到合摊算折均]下?来?一个?(?P<unit>{UNITS})")
"""One of a kind that an amount is shared out to (合一人次, 平均一户)."""
SHARED = frozenset({"money", "foreign_money", "area", "length", "mass", "volume"})
BY = re.compile(rf"按(?P<unit>{UNITS})")
WORDS = re.compile(r"的|大约|大概|[（(][^）)]*[）)]|平均|目标[里中]?|计划|需要|要|能|可以|贡献|达到|为了?(?=受)|里|中")
PLANNED = re.compile(r"目标|计划|预期|任务")
PEOPLE = frozenset({"群众", "居民", "农民", "牧民", "农牧民", "村民", "职工", "学生", "老人", "村居民", "贫困人口"})
"""Counters that name people by what they are (12.4万群众)."""
FAMILIES = {"人": "people", "名": "people", "位": "people", "人次": "people", "户": "household"}
COUNTERS = frozenset("个家项件处座所条场起次")
ALONE = frozenset({"次"})
"""Units that stand for any number of times."""
GOES_TO = re.compile(r"惠及|受益|涉及|覆盖|带动|用于|救助|资助|补贴|帮扶|服务")
"""How a clause begins that says whom the amount before it went to."""
LARGE = 10**5
NEAR = 24
LEAST = 0.3
"""Least part of the asked words that a sentence must speak of where it holds a number of the question itself."""


def averaged(query: Query) -> bool:
    """Tell whether a question asks for an amount per head, household or piece."""
    text = "".join(query.indicators) + query.resolved
    if query.aspect not in {Aspect.VALUE, Aspect.RATIO, Aspect.TARGET} or STATISTIC.search(text):
        return False
    return bool(PER.search(text) or EACH.search(text))


def states_average(query: Query, finder: Finder) -> bool:
    """Tell whether the report itself gives the average that is asked."""
    phrase = "".join(query.indicators) or query.resolved
    direct = finder.best(Wanted.of(replace(query, aspects=(Aspect.VALUE,)), phrase))
    return direct is not None and bool(PER.search(direct.figure.indicator + direct.figure.clause))


def average(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give amount ÷ number from two figures of one sentence, unless the report itself states the average."""
    phrase = "".join(query.indicators) or query.resolved
    each, per = EACH.search(query.resolved), PER.search(phrase) or PER.search(query.resolved)
    if (each is None and per is None) or OVER_TIME.search(query.resolved) or states_average(query, finder):
        return False
    by = BY.search(query.resolved)
    unit = by["unit"] if by else ((per and (per["unit"] or per["short"])) or "")
    for match in _amounts(query, phrase, finder):
        if each:
            parts = unit_family(match.figure.unit) == _family(each["unit"])
            top = _number(match.figure, each["top"], finder) if parts else None
            if top is not None:
                return _say(replace(match, figure=top), match.figure, each["top"], draft)
        elif (bottom := _number(match.figure, unit, finder)) and _counts(bottom, _thing(per, query)):
            return _say(match, bottom, "", draft)
    return False


def shared_out(told: Sequence[Figure], query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the last told amount per one of those whom its sentence says it went to, in the unit that is asked."""
    found = [group for per in (*PER.finditer(query.text), *SINGLE.finditer(query.text)) for group in per.groups()]
    unit = next(filter(None, found), "")
    if not unit or OVER_TIME.search(query.text):
        return False
    for top in reversed(told):
        fits = top.kind in REACHED or top.kind is FigureKind.TARGET
        if not fits or unit_family(top.unit) not in SHARED or unit_family(top.unit) == _family(unit):
            continue
        bottom = _number(top, unit, finder)
        return bottom is not None and _say(Match(top, 0.0, 1.0, {}), bottom, "", draft)
    return _shared_by(told[-1], unit, query, finder, draft)


def _shared_by(number: Figure, unit: str, query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the one amount of a told number's sentence per one of that number, where it belongs to no other."""
    if _counted_in(number) != _family(unit):
        return False
    near = finder.material.figures_within(number.report_id, number.sentence_start, number.sentence_end)
    tops = [f for f in near if unit_family(f.unit) in SHARED and not f.head and f.base_unit != number.base_unit]
    named = query.unit if "unit" not in query.implied else ""
    tops = [f for f in tops if not named or unit_family(f.unit) == unit_family(named)]
    if len(tops) != 1 or (tops[0].kind not in REACHED and tops[0].kind is not number.kind):
        return False
    bottom = _number(tops[0], unit, finder)
    return bottom is not None and bottom.id == number.id and _say(Match(tops[0], 0.0, 1.0, {}), bottom, "", draft)


def _amounts(query: Query, phrase: str, finder: Finder) -> list[Match]:
    """Return the figures that may be shared out: the sure ones, and those beside a number that the question names."""
    thing = WORDS.sub("", PER.sub("", EACH.sub("", phrase))) or phrase
    thing += "产量" if "亩产" in phrase else ""
    kind = FigureKind.TARGET if PLANNED.search(phrase) else FigureKind.ACHIEVED
    asked = replace(query, aspects=(Aspect.VALUE,), kind=kind, unit="")
    named = [q for q in find_quantities(query.resolved) if q.unit]
    found = []
    for match in finder.all(Wanted.of(asked, thing), limit=16):
        words = Phrase.of(thing, query.resolved).coverage(
            finder.material.context(match.figure)[1], finder.material.weights
        )
        beside = named and words >= LEAST and _holds(match.figure, named, finder)
        if (match.support >= SUPPORT or beside) and match.figure.kind in (*REACHED, kind):
            found.append(replace(match, support=max(match.support, SUPPORT)))
    return found


def _holds(figure: Figure, named: Sequence[Quantity], finder: Finder) -> bool:
    """Tell whether the clause of a figure holds a number that the question names (12家企业 …)."""
    near = finder.material.figures_within(figure.report_id, figure.clause_start, figure.clause_end)
    return any((f.base, f.base_unit) == (q.base, q.base_unit) for f in near for q in named if f.id != figure.id)


def _number(top: Figure, unit: str, finder: Finder) -> Figure | None:
    """Return the number to divide by: the one of the asked unit that belongs most to the amount, None where none does.

    It stands in the amount's own clause, or shares a word with it, or comes right before it; without an asked unit it
    must be the only count.
    """
    near = finder.material.figures_within(top.report_id, top.sentence_start, top.sentence_end)
    others = [
        f for f in near if f.base_unit != top.base_unit and f.base > 0 and (f.kind in REACHED or f.kind is top.kind)
    ]
    others = [f for f in others if not f.direction]
    if unit and unit not in ALONE:
        others = [f for f in others if _counted_in(f) == _family(unit)]
    elif unit:
        others = [f for f in others if unit in f.unit]
    else:
        others = [f for f in others if f.kind is FigureKind.COUNT] if unit_family(top.unit) in MEASURED else []
        others = others if len(others) == 1 else []
    ranked = sorted(((_belongs(f, top), -abs(f.start - top.start), f.start, f) for f in others), reverse=True)
    return ranked[0][-1] if ranked and ranked[0][0] > 0 else None


def _thing(per: re.Match[str] | None, query: Query) -> str:
    """Return the noun that follows 每个 in the question; empty where a verb follows, or nothing."""
    if per is None or per["unit"] not in COUNTERS:
        return ""
    after = query.resolved.partition(per.group())[2]
    word, flag = next(((w.word, w.flag) for w in jieba.posseg.cut(after[:6])), ("", ""))
    return word if flag.startswith("n") and len(word) > 1 else ""


def _counts(number: Figure, thing: str) -> bool:
    return not thing or thing[-2:] in number.indicator + number.clause


def _counted_in(number: Figure) -> str:
    return "people" if _single(number.unit) in PEOPLE else unit_family(number.unit)


def _family(unit: str) -> str:
    return FAMILIES.get(unit, unit_family(unit))


def _belongs(number: Figure, top: Figure) -> int:
    """Return how surely a number is of those that an amount went to: 3 the same clause, 0 not at all."""
    same_name = number.indicator == top.indicator
    if same_name or max(number.clause_start, top.clause_start) < min(number.clause_end, top.clause_end):
        return 3
    if set(content_terms(number.indicator)) & set(content_terms(top.indicator)):
        return 2
    gap = max(number.start, top.start) - min(number.end, top.end)
    goes = number.end <= top.start or GOES_TO.match(number.clause.strip("，、； "))
    return 1 if gap <= NEAR and goes else 0


def _say(match: Match, bottom: Figure, unit: str, draft: Draft) -> bool:
    top = match.figure
    value, shown_unit = _quotient(top, bottom, unit)
    shown = format_quantity(value, shown_unit)
    report = draft.material.report(top.report_id)
    mark = f"[{draft.cite_figure(top)}]"
    draft.cite_figure(bottom)
    name = f"{top.indicator}平均每{_single(bottom.unit)}{'的目标' if top.kind is FigureKind.TARGET else ''}"
    draft.compute(name, report.place, top.period, value, shown_unit, shown)
    draft.kind, draft.confidence = "computation", match.support
    draft.text = (
        f"{place_and_period(report, top.period)}{name}约{shown}（推算：{amount(top)} ÷ {amount(bottom)}）{mark}。"
        f"依据：{statement(top)}，{statement(bottom)}{mark}。"
    )
    draft.note(["推算：平均数报告没有直接给出，由同一句中的两个数相除得到。"])
    return True


def _single(unit: str) -> str:
    return unit.lstrip("百千万亿")


def _quotient(top: Figure, bottom: Figure, unit: str) -> tuple[Decimal, str]:
    """Return amount per one of the number's own unit (per 亩, not per 平方米), in a unit that reads well."""
    one, _ = normalise(Decimal(1), _single(bottom.unit))
    value = top.base / (bottom.base / one)
    if unit:
        return rounded(value), unit
    if top.base_unit == "元" and value >= LARGE:
        return rounded(value / 10**4), "万元"
    return rounded(value), "公斤" if top.base_unit == "千克" else top.base_unit
