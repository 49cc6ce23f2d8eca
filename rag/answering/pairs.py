"""The figures that a question sets side by side, chosen so that they go together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from rag.answering.lookup import SUPPORT, Finder
from rag.answering.matching import RATE, RATES, Match, Wanted
from rag.answering.sides import Side
from rag.numbers import unit_family
from rag.schema import Aspect, Figure, FigureKind, Query
from rag.scope import matches_place, select_reports

__all__ = ["Member", "find_group", "find_pair", "may_be_weighed", "reports_of"]

TWO = 2
NEAR = 1.0
"""Matches within this score of the best of their side may be chosen for going better with the other side."""
TOGETHER = 0.8
SAME_NAME = 0.5
SAME_PERIOD = 0.4
YEARLY = frozenset({"", "同比", "同口径", "可比口径", "按可比口径", "比上年", "上年", "去年", "上年同期", "去年同期"})
"""Bases of a growth since the year before, which is meant where the question names no other."""
SINCE = re.compile(r"年均|平均每年|“?十[一二三四五]五|[三五]年|(?:比|较)(?:19|20)\d\d年|环比")
MOST, FEW = 6, 3
"""Candidates of each of few, or of many, members."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the figures to set side by side: where to look and what for."""

    finder: Finder
    query: Query
    phrase: str
    aspect: Aspect


def find_pair(sides: tuple[Side, Side], finder: Finder) -> tuple[Match, Match] | None:
    """Return the figures of the two sides of a question; None where a side has no sure figure."""
    undated = tuple(replace(s, query=replace(s.query, periods=())) if s.lent else s for s in sides)
    for way in (sides, undated) if undated != sides else (sides,):
        within = [finder.within(reports_of(side.query, finder)) for side in way]
        found = find_group([Member(f, s.query, s.phrase, s.aspect) for f, s in zip(within, way, strict=True)])
        if found:
            return found[0], found[1]
    return None


def find_group(members: Sequence[Member]) -> list[Match] | None:
    """Return a figure for each member, of one family of unit and one kind unless the members say otherwise.

    No figure stands for two members. Of several likely ones those go together that stand in one sentence, have the
    same name, or hold for the same period. None where a member has no sure figure: members that say neither plan nor
    fact are taken for facts, or all of them for plans.
    """
    for kinds in _kinds([m.query for m in members]):
        most = MOST if len(members) <= FEW else FEW
        likely = [_likely(member, kind)[:most] for member, kind in zip(members, kinds, strict=True)]
        groups = [list(group) for group in product(*likely) if _comparable([match.figure for match in group])]
        if groups:
            tops = [found[0].score for found in likely]
            return max(groups, key=lambda group: _fitness(group, members, tops))
    return None


def _kinds(queries: Sequence[Query]) -> list[list[FigureKind]]:
    """Return the kinds that the members may have, the likeliest first."""
    asked = [query.kind for query in queries]
    kinds = [[kind or FigureKind.ACHIEVED for kind in asked]]
    if not any(asked):
        kinds.append([FigureKind.TARGET] * len(asked))
    elif set(asked) == {FigureKind.TARGET} and len(asked) == TWO and _earlier(queries[1], queries[0]):
        kinds.append([FigureKind.TARGET, FigureKind.ACHIEVED])
    return kinds


def may_be_weighed(figure: Figure, aspect: Aspect, phrase: str) -> bool:
    """Tell whether a figure may be set beside others: no growth for an amount, no points for a rate of growth."""
    family = unit_family(figure.unit)
    if aspect is Aspect.CHANGE:
        return family != "points"
    moved = figure.kind is FigureKind.CHANGE or bool(figure.direction)
    return not (family in RATES and moved) or bool(RATE.search(phrase))


def _earlier(one: Query, other: Query) -> bool:
    return bool(one.periods and other.periods) and one.periods[0].last < other.periods[0].first


def _likely(member: Member, kind: FigureKind) -> list[Match]:
    """Return the sure matches of one member that are about as good as the best."""
    wanted = Wanted.of(replace(member.query, kind=kind), member.phrase, member.aspect)
    found = member.finder.all(wanted)
    sure = [m for m in found if m.support >= SUPPORT and may_be_weighed(m.figure, member.aspect, member.phrase)]
    if member.aspect is Aspect.CHANGE and not SINCE.search(member.query.text):
        sure = [m for m in sure if m.figure.basis in YEARLY] or sure
    top = max((m.score for m in sure), default=0.0)
    return sorted((m for m in sure if m.score >= top - NEAR), key=lambda m: -m.score)


def reports_of(query: Query, finder: Finder) -> list[str]:
    """Return the reports that may give a side's figure: those that cover its period, else all of its place."""
    material = finder.material
    reports = list(select_reports(query, material.reports).reports)
    if not reports:
        reports = [r for r in material.reports if any(matches_place(r, place) for place in query.places)]
    return material.order([r.id for r in reports])


def _comparable(figures: Sequence[Figure]) -> bool:
    families = {unit_family(figure.unit) for figure in figures}
    return len({figure.id for figure in figures}) == len(figures) and len(families) == 1


def _fitness(group: Sequence[Match], members: Sequence[Member], tops: Sequence[float]) -> float:
    """Return how well figures answer the members and go together; what a member loses counts below zero."""
    figures = [match.figure for match in group]
    fit = sum(match.score - top for match, top in zip(group, tops, strict=True))
    if len({(f.report_id, f.sentence_start) for f in figures}) == 1:
        fit += TOGETHER
    if len({member.phrase for member in members}) == 1:
        fit += sum(SAME_NAME for one, other in pairwise(figures) if one.indicator == other.indicator)
    else:
        named = zip(figures, members, strict=True)
        fit += sum(SAME_NAME for f, member in named if f.indicator.endswith(member.phrase))
    same = figures[0].period is not None and len({f.period for f in figures}) == 1
    return fit + (SAME_PERIOD if same else 0.0)
