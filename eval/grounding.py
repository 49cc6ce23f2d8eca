"""Checks an answer against its own citations, independently of the answerer: numbers and quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from eval.textmatch import quantities
from rag.schema import Answer

__all__ = ["altered_quotes", "unsupported_numbers"]

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NOT_A_CLAIM = re.compile(
    r"\d{4}\s*[年/-]\s*\d{1,2}\s*[月/-]\s*\d{1,2}\s*日?|\d{4}\s*[-–—至~]\s*\d{4}\s*年?|\d{4}\s*年(?:度)?"
    r"|\d{1,2}\s*月(?:\s*\d{1,2}\s*日|份|底|末)?|\[\d+\]|[\[【（(]\d{1,2}[\]】）)](?!\s*[%\d])|^\s*\d{1,2}\s*[.、．]\s",
    re.MULTILINE,
)
_TERM = r"\(*\s*-?[^\d\s+\-*/()=,;:。、]{0,4}\d+(?:\.\d+)?\s*[^\d\s+\-*/()=,;:。、]{0,6}\s*\)*"
_EXPRESSION = re.compile(rf"{_TERM}(?:\s*[-+*/]\s*{_TERM})+")
_OPERAND = re.compile(r"(\d+(?:\.\d+)?)\s*([^\d\s+\-*/()=,;:。、]*)")
_UNITS = {"万": Decimal(10000), "亿": Decimal(100000000), "%": Decimal("0.01")}
_CONSTANTS = frozenset({Decimal(1), Decimal(2), Decimal(100)})
_SCALES = (Decimal(1), Decimal(10000), Decimal(100000000), Decimal("0.0001"), Decimal("0.00000001"))
_RESULT_SCALES = (*_SCALES, *map(Decimal, (100, 1000, 2000)))
"""What a result may be multiplied by: 万 and 亿, to per cent, 吨 to 公斤 and to 斤."""


def altered_quotes(answer: Answer, sources: Mapping[str, str]) -> int:
    """Return how many citations are not the source's text at their offsets, character for character."""
    return sum(sources.get(c.file, "")[c.start : c.end] != c.quote for c in answer.citations)


def unsupported_numbers(answer: Answer) -> list[str]:
    """Return the numbers in the answer that its citations do not hold and no shown formula yields.

    Dates, years, citation marks and list numbers are no claims. A number is held where a quote, or the title, period
    or heading of a citation, or the question has the same digits or the same amount (万 and 亿 apart). What a formula
    comes to that is written in the answer or its notes (`14869万元 ÷ （1 － 36.2%）`) is held where its operands are;
    the constants 1, 2 and 100 of a formula are no claims.
    """
    text = _plain(answer.text)
    shown = _plain("\n".join((answer.text, *answer.notes)))
    held = _amounts([c.quote for c in answer.citations])
    held |= _amounts([answer.question, *(s for c in answer.citations for s in (c.title, c.period, *c.section))])
    outcomes = _outcomes(shown, held)
    loose = [n for n in _claims(text) if Decimal(n) not in _CONSTANTS or not _EXPRESSION.search(shown)]
    return [n for n in loose if not any(Decimal(n) * s in held for s in _SCALES) and not _is_result(n, outcomes)]


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).replace("×", "*").replace("÷", "/").replace("−", "-")
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", folded)


def _claims(text: str) -> list[str]:
    return _NUMBER.findall(_NOT_A_CLAIM.sub(" ", text))


def _amounts(texts: Iterable[str]) -> set[Decimal]:
    amounts: set[Decimal] = set()
    for text in texts:
        plain = re.sub(r"(?<=\d)\s*\.\s*(?=\d)", ".", _plain(text))
        amounts |= {Decimal(n) for n in _NUMBER.findall(plain)}
        amounts |= {abs(q.value) for q in quantities(text)} | {abs(q.base) for q in quantities(text)}
        amounts |= {abs(q.high) for q in quantities(text) if q.high is not None}
    return amounts


def _outcomes(text: str, held: set[Decimal]) -> list[Decimal]:
    """Return what the formulas in a text come to, those whose operands are held or constants."""
    outcomes = []
    for match in _EXPRESSION.finditer(text):
        operands = [Decimal(number) for number, _ in _OPERAND.findall(match.group())]
        if all(n in held or n in _CONSTANTS for n in operands):
            outcomes.extend(_value(_OPERAND.sub(_scaled, match.group())))
    return outcomes


def _scaled(match: re.Match[str]) -> str:
    unit = match.group(2).lstrip("个")
    scale = _UNITS["%"] if unit.startswith("百分点") else _UNITS.get(unit[:1], Decimal(1))
    return f"{Decimal(match.group(1)) * scale:f}"


def _value(expression: str) -> list[Decimal]:
    """Return the value of an expression as a list, empty where it cannot be worked out."""
    surplus = expression.count(")") - expression.count("(")
    balanced = expression.rstrip()[: -surplus or None] if surplus > 0 else expression
    try:
        return [abs(_evaluate(balanced))]
    except (InvalidOperation, ValueError, ArithmeticError):
        return []


def _is_result(number: str, outcomes: Iterable[Decimal]) -> bool:
    """Tell whether a number is one of the outcomes, rounded to its own last digit or to half a per cent."""
    stated = Decimal(number)
    slack = max(stated * Decimal("0.005"), Decimal(1).scaleb(int(stated.as_tuple().exponent)) / 2)
    return any(abs(outcome * scale - stated) <= slack for outcome in outcomes for scale in _RESULT_SCALES)


def _evaluate(expression: str) -> Decimal:
    tokens = re.findall(r"\d+(?:\.\d+)?|[-+*/()]", expression)
    value, rest = _sum(tokens)
    if rest:
        raise ValueError("unread: " + " ".join(rest))
    return value


def _sum(tokens: list[str]) -> tuple[Decimal, list[str]]:
    value, tokens = _product(tokens)
    while tokens and tokens[0] in "+-":
        sign = tokens[0]
        term, tokens = _product(tokens[1:])
        value = value + term if sign == "+" else value - term
    return value, tokens


def _product(tokens: list[str]) -> tuple[Decimal, list[str]]:
    value, tokens = _atom(tokens)
    while tokens and tokens[0] in "*/":
        sign = tokens[0]
        factor, tokens = _atom(tokens[1:])
        value = value * factor if sign == "*" else value / factor
    return value, tokens


def _atom(tokens: list[str]) -> tuple[Decimal, list[str]]:
    if not tokens:
        raise ValueError("ends early")
    if tokens[0] == "-":
        value, rest = _atom(tokens[1:])
        return -value, rest
    if tokens[0] == "(":
        value, rest = _sum(tokens[1:])
        if rest[:1] != [")"]:
            raise ValueError("unclosed bracket")
        return value, rest[1:]
    return Decimal(tokens[0]), tokens[1:]
