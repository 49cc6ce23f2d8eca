"""Which of the figures asked for before a question sets side by side (差多少, 哪个更多, 两年一共)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rag.schema import Aspect, FigureKind, Period
from rag.understanding.reading import WEIGHED, Reading
from rag.understanding.synonyms import canonical_terms
from rag.understanding.told import measure_told

__all__ = ["grown_in", "note_asked", "weigh", "weigh_anew"]

_A = Aspect
_FIGURES = frozenset({_A.VALUE, _A.PREVIOUS, _A.TARGET, _A.IMPLIED_TARGET, _A.CHANGE, _A.SHARE, _A.COMPLETION, _A.RANK})
_MOST = 8
_MOVED = re.compile(
    "(?:高|多|增加?|涨|升|好|快|上升|增长)了?还是|(?<!同比)(?<!环比)(?:增加|多|少|高|低|减少|下降|上升|提高|增多|涨|降|升|差|增长)(?:了|出来?|出了)?(?=多少|几|百分之)"
)
_YEARLY = re.compile("同比|环比|比(?:上年|去年|上一年)|增速|增幅|增长率|年均|平均|%|百分之")
_RATE = re.compile("增速|增幅|涨幅|增长率|快|慢|[增涨升降]得")
_AMOUNT = re.compile("(?:增加|减少|多|少)(?:了|出)(?=多少|几)(?!.{0,4}百分点)")
_THAN = re.compile("比|较|与|和|跟")
_EITHER = re.compile("(?:超|完成|达到|达标)[^?]{0,3}还是")
_CHANGED = re.compile("(?:提高|降低|升高|提升|扩大|缩小|[上下]调|调[高低])了?(?=多少|几)")
"""Words for how one amount moved, not for how two stand apart."""
_ENOUGH = re.compile("才[能够行]|够得?[着上]?")
_SHORT_OF = re.compile("差|缺")
_GREW = re.compile("增长了?(?=多少|几)")
_UTMOST = re.compile("最|三|四|所有|全部|都|一共|加起来|合计|总共|总和|排")
_TWO = re.compile("[两二]个?(?:年|者|个)?|两")
_EACH_OTHER = re.compile("[两二]者")
_REVERSED = re.compile("后者.*前者")
_YEARS = re.compile("两年|这几年|各年|哪一?年")
_GOALS = re.compile("目标|计划|任务|指标")


def note_asked(reading: Reading, before: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the figures asked for so far, with the reading's own where it asks for one of one place."""
    main = reading.aspects[:1]
    one = len(reading.places) < 2 and not reading.all_places and not reading.unknown and len(reading.periods) < 2
    if not main or main[0] not in _FIGURES or not one or not reading.indicators or reading.sides:
        return tuple(before)
    own = [_not_yet(reading, indicators=(p,), asked=(), sides=(), carried=()) for p in reading.indicators]
    return (*before, *own)[-_MOST:]


def _not_yet(reading: Reading, **changes: Any) -> Reading:
    """Return a changed reading that no turn has been told the answer to."""
    return replace(reading, told=(), untold=False, **changes)


def weigh(now: Reading, before: Reading) -> tuple[Reading, ...]:
    """Return what a question without a subject of its own sets side by side; nothing where that is not clear."""
    if now.indicators or not before.asked or now.unknown or now.below:
        return ()
    main = now.aspects[0] if now.aspects else None
    if now.all_places:
        return _of_each_place(now, before.asked) if now.which and main is _A.COMPARISON else ()
    more = main is _A.VALUE and _A.CHANGE in now.aspects and _ENOUGH.search(now.text) is not None
    moved = (main is _A.CHANGE or more) and _MOVED.search(now.text) is not None and not _YEARLY.search(now.text)
    moved = moved or (main in {_A.DIFFERENCE, _A.VALUE} and _CHANGED.search(now.text) is not None)
    moved = moved or (main not in WEIGHED and _EITHER.search(now.text) is not None)
    short = main is _A.COMPLETION and _SHORT_OF.search(now.text) is not None
    if main not in WEIGHED and not moved and not short:
        return ()
    last = before.asked[-1]
    if len(now.places) > 1:
        return _of_places(now, before.asked)
    if len(now.places) == 1 and now.places != last.places and len(now.periods) < 2:
        there = [one for one in reversed(before.asked) if one.places == now.places and _same_measure(one, last)]
        known = there[0] if there and not now.periods else None
        return () if moved else _alike([last, known or _moved_to(now, last)])
    if now.places and now.places != last.places:
        return ()
    if moved and now.periods and not _THAN.search(now.text):
        return ()
    partners = [one for one in reversed(before.asked[:-1]) if _fits(one, last, now, moved=moved)]
    if not short and (now.periods or (_GOALS.search(now.text) and not _planned(last))):
        plans = [one for one in partners if _planned(one) and not now.periods]
        return _alike([plans[0], last]) if plans else _against(now, last, before.asked)
    if short:
        partners = [one for one in partners if _differences(one, last) <= {"kind", "periods"} and _planned(last)]
    if not partners:
        return ()
    if main in {_A.TOTAL, _A.COMPARISON} and _UTMOST.search(now.text) and not _TWO.search(now.text):
        way = _differences(partners[0], last)
        partners = [one for one in partners if _differences(one, last) == way]
        return _alike([*_each_once(partners)[::-1], last], _growth(now))
    pair = [last, partners[0]] if _REVERSED.search(now.text) else [partners[0], last]
    return _alike(pair, _growth(now))


def weigh_anew(now: Reading, before: Reading) -> tuple[Reading, ...]:
    """Return the sides of the question before for another indicator or place (那社零呢 after 两年差多少)."""
    if not before.sides or now.aspects or now.periods or now.unknown or now.all_places or now.below:
        return ()
    same = {name for name in ("places", "indicators") if len({getattr(side, name) for side in before.sides}) == 1}
    changed = {name for name in ("places", "indicators") if getattr(now, name)}
    if len(changed) != 1 or not changed <= same or len(now.places) > 1 or len(now.indicators) > 1:
        return ()
    return tuple(_not_yet(side, **{name: getattr(now, name) for name in changed}) for side in before.sides)


def _of_places(now: Reading, asked: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return what was asked last of each named place, of one measure; nothing where one of them was not asked about."""
    sides = [next((one for one in reversed(asked) if one.places == (place,)), None) for place in now.places]
    known = [side for side in sides if side is not None]
    growth = _growth(now)
    alike = growth is _A.CHANGE or all(_same_measure(one, known[-1]) for one in known)
    return _alike(known, growth) if alike and len(known) == len(sides) and not now.periods else ()


def _of_each_place(now: Reading, asked: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the last of one thing asked of each place (哪个城市更高), where several were asked about."""
    last = asked[-1]
    alike = [one for one in reversed(asked) if _same_measure(one, last) and not one.untold]
    alike = [one for one in alike if not _differences(one, last) & {"indicators", "kind"}]
    sides = {one.places: one for one in reversed(alike)}
    if len(sides) < 2 or _UTMOST.search(now.text):
        return ()
    return _alike(list(sides.values()), _growth(now))


def _moved_to(now: Reading, last: Reading) -> Reading:
    """Return the last figure for the place that the question names, of its period where it names one."""
    periods = now.periods or last.periods
    implied = last.implied | ({"periods"} if not now.periods and periods else set())
    return _not_yet(last, places=now.places, periods=periods, implied=implied)


def _against(now: Reading, last: Reading, asked: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the last figure beside the same of another period, or beside its target (和2017年比, 比目标高多少)."""
    if len(now.periods) > 1:
        return ()
    planned = _A.TARGET in now.aspects or _GOALS.search(now.text) is not None
    known = [
        one for one in reversed(asked[:-1]) if _of_period(one, now) and _differences(one, last) <= {"periods", "kind"}
    ]
    if known and not planned:
        return _alike([last, known[0]], _growth(now) or _measure_growth(last))
    reached = _planned(last) and bool(now.periods) and now.periods[0].last < (last.periods or now.periods)[0].first
    kind = FigureKind.TARGET if planned else FigureKind.ACHIEVED if reached else last.kind
    other = _not_yet(last, periods=now.periods or last.periods, kind=kind, implied=last.implied - {"periods"})
    return _alike([last, other]) if _differences(other, last) else ()


def _of_period(one: Reading, now: Reading) -> bool:
    """Tell whether a figure asked for before holds for the one period that the question names."""
    periods = tuple(figure.period for figure in one.told) or one.periods
    return bool(now.periods) and periods == now.periods


def _measure_growth(last: Reading) -> Aspect | None:
    """Return CHANGE where the last figure told is a rate of growth, so that others are taken for theirs."""
    return _A.CHANGE if last.told and measure_told(last.told[0])[1] == "growth" else None


def _fits(one: Reading, last: Reading, now: Reading, *, moved: bool) -> bool:
    """Tell whether an earlier figure can be set beside the last one, as the question means it."""
    ways = _differences(one, last)
    if not ways or one.untold or not (_growth(now) is _A.CHANGE or _same_measure(one, last)):
        return False
    if now.both and "places" not in ways and not _EACH_OTHER.search(now.text):
        return False
    if _YEARS.search(now.text) and "periods" not in ways:
        return False
    if not moved:
        return True
    if ways & {"places", "indicators"}:
        return False
    return not (_GREW.search(now.text) and "kind" not in ways and _next_to(one, last))


def grown_in(now: Reading, before: Reading) -> tuple[Period, ...]:
    """Return the later of two years that follow each other, asked one after the other, where 增长多少 is asked next."""
    if now.aspects[:1] != (_A.CHANGE,) or now.indicators or now.periods or len(before.asked) < 2:
        return ()
    one, last = before.asked[-2:]
    if _differences(one, last) != {"periods"} or not _next_to(one, last):
        return ()
    return max(one.periods, last.periods, key=lambda periods: periods[0].first)


def _next_to(one: Reading, last: Reading) -> bool:
    """Tell whether the figures are of years that follow each other, where 增长多少 asks for the yearly growth."""
    if not one.periods or not last.periods:
        return False
    return abs(one.periods[0].year - last.periods[0].year) == 1


def _differences(one: Reading, other: Reading) -> frozenset[str]:
    """Return in what two asked figures differ: by what was told where that is known, else by what was asked."""
    if one.told and other.told:
        return _told_apart(one, other)
    ways = {name for name in ("places", "periods") if getattr(one, name) != getattr(other, name)}
    if not _names(one) & _names(other):
        ways.add("indicators")
    if _planned(one) != _planned(other):
        ways.add("kind")
    dated = (one.periods and other.periods) or _A.PREVIOUS in {one.aspects[0], other.aspects[0]}
    if ways == {"periods"} and not dated:
        ways.clear()
    return frozenset(ways)


def _told_apart(one: Reading, other: Reading) -> frozenset[str]:
    mine, theirs = one.told[0], other.told[0]
    if mine.id == theirs.id:
        return frozenset()
    elsewhere = one.places != other.places and (mine.place, mine.report_id) != (theirs.place, theirs.report_id)
    ways = {"places"} if elsewhere else set()
    ways |= {"periods"} if mine.period != theirs.period else set()
    ways |= {"kind"} if _planned(one) != _planned(other) else set()
    named = mine.indicator == theirs.indicator or bool(_names(one) & _names(other))
    return frozenset(ways if named else ways | {"indicators"})


def _names(reading: Reading) -> set[str]:
    return set(canonical_terms(reading.indicators[0]))


def _same_measure(one: Reading, other: Reading) -> bool:
    """Tell whether two asked figures can be set side by side: amounts, rates of growth, degrees of completion."""
    if one.told and other.told:
        return measure_told(one.told[0]) == measure_told(other.told[0])
    return _measure(one) is _measure(other)


def _planned(reading: Reading) -> bool:
    if reading.told:
        return reading.told[0].kind is FigureKind.TARGET
    return reading.kind is FigureKind.TARGET or bool({_A.TARGET, _A.IMPLIED_TARGET} & set(reading.aspects[:1]))


def _measure(reading: Reading) -> Aspect:
    """Return whether amounts, changes, shares or degrees of completion are asked; a target is one of its own kind."""
    aspect = reading.aspects[0]
    if aspect in {_A.TARGET, _A.IMPLIED_TARGET}:
        return next((a for a in (_A.CHANGE, _A.SHARE) if a in reading.aspects), _A.VALUE)
    if aspect in {_A.PREVIOUS, _A.RANK}:
        return _A.VALUE
    return aspect


def _growth(now: Reading) -> Aspect | None:
    """Return what the question itself wants compared: rates (增速哪个快), amounts (增加了多少), or neither."""
    if _RATE.search(now.text):
        return _A.CHANGE
    return _A.VALUE if _AMOUNT.search(now.text) else None


def _alike(sides: list[Reading], measure: Aspect | None = None) -> tuple[Reading, ...]:
    """Return the sides, each asking plainly for its figure, a fact unless it is a plan or all of them may be."""
    plans = [_planned(side) for side in sides]
    mixed = len(set(plans)) > 1
    made = []
    for side, plan in zip(sides, plans, strict=True):
        kind = FigureKind.TARGET if plan else FigureKind.ACHIEVED if mixed else side.kind
        made.append(replace(side, aspects=(measure or _measure(side),), kind=kind, asked=(), sides=()))
    return tuple(made)


def _each_once(readings: Sequence[Reading]) -> list[Reading]:
    kept: list[Reading] = []
    for reading in readings:
        if all(_differences(reading, other) for other in kept):
            kept.append(reading)
    return kept
