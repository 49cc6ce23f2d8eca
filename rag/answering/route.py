"""Which answerer takes a question, and what is tried next where it finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rag.answering.about import answer_about
from rag.answering.average import average, averaged, states_average
from rag.answering.causes import telling_causes
from rag.answering.change import change_from_earlier, stated_change, stated_multiple
from rag.answering.compute import combine
from rag.answering.denials import denied, otherwise_compared
from rag.answering.derive import asks_before_increase, before_change, before_increase, from_multiple, previous_value
from rag.answering.draft import Draft
from rag.answering.elliptic import spelled_out
from rag.answering.gaps import plan_gap
from rag.answering.given import goal_of_given, rank_before, whole_of_given
from rag.answering.goals import worded_goal
from rag.answering.listed import listed_members
from rag.answering.lookup import Finder, Meaning, lookup
from rag.answering.loosen import loosened
from rag.answering.nearest import explain_absence
from rag.answering.ordinals import stated_ordinal
from rag.answering.plans import implied_target, over_plan
from rag.answering.premise import check_premise
from rag.answering.projected import projected
from rag.answering.sentences import answer_in_sentences, define
from rag.answering.settle import in_other_words, settle
from rag.answering.shares import implied_whole, of_another_part, share_of_whole, stated_share, whole_by_rate
from rag.answering.shortfalls import told_of_missed
from rag.answering.terms import expected_families
from rag.answering.told import (
    beside_told,
    knowing,
    multiple_told,
    of_part,
    since_told,
    value_in,
    whole_told,
    within_told,
)
from rag.answering.totals import total_of_parts
from rag.answering.upon import upon_told
from rag.operation import Operation
from rag.retrieval import Hit
from rag.schema import Aspect, FigureKind, Query, Report
from rag.scope import Scope, matches_place
from rag.understanding.workings import way_of

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
LISTED = frozenset({Aspect.COMPARISON, Aspect.TOTAL})
WORKED_OUT = frozenset({Aspect.DIFFERENCE, Aspect.TOTAL, Aspect.RATIO, Aspect.CHANGE, Aspect.PREVIOUS})
"""What a figure or a computation must answer; no sentence is taken for it."""

UPON_ALONE = frozenset({Operation.EACH, Operation.GROWN, Operation.STOCK})
"""What only a working upon the figures told answers."""

INFERRED = re.compile(r"推算|倒推|反推|折算|按[^，,？?]{0,14}(?:推|算)")

FIRST: tuple[Answerer, ...] = (
    stated_ordinal,
    multiple_told,
    whole_told,
    projected,
    over_plan,
    goal_of_given,
    whole_of_given,
    rank_before,
    before_increase,
    before_change,
    whole_by_rate,
    stated_multiple,
)
"""For questions whose wording shows that a figure alone cannot answer."""
PREMISES: tuple[Answerer, ...] = (told_of_missed, check_premise, denied, otherwise_compared)
"""For questions that take for granted what the report says is otherwise."""
AGAINST = re.compile(r".{2,}(?<![同环对占])比(?![重例率赛值]).{2,}(?:多|少|高|低|大|小|快|慢)(?:出|了|$)")
"""What is set against something else, so that neither of the two figures is the answer."""
CLAIM = re.compile(r"第[一二三\d](?!产业|次产业|季度)|超额|已经?(?=[超达完])|达到\d")
"""Words of a question that takes something for granted, so that every word of it must be found."""

DERIVED: dict[Aspect, tuple[Answerer, ...]] = {
    Aspect.VALUE: (previous_value, from_multiple, implied_whole),
    Aspect.PREVIOUS: (previous_value, from_multiple),
    Aspect.TARGET: (implied_target,),
    Aspect.SHARE: (share_of_whole, implied_whole, previous_value),
    Aspect.RATIO: (share_of_whole, implied_whole),
    Aspect.CHANGE: (change_from_earlier,),
    Aspect.DIFFERENCE: (change_from_earlier,),
    Aspect.COMPARISON: (change_from_earlier,),
}


def fill(
    query: Query,
    scope: Scope,
    hits: Sequence[Hit],
    draft: Draft,
    meaning: Meaning,
    prominence: Mapping[tuple[str, int], float] | None = None,
) -> None:
    """Write the answer into the draft, or the reason why there is none.

    `prominence` gives the standard scores of the sentences, as report and offset, that are likest to the question.

    Where no report is made for the asked period, the place's reports may still speak of it (an award of an earlier
    year, the next five years): then only figures and sentences that name the period count.
    """
    if scope.missing_places and (not scope.reports or query.aspect in COMBINED):
        draft.abstain(scope.reason)
        return
    pool = scope.reports or _of_the_places(query, draft)
    strict = not scope.reports
    asked = query
    query = query if query.sides else settle(query, pool)
    if INFERRED.search(query.text) or CLAIM.search(query.resolved):
        prominence = None
    finder = Finder(draft.material, meaning, tuple(draft.material.order([r.id for r in pool])), prominence or {})
    finder = knowing(query, finder)
    if not strict:
        draft.note([scope.reason] if scope.missing_places else [])
        if answer_about(query, pool, draft) or define(query, pool, draft):
            return
    query = query if finder.told else spelled_out(query, finder)
    groups = _groups(query, pool, finder)
    noted = tuple(draft.notes)
    if upon_told(query, finder, draft):
        return
    if query.operation in UPON_ALONE:
        explain_absence(query, finder, hits, draft)
        return
    if (
        _within_told(query, finder, draft)
        or any(check(query, finder, draft) for check in PREMISES)
        or _in_figures(query, groups, finder, draft)
    ):
        return
    other = in_other_words(asked)
    if _loosely(query, groups, finder, draft, noted) or (other and _in_figures(other, groups, finder, draft)):
        return
    if not strict and (beside_told(asked, finder, draft) or worded_goal(query, pool, draft)):
        return
    figure_asked = query.aspect in FIGURES or query.aspect in COMBINED
    barred = figure_asked and (strict or _worked_out(query) or averaged(query) or _amount(query))
    if query.aspect is Aspect.WHY and "indicators" in query.implied:
        hits = telling_causes(hits, query, finder.material)
    if not barred and answer_in_sentences(query, hits, draft, figure_asked=figure_asked, strict=strict):
        draft.told = value_in(draft, asked, finder) if figure_asked else []
        return
    if strict:
        draft.abstain(scope.reason)
        return
    explain_absence(query, finder, hits, draft)


def _in_figures(query: Query, groups: Sequence[tuple[str, Finder]], finder: Finder, draft: Draft) -> bool:
    """Answer with figures as they stand, else with what follows from them; False where neither is sure."""
    if query.sides:
        if since_told(query, finder, draft):
            return True
        return combine(query, groups, draft)
    if any(answer(query, finder, draft) for answer in FIRST):
        return True
    if query.aspect in COMBINED and (stated_change(query, finder, draft) or combine(query, groups, draft)):
        return True
    if plan_gap(query, finder, draft):
        return True
    if set(query.aspects) & LISTED and listed_members(query, finder, draft):
        return True
    if query.aspect is Aspect.TOTAL and total_of_parts(query, finder, draft):
        return True
    if query.aspect is Aspect.IMPLIED_TARGET:
        if implied_target(query, finder, draft):
            return True
        query = replace(query, aspects=(Aspect.TARGET,), kind=FigureKind.TARGET)
    if averaged(query) and not states_average(query, finder):
        worded = replace(finder, prominence={})  # which two amounts are divided must rest on their words alone
        return average(query, worded, draft) or previous_value(query, finder, draft)
    return _stated(query, groups, finder, draft) or any(
        derive(query, finder, draft) for derive in DERIVED.get(query.aspect, ())
    )


def _stated(query: Query, groups: Sequence[tuple[str, Finder]], finder: Finder, draft: Draft) -> bool:
    """State a figure of the reports; a whole that is to be inferred is worked out before its part is taken for it."""
    if INFERRED.search(query.text) and implied_whole(query, finder, draft):
        return True
    shared = query.aspect is Aspect.SHARE
    if asks_before_increase(query) or any(AGAINST.search(phrase) for phrase in query.indicators):
        return False
    if query.aspect in FIGURES and not (shared and of_another_part(query, finder)) and lookup(query, groups, draft):
        return True
    part = stated_share(query, finder) if shared else None
    return part is not None and lookup(part, groups, draft)


def _loosely(
    query: Query, groups: Sequence[tuple[str, Finder]], finder: Finder, draft: Draft, noted: Sequence[str]
) -> bool:
    """Answer a weaker reading of a follow-up with figures, saying how it is weaker; `noted` was so before any try."""
    for weaker, notes in loosened(query):
        tried = Draft(draft.material, trace=draft.trace)
        tried.note([*noted, *notes])
        if _in_figures(weaker, groups, finder, tried):
            vars(draft).update(vars(tried))
            return True
    return False


def _within_told(query: Query, finder: Finder, draft: Draft) -> bool:
    """Answer a question on a part (其中…) from the very sentences that the turn before was told."""
    within = within_told(query, finder)
    if within is None:
        return False
    query = replace(query, indicators=tuple(map(of_part, query.indicators)))
    plain = replace(query, aspects=(Aspect.VALUE,), kind=None)
    planned = "aspects" in query.implied and query.kind is FigureKind.TARGET
    for asked in (plain,) if planned else (query, plain):
        tried = Draft(draft.material, trace=draft.trace)
        tried.note(draft.notes)
        if _in_figures(asked, _groups(asked, _reports(within), within), within, tried):
            vars(draft).update(vars(tried))
            return True
    return False


def _amount(query: Query) -> bool:
    """Tell whether an amount of money is asked for by its name (GDP, 进出口总额), which only a figure of it answers."""
    return query.aspect is Aspect.VALUE and any("money" in expected_families(p) for p in query.indicators)


def _worked_out(query: Query) -> bool:
    """Tell whether only a computation can answer, so that no sentence is taken for the answer."""
    things = (query.places, query.indicators, query.periods, query.sides)
    several = query.aspect in COMBINED and max(map(len, things)) > 1
    return (
        query.aspect in WORKED_OUT
        or asks_before_increase(query)
        or several
        or INFERRED.search(query.text) is not None
        or way_of(query.text) is not None
    )


def _of_the_places(query: Query, draft: Draft) -> list[Report]:
    """Return every report of the asked places, whatever its period; of all places where none is asked."""
    reports = draft.material.reports
    return [r for r in reports if any(matches_place(r, p) for p in query.places)] if query.places else reports


def _reports(finder: Finder) -> list[Report]:
    return [finder.material.report(i) for i in finder.reports]


def _groups(query: Query, pool: Sequence[Report], finder: Finder) -> list[tuple[str, Finder]]:
    """Return a finder for each place."""
    names = dict.fromkeys(r.place for r in pool)
    order = finder.material.order
    return [(name, finder.within(order([r.id for r in pool if r.place == name]))) for name in names]
