"""Completes an elliptic question from the turns before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rag.schema import Aspect, FigureKind, Period, Report
from rag.understanding.aspects import FIGURES, settle
from rag.understanding.ellipsis import BACK_THEN, lean
from rag.understanding.normalise import BLANK
from rag.understanding.ranked import thing_and_field
from rag.understanding.reading import WEIGHED, Reading
from rag.understanding.subject import is_measured
from rag.understanding.upon import anchored, dated_back, named_pair, upon
from rag.understanding.weighing import grown_in, note_asked, weigh, weigh_anew

__all__ = ["complete"]

_OWN_WORLD = {Aspect.CATALOGUE, Aspect.DEFINITION}
_RATES = {Aspect.CHANGE, Aspect.COMPLETION, Aspect.SHARE, Aspect.RANK}
_PARTS = {(Aspect.COMPLETION,), (Aspect.SHARE,), (Aspect.CHANGE,), (Aspect.RANK,)}
_REPEATED = {Aspect.VALUE, Aspect.CHANGE, Aspect.COMPLETION, Aspect.TARGET, Aspect.RANK, Aspect.SHARE}
_ALL_OF_THEM = re.compile("分别|各自|各是|都是|两[项个]指标|这[两些几]")
_REACHED = re.compile("^实际(?=..)")
"""What a subject says of itself that a question on its plan does not mean."""
_TWO_OF_THEM = re.compile("[两二]")
_PART = re.compile(rf"[{BLANK} ]*(?:这|那)?(?:其中|里面|里头|当中|这里面)")
_SHORT = {
    Aspect.CHANGE: "同比",
    Aspect.COMPLETION: "完成进度",
    Aspect.TARGET: "目标",
    Aspect.RANK: "排名",
    Aspect.SHARE: "占比",
}


def complete(now: Reading, before: Reading | None, reports: Sequence[Report]) -> Reading:
    """Return the reading with what it leaves out taken from the reading of the turn before."""
    if before is None:
        done = _defaults(now)
        return replace(done, asked=note_asked(done, ()))
    before = anchored(before)
    now, before = upon(dated_back(now, before), before)
    now, before = named_pair(now, before)
    now = lean(now, before)
    if (now.aspects[:1] and now.aspects[0] in _OWN_WORLD and now.indicators) or now.aspects[:1] == (Aspect.CATALOGUE,):
        return replace(_defaults(now), earlier_places=())
    anew = weigh_anew(now, before)
    sides = anew or weigh(now, before)
    if sides:
        return _weighed(now, before, sides, anew=bool(anew))
    plan_only = before.kind is FigureKind.TARGET and now.indicators and now.aspects and not now.implied
    if before.asked and (before.sides or plan_only):
        before = replace(before, periods=_last_reached(before, now).periods)
    before = replace(before, periods=grown_in(now, before) or before.periods)
    return _completed(now, before, reports)


def _completed(now: Reading, before: Reading, reports: Sequence[Report]) -> Reading:
    carried: list[str] = []
    before = _of_reports(before, now, reports)
    same_subject = not now.indicators or "indicators" in now.implied
    if not now.aspects and not same_subject:
        turn = _last_figure(before)
        now = replace(now, aspects=_kept(turn.aspects), kind=now.kind or turn.kind, unit=_unit_for(now, turn))
        now = replace(now, aspects_carried=bool(now.aspects), implied=now.implied | {"aspects", "unit"})
        now = replace(now, instead=Aspect.VALUE if now.aspects[:1] in _PARTS else None)
    now = _carry_places(now, before, carried)
    now = _carry_periods(now, before, reports, carried, same_subject=same_subject)
    if same_subject:
        now = _carry_subject(now, before, carried)
    same_place = set(now.places) == set(before.places)
    done = _defaults(now)
    return replace(
        done,
        told=before.told if done.indicators == before.indicators else (),
        near=before.told or before.near,
        part=bool(_PART.match(now.text)) and not same_subject,
        carried=tuple(dict.fromkeys(carried)),
        earlier_places=_trail(before.earlier_places if same_subject else (), now.places),
        earlier_periods=_trail(before.earlier_periods if same_subject and same_place else (), now.periods),
        earlier_indicators=_trail(before.earlier_indicators if same_place else (), now.indicators),
        asked=note_asked(done, before.asked),
    )


def _of_reports(before: Reading, now: Reading, reports: Sequence[Report]) -> Reading:
    """Return the turn before, with the last period that reports cover where it asked for the year before.

    生猪呢 after 那前年的粮食是多少 returns to the year that the conversation is about.
    """
    own = [r for r in reports if not before.places or r.place in before.places]
    if not before.periods or not now.indicators or now.points_back or _spoken_of(own, before.periods):
        return before
    covered = [one.periods for one in before.asked if one.places == before.places and _spoken_of(own, one.periods)]
    return replace(before, periods=covered[-1]) if covered else before


def _last_reached(before: Reading, now: Reading) -> Reading:
    """Return the last figure asked for, one that was reached unless the question asks for a plan."""
    reached = [one for one in before.asked if one.kind is not FigureKind.TARGET]
    if now.kind is FigureKind.TARGET or not reached:
        return before.asked[-1]
    if now.aspects[:1] == (Aspect.CHANGE,) and all(one.periods for one in reached):
        return max(reached, key=lambda one: one.periods[0].first)
    return reached[-1]


def _weighed(now: Reading, before: Reading, sides: tuple[Reading, ...], *, anew: bool) -> Reading:
    """Return the reading of a question that sets figures of earlier turns side by side."""
    places = _trail((), tuple(p for side in sides for p in side.places))
    periods = _trail((), tuple(p for side in sides for p in side.periods))
    indicators = _trail((), tuple(p for side in sides for p in side.indicators))
    carried = [*(p for p in places if p not in now.places), *(p.label for p in periods if p not in now.periods)]
    carried += [p for p in indicators if p not in now.indicators]
    asked = before.aspects if anew else now.aspects
    main = asked[0] if asked and asked[0] in WEIGHED and Aspect.DIFFERENCE not in asked else Aspect.DIFFERENCE
    aspects = (main, *(a for a in asked if a is Aspect.YES_NO))
    return replace(
        now,
        places=places,
        periods=periods,
        indicators=indicators,
        aspects=aspects,
        kind=None,
        sides=sides,
        carried=tuple(carried),
        instead=_weaker(now, anew=anew),
        earlier_places=places,
        earlier_periods=periods,
        earlier_indicators=indicators,
        asked=sides if anew or sides[-1].aspects != before.asked[-1].aspects[:1] else before.asked,
    )


def _weaker(now: Reading, *, anew: bool) -> Aspect | None:
    """Return what to tell where the sides are not given: how far a target is reached, the value of a new indicator."""
    if now.aspects[:1] == (Aspect.COMPLETION,):
        return Aspect.COMPLETION
    return Aspect.VALUE if anew and now.indicators else None


def _last_figure(before: Reading) -> Reading:
    """Return the turn before, or the last figure asked for where it only weighed or explained that."""
    aside = before.aspects[0] in WEIGHED | {Aspect.WHY}
    return before.asked[-1] if aside and before.asked else before


def _unit_for(now: Reading, turn: Reading) -> str:
    """Return the unit of the turn before for a new phrase, unless the phrase itself tells what it is measured in."""
    return "" if any(map(is_measured, now.indicators)) else turn.unit


def _trail(before: tuple[Any, ...], now: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return what was asked so far on one subject, in order, without repeats, at most four."""
    return tuple(dict.fromkeys((*before, *now)))[-4:]


def _defaults(now: Reading) -> Reading:
    """Fill in what a question without question words asks: a value for an amount, else what is said about it."""
    aspects = now.aspects
    if not aspects and now.which:
        aspects = (Aspect.LIST,)
    elif not aspects and now.indicators:
        measured = all(is_measured(phrase) for phrase in now.indicators)
        aspects = (Aspect.VALUE, Aspect.OPEN) if measured else (Aspect.OPEN, Aspect.VALUE)
    asked_once = len(re.findall("多少|几", now.text)) < 2
    compared = max(
        len(now.places) + len(now.unknown),
        len(now.periods),
        2 if now.all_places or now.below else 0,
        len(now.indicators) if asked_once or Aspect.DIFFERENCE in aspects else 0,
    )
    aspects = settle(aspects or (Aspect.OPEN,), now.text, compared=compared)
    if aspects[0] is Aspect.TARGET and not now.indicators:
        now, aspects = replace(now, indicators=("主要目标",)), (Aspect.LIST, *aspects)
    now = _over_children(replace(now, aspects=aspects))
    return replace(now, earlier_places=now.places, earlier_periods=now.periods, earlier_indicators=now.indicators)


def _over_children(now: Reading) -> Reading:
    """Ask a question about a parent of its places, unless it wants a figure of the parent itself.

    崇明区哪个镇最高 and 崇明区有哪些养老举措 are asked of the towns there; 崇明区的税收 is not theirs to answer.
    """
    if not now.below or (now.unknown and now.aspects[0] in FIGURES | {Aspect.COMPARISON}):
        return now
    return replace(now, places=tuple(dict.fromkeys((*now.places, *now.below))))


def _carry_places(now: Reading, before: Reading, carried: list[str]) -> Reading:
    main = now.aspects[0] if now.aspects else None
    joins = main in WEIGHED and not now.indicators
    if joins and len(now.places) + len(now.unknown) == 1 and not now.all_places:
        added = tuple(p for p in before.places if p not in now.places)
        unknown = tuple(p for p in before.unknown if p not in now.unknown)
        carried += [*added, *unknown]
        return replace(now, places=(*added, *now.places), unknown=(*unknown, *now.unknown))
    if now.both and len(before.earlier_places) >= 2 and not now.places:
        carried += before.earlier_places
        return replace(now, places=before.earlier_places, all_places=False)
    if not now.bare:
        return now
    if joins and len(before.earlier_places) >= 2:
        carried += before.earlier_places
        return replace(now, places=before.earlier_places)
    carried += [*before.places, *before.unknown] or (["各地"] if before.all_places else [])
    return replace(now, places=before.places, unknown=before.unknown, all_places=before.all_places)


def _carry_periods(
    now: Reading, before: Reading, reports: Sequence[Report], carried: list[str], *, same_subject: bool
) -> Reading:
    joins = bool(now.aspects) and now.aspects[0] in WEIGHED
    if joins and same_subject and not now.periods and len(now.places) < 2 and len(before.earlier_periods) >= 2:
        carried += [period.label for period in before.earlier_periods]
        return replace(now, periods=before.earlier_periods)
    named_place = not set(now.places) <= set(before.places)
    if now.periods or now.report_year or not (before.periods or before.report_year) or now.time_words:
        return now
    if named_place and not same_subject:
        return now
    asked = [r for r in reports if not now.places or r.place in now.places]
    there = [one.periods for one in before.asked if one.places == now.places and one.periods]
    if named_place and there and not _spoken_of(asked, before.periods):
        before = replace(before, periods=there[-1])
    back_then = same_subject and BACK_THEN.search(now.text)
    plans = Aspect.TARGET in now.aspects and Aspect.TARGET not in before.aspects
    if plans and not back_then and not _planned(asked, before.periods):
        return now
    told_at_length = now.aspects[:1] and now.aspects[0] not in FIGURES | WEIGHED | {Aspect.WHY, Aspect.YES_NO}
    if told_at_length and not _spoken_of(asked, before.periods):
        return now
    if named_place and before.relative and not _reviewed(asked, before.periods):
        return now
    carried += [period.label for period in before.periods] or [f"{before.report_year}年报告"]
    return replace(
        now,
        periods=before.periods,
        report_year=before.report_year,
        relative=before.relative,
        implied=now.implied | {"periods"},
    )


def _kept(aspects: tuple[Aspect, ...]) -> tuple[Aspect, ...]:
    """Return the aspects that 新增就业呢 takes over from the question before."""
    return tuple(a for a in aspects if a in _REPEATED)


def _planned(asked: Sequence[Report], periods: Sequence[Period]) -> bool:
    """Tell whether the periods can be kept for a target: some report plans them, or there are several reports."""
    plans = [r.planned for r in asked if r.planned is not None]
    return len(asked) > 1 or any(plan.overlaps(p) for plan in plans for p in periods)


def _spoken_of(asked: Sequence[Report], periods: Sequence[Period]) -> bool:
    """Tell whether some report looks back on the periods or ahead to them."""
    spans = [span for r in asked for span in (r.reviewed, r.planned, r.period) if span is not None]
    return any(span.overlaps(period) for span in spans for period in periods)


def _reviewed(asked: Sequence[Report], periods: Sequence[Period]) -> bool:
    reviews = [r.reviewed or r.period for r in asked if r.reviewed or r.period]
    return any(review is not None and review.overlaps(p) for review in reviews for p in periods)


def _carry_subject(now: Reading, before: Reading, carried: list[str]) -> Reading:
    indicators = now.indicators or _unranked(now, before)
    if not now.indicators and _ALL_OF_THEM.search(now.text) and len(before.earlier_indicators) >= 2:
        indicators = before.earlier_indicators[-2 if _TWO_OF_THEM.search(now.text) else -4 :]
    if now.kind is FigureKind.TARGET and not now.indicators:
        indicators = tuple(_REACHED.sub("", p) for p in indicators)
    carried += indicators
    aspects, implied = now.aspects, now.implied | {"indicators"}
    if not aspects:
        turn = before if indicators == before.indicators else _last_figure(before)
        aspects = tuple(a for a in turn.aspects if a not in WEIGHED) or (Aspect.VALUE,)
        if now.kind is FigureKind.ACHIEVED and aspects[0] in {Aspect.TARGET, Aspect.IMPLIED_TARGET}:
            aspects = (Aspect.CHANGE,) if Aspect.CHANGE in aspects else (Aspect.VALUE,)
        carried += [_SHORT[aspects[0]]] if aspects and aspects[0] in _SHORT else []
        implied = implied | {"aspects"}
    elif aspects[0] is Aspect.TARGET and before.aspects[0] in _RATES | {Aspect.TARGET}:
        aspects = (*aspects, *(a for a in before.aspects if a in {Aspect.CHANGE, Aspect.SHARE} and a not in aspects))
    unit = now.unit or (before.unit if aspects == before.aspects else "")
    if unit and not now.unit:
        implied = implied | {"unit"}
    kind = now.kind or (before.kind if not now.aspects else None)
    amounts = now.amounts or (before.amounts if aspects == before.aspects else "")
    stands_for = now.stands_for or (before.stands_for if indicators == before.indicators else ())
    return replace(
        now,
        indicators=indicators,
        aspects=aspects,
        unit=unit,
        amounts=amounts,
        kind=kind,
        implied=implied,
        stands_for=stands_for,
        instead=_instead(now, before, indicators, aspects),
    )


def _unranked(now: Reading, before: Reading) -> tuple[str, ...]:
    """Return what was spoken of before; of a rank only the thing that has it, where no rank is asked any more."""
    if before.aspects[:1] != (Aspect.RANK,) or now.aspects[:1] == (Aspect.RANK,) or not now.aspects:
        return before.indicators
    return tuple(thing_and_field(phrase, before.places)[0] or phrase for phrase in before.indicators)


def _instead(now: Reading, before: Reading, indicators: tuple[str, ...], aspects: tuple[Aspect, ...]) -> Aspect | None:
    """Return VALUE where a rate is only carried over to another place, and the value was asked of it before."""
    if now.aspects or aspects[0] not in _RATES or not now.places or now.places == before.places:
        return None
    valued = any(one.aspects[0] is Aspect.VALUE and one.indicators == indicators for one in before.asked)
    return Aspect.VALUE if valued else None
