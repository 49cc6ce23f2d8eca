"""What was planned: worked out of what was reached, and by how much it was exceeded, as the report says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from rag.answering.change import matches_of, say_change
from rag.answering.compute import HUNDRED, in_unit, rounded
from rag.answering.derive import finish, opening, reached
from rag.answering.draft import Draft
from rag.answering.lookup import Finder, companions
from rag.answering.matching import RATES, REACHED, Match
from rag.answering.wording import amount, place_and_period, said, statement
from rag.numbers import format_quantity, unit_family
from rag.schema import Aspect, Figure, FigureKind, Period, Query

__all__ = ["GOAL", "against_plan", "implied_target", "over_plan", "say_target"]

YEAR = 12
PARALLEL = 2
"""So many completions are of as many listed amounts, one by one (新开工、建成…完成101%、180%), or of no certain one."""
COMPLETED = re.compile(r"(?:计划|投资|任务|目标|预算|进度)(?:执行|完成)(?:率|比例|进度)$")
"""Rates that tell how far a plan went, whatever kind of figure they are."""
GOAL = re.compile(r"计划|目标|任务|指标|预算")
OVER_PLAN = re.compile(
    r"^(?P<what>.+?)(?:比|超出?|超过|超额完成|高出|高于|多于|低于|少于)了?"
    r"(?P<plan>[^，,？?]*?(?:计划|目标|任务|指标|(?<!公共)预算)[^，,？?多几]{0,4}?)[的了]?"
    r"(?:高|低|多|少)?(?:了|出)?(?:多少|几|百分之)"
)


def implied_target(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the full target from what was reached: `value ÷ completed part`, or the value less what exceeds the plan."""
    return any(say_target(match, other, finder, draft) for match, other in _against_plans(query, finder))


def say_target(match: Match, other: Figure, finder: Finder, draft: Draft) -> bool:
    """Write the target behind an amount that another figure sets against it; False where the two give none."""
    figure = match.figure
    worked = _target_from(figure, other)
    if worked is None:
        return False
    value, unit, formula = worked
    report = finder.material.report(figure.report_id)
    where, mark = opening(figure, finder, draft)
    beside = f"[{draft.cite_figure(other)}]"
    shown = format_quantity(value, unit)
    when, plan = _planned(figure, other)
    name = f"{figure.indicator}{'增长' if figure.kind is FigureKind.CHANGE else ''}的{plan}"
    draft.compute(name, report.place, when, value, unit, shown)
    words = said(other) if beside == mark and other.head == figure.id else statement(other)
    told = f"，{words}" if beside == mark else f"{mark}，{words}"
    text = (
        f"{place_and_period(report, when)}{name}约为{shown}（推算：{formula}）{mark}。"
        f"依据：{where}{statement(figure)}{told}{beside}。"
    )
    return finish(draft, match, text, "目标数报告没有直接给出，由完成数和它与目标的关系算得。")


def _against_plans(query: Query, finder: Finder) -> Iterator[tuple[Match, Figure]]:
    """Yield reached amounts with a figure that sets each against its plan.

    It belongs to the amount in the sentence, or stands elsewhere in the report under the same name; or it is itself
    what the question asks about, as the plan that it names (超出省定减贫任务0.3万人).
    """
    for match in reached(query, finder):
        yield from ((match, other) for other in against_plan(match.figure, finder))
        far = [f for f in finder.material.figures([match.figure.report_id]) if f.kind is FigureKind.COMPLETION]
        alike = [
            f for f in far if not f.head and (f.indicator, f.period) == (match.figure.indicator, match.figure.period)
        ]
        yield from ((match, other) for other in alike)
    asked = replace(query, kind=None, unit="")
    for match in matches_of(asked, Aspect.CHANGE, finder):
        amounts = [f for f in companions(match.figure, finder.material) if f.id == match.figure.head]
        if GOAL.search(match.figure.basis):
            yield from ((replace(match, figure=f), match.figure) for f in amounts if f.kind in REACHED)


def against_plan(figure: Figure, finder: Finder) -> list[Figure]:
    """Return what an amount's own sentence says of how it stands to its plan."""
    near = finder.material.figures_within(figure.report_id, figure.sentence_start, figure.sentence_end)
    if figure.kind is FigureKind.CHANGE:
        after = next((f for f in near if f.start > figure.start), None)
        return [after] if after and after.indicator == figure.indicator and GOAL.search(after.basis) else []
    related = [f for f in companions(figure, finder.material) if f.head == figure.id]
    completed = [f for f in near if f.kind is FigureKind.COMPLETION and f.head in _list_of(figure, near)]
    if len(completed) >= PARALLEL:
        listed = _list_of(figure, near)
        joined = len({f.clause_start for f in completed}) == 1 and len(listed) == len(completed)
        return [completed[listed.index(figure.id)]] if joined else []
    return related or _rate_beside(figure, finder)


def _list_of(figure: Figure, near: Sequence[Figure]) -> list[str]:
    """Return the ids of the amounts that a figure's clause lists, which completions behind it follow one by one."""
    return [f.id for f in near if f.kind in REACHED and f.clause_start == figure.clause_start]


def _rate_beside(figure: Figure, finder: Finder) -> list[Figure]:
    """Return the rate of completion that stands right behind an amount (完成投资146亿元, 投资完成率123%)."""
    near = finder.material.figures_within(figure.report_id, figure.sentence_start, figure.sentence_end)
    after = next((f for f in near if f.start > figure.start), None)
    if after is None or not COMPLETED.search(after.indicator) or unit_family(after.unit) != "percent":
        return []
    return [after]


def _planned(figure: Figure, other: Figure) -> tuple[Period | None, str]:
    """Return the span of the plan and what it is called: by its own name where a change is measured against it."""
    period = figure.period
    yearly = period is not None and period.months <= YEAR
    when = Period.of_year(period.year) if period and yearly else period
    return when, other.basis if other.kind is FigureKind.CHANGE else "全年目标" if yearly else "目标"


def _target_from(figure: Figure, other: Figure) -> tuple[Decimal, str, str] | None:
    """Return target, unit and formula from the reached amount and a figure that sets it against the plan."""
    rate = unit_family(figure.unit) in RATES
    percent = unit_family(other.unit) == "percent" or (unit_family(other.unit) in RATES and not rate)
    completed = other.kind is FigureKind.COMPLETION or COMPLETED.search(other.indicator) is not None
    if completed and other.value > 0 and (percent or other.unit == "倍"):
        part = other.value / HUNDRED if percent else other.value
        return rounded(figure.value / part), figure.unit, f"{amount(figure)} ÷ {other.text}"
    if other.kind is not FigureKind.CHANGE or not GOAL.search(other.basis) or not other.direction:
        return None
    over = other.direction == "增"
    formula = f"{amount(figure)} {'－' if over else '＋'} {other.text}"
    step = -1 if over else 1
    if percent and not rate:
        factor = 1 - step * other.value / HUNDRED
        formula = f"{amount(figure)} ÷ （1 {'＋' if over else '－'} {other.text}）"
        return (rounded(figure.value / factor), figure.unit, formula) if factor > 0 else None
    if {unit_family(figure.unit), unit_family(other.unit)} <= RATES:
        return figure.value + step * other.value, figure.unit, formula
    if unit_family(figure.unit) == "" and figure.unit and other.unit.startswith(figure.unit):
        return figure.value + step * other.value, other.unit, formula
    if other.base_unit != figure.base_unit:
        return None
    return figure.value + step * in_unit(other.base, figure), figure.unit, formula


def over_plan(query: Query, finder: Finder, draft: Draft) -> bool:
    """State by how much a plan was exceeded or missed, as the report gives it (超出省定任务15.85个百分点)."""
    found = OVER_PLAN.search("".join(query.indicators) + "多少") or OVER_PLAN.search(query.resolved)
    if found is None or len(query.places) > 1 or GOAL.search(found["what"]):
        return False
    for phrase in dict.fromkeys((*(p for p in query.indicators if not GOAL.search(p)), _bare(found["what"], query))):
        asked = replace(query, indicators=(phrase,), kind=None, unit="")
        for match in matches_of(asked, Aspect.CHANGE, finder):
            if GOAL.search(match.figure.basis) and _family_fits(query, match.figure):
                return say_change(match, finder, draft)
    return False


def _bare(text: str, query: Query) -> str:
    for word in (*query.places, *(re.sub("(?:街道|[省市区县镇乡])$", "", p) for p in query.places)):
        text = text.replace(word, "")
    return re.sub(r"(?:19|20)\d\d年(?:的|度)?", "", text).strip("的，,在 ")


def _family_fits(query: Query, figure: Figure) -> bool:
    family, asked = unit_family(figure.unit), unit_family(query.unit)
    return not query.unit or family == asked or {family, asked} <= RATES
