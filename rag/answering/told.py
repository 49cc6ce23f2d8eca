"""What earlier turns were told, as the next answer starts from it."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.answering.change import YEAR, say_change, since
from rag.answering.draft import Draft
from rag.answering.lookup import Finder, companions, lookup
from rag.answering.matching import REACHED, Match, Wanted
from rag.answering.shares import say_whole
from rag.answering.terms import expected_families
from rag.numbers import unit_family
from rag.period import parse_period
from rag.schema import Aspect, Citation, Figure, FigureKind, Period, Query, Sentence
from rag.understanding.ellipsis import is_bare_measure

__all__ = ["beside_told", "knowing", "multiple_told", "of_part", "since_told", "value_in", "whole_told", "within_told"]

PART = re.compile(r"^(?:其中|里面|里头|当中)|的?(?:所)?占(?:了|到|比)?(?:全部|总数|总量)?的?$|的$")
TIMES = re.compile("[几多少]倍")
TWO = 2
NAMED = 0.95
"""Least coverage of the asked whole by the one that a told share is said to be of."""


def knowing(query: Query, finder: Finder) -> Finder:
    """Return a finder that knows what was spoken of last, and which figures were told of the query's subject."""
    finder = replace(finder, near=frozenset((f.report_id, f.sentence_start) for f in query.near))
    if len(query.indicators) != 1:
        return finder
    told = [figure for figure in query.told if figure.report_id in finder.reports]
    ids = frozenset(f.id for figure in told for f in (figure, *companions(figure, finder.material)))
    return replace(finder, told=ids, subject=query.indicators) if ids else finder


def within_told(query: Query, finder: Finder) -> Finder | None:
    """Return a finder over the sentences of what the turn before was told; None where no part of that is asked."""
    near = [figure for figure in query.near if figure.report_id in finder.reports]
    if not query.part or not near or not query.indicators:
        return None
    sentences = frozenset((figure.report_id, figure.sentence_start) for figure in near)
    reports = tuple(dict.fromkeys(figure.report_id for figure in near))
    return replace(finder.within(reports), sentences=sentences)


def of_part(phrase: str) -> str:
    """Return the name of a part that is asked about (对俄 for 对俄的占)."""
    return PART.sub("", phrase) or phrase


def beside_told(query: Query, finder: Finder, draft: Draft) -> bool:
    """State the one amount of the asked kind in the sentence of what was told, where the question names no thing.

    花了多少钱 and 收入是多少 after the guests of a year; nothing where several amounts may be meant.
    """
    near = [figure for figure in query.near if figure.report_id in finder.reports]
    families = _families(query)
    if not near or not families or unit_family(near[0].unit) in families:
        return False
    around = finder.material.figures_within(near[0].report_id, near[0].sentence_start, near[0].sentence_end)
    fits = [f for f in around if f.kind in {*REACHED, near[0].kind} and f.place == near[0].place]
    fits = [f for f in fits if (unit_family(f.unit) or f.unit) in families]
    if len(fits) != 1 or (query.periods and fits[0].period not in query.periods):
        return False
    asked = replace(query, indicators=(fits[0].indicator,), unit="", aspects=(Aspect.VALUE,), kind=None)
    known = replace(finder, told=frozenset({fits[0].id}), subject=asked.indicators)
    return lookup(asked, [("", known.within((fits[0].report_id,)))], draft)


def _families(query: Query) -> set[str]:
    """Return the families of unit, or the counter, that a question without a thing of its own asks for."""
    if query.unit and "indicators" in query.implied:
        return {unit_family(query.unit) or query.unit}
    bare = len(query.indicators) == 1 and is_bare_measure(query.indicators[0])
    return expected_families(query.indicators[0]) if bare else set()


def since_told(query: Query, finder: Finder, draft: Draft) -> bool:
    """State how an amount that a turn was told stands to that of an earlier year, as the report itself says it.

    是2020年的3.4倍 for a ratio, 比上年多91家 for a difference.
    """
    if query.aspect not in {Aspect.RATIO, Aspect.DIFFERENCE} or len(query.sides) != TWO:
        return False
    later, earlier = sorted(query.sides, key=lambda side: not side.told)
    if not later.told or earlier.told or not earlier.periods or later.indicators != earlier.indicators:
        return False
    figure = later.told[0]
    if figure.report_id not in finder.reports or earlier.kind is FigureKind.TARGET or later.places != earlier.places:
        return False
    for change in companions(figure, finder.material):
        times = change.unit == "倍" and not change.direction
        fits = times if query.aspect is Aspect.RATIO else change.base_unit == figure.base_unit
        if change.kind is FigureKind.CHANGE and fits and _is_since(change, earlier.periods[0]):
            return say_change(Match(change, 0.0, 1.0, {}), finder, draft)
    return False


def multiple_told(query: Query, finder: Finder, draft: Draft) -> bool:
    """State how many times an earlier amount the one is that was told, where the question names no other year."""
    if not TIMES.search(query.text) or query.sides or not finder.told:
        return False
    known = [f for f in finder.material.figures(finder.reports) if f.id in finder.told]
    times = [f for f in known if f.unit == "倍" and f.kind is FigureKind.CHANGE]
    if len(times) != 1 or len(query.places) > 1:
        return False
    return say_change(Match(times[0], 0.0, 1.0, {}), finder, draft)


def _is_since(change: Figure, period: Period) -> bool:
    base = parse_period(change.basis)
    if base is not None:
        return base.last == period.last
    return period.months <= YEAR and since(change) == period.year


def value_in(draft: Draft, query: Query, finder: Finder) -> list[Figure]:
    """Return the figure of an answer in sentences that gives the amount asked for, where one clearly does."""
    sentences = frozenset((c.report_id, s.start) for c in draft.citations for s in _sentences(c, finder))
    if len(query.indicators) != 1 or not sentences:
        return []
    match = replace(finder, sentences=sentences).best(Wanted.of(query, query.indicators[0]))
    return [match.figure] if match else []


def _sentences(citation: Citation, finder: Finder) -> list[Sentence]:
    found = finder.material.sentence_at(citation.report_id, citation.start)
    return [found] if found else []


def whole_told(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the whole that a share just told is of (占一般公共预算支出83%), where the question asks for it by name."""
    if query.aspect is not Aspect.VALUE or query.unit == "%" or len(query.indicators) != 1:
        return False
    for told in query.near:
        if told.report_id not in finder.reports or (query.periods and told.period not in query.periods):
            continue
        family = (told, *companions(told, finder.material))
        shares = [f for f in family if f.kind is FigureKind.SHARE and unit_family(f.unit) == "percent" and f.value > 0]
        parts = [f for f in family if f.kind in REACHED and unit_family(f.unit) != "percent"]
        for share in shares:
            whole = share.indicator.partition("占")[2]
            if whole and parts and finder.material.weights.coverage({query.indicators[0]: 1.0}, whole) >= NAMED:
                return say_whole(Match(share, 0.0, 1.0, {}), parts[0], share, query.indicators[0], finder, draft)
    return False
