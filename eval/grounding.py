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
_FORMULA = re.compile(r"([\d.+\-*/()%万亿\s]+?)[^\d.+\-*/()%=≈]*[=≈]\s*(-?\d+(?:\.\d+)?)")
_SCALES = (Decimal(1), Decimal(10000), Decimal(100000000), Decimal("0.0001"), Decimal("0.00000001"))


def altered_quotes(answer: Answer, sources: Mapping[str, str]) -> int:
    """Return how many citations are not the source's text at their offsets, character for character."""
    return sum(sources.get(c.file, "")[c.start : c.end] != c.quote for c in answer.citations)


def unsupported_numbers(answer: Answer) -> list[str]:
    """Return the numbers in the answer that its citations do not hold and no shown formula yields.

    Dates, years, citation marks and list numbers are no claims. A number is held where a quote, or the title, period
    or heading of a citation, or the question has the same digits or the same amount (万 and 亿 apart). The result of
    a formula `a ÷ b = c` written in the answer or its notes is held where its numbers are held and it comes out.
    """
    text = _plain(answer.text)
    shown = _plain("\n".join((answer.text, *answer.notes)))
    held = _amounts([c.quote for c in answer.citations])
    held |= _amounts([answer.question, *(s for c in answer.citations for s in (c.title, c.period, *c.section))])
    held |= _results(shown, held)
    return [n for n in _claims(text) if not any(Decimal(n) * scale in held for scale in _SCALES)]


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


def _results(text: str, held: set[Decimal]) -> set[Decimal]:
    """Return the results of the formulas that come out right; units in a formula are read as scales."""
    results: set[Decimal] = set()
    for line in re.split(r"[。;；\n]", text):
        left, equals, right = re.sub(r"≈", "=", line).partition("=")
        result = _NUMBER.search(right)
        if not (equals and result):
            continue
        operands = _NUMBER.findall(left)
        expression = re.sub(r"[^\d.+\-*/()%]", "", left.replace("%", "/100"))
        known = all(Decimal(n) in held or Decimal(n) in (1, 2, 100) for n in operands)
        if known and _comes_out(expression, Decimal(result.group())):
            results.add(Decimal(result.group()))
    return results


def _comes_out(expression: str, result: Decimal) -> bool:
    """Tell whether an expression of numbers and + - * / ( ) yields the result, rounding and scale apart."""
    try:
        value = abs(_evaluate(expression))
    except (InvalidOperation, ValueError, ArithmeticError):
        return False
    scales = (*_SCALES, Decimal(100), Decimal("0.01"), Decimal(1000), Decimal("0.001"), Decimal(2))
    return any(abs(value * scale - result) <= max(result, Decimal(1)) * Decimal("0.005") for scale in scales)


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
