"""How a figure is said in Chinese: one clause that names indicator, number and kind."""

from __future__ import annotations

import re
from decimal import Decimal

from rag.numbers import find_quantities
from rag.schema import Figure, FigureKind, Period, Report

__all__ = [
    "MOVES",
    "amount",
    "is_fall",
    "operand",
    "place_and_period",
    "said",
    "same_words",
    "signed",
    "statement",
    "written",
]

ASIDE = re.compile(r"[（(][^）)]*下同[）)]")
SPACE = re.compile(r"\s+")
AFTER = frozenset({"以上", "以下", "以内", "左右", "以外", "上下", "余", "多"})
PLAIN_BASES = frozenset({"", "同比", "环比", "年均", "累计", "同口径", "可比口径", "按可比口径", "比上年", "比年初"})
EARLIER = re.compile(r"此前|[去上]年|原来|年初")
"""A basis that tells when a rank was held, not among whom."""
CUT_SHORT = re.compile(r"\A-?\d[\d.,]*(?:[万亿个]|万亿)?\Z")
"""A number whose unit stands only at a neighbour, or in the thing that it counts."""
MOVES = {"增": "增长", "减": "下降"}


def written(figure: Figure) -> str:
    """Return the number with the unit that it shares with a neighbour: 81个 of 300个工作日 to 81个 gives 81个工作日."""
    number = SPACE.sub("", figure.text)
    if not CUT_SHORT.search(number) or number.endswith(figure.unit[-1:]) or "（" in figure.unit:
        return number
    shown = next((k for k in range(len(figure.unit), 0, -1) if number.endswith(figure.unit[:k])), 0)
    return number + figure.unit[shown:]


def amount(figure: Figure) -> str:
    """Return the number as the report writes it, with its qualifier: 约1800万元, 5%左右, 不少于500家."""
    number = written(figure)
    words = [w for w in SPACE.split(figure.qualifier) if w and w not in number]
    before = "".join(w for w in words if w not in AFTER)
    after = "".join(w for w in words if w in AFTER)
    return f"{before}{number}{after}"


def operand(figure: Figure) -> str:
    """Return the number for a formula: a negative one stands in brackets."""
    return f"（{amount(figure)}）" if figure.value < 0 else amount(figure)


def is_fall(figure: Figure) -> bool:
    """Tell whether a figure is a change downwards."""
    return figure.kind is FigureKind.CHANGE and figure.direction == "减"


def signed(figure: Figure) -> Decimal:
    """Return the base value by which figures are ordered: a fall counts below zero."""
    return -figure.base if is_fall(figure) else figure.base


def place_and_period(report: Report, period: Period | None) -> str:
    """Return the opening of an answer: 东平镇2023年上半年."""
    return f"{report.place}{period.label if period else ''}"


def same_words(figure: Figure) -> str:
    """Return the figure's clause without layout spaces and closing punctuation."""
    return ASIDE.sub("", SPACE.sub("", figure.clause)).strip("，。；、：,;: ")


def said(figure: Figure) -> str:
    """Return what a secondary figure adds, without repeating the indicator: 同比减少36.2%, 完成年度指标的78%."""
    number = SPACE.sub("", figure.text)
    clause = same_words(figure)
    if figure.basis and figure.kind in {FigureKind.ACHIEVED, FigureKind.COUNT}:
        return f"{figure.basis}为{amount(figure)}"
    if number in clause and len(clause) <= 24 and len(find_quantities(clause)) == 1:
        return clause
    move = MOVES.get(figure.direction, "")
    if figure.kind is FigureKind.CHANGE:
        named = figure.basis in PLAIN_BASES or figure.basis[:1] in "比较"
        return f"{'' if named else '比'}{figure.basis}{move}{amount(figure)}"
    if figure.kind is FigureKind.COMPLETION:
        return f"完成目标的{number}"
    if figure.kind is FigureKind.SHARE:
        return f"占比{number}"
    if figure.kind is FigureKind.RANK:
        return f"居{number}"
    return f"{figure.indicator}{amount(figure)}"


def statement(figure: Figure) -> str:
    """Return the clause that states a figure with its indicator, a plan always as 目标."""
    indicator = figure.indicator or "该项"
    move = MOVES.get(figure.direction, "")
    if figure.kind is FigureKind.TARGET:
        return f"{indicator}的目标为{move}{amount(figure)}"
    if figure.kind is FigureKind.CHANGE and figure.unit == "倍" and figure.basis and not figure.direction:
        return f"{indicator}是{figure.basis}的{amount(figure)}"
    if figure.kind is FigureKind.CHANGE:
        against = figure.basis if figure.basis in PLAIN_BASES else f"比{figure.basis}"
        return f"{indicator}{against}{move or '变动'}{amount(figure)}"
    if figure.kind is FigureKind.COMPLETION:
        clause = same_words(figure)
        short = len(clause) <= 30 and SPACE.sub("", figure.text) in clause
        if short and clause.startswith(indicator):
            return clause
        return f"{indicator}：{clause}" if short else f"{indicator}完成目标的{amount(figure)}"
    if figure.kind is FigureKind.RANK:
        among = "" if figure.basis in indicator or EARLIER.search(figure.basis) else figure.basis
        return f"{indicator}居{among}{amount(figure)}"
    if figure.kind is FigureKind.SHARE and not indicator.endswith(("率", "比重", "占比", "比例")):
        return f"{indicator}占比为{amount(figure)}"
    return f"{indicator}为{amount(figure)}"
