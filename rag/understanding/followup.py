"""Completes an elliptic question from the turns before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rag.schema import Aspect, FigureKind, Period, Report
from rag.understanding.aspects import FIGURES, settle
from rag.understanding.normalise import BLANK
from rag.understanding.subject import is_measured
from rag.understanding.wordlists import BARE_VERBS

__all__ = ["Reading", "complete", "render"]

_WITH_PLACES = {Aspect.COMPARISON, Aspect.DIFFERENCE, Aspect.TOTAL, Aspect.RATIO}
_OWN_WORLD = {Aspect.CATALOGUE, Aspect.DEFINITION}
_REPEATED = {Aspect.VALUE, Aspect.CHANGE, Aspect.COMPLETION, Aspect.TARGET, Aspect.RANK, Aspect.SHARE}
_PUNCTUATION = str.maketrans("?,!;", "？，！；")
_ALL_OF_THEM = re.compile("分别|各自|各是|都是|两[项个]指标|这[两些几]")
_LESS = re.compile(r"低|(?<!多)少|小|慢")
_SHORT = {
    Aspect.CHANGE: "同比",
    Aspect.COMPLETION: "完成进度",
    Aspect.TARGET: "目标",
    Aspect.RANK: "排名",
    Aspect.SHARE: "占比",
}
_ENDINGS = {
    Aspect.VALUE: "是多少",
    Aspect.CHANGE: "同比增长多少",
    Aspect.COMPLETION: "完成全年目标的多少",
    Aspect.TARGET: "目标是多少",
    Aspect.RANK: "排名第几",
    Aspect.SHARE: "占比是多少",
    Aspect.LIST: "有哪些",
    Aspect.WHO: "是谁",
    Aspect.WHEN: "是什么时候",
    Aspect.WHERE: "在哪里",
    Aspect.NAME: "叫什么",
    Aspect.COMPARISON: "哪个更高",
    Aspect.DIFFERENCE: "相差多少",
    Aspect.TOTAL: "合计是多少",
    Aspect.RATIO: "是几倍",
    Aspect.PREVIOUS: "是多少",
    Aspect.IMPLIED_TARGET: "全年目标是多少",
    Aspect.WHY: "是什么原因",
    Aspect.YES_NO: "是否如此",
    Aspect.OPEN: "有哪些举措",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question says by itself, and, once completed, together with the turns before it."""

    text: str
    places: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    guesses: tuple[tuple[str, str], ...] = ()
    all_places: bool = False
    pronoun: bool = False
    both: bool = False
    periods: tuple[Period, ...] = ()
    time_words: tuple[str, ...] = ()
    relative: bool = False
    report_year: int | None = None
    indicators: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    kind: FigureKind | None = None
    unit: str = ""
    which: bool = False
    earlier_places: tuple[str, ...] = ()
    earlier_periods: tuple[Period, ...] = ()
    earlier_indicators: tuple[str, ...] = ()
    aspects_carried: bool = False
    carried: tuple[str, ...] = field(default=())

    @property
    def bare(self) -> bool:
        """Whether the question names no place of any kind."""
        return not (self.places or self.unknown or self.below or self.all_places)


def complete(now: Reading, before: Reading | None, reports: Sequence[Report]) -> Reading:
    """Return the reading with what it leaves out taken from the reading of the turn before."""
    if before is None:
        return _defaults(now)
    if now.indicators and all(_is_hollow(phrase, now) for phrase in now.indicators) and before.indicators:
        now = replace(now, indicators=())
    if (now.aspects[:1] and now.aspects[0] in _OWN_WORLD and now.indicators) or now.aspects[:1] == (Aspect.CATALOGUE,):
        return replace(_defaults(now), earlier_places=())
    carried: list[str] = []
    same_subject = not now.indicators
    if not now.aspects and now.indicators:
        now = replace(now, aspects=_kept(before.aspects), kind=now.kind or before.kind, unit=before.unit)
        now = replace(now, aspects_carried=bool(now.aspects))
    now = _carry_places(now, before, carried)
    now = _carry_periods(now, before, reports, carried, same_subject=same_subject)
    if same_subject:
        now = _carry_subject(now, before, carried)
    same_place = set(now.places) == set(before.places)
    return replace(
        _defaults(now),
        carried=tuple(dict.fromkeys(carried)),
        earlier_places=_trail(before.earlier_places if same_subject else (), now.places),
        earlier_periods=_trail(before.earlier_periods if same_subject and same_place else (), now.periods),
        earlier_indicators=_trail(before.earlier_indicators if same_place else (), now.indicators),
    )


def _trail(before: tuple[Any, ...], now: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return what was asked so far on one subject, in order, without repeats, at most four."""
    return tuple(dict.fromkeys((*before, *now)))[-4:]


def _is_hollow(phrase: str, now: Reading) -> bool:
    """Tell whether a phrase names nothing by itself: a bare verb (打算怎么解决), or 目标 where the target is asked."""
    return phrase in BARE_VERBS or (phrase in {"目标", "指标", "任务"} and now.kind is FigureKind.TARGET)


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
    joins = main in _WITH_PLACES and not now.indicators
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
    joins = bool(now.aspects) and now.aspects[0] in _WITH_PLACES
    if joins and same_subject and not now.periods and len(now.places) < 2 and len(before.earlier_periods) >= 2:
        carried += [period.label for period in before.earlier_periods]
        return replace(now, periods=before.earlier_periods)
    named_place = not set(now.places) <= set(before.places)
    if now.periods or now.report_year or not (before.periods or before.report_year) or now.time_words:
        return now
    if named_place and not same_subject:
        return now
    asked = [r for r in reports if not now.places or r.place in now.places]
    if Aspect.TARGET in now.aspects and Aspect.TARGET not in before.aspects and not _planned(asked, before.periods):
        return now
    if named_place and before.relative and not _reviewed(asked, before.periods):
        return now
    carried += [period.label for period in before.periods] or [f"{before.report_year}年报告"]
    return replace(now, periods=before.periods, report_year=before.report_year, relative=before.relative)


def _kept(aspects: tuple[Aspect, ...]) -> tuple[Aspect, ...]:
    """Return the aspects that 新增就业呢 takes over from the question before."""
    return tuple(a for a in aspects if a in _REPEATED)


def _planned(asked: Sequence[Report], periods: Sequence[Period]) -> bool:
    """Tell whether the periods can be kept for a target: some report plans them, or there are several reports."""
    plans = [r.planned for r in asked if r.planned is not None]
    return len(asked) > 1 or any(plan.overlaps(p) for plan in plans for p in periods)


def _reviewed(asked: Sequence[Report], periods: Sequence[Period]) -> bool:
    reviews = [r.reviewed or r.period for r in asked if r.reviewed or r.period]
    return any(review is not None and review.overlaps(p) for review in reviews for p in periods)


def _carry_subject(now: Reading, before: Reading, carried: list[str]) -> Reading:
    indicators = before.indicators
    if _ALL_OF_THEM.search(now.text) and len(before.earlier_indicators) >= 2:
        indicators = before.earlier_indicators
    carried += indicators
    aspects = now.aspects
    if not aspects:
        aspects = tuple(a for a in before.aspects if a not in _WITH_PLACES) or (Aspect.VALUE,)
        carried += [_SHORT[aspects[0]]] if aspects and aspects[0] in _SHORT else []
    unit = now.unit or (before.unit if aspects == before.aspects else "")
    kind = now.kind or (before.kind if not now.aspects else None)
    return replace(now, indicators=indicators, aspects=aspects, unit=unit, kind=kind)


def render(reading: Reading) -> str:
    """Return the question as one that stands alone: what was carried over stands in front, in full."""
    own = re.sub(rf"{BLANK}+", "", reading.text).strip(" ,，")
    if not reading.carried:
        return _full_width(own)
    names = (*reading.places, *reading.unknown)
    places = "和".join(names) if names and len(names) <= 4 else ("各地" if names or reading.all_places else "")
    period = "、".join(p.label for p in reading.periods) or "".join(reading.time_words[:1])
    if reading.report_year and not reading.periods:
        period = f"{reading.report_year}年报告"
    subject = "和".join(reading.indicators)
    if not subject or any(indicator in reading.carried for indicator in reading.indicators):
        return f"{places}{period}{subject}{_ending(reading)}？"
    own = re.sub(r"^(?:那么?|还有|它们?的?|该\w的?|其){1,2}", "", own)
    front = "".join(part for part in (places, period) if part and part not in own)
    ending = _ending(reading) if reading.aspects_carried else ""
    return _full_width(f"{front}{own}{ending}？" if ending else f"{front}{own}")


def _ending(reading: Reading) -> str:
    """Return the question words for the main aspect; 最低 stays 最低."""
    if reading.aspects[0] is Aspect.COMPARISON:
        less, most = bool(_LESS.search(reading.text)), "最" in reading.text
        return f"哪个{'最' if most else '更'}{'低' if less else '高'}"
    return _ENDINGS.get(reading.aspects[0], "")


def _full_width(text: str) -> str:
    """Give a Chinese question its own punctuation back."""
    return text.translate(_PUNCTUATION)
