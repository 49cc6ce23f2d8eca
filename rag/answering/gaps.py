"""By how much what was planned of a thing lies above or below what was reached of it."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.answering.compute import Operand, say_difference
from rag.answering.draft import Draft
from rag.answering.lookup import SUPPORT, Finder
from rag.answering.matching import BARE, REACHED, Match, Wanted
from rag.numbers import find_quantities, unit_family
from rag.schema import Aspect, Figure, FigureKind, Query

__all__ = ["plan_gap"]

GAP = re.compile(
    r"(?:相差|差距|差额|差值|还?差了?(?=多少|几)|缺口"
    r"|[高低多少大小](?:出来?|了)?(?:多少|几))"
)
PLANNED = re.compile(r"目标|计划|预期|任务|力争|打算")
REACHED_WORD = re.compile(
    r"已经?(?:完成|实现|达到|做到|到位|投|收)[^，,？?]{0,4}|实际(?:完成|实现|数|值|到位)?|实绩|(?:完成|实现|达到|做到)了?的"
    r"|(?:目前|眼下|现在|截至)[^，,？?]{0,12}(?:完成|实现|达到)|(?:完成|实现)(?:数|值|额|量)"
)
JOINS = re.compile(r"比(?!重|例|率|值|赛|上年|去年)|和|与|跟|同(?!比|期)|离|距")
NOISE = re.compile(
    r"(?:全年|年度|今年|明年|下一?年|新一年|新|首年|[这那]个|已经?|实际|完成|实现|达到|目标|计划|预期|任务|力争|打算|实绩|要|的|数|值|和|与|跟|比|定|报告里|报告中)+"
)
NEXT = re.compile(r"新的?一?年|新(?:的|定的?)?(?:目标|计划|任务)|今年|明年|下一?年|来年|次年|接下来")
"""Words for the year after the one that a report looks back on."""
SHORTEST = 2


def plan_gap(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the plan less what was reached, where the question sets the two against each other for one thing.

    A number that the question gives for the plan or for what was reached must be that of the report.
    """
    text = query.resolved
    if len(query.places) > 1 or query.sides or not GAP.search(text) or not JOINS.search(text):
        return False
    if not (PLANNED.search(text) and REACHED_WORD.search(text)):
        return False
    for phrase in _subjects(query):
        pair = _pair(phrase, query, finder)
        if pair is not None:
            draft.confidence = min(m.support for m in pair)
            operands = [Operand(m.figure, phrase, f"[{draft.cite_figure(m.figure)}]") for m in pair]
            say_difference(operands, draft)
            draft.told = [pair[0].figure]
            return True
    return False


def _subjects(query: Query) -> list[str]:
    """Return what the question may be about, without the words for plan and fact and without its numbers."""
    found = []
    for phrase in query.indicators:
        bare = phrase
        for quantity in reversed([q for q in find_quantities(phrase) if q.unit]):
            bare = bare[: quantity.start] + "，" + bare[quantity.end :]
        found += [piece for piece in re.split(r"[，、]", NOISE.sub("，", bare)) if len(piece) > SHORTEST]
    return list(dict.fromkeys(found))


def _pair(phrase: str, query: Query, finder: Finder) -> tuple[Match, Match] | None:
    """Return the plan and the fact of one name that go together best; None where none are sure."""
    plans = _amounts(phrase, replace(query, periods=(), kind=FigureKind.TARGET), Aspect.TARGET, finder)
    facts = _amounts(phrase, replace(query, kind=FigureKind.ACHIEVED), Aspect.VALUE, finder)
    facts = facts or _amounts(phrase, replace(query, periods=(), kind=FigureKind.ACHIEVED), Aspect.VALUE, finder)
    pairs = [(p, f) for p in plans for f in facts if _alike(p.figure, f.figure) and _timely(p.figure, f.figure, query)]
    pairs = [(p, f) for p, f in pairs if p.figure.base != f.figure.base and _given_fit(p.figure, f.figure, query)]
    return max(pairs, key=lambda pair: pair[0].score + pair[1].score, default=None)


def _given_fit(plan: Figure, fact: Figure, query: Query) -> bool:
    """Tell whether each number that the question gives in their unit is that of the plan or of the fact."""
    given = [q for q in find_quantities(query.resolved) if q.unit and (q.base_unit == plan.base_unit or q.unit in BARE)]
    return all(q.base in {plan.base, fact.base} for q in given)


def _amounts(phrase: str, query: Query, aspect: Aspect, finder: Finder) -> list[Match]:
    kinds = {FigureKind.TARGET} if aspect is Aspect.TARGET else REACHED
    asked = replace(query, indicators=(phrase,), aspects=(aspect,))
    found = [
        m for m in finder.all(Wanted.of(asked, phrase, aspect)) if m.support >= SUPPORT and m.features["unit"] >= 0
    ]
    return [m for m in found if m.figure.kind in kinds and not m.figure.direction]


def _timely(plan: Figure, fact: Figure, query: Query) -> bool:
    """Tell whether a plan is of the fact's own year, or of a later one that the question speaks of."""
    if plan.period is None or fact.period is None or plan.period.year == fact.period.year:
        return True
    named = any(p.covers(plan.period) for p in query.periods)
    return named or (NEXT.search(query.text) is not None and plan.period.year == fact.period.year + 1)


def _alike(plan: Figure, fact: Figure) -> bool:
    """Tell whether a plan and a fact are of one thing: one name is the other or ends with it, in one kind of unit."""
    one, other = plan.indicator, fact.indicator
    named = one.endswith(other) or other.endswith(one)
    family = unit_family(plan.unit)
    return named and plan.report_id == fact.report_id and plan.place == fact.place and family == unit_family(fact.unit)
