"""Sets figures of earlier turns side by side, each looked up as it was when it was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answering.draft import Draft
from rag.answering.elliptic import spelled_out
from rag.answering.lookup import SUPPORT, Finder, companions
from rag.answering.loosen import over_whole_years
from rag.answering.matching import RATES, REACHED, YEARLY, Match, Wanted
from rag.answering.pairs import reports_of
from rag.numbers import unit_family
from rag.schema import Aspect, FigureKind, Query
from rag.understanding.told import measure_told

__all__ = ["weigh_turns"]

Found = list[tuple[Query, Match]]


def weigh_turns(sides: Sequence[Query], finder: Finder, draft: Draft) -> list[tuple[str, Match]]:
    """Return a label and a figure for each side, all of one family of unit; nothing where a side has none.

    A side whose own turn found no figure has none. A side that says neither plan nor fact is taken for a fact, or all
    of them for plans. Where a rate that was carried over is lacking, or a share that was worked out, the values
    themselves are set side by side.
    """
    if any(side.untold for side in sides):
        return []
    found = _weighed(sides, finder, draft)
    if found or not (any(side.instead for side in sides) or all(side.aspect is Aspect.SHARE for side in sides)):
        return found
    return _weighed([replace(side, aspects=(Aspect.VALUE,)) for side in sides], finder, draft)


def _weighed(sides: Sequence[Query], finder: Finder, draft: Draft) -> list[tuple[str, Match]]:
    for kind in (FigureKind.ACHIEVED, FigureKind.TARGET):
        likely = [_likely(side, kind, finder) for side in sides]
        families = [{unit_family(m.figure.unit) for _, m in found} for found in likely]
        common = set.intersection(*families) if families else set()
        for _, first in likely[0]:
            family = unit_family(first.figure.unit)
            if family not in common:
                continue
            chosen = [next(pair for pair in found if unit_family(pair[1].figure.unit) == family) for found in likely]
            if len({match.figure.id for _, match in chosen}) < len(chosen):
                break
            _tell(sides, chosen, draft)
            return [(_label(query, match, sides), match) for query, match in chosen]
    return []


def _likely(side: Query, kind: FigureKind, finder: Finder) -> Found:
    """Return the sure matches of a side, its period widened where only that gives any."""
    known = _told(side, finder)
    if known is not None:
        return [(side, known)]
    asked = replace(side, kind=side.kind or kind)
    wide = over_whole_years(asked)
    return _sure(asked, finder) or (_sure(wide[0], finder) if wide else [])


def _told(side: Query, finder: Finder) -> Match | None:
    """Return the figure that the side's own turn was told, or what belongs to it where its growth is weighed."""
    if not side.told:
        return None
    figure = side.told[0]
    if not any(figure.report_id == report.id for report in finder.material.reports):
        return None
    grown = measure_told(figure)[1] == "growth"
    if side.aspect is Aspect.CHANGE and not grown:
        moves = [f for f in companions(figure, finder.material) if f.kind is FigureKind.CHANGE]
        moves = [f for f in moves if unit_family(f.unit) in RATES and not YEARLY.search(f.basis)]
        return Match(moves[0], 0.0, 1.0, {}) if moves else None
    if side.aspect is not Aspect.CHANGE and grown and figure.kind is FigureKind.CHANGE:
        amounts = [f for f in companions(figure, finder.material) if f.id == figure.head]
        return Match(amounts[0], 0.0, 1.0, {}) if amounts else None
    return Match(figure, 0.0, 1.0, {})


def _sure(query: Query, finder: Finder) -> Found:
    within = finder.within(reports_of(query, finder))
    spelled = spelled_out(query, within)
    matches = within.all(Wanted.of(spelled, spelled.indicators[0]))
    return [(spelled, match) for match in matches if match.support >= SUPPORT and _of_kind(match, spelled)]


def _of_kind(match: Match, query: Query) -> bool:
    if query.aspect is not Aspect.VALUE or query.kind is FigureKind.TARGET:
        return True
    return match.figure.kind in REACHED or unit_family(match.figure.unit) in RATES


def _tell(sides: Sequence[Query], chosen: Found, draft: Draft) -> None:
    """Note where a period that was only carried over gave way to the whole year."""
    for side, (query, _) in zip(sides, chosen, strict=True):
        wide = over_whole_years(side)
        if wide and query.periods == wide[0].periods:
            draft.note([f"{'、'.join(side.places)}：{wide[1]}"])


def _label(query: Query, match: Match, sides: Sequence[Query]) -> str:
    if len({side.places for side in sides}) > 1:
        return "、".join(query.places)
    if len({side.periods for side in sides}) > 1 and match.figure.period:
        return match.figure.period.label
    return match.figure.indicator
