"""Whether a shown formula has cited operands and gives the result that is stated before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from rag.answering.draft import Draft
from rag.answering.wording import amount
from rag.numbers import normalise, unit_family
from rag.schema import AnswerFigure, Figure, FigureKind

__all__ = ["FORMULA", "formula_problems"]

FORMULA = re.compile(r"（推算：(?P<formula>(?:[^（）]|（[^（）]*）)*)）")
FACTOR = re.compile(r"^(?P<top>.+) (?P<times>[÷×]) （1 (?P<sign>[＋－]) (?P<rate>.+)）$")
SPLIT = re.compile(r" ([÷＋－]) ")
HUNDRED = Decimal(100)
HALF = Decimal("0.005")
"""Results are rounded to two decimals."""


def formula_problems(draft: Draft) -> list[str]:
    """Return in Chinese what is wrong with the formulas of an answer, and with results that show none."""
    problems = []
    results = [f for f in draft.figures if f.citation == 0]
    shown: list[AnswerFigure] = []
    for found in FORMULA.finditer(draft.text):
        before = draft.text[: found.start()]
        result = next((r for r in results if re.search(rf"(?<![\d.]){re.escape(r.text)}$", before)), None)
        if result is None or not any(_gives(value, result) for value in _values(found["formula"], result, draft)):
            problems.append(f"算式“{found['formula']}”得不出所说的结果")
        else:
            shown.append(result)
    return problems + [f"“{r.text}”没有写明算式" for r in results if r not in shown]


def _operands(text: str, draft: Draft) -> list[Figure]:
    """Return the cited figures that are written so."""
    cited = [f for c in draft.citations for f in draft.material.figures_within(c.report_id, c.start, c.end)]
    bare = "".join(text.split())
    bare = bare[1:-1] if bare.startswith("（") else bare
    return [f for f in cited if bare in {amount(f), "".join(f.text.split())}]


def _values(formula: str, result: AnswerFigure, draft: Draft) -> Iterator[Decimal]:
    """Yield what the formula gives, in the result's unit, for each choice of cited operands."""
    factor = FACTOR.match(formula)
    if factor:
        direction = "增" if factor["sign"] == "＋" else "减"
        for top, rate in product(_operands(factor["top"], draft), _operands(factor["rate"], draft)):
            share = rate.value / HUNDRED
            divisor = 1 + share if direction == "增" else 1 - share
            if rate.direction == direction and divisor > 0 and top.unit == result.unit:
                yield top.value / divisor if factor["times"] == "÷" else top.value * divisor
        return
    first, *rest = SPLIT.split(formula)
    signs, texts = rest[::2], rest[1::2]
    for operands in product(*(_operands(text, draft) for text in (first, *texts))):
        yield from _worked(signs, operands, result)


def _worked(signs: list[str], operands: tuple[Figure, ...], result: AnswerFigure) -> Iterator[Decimal]:
    top = operands[0]
    one, unit = normalise(Decimal(1), result.unit)
    if signs and set(signs) <= {"＋", "－"}:
        steps = list(zip(signs, operands[1:], strict=True))
        if len({unit_family(o.unit) for o in operands} - {""}) <= 1 or unit in {"百分点", "%"}:
            yield (top.base + sum((o.base if s == "＋" else -o.base for s, o in steps), Decimal(0))) / one
            yield (_signed(top) + sum((_signed(o) if s == "＋" else -_signed(o) for s, o in steps), Decimal(0))) / one
    elif signs == ["÷"] and operands[1].base:
        yield from _quotients(top, operands[1], result, one)


def _quotients(top: Figure, bottom: Figure, result: AnswerFigure, one: Decimal) -> Iterator[Decimal]:
    """Yield a share, a multiple, a whole from its part, an earlier value from a multiple, or an average."""
    if result.unit in {"%", "倍"} and top.base_unit == bottom.base_unit:
        yield top.base / bottom.base * (HUNDRED if result.unit == "%" else 1)
    elif result.unit == top.unit and unit_family(bottom.unit) == "percent":
        yield top.value / (bottom.value / HUNDRED)
    elif result.unit == top.unit and bottom.unit == "倍":
        yield top.value / bottom.value
    else:
        each, _ = normalise(Decimal(1), bottom.unit.lstrip("百千万亿"))
        yield top.base / (bottom.base / each) / one


def _signed(figure: Figure) -> Decimal:
    return -figure.base if figure.kind is FigureKind.CHANGE and figure.direction == "减" else figure.base


def _gives(value: Decimal, result: AnswerFigure) -> bool:
    return abs(value - result.value) <= HALF
