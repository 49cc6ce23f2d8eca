"""Which answerer takes a question, and what is tried next where it finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.answering.about import answer_about
from rag.answering.compute import combine
from rag.answering.derive import (
    change_from_earlier,
    implied_target,
    implied_whole,
    previous_value,
    share_of_whole,
)
from rag.answering.draft import Draft
from rag.answering.lookup import Finder, Meaning, lookup
from rag.answering.nearest import explain_absence
from rag.answering.sentences import answer_in_sentences
from rag.retrieval import Hit
from rag.schema import Aspect, FigureKind, Query, Report
from rag.scope import Scope, matches_place

__all__ = ["fill"]

Answerer = Callable[[Query, Finder, Draft], bool]

FIGURES = frozenset(
    {
        Aspect.VALUE,
        Aspect.CHANGE,
        Aspect.COMPLETION,
        Aspect.TARGET,
        Aspect.RANK,
        Aspect.SHARE,
        Aspect.PREVIOUS,
        Aspect.IMPLIED_TARGET,
    }
)
COMBINED = frozenset({Aspect.COMPARISON, Aspect.DIFFERENCE, Aspect.TOTAL, Aspect.RATIO})
DERIVED: dict[Aspect, tuple[Answerer, ...]] = {
    Aspect.VALUE: (previous_value, implied_whole),
    Aspect.PREVIOUS: (previous_value,),
    Aspect.TARGET: (implied_target,),
    Aspect.SHARE: (share_of_whole,),
    Aspect.RATIO: (share_of_whole, implied_whole),
    Aspect.CHANGE: (change_from_earlier,),
    Aspect.DIFFERENCE: (change_from_earlier,),
    Aspect.COMPARISON: (change_from_earlier,),
}
GOAL = re.compile(r"(?:年度|全年)?(?:任务|指标)(?:量|数|总量)?(?:定的?)?")
GENERIC = re.compile(r"(?:主要|总体|全年|年度|发展|预期|奋斗|工作|经济社会|的)*(?:目标|指标|任务)")
EXPECTED = re.compile(r"预计|预期")
PLAN_WORDS = re.compile(r"目标|计划|打算|力争|下一步|任务|指标")


def fill(query: Query, scope: Scope, hits: Sequence[Hit], draft: Draft, meaning: Meaning) -> None:
    """Write the answer into the draft, or the reason why there is none.

    Where no report is made for the asked period, the place's reports may still speak of it (an award of an earlier
    year, the next five years): then only figures and sentences that name the period count.
    """
    if scope.missing_places and (not scope.reports or query.aspect in COMBINED):
        draft.abstain(scope.reason)
        return
    pool = scope.reports or _of_the_places(query, draft)
    strict = not scope.reports
    query = _settled(query, pool)
    finder = Finder(draft.material, meaning, tuple(draft.material.order([r.id for r in pool])))
    if not strict:
        draft.note([scope.reason] if scope.missing_places else [])
        if answer_about(query, pool, draft):
            return
    if query.aspect in COMBINED and combine(query, _groups(query, pool, finder), draft):
        return
    if Aspect.IMPLIED_TARGET in query.aspects and implied_target(query, finder, draft):
        return
    if query.aspect in FIGURES and lookup(query, _groups(query, pool, finder), draft):
        return
    if any(derive(query, finder, draft) for derive in DERIVED.get(query.aspect, ())):
        return
    figure_asked = query.aspect in FIGURES or query.aspect in COMBINED
    if answer_in_sentences(query, hits, draft, figure_asked=figure_asked, strict=strict):
        return
    if strict:
        draft.abstain(scope.reason)
        return
    explain_absence(query, finder, hits, draft)


def _of_the_places(query: Query, draft: Draft) -> list[Report]:
    """Return every report of the asked places, whatever its period; of all places where none is asked."""
    reports = draft.material.reports
    return [r for r in reports if any(matches_place(r, p) for p in query.places)] if query.places else reports


def _groups(query: Query, pool: Sequence[Report], finder: Finder) -> list[tuple[str, Finder]]:
    """Return a finder for each place."""
    names = dict.fromkeys(r.place for r in pool)
    order = finder.material.order
    return [(name, finder.within(order([r.id for r in pool if r.place == name]))) for name in names]


def _settled(query: Query, pool: Sequence[Report]) -> Query:
    """Settle by the reports' own periods what the words leave open.

    预计 of a reviewed period asks what was reached, not what is planned; 任务量 asks for the target.
    """
    if query.aspect in FIGURES and query.indicators and all(GENERIC.fullmatch(p) for p in query.indicators):
        return replace(query, aspects=(Aspect.LIST,), kind=FigureKind.TARGET, unit="", terms=("目标",))
    reviewed = [r.reviewed for r in pool if r.reviewed]
    past = bool(query.periods) and all(any(v.covers(p) for v in reviewed) for p in query.periods)
    if (
        query.kind is FigureKind.TARGET
        and past
        and EXPECTED.search(query.text)
        and not re.search("目标|计划|打算", query.text)
    ):
        aspects = tuple(Aspect.VALUE if a is Aspect.TARGET else a for a in query.aspects)
        return replace(query, kind=None, aspects=aspects)
    if query.aspect is Aspect.VALUE and query.kind is not FigureKind.ACHIEVED and query.indicators:
        phrases = tuple(GOAL.sub("", p) or p for p in query.indicators)
        if phrases != query.indicators and not query.unit.endswith(("个", "项")):
            return replace(query, aspects=(Aspect.IMPLIED_TARGET, *query.aspects[1:]), indicators=phrases)
    return query
