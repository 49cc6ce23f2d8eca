"""Earlier values that follow from later ones by one step, and what such workings share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.answering.change import YEAR, since
from rag.answering.compute import HUNDRED, in_unit, rounded
from rag.answering.draft import Draft
from rag.answering.lookup import SUPPORT, Finder, companions
from rag.answering.matching import ADDED, RATES, REACHED, Match, Wanted
from rag.answering.wording import amount, place_and_period, said, statement
from rag.numbers import find_quantities, format_quantity, unit_family
from rag.period import parse_period
from rag.schema import Aspect, Figure, FigureKind, Period, Query
from rag.scope import matches_place

__all__ = [
    "asks_before_increase",
    "before_change",
    "before_increase",
    "earlier_of",
    "finish",
    "from_multiple",
    "opening",
    "previous_value",
    "reached",
    "shifted",
]

BARE_MOVE = re.compile(r"(?:净|同比)?(?:增产|减产|增收|减收|增加|减少|增长|下降|净增|净减)(?:额|量)?")
BEFORE = re.compile(
    r"(?P<step>新增|增加|扩大|新建|增添|新购|投放)(?P<what>[^，,？?]{0,16}?)(?:[之以]前|(?<![目提当之以])前(?![来往期景列茅沿后瞻端置排\d一二三四五十]))"
    r"(?:的|原来|原先|本来)*"
)
MOVED_SINCE = re.compile(
    r"(?:还?[没未])?(?:上涨|下调|上调|涨价?|提高|提标|调整|调高|调低|降低?|增加)(?:之前|以前|前)的?"
)
GOT = re.compile(r"(?:能|可以|可)?(?:拿|领|得|发|收)到?$")
SHORTEST = 3
NEXT = 8
"""Most characters between an increase and the total that follows it."""
TOTAL = re.compile(r"(?:总数|总量|累计)$")
WHOLE_NUMBER = re.compile(r"总量|总数|总额|总规模|累计|达到?|突破|增至|增加到")


def shifted(period: Period, years: int) -> Period:
    """Return the same months of another year."""
    label = period.label.replace(str(period.year), str(period.year + years))
    return Period(period.first + 12 * years, period.last + 12 * years, label)


def reached(query: Query, finder: Finder, *, share: bool = False) -> Iterator[Match]:
    """Yield the sure matches of reached amounts, or of shares, for the first asked phrase, best first."""
    phrase = query.indicators[0] if query.indicators else query.resolved
    aspect, kinds = (Aspect.SHARE, {FigureKind.SHARE}) if share else (Aspect.VALUE, REACHED)
    asked = replace(query, aspects=(aspect,), kind=FigureKind.ACHIEVED, unit="")
    for match in finder.all(Wanted.of(asked, phrase)):
        if match.support >= SUPPORT and match.figure.kind in kinds:
            yield match


def opening(figure: Figure, finder: Finder, draft: Draft) -> tuple[str, str]:
    """Cite a figure; return where and when it holds, and its mark."""
    report = finder.material.report(figure.report_id)
    return place_and_period(report, figure.period), f"[{draft.cite_figure(figure)}]"


def finish(draft: Draft, match: Match, text: str, remark: str) -> bool:
    """Put a worked-out answer into the draft with the remark that says how it came about; always True."""
    draft.kind, draft.confidence, draft.text = "computation", match.support, text
    draft.note([f"推算：{remark}"])
    return True


def previous_value(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give an earlier value from a later one and the change since: `value ÷ (1 ± rate)`, or `value ∓ change`."""
    if not query.periods and query.aspect is Aspect.VALUE:
        return False
    later = replace(query, periods=tuple(shifted(p, 1) for p in query.periods))
    wide = finder.within(_of_the_places(query, finder))
    for asked in (later, replace(query, periods=())) if query.periods else (later,):
        for match in reached(asked, wide, share=Aspect.SHARE in query.aspects):
            change = next((c for c in _changes(match.figure, finder) if _since_asked(c, query.periods)), None)
            if change is not None and _earlier(match, change, finder, draft):
                return True
    return False


def earlier_of(figure: Figure, periods: Sequence[Period], finder: Finder, draft: Draft) -> bool:
    """Give what an amount that was told stood at in an asked year, from what its own sentence says of the change."""
    for change in _changes(figure, finder):
        if _since_asked(change, periods) and _earlier(Match(figure, 0.0, 1.0, {}), change, finder, draft):
            return True
    return any(_by_multiple(Match(figure, 0.0, 1.0, {}), period, finder, draft) for period in periods)


def _of_the_places(query: Query, finder: Finder) -> Sequence[str]:
    """Return all reports of the asked places, whatever they look back on."""
    if not query.places:
        return finder.reports
    reports = [r for r in finder.material.reports if any(matches_place(r, p) for p in query.places)]
    return finder.material.order([r.id for r in reports])


def _changes(figure: Figure, finder: Finder) -> list[Figure]:
    """Return the changes of an amount: its companions, and an amount that the next clause adds or takes (增产3亿斤)."""
    related = companions(figure, finder.material)
    near = finder.material.figures_within(figure.report_id, figure.sentence_start, figure.sentence_end)
    amounts = [f.start for f in near if f.start > figure.start and f.kind in REACHED]
    after = [f for f in near if figure.start < f.start < min(amounts, default=f.start + 1) and f not in related]
    bare = [f for f in after if BARE_MOVE.fullmatch(f.indicator) and f.base_unit == figure.base_unit]
    alike = [f for f in near if not f.head and f.indicator == figure.indicator and f not in related]
    related = [*bare[:1], *related, *(f for f in alike if f.base_unit == figure.base_unit)]
    return [f for f in related if f.kind is FigureKind.CHANGE]


def _since_asked(change: Figure, periods: Sequence[Period]) -> bool:
    year = since(change)
    return year is not None and (not periods or any(p.year == year for p in periods))


def from_multiple(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the value of an earlier year from a later one said to be so many times it: `value ÷ times`."""
    matches = list(reached(replace(query, periods=()), finder))
    return any(_by_multiple(match, period, finder, draft) for match in matches for period in query.periods)


def _by_multiple(match: Match, period: Period, finder: Finder, draft: Draft) -> bool:
    figure = match.figure
    for multiple in companions(figure, finder.material):
        base = parse_period(multiple.basis)
        if multiple.unit != "倍" or multiple.value <= 0 or multiple.direction or base is None:
            continue
        if base.months > YEAR or base.year != period.year:
            continue
        where, mark = opening(figure, finder, draft)
        draft.cite_figure(multiple)
        report = finder.material.report(figure.report_id)
        value = rounded(figure.value / multiple.value)
        shown = format_quantity(value, figure.unit)
        draft.compute(figure.indicator, report.place, base, value, figure.unit, shown)
        text = (
            f"{place_and_period(report, base)}{figure.indicator}约为{shown}"
            f"（推算：{amount(figure)} ÷ {multiple.text}）{mark}。"
            f"依据：{where}{statement(figure)}，是{multiple.basis}的{multiple.text}{mark}。"
        )
        return finish(draft, match, text, "这一年的数值报告没有直接给出，由后来的数值和倍数算得。")
    return False


def _earlier(match: Match, change: Figure, finder: Finder, draft: Draft) -> bool:
    figure, year = match.figure, since(change)
    rise = change.direction == "增"
    if figure.period is None or year is None:
        return False
    if unit_family(change.unit) == "percent" and unit_family(figure.unit) not in RATES:
        factor = 1 + change.value / HUNDRED if rise else 1 - change.value / HUNDRED
        if factor <= 0:
            return False
        value, about = rounded(figure.value / factor), "约"
        formula = f"{amount(figure)} ÷ （1 {'＋' if rise else '－'} {change.text}）"
    elif change.base_unit == figure.base_unit or {unit_family(change.unit), unit_family(figure.unit)} <= RATES:
        step = in_unit(change.base, figure) if change.base_unit == figure.base_unit else change.value
        value, about = (figure.value - step if rise else figure.value + step), ""
        formula = f"{amount(figure)} {'－' if rise else '＋'} {change.text}"
    else:
        return False
    where, mark = opening(figure, finder, draft)
    draft.cite_figure(change)
    report = finder.material.report(figure.report_id)
    period = shifted(figure.period, year - figure.period.year)
    shown = format_quantity(value, figure.unit)
    draft.compute(figure.indicator, report.place, period, value, figure.unit, shown)
    text = (
        f"{place_and_period(report, period)}{figure.indicator}{about}为{shown}（推算：{formula}）{mark}。"
        f"依据：{where}{statement(figure)}，{said(change)}{mark}。"
    )
    return finish(draft, match, text, "这一年的数值报告没有直接给出，由后来的数值和变化算得。")


def before_increase(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give what there was before an increase: the total that its sentence gives, less the increase.

    The increase is the one that the question names by its number, else the one that
    the total follows (新增45家、达到109家).
    """
    if not BEFORE.search(query.resolved) or len(query.places) > 1:
        return False
    named = [q for q in find_quantities(query.resolved) if q.unit]
    for match in _totals(query, finder):
        total = match.figure
        near = finder.material.figures_within(total.report_id, total.sentence_start, total.sentence_end)
        steps = [f for f in near if any((f.base, f.base_unit) == (q.base, q.base_unit) for q in named)]
        steps = steps if named else [f for f in near if _leads_to(f, total)]
        steps = [f for f in steps if f.base_unit == total.base_unit and f.base < total.base]
        if not steps:
            continue
        where, mark = opening(total, finder, draft)
        draft.cite_figure(steps[0])
        report = finder.material.report(total.report_id)
        value = in_unit(total.base - steps[0].base, total)
        shown = format_quantity(value, total.unit)
        name = f"{'计划' if total.kind is FigureKind.TARGET else ''}增加前的{total.indicator}"
        draft.compute(name, report.place, None, value, total.unit, shown)
        text = (
            f"{report.place}{name}约为{shown}（推算：{amount(total)} － {amount(steps[0])}）{mark}。"
            f"依据：{where}{statement(steps[0])}，{statement(total)}{mark}。"
        )
        return finish(draft, match, text, "此前的数报告没有直接给出，由增加后的总数减去增加的数算得。")
    return False


def _thing(text: str) -> str:
    """Return what was increased, without by how many."""
    for quantity in reversed([q for q in find_quantities(text) if q.unit]):
        text = text[: quantity.start] + text[quantity.end :]
    return text


def asks_before_increase(query: Query) -> bool:
    """Tell whether what there was before an increase is asked, which the increase itself never answers."""
    return BEFORE.search(query.resolved) is not None


def _leads_to(step: Figure, total: Figure) -> bool:
    """Tell whether an increase stands right before the total it leads to, under the same name."""
    added = ADDED.match(step.indicator)
    name = TOTAL.sub("", ADDED.sub("", total.indicator, count=1))
    same = added is not None and name in {step.indicator[added.end() :], ""}
    return same and step.kind is total.kind and 0 < total.start - step.end <= NEXT


def before_change(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give what a thing stood at before it was raised or cut (涨之前): its value less what its sentence adds."""
    phrase = GOT.sub("", MOVED_SINCE.sub("", "".join(query.indicators)))
    if not MOVED_SINCE.search(query.resolved) or len(phrase) < SHORTEST or len(query.places) > 1:
        return False
    for match in reached(replace(query, indicators=(phrase,), resolved=MOVED_SINCE.sub("", query.resolved)), finder):
        figure = match.figure
        near = finder.material.figures_within(figure.report_id, figure.sentence_start, figure.sentence_end)
        same = [f for f in near if f.indicator == figure.indicator and f.base_unit == figure.base_unit]
        steps = [c for c in (*_changes(figure, finder), *same) if c.direction and c.base_unit == figure.base_unit]
        if not steps or steps[0].base >= figure.base:
            continue
        rise = steps[0].direction == "增"
        where, mark = opening(figure, finder, draft)
        draft.cite_figure(steps[0])
        value = figure.base - steps[0].base if rise else figure.base + steps[0].base
        shown_value = in_unit(value, figure)
        shown = format_quantity(shown_value, figure.unit)
        name = f"调整前的{figure.indicator}"
        place = finder.material.report(figure.report_id).place
        draft.compute(name, place, None, shown_value, figure.unit, shown)
        text = (
            f"{place}{name}为{shown}（推算：{amount(figure)} {'－' if rise else '＋'} {steps[0].text}）{mark}。"
            f"依据：{where}{statement(figure)}，{said(steps[0])}{mark}。"
        )
        return finish(draft, match, text, "调整前的数报告没有直接给出，由调整后的数和变化算得。")
    return False


def _totals(query: Query, finder: Finder) -> Iterator[Match]:
    """Yield the sure matches that are totals, best first."""
    phrase = BEFORE.sub(lambda m: _thing(m["what"]), "".join(query.indicators)) or query.resolved
    asked = replace(query, aspects=(Aspect.VALUE,), unit="", periods=())
    for match in finder.all(Wanted.of(asked, re.sub(r"在$", "", phrase))):
        if match.support >= SUPPORT and WHOLE_NUMBER.search(match.figure.indicator + match.figure.clause):
            yield match
