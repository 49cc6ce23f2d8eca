"""The two figures that a question sets against each other, chosen so that they go together."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from rag.answering.lookup import SUPPORT, Finder
from rag.answering.matching import RATE, RATES, Match, Wanted
from rag.answering.sides import Side
from rag.numbers import unit_family
from rag.schema import Aspect, Figure, FigureKind, Query
from rag.scope import matches_place, select_reports

__all__ = ["find_pair", "may_be_weighed", "reports_of"]

NEAR = 1.0
"""Matches within this score of the best of their side may be chosen for going better with the other side."""
TOGETHER = 0.8
SAME_NAME = 0.5
SAME_PERIOD = 0.4


def find_pair(sides: tuple[Side, Side], finder: Finder) -> tuple[Match, Match] | None:
    """Return the figures of the two sides, of one family of unit and one kind unless the sides say otherwise.

    Of several likely ones those go together that stand in one sentence, have the same name, or hold for the same
    period. None where a side has no sure figure: a side that says neither plan nor fact is taken for a fact, or both
    for plans.
    """
    first, last = sides
    kinds = [(_or(first, FigureKind.ACHIEVED), _or(last, FigureKind.ACHIEVED))]
    if first.query.kind is last.query.kind is None:
        kinds.append((FigureKind.TARGET, FigureKind.TARGET))
    elif first.query.kind is last.query.kind is FigureKind.TARGET and _earlier(last.query, first.query):
        kinds.append((FigureKind.TARGET, FigureKind.ACHIEVED))
    for one, other in kinds:
        tops, bottoms = _likely(first, one, finder), _likely(last, other, finder)
        pairs = [p for p in product(tops, bottoms) if _comparable(p[0].figure, p[1].figure)]
        if pairs:
            return max(pairs, key=lambda p: _fitness(p, sides, tops[0].score, bottoms[0].score))
    return None


def may_be_weighed(figure: Figure, aspect: Aspect, phrase: str) -> bool:
    """Tell whether a figure may be set beside others: no growth for an amount, no points for a rate of growth."""
    family = unit_family(figure.unit)
    if aspect is Aspect.CHANGE:
        return family != "points"
    moved = figure.kind is FigureKind.CHANGE or bool(figure.direction)
    return not (family in RATES and moved) or bool(RATE.search(phrase))


def _or(side: Side, kind: FigureKind) -> FigureKind:
    return side.query.kind or kind


def _earlier(one: Query, other: Query) -> bool:
    return bool(one.periods and other.periods) and one.periods[0].last < other.periods[0].first


def _likely(side: Side, kind: FigureKind, finder: Finder) -> list[Match]:
    """Return the sure matches of one side that are about as good as the best."""
    query = replace(side.query, kind=kind)
    wanted = Wanted.of(query, side.phrase, side.aspect)
    found = finder.within(reports_of(query, finder)).all(wanted)
    sure = [m for m in found if m.support >= SUPPORT and may_be_weighed(m.figure, side.aspect, side.phrase)]
    top = max((m.score for m in sure), default=0.0)
    return sorted((m for m in sure if m.score >= top - NEAR), key=lambda m: -m.score)


def reports_of(query: Query, finder: Finder) -> list[str]:
    """Return the reports that may give a side's figure: those that cover its period, else all of its place."""
    material = finder.material
    reports = list(select_reports(query, material.reports).reports)
    if not reports:
        reports = [r for r in material.reports if any(matches_place(r, place) for place in query.places)]
    return material.order([r.id for r in reports])


def _comparable(one: Figure, other: Figure) -> bool:
    return one.id != other.id and unit_family(one.unit) == unit_family(other.unit)


def _fitness(pair: tuple[Match, Match], sides: tuple[Side, Side], top: float, bottom: float) -> float:
    """Return how well two figures answer the sides and go together; what a side loses counts below zero."""
    one, other = pair[0].figure, pair[1].figure
    fit = pair[0].score - top + pair[1].score - bottom
    if (one.report_id, one.sentence_start) == (other.report_id, other.sentence_start):
        fit += TOGETHER
    if sides[0].phrase == sides[1].phrase:
        fit += SAME_NAME if one.indicator == other.indicator else 0.0
    else:
        fit += sum(SAME_NAME for f, side in zip((one, other), sides, strict=True) if f.indicator.endswith(side.phrase))
    periods = one.period and other.period and one.period == other.period
    return fit + (SAME_PERIOD if periods else 0.0)
