"""Comparisons and computations over cited figures, with the formula shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from rag.answering.draft import Draft
from rag.answering.lookup import Finder, companions
from rag.answering.matching import Match, Wanted
from rag.answering.wording import amount, place_and_period, said, statement
from rag.numbers import format_quantity, unit_family
from rag.schema import Aspect, Figure, FigureKind, Period, Query

__all__ = ["combine", "implied_target", "previous_value"]

HUNDRED = Decimal(100)
LOWEST = ("最低", "最少", "更低", "更少", "最小", "倒数", "较低", "较少", "lowest", "least", "lower")
RATES = frozenset({"percent", "points"})


@dataclass(frozen=True, slots=True)
class Operand:
    """One cited figure of a computation, with the label it carries in the table."""

    figure: Figure
    label: str
    mark: str


def _rounded(value: Decimal, places: int = 2) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _in_unit(base: Decimal, like: Figure) -> Decimal:
    """Return a base value in the unit of another figure of the same family."""
    return base * like.value / like.base if like.base else base


def _shift(period: Period, months: int) -> Period:
    year = period.year + months // 12
    return Period(period.first + months, period.last + months, period.label.replace(str(period.year), str(year)))


def previous_value(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the value of one year before: `value ÷ (1 ± rate)`, or `value ∓ change` where the change is an amount."""
    phrase = query.indicators[0] if query.indicators else query.resolved
    later = tuple(_shift(p, 12) for p in query.periods)
    asked = replace(query, periods=later, aspects=(Aspect.VALUE,), kind=FigureKind.ACHIEVED)
    for match in finder.all(Wanted.of(asked, phrase)):
        figure = match.figure
        if match.support < 0.55 or figure.kind not in {FigureKind.ACHIEVED, FigureKind.COUNT}:
            continue
        change = _yearly_change(figure, finder)
        if change is None or figure.period is None:
            continue
        return _earlier(figure, change, match, finder, draft)
    return False


def _yearly_change(figure: Figure, finder: Finder) -> Figure | None:
    for other in companions(figure, finder.material):
        if (
            other.kind is FigureKind.CHANGE
            and other.direction
            and other.basis in {"同比", "", "比上年", "同口径", "可比口径"}
        ):
            return other
    return None


def _earlier(figure: Figure, change: Figure, match: Match, finder: Finder, draft: Draft) -> bool:
    report = finder.material.report(figure.report_id)
    mark = f"[{draft.cite_figure(figure)}]"
    draft.cite_figure(change)
    rise = change.direction == "增"
    if unit_family(change.unit) == "percent":
        factor = 1 + change.value / HUNDRED if rise else 1 - change.value / HUNDRED
        value, about = _rounded(figure.value / factor), "约"
        formula = f"{amount(figure)} ÷ （1 {'＋' if rise else '－'} {change.text}）"
    elif unit_family(change.unit) == unit_family(figure.unit):
        step = _in_unit(change.base, figure)
        value, about = (figure.value - step if rise else figure.value + step), ""
        formula = f"{amount(figure)} {'－' if rise else '＋'} {change.text}"
    else:
        return False
    assert figure.period is not None
    period = _shift(figure.period, -12)
    shown = format_quantity(value, figure.unit)
    draft.compute(figure.indicator, report.place, period, value, figure.unit, shown)
    draft.kind = "computation"
    draft.confidence = match.support
    draft.text = (
        f"{place_and_period(report, period)}{figure.indicator}{about}为{shown}（推算：{formula}）{mark}。"
        f"依据：{place_and_period(report, figure.period)}{statement(figure)}，{said(change)}{mark}。"
    )
    draft.note(["推算：这一年的数值报告没有直接给出，由当年数值和同比变化算得。"])
    return True


def implied_target(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the full target from what was reached and the completion rate: `value ÷ rate`."""
    phrase = query.indicators[0] if query.indicators else query.resolved
    asked = replace(query, aspects=(Aspect.VALUE,), kind=FigureKind.ACHIEVED)
    for match in finder.all(Wanted.of(asked, phrase)):
        figure = match.figure
        if match.support < 0.55 or figure.kind not in {FigureKind.ACHIEVED, FigureKind.COUNT}:
            continue
        done = [f for f in companions(figure, finder.material) if f.kind is FigureKind.COMPLETION and f.value > 0]
        if not done:
            continue
        report = finder.material.report(figure.report_id)
        mark = f"[{draft.cite_figure(figure)}]"
        draft.cite_figure(done[0])
        value = _rounded(figure.value / (done[0].value / HUNDRED))
        shown = format_quantity(value, figure.unit)
        year = Period.of_year(figure.period.year) if figure.period else None
        draft.compute(figure.indicator, report.place, year, value, figure.unit, shown)
        draft.kind, draft.confidence = "computation", match.support
        draft.text = (
            f"{place_and_period(report, year)}{figure.indicator}的全年目标约为{shown}"
            f"（推算：{amount(figure)} ÷ {done[0].text}）{mark}。"
            f"依据：{place_and_period(report, figure.period)}{statement(figure)}，{said(done[0])}{mark}。"
        )
        draft.note(["推算：目标数报告没有直接给出，由完成数和完成比例算得。"])
        return True
    return False


def combine(query: Query, groups: Sequence[tuple[str, Finder]], draft: Draft) -> bool:
    """Compare or compute over figures of several places, indicators, periods or kinds; False where one is missing.

    `groups` pairs each asked place with a finder over its reports.
    """
    operands = _operands(query, groups, draft)
    if len(operands) < 2:
        return False
    families = {unit_family(o.figure.unit) for o in operands}
    if len(families) > 1 and query.aspect is not Aspect.RATIO:
        return False
    aspect = query.aspect
    if aspect is Aspect.DIFFERENCE:
        _difference(operands, draft)
    elif aspect is Aspect.TOTAL:
        _total(operands, draft)
    elif aspect is Aspect.RATIO:
        _ratio(query, operands, draft)
    else:
        _compare(query, operands, draft)
    draft.text += _table(operands, groups, draft)
    _caveats(operands, draft)
    return True


def _operands(query: Query, groups: Sequence[tuple[str, Finder]], draft: Draft) -> list[Operand]:
    """Find the figures to set side by side."""
    phrases = query.indicators or (query.resolved,)
    aspect = Aspect.CHANGE if Aspect.CHANGE in query.aspects else Aspect.VALUE
    asked = [(label, finder, phrase, query) for label, finder in groups for phrase in phrases]
    if len(asked) == 1:
        label, finder, phrase, _ = asked[0]
        if len(query.periods) > 1:
            asked = [(p.label, finder, phrase, replace(query, periods=(p,))) for p in query.periods]
        elif Aspect.TARGET in query.aspects or query.kind is FigureKind.TARGET:
            kinds = (FigureKind.TARGET, FigureKind.ACHIEVED)
            asked = [(label, finder, phrase, replace(query, kind=k, periods=())) for k in kinds]
    operands = []
    for label, finder, phrase, part in asked:
        match = finder.best(Wanted.of(part, phrase, aspect))
        if match is None:
            draft.note([f"{label}的报告没有给出“{phrase}”。"] if len(groups) > 1 else [])
            continue
        draft.confidence = min(draft.confidence or 1.0, match.support)
        operands.append(Operand(match.figure, label, f"[{draft.cite_figure(match.figure)}]"))
    unique = {o.figure.id: o for o in operands}
    return list(unique.values())


def _full(operand: Operand, draft: Draft) -> str:
    report = draft.material.report(operand.figure.report_id)
    return f"{place_and_period(report, operand.figure.period)}{statement(operand.figure)}{operand.mark}"


def _compare(query: Query, operands: Sequence[Operand], draft: Draft) -> None:
    lowest = any(word in query.text for word in LOWEST)
    ordered = sorted(operands, key=lambda o: _signed(o.figure), reverse=not lowest)
    first = ordered[0]
    report = draft.material.report(first.figure.report_id)
    draft.kind = "comparison"
    level = ("最" if len(ordered) > 2 else "更") + ("低" if lowest else "高")
    if _signed(ordered[0].figure) == _signed(ordered[1].figure):
        draft.text = "两者相同：" + "；".join(_full(o, draft) for o in ordered) + "。"
        return
    name = report.place if len({o.label for o in ordered}) > 1 or len(ordered) > 2 else first.figure.indicator
    same_place = len({draft.material.report(o.figure.report_id).place for o in ordered}) == 1
    if same_place:
        name = (
            first.figure.indicator
            if first.figure.indicator != ordered[1].figure.indicator
            else (
                "目标"
                if first.figure.kind is FigureKind.TARGET
                else first.figure.period.label
                if first.figure.period
                else report.place
            )
        )
    draft.text = f"{name}{level}：" + "；".join(_full(o, draft) for o in ordered) + "。"


def _signed(figure: Figure) -> Decimal:
    return -figure.base if figure.kind is FigureKind.CHANGE and figure.direction == "减" else figure.base


def _difference(operands: Sequence[Operand], draft: Draft) -> None:
    big, small = sorted(operands[:2], key=lambda o: _signed(o.figure), reverse=True)
    value = _in_unit(_signed(big.figure) - _signed(small.figure), big.figure)
    unit = "个百分点" if unit_family(big.figure.unit) in RATES else big.figure.unit
    shown = format_quantity(value, unit)
    formula = f"{amount(big.figure)} － {amount(small.figure)}"
    _computed("相差", value, unit, shown, big, draft)
    draft.text = f"{_full(big, draft)}，{_full(small, draft)}，前者比后者高{shown}（推算：{formula}）。"


def _total(operands: Sequence[Operand], draft: Draft) -> None:
    like = max(operands, key=lambda o: o.figure.base).figure
    value = _in_unit(sum((o.figure.base for o in operands), Decimal(0)), like)
    shown = format_quantity(value, like.unit)
    formula = " ＋ ".join(amount(o.figure) for o in operands)
    _computed("合计", value, like.unit, shown, operands[0], draft)
    draft.text = f"合计{shown}（推算：{formula}）：" + "；".join(_full(o, draft) for o in operands) + "。"


def _ratio(query: Query, operands: Sequence[Operand], draft: Draft) -> None:
    top, bottom = operands[0].figure, operands[1].figure
    if not bottom.base:
        return
    quotient = top.base / bottom.base
    formula = f"{amount(top)} ÷ {amount(bottom)}"
    if any(word in query.text for word in ("占", "比重", "比例", "百分之", "share", "percent")):
        value, unit = _rounded(quotient * HUNDRED), "%"
    else:
        value, unit = _rounded(quotient), "倍"
    shown = format_quantity(value, unit)
    _computed("之比", value, unit, shown, operands[0], draft)
    draft.text = f"约{shown}（推算：{formula}）：" + "；".join(_full(o, draft) for o in operands[:2]) + "。"


def _computed(name: str, value: Decimal, unit: str, shown: str, like: Operand, draft: Draft) -> None:
    draft.kind = "computation"
    report = draft.material.report(like.figure.report_id)
    draft.compute(f"{like.figure.indicator}{name}", report.place, like.figure.period, value, unit, shown)
    draft.note(["推算：结果由所引数据算得，报告没有直接给出。"])


def _table(operands: Sequence[Operand], groups: Sequence[tuple[str, Finder]], draft: Draft) -> str:
    if len(groups) < 2:
        return ""
    rows = ["", "", "| 地方 | 期间 | 指标 | 数值 |", "| --- | --- | --- | --- |"]
    for o in operands:
        f = o.figure
        report = draft.material.report(f.report_id)
        kind = "（目标）" if f.kind is FigureKind.TARGET else ""
        move = {"增": "增长", "减": "下降"}.get(f.direction, "") if f.kind is FigureKind.CHANGE else ""
        cells = (
            report.place,
            f.period.label if f.period else "—",
            f"{f.indicator}{kind}",
            f"{move}{amount(f)}{o.mark}",
        )
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _caveats(operands: Sequence[Operand], draft: Draft) -> None:
    """Say where the figures set side by side are not quite the same thing."""
    periods = {o.figure.period.months for o in operands if o.figure.period}
    if len(periods) > 1:
        draft.note(["注意：所比数据的期间长短不同，不能直接比较。"])
    years = {o.figure.period.label for o in operands if o.figure.period}
    if len(periods) == 1 and len(years) > 1:
        draft.note(["注意：所比数据不是同一期间：" + "、".join(sorted(years)) + "。"])
    names = {o.figure.indicator for o in operands}
    if len(names) > 1 and len({o.label for o in operands}) > 1:
        draft.note(["注意：各报告的指标名称不同（" + "、".join(sorted(names)) + "），口径可能不一。"])
    if len({o.figure.kind is FigureKind.TARGET for o in operands}) > 1:
        draft.note(["注意：其中既有实际完成数，也有计划目标。"])
