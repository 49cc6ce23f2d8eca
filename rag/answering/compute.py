"""Comparisons and computations over cited figures, with the formula shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from rag.answering.draft import Draft, is_planned
from rag.answering.lookup import Finder, companions
from rag.answering.matching import EARLIER, RATES, Match, Wanted
from rag.answering.pairs import Member, find_group, find_pair, may_be_weighed
from rag.answering.sides import read_sides
from rag.answering.weigh import weigh_turns
from rag.answering.wording import MOVES, amount, is_fall, place_and_period, signed, statement
from rag.numbers import format_quantity, unit_family
from rag.schema import Aspect, Figure, FigureKind, Query

__all__ = ["HUNDRED", "Operand", "combine", "in_unit", "rounded", "say_difference", "say_order", "say_total"]

HUNDRED = Decimal(100)
ROLE = re.compile(r"(?:的)?(?:增速|增长)?(?:目标|实际|计划)(?:数|值|额|量)?$")
LESS = r"(?:更|较|哪[个一]?[镇市县区乡]?|谁的?[^，？?]{0,12}?)(?:低|少|小)"
LOWEST = re.compile(rf"最低|最少|最小|倒数|{LESS}|lowest|least|lower", re.IGNORECASE)
Asked = tuple[str, Finder, str, Query]
"""A label, where to look, the indicator phrase and the query it belongs to."""


@dataclass(frozen=True, slots=True)
class Operand:
    """One cited figure of a computation, with the label it carries in the table."""

    figure: Figure
    label: str
    mark: str


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """Return a value with so many decimals, halves rounded up."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def in_unit(base: Decimal, like: Figure) -> Decimal:
    """Return a base value in the unit of another figure of the same family."""
    return (base * like.value / like.base).quantize(Decimal("1e-6")).normalize() if like.base else base


def combine(query: Query, groups: Sequence[tuple[str, Finder]], draft: Draft) -> bool:
    """Compare or compute over figures of several places, indicators, periods or kinds; False where one is missing.

    `groups` pairs each asked place with a finder over its reports.
    """
    operands = _of_turns(query, groups, draft) if query.sides else _operands(query, groups, draft)
    if len(operands) < 2:
        return False
    families = {unit_family(o.figure.unit) for o in operands}
    if len(families) > 1 and query.aspect is not Aspect.RATIO:
        return False
    aspect = query.aspect
    if aspect is Aspect.DIFFERENCE:
        say_difference(operands, draft)
    elif aspect is Aspect.TOTAL:
        say_total(operands, draft)
    elif aspect is Aspect.RATIO:
        _ratio(query, operands, draft)
    else:
        say_order(operands, draft, lowest=bool(LOWEST.search(query.text)), utmost="最" in query.text)
    draft.text += _table(operands, groups, draft)
    _caveats(operands, draft)
    return True


def _operands(query: Query, groups: Sequence[tuple[str, Finder]], draft: Draft) -> list[Operand]:
    """Find the figures to set side by side: of the two sides of the question, else of each place or indicator.

    A sum that is set against something else is no one figure, and so gives none.
    """
    sides = read_sides(query, draft.material.reports) if groups else None
    if sides is not None:
        pair = find_pair(sides, groups[0][1])
        return [_operand(m, side.phrase, draft) for m, side in zip(pair or (), sides, strict=False)]
    if query.aspect is not Aspect.TOTAL and Aspect.TOTAL in query.aspects and len(groups) > 1:
        return []
    phrases = query.indicators or (query.resolved,)
    aspect = Aspect.CHANGE if Aspect.CHANGE in query.aspects else Aspect.VALUE
    asked = [(label, finder, phrase, query) for label, finder in groups for phrase in phrases]
    if len(asked) == 1:
        label, finder, phrase, _ = asked[0]
        if len(query.periods) > 1:
            mixed = Aspect.TARGET in query.aspects or query.kind is FigureKind.TARGET
            kind = FigureKind.COUNT if mixed else query.kind
            bare = ROLE.sub("", phrase) or phrase
            asked = [(p.label, finder, bare, replace(query, periods=(p,), kind=kind)) for p in query.periods]
        elif Aspect.TARGET in query.aspects or query.kind is FigureKind.TARGET:
            kinds = (FigureKind.TARGET, FigureKind.ACHIEVED)
            asked = [(label, finder, phrase, replace(query, kind=k, periods=())) for k in kinds]
    both = _side_by_side(asked, aspect) if len(groups) == 1 and len(phrases) > 1 else []
    both = both or _found(asked, aspect, FigureKind.ACHIEVED)
    if len(both) < 2 and query.kind is not FigureKind.ACHIEVED:
        planned = _found(asked, aspect, FigureKind.TARGET)
        both = planned if len(planned) > len(both) else both
    lacking = [label for label in dict.fromkeys(a[0] for a in asked) if label not in {name for name, _ in both}]
    if lacking and len(groups) > 1:
        draft.note([f"没有给出可比的“{'、'.join(phrases)}”：{'、'.join(lacking)}。"])
    if len(both) < len(asked) and query.aspect in {Aspect.TOTAL, Aspect.DIFFERENCE, Aspect.RATIO} and len(asked) > 1:
        return []
    operands = [_operand(match, label, draft) for label, match in both]
    unique = {o.figure.id: o for o in operands}
    if len(asked) == 1 and unique:
        unique |= {o.figure.id: o for o in _earlier(operands[0], draft)}
    return list(unique.values())


def _operand(match: Match, label: str, draft: Draft) -> Operand:
    draft.confidence = min(draft.confidence or 1.0, match.support)
    label = label or draft.material.report(match.figure.report_id).place
    return Operand(match.figure, label, f"[{draft.cite_figure(match.figure)}]")


def _of_turns(query: Query, groups: Sequence[tuple[str, Finder]], draft: Draft) -> list[Operand]:
    """Find the figures that earlier turns asked for."""
    weighed = weigh_turns(query.sides, groups[0][1], draft) if groups else []
    draft.confidence = min((match.support for _, match in weighed), default=0.0)
    return [Operand(match.figure, label, f"[{draft.cite_figure(match.figure)}]") for label, match in weighed]


def _side_by_side(asked: Sequence[Asked], aspect: Aspect) -> list[tuple[str, Match]]:
    """Return the figures of several things of one place that go together; nothing where one is missing."""
    group = find_group([Member(finder, query, phrase, aspect) for _, finder, phrase, query in asked])
    return [(label, match) for (label, *_), match in zip(asked, group or (), strict=False)]


def _found(asked: Sequence[Asked], aspect: Aspect, kind: FigureKind) -> list[tuple[str, Match]]:
    """Return the sure match for each asked figure, all of one kind unless the question itself sets kinds apart."""
    found = []
    for label, finder, phrase, query in asked:
        wanted = Wanted.of(replace(query, kind=query.kind or kind), phrase, aspect)
        sure = (m for m in finder.all(wanted) if finder.is_sure(m) and may_be_weighed(m.figure, aspect, phrase))
        match = next(sure, None)
        if match is not None:
            found.append((label, match))
    return found


def _earlier(operand: Operand, draft: Draft) -> list[Operand]:
    """Return the earlier value that the same sentence sets beside a figure (低于去年同期的96.3%)."""
    found = [f for f in companions(operand.figure, draft.material) if EARLIER.search(f.basis)]
    found = [f for f in found if f.base_unit == operand.figure.base_unit]
    return [Operand(f, f.basis, f"[{draft.cite_figure(f)}]") for f in found[:1]]


def _full(operand: Operand, draft: Draft) -> str:
    report = draft.material.report(operand.figure.report_id)
    return f"{place_and_period(report, operand.figure.period)}{statement(operand.figure)}{operand.mark}"


def say_order(operands: Sequence[Operand], draft: Draft, *, lowest: bool, utmost: bool = False) -> bool:
    """Write cited figures in order, what comes first by name; always true."""
    ordered = sorted(operands, key=lambda o: signed(o.figure), reverse=not lowest)
    first = ordered[0]
    draft.kind = "comparison"
    utmost = len(ordered) > 2 or utmost
    level = ("最" if utmost else "更") + ("低" if lowest else "高")
    if signed(ordered[0].figure) == signed(ordered[1].figure):
        draft.text = "两者相同：" + "；".join(_full(o, draft) for o in ordered) + "。"
        return True
    name = _winner(operands, first, draft)
    draft.text = f"{name}{level}：" + "；".join(_full(o, draft) for o in ordered) + "。"
    return True


def _winner(operands: Sequence[Operand], first: Operand, draft: Draft) -> str:
    """Return what the first of the order is called: its place, or in one place its indicator, 目标 or its period."""
    report = draft.material.report(first.figure.report_id)
    if len({draft.material.report(o.figure.report_id).place for o in operands}) > 1:
        return report.place
    if len({o.figure.indicator for o in operands}) > 1 and len({o.label for o in operands}) > 1:
        return first.figure.indicator
    if len({is_planned(o.figure) for o in operands}) > 1 and is_planned(first.figure):
        return "目标"
    return first.figure.period.label if first.figure.period else report.place


def say_difference(operands: Sequence[Operand], draft: Draft) -> None:
    """Write by how much the larger of two cited figures is above the other."""
    big, small = sorted(operands[:2], key=lambda o: signed(o.figure), reverse=True)
    value = in_unit(signed(big.figure) - signed(small.figure), big.figure)
    unit = "个百分点" if unit_family(big.figure.unit) in RATES else big.figure.unit
    shown = format_quantity(value, unit)
    formula = f"{_term(big.figure)} － {_term(small.figure)}"
    _computed("相差", value, unit, shown, big, draft)
    draft.text = f"{_full(big, draft)}，{_full(small, draft)}，前者比后者高{shown}（推算：{formula}）。"


def _term(figure: Figure) -> str:
    """Return a figure as it stands in a formula: a fall with its sign."""
    return f"（－{amount(figure)}）" if is_fall(figure) else amount(figure)


def say_total(operands: Sequence[Operand], draft: Draft) -> None:
    """Write the sum of cited figures."""
    like = max(operands, key=lambda o: o.figure.base).figure
    value = in_unit(sum((o.figure.base for o in operands), Decimal(0)), like)
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
        value, unit = rounded(quotient * HUNDRED), "%"
    else:
        value, unit = rounded(quotient), "倍"
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
        kind = "（目标）" if is_planned(f) else ""
        move = MOVES.get(f.direction, "") if f.kind is FigureKind.CHANGE else ""
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
    if len(names) > 1 and len({draft.material.report(o.figure.report_id).place for o in operands}) > 1:
        draft.note(["注意：各报告的指标名称不同（" + "、".join(sorted(names)) + "），口径可能不一。"])
    if len({is_planned(o.figure) for o in operands}) > 1:
        draft.note(["注意：其中既有实际完成数，也有计划目标。"])
