"""Periods in English, put in Chinese words that the period rules can read."""

from __future__ import annotations

import re
from collections.abc import Callable

from rag.understanding.wordlists import word_list

__all__ = ["take_periods"]

_YEAR = r"((?:19|20)\d\d)"
_MONTHS = {name: number for number, name in enumerate(word_list("jan feb mar apr may jun jul aug sep oct nov dec"), 1)}
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_NUMBERS = {"first": "一", "second": "二", "third": "三", "fourth": "四", "1": "一", "2": "二", "3": "三", "4": "四"}
_SPANS = {
    "two": "两", "three": "三", "four": "四", "five": "五", "six": "六", "seven": "七", "eight": "八", "nine": "九",
    "ten": "十", "2": "两", "3": "三", "4": "四", "5": "五", "10": "十",
}  # fmt: skip
_SPAN = f"({'|'.join(_SPANS)})"
_PLANS = dict(zip(word_list("tenth eleventh twelfth thirteenth fourteenth fifteenth"), range(10, 16), strict=True))


def _plan(match: re.Match[str]) -> str:
    typed = match[1].lower()
    number = _PLANS.get(typed) or int(typed)
    return f"“十{'一二三四五六七八九'[number - 11]}五”期间" if 11 <= number <= 19 else "“十五”期间"


def _month(text: str) -> int:
    return _MONTHS[text[:3].lower()]


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS_IN_WORDS[text.lower()]


_MONTHS_IN_WORDS = {"three": 3, "six": 6, "nine": 9, "ten": 10, "eleven": 11}
_IN = r"\b(?:in |of |during |for |by )?(?:the )?"
_HALF = r"half (?:of )?(?:the year )?(?:of |in )?"
_Make = Callable[[re.Match[str]], str]
_RULES: tuple[tuple[str, _Make], ...] = (
    (rf"\b(?:the )?(\d\d|{'|'.join(_PLANS)})(?:th|rd|st)? five[- ]year (?:plan)?(?: period)?", _plan),
    (
        rf"\b{_YEAR} ([一-鿿]+ )?(?:annual )?(?:government )?(?:work )?report\b",
        lambda m: f"{(m[2] or '').strip()}{m[1]}年政府工作报告",
    ),
    (rf"{_IN}first {_HALF}{_YEAR}|\bh1 (?:of )?{_YEAR}|\b{_YEAR} ?h1\b", lambda m: f"{m[1] or m[2] or m[3]}年上半年"),
    (rf"{_IN}second {_HALF}{_YEAR}|\bh2 (?:of )?{_YEAR}|\b{_YEAR} ?h2\b", lambda m: f"{m[1] or m[2] or m[3]}年下半年"),
    (rf"{_IN}first half(?: of)?(?: (?:the|this) year)?", lambda _: "上半年"),
    (rf"{_IN}(?:second|latter) half(?: of)?(?: (?:the|this) year)?", lambda _: "下半年"),
    (
        rf"{_IN}(first|second|third|fourth) quarter of {_YEAR}|\bq([1-4]) (?:of )?{_YEAR}",
        lambda m: f"{m[2] or m[4]}年{_NUMBERS[(m[1] or m[3]).lower()]}季度",
    ),
    (rf"{_IN}first three quarters of {_YEAR}", lambda m: f"{m[1]}年前三季度"),
    (
        rf"\b(?:from )?{_MONTH} ?(?:to|through|-|–|until) ?{_MONTH},? ?(?:of |in )?{_YEAR}",
        lambda m: f"{m[3]}年{_month(m[1])}-{_month(m[2])}月",
    ),
    (
        rf"\b(?:by|as of|until|up to|at)(?: the)? end of {_MONTH},? ?(?:of |in )?{_YEAR}?",
        lambda m: f"截至{m[2] + '年' if m[2] else ''}{_month(m[1])}月底",
    ),
    (
        rf"\b(?:by|as of|until|up to|on) {_MONTH} (\d\d?)(?:st|nd|rd|th)?,? {_YEAR}",
        lambda m: f"截至{m[3]}年{_month(m[1])}月{m[2]}日",
    ),
    (
        rf"\b(?:by|as of|until|up to|on) (?:the )?(\d\d?)(?:st|nd|rd|th)?(?: of)? {_MONTH},? {_YEAR}",
        lambda m: f"截至{m[3]}年{_month(m[2])}月{m[1]}日",
    ),
    (rf"{_IN}{_MONTH},? {_YEAR}", lambda m: f"{m[2]}年{_month(m[1])}月"),
    (rf"\b{_YEAR} ?(?:to|-|–|through) ?{_YEAR}", lambda m: f"{m[1]}-{m[2]}年"),
    (rf"{_IN}first (six|three|nine|ten|eleven|\d+) months of {_YEAR}", lambda m: f"{m[2]}年1-{_count(m[1])}月"),
    (
        rf"\b(?:by|as of|until|up to|at) (?:the )?(?:end of |year[- ]end |late ){_YEAR}",
        lambda m: f"{m[1]}年底",
    ),
    (rf"\b(?:by|as of|until|up to|at) end[- ]of[- ]?{_MONTH},? ?{_YEAR}", lambda m: f"截至{m[2]}年{_month(m[1])}月底"),
    (rf"\b(?:by|as of|until|up to|at) end[- ]{_MONTH},? ?{_YEAR}", lambda m: f"截至{m[2]}年{_month(m[1])}月底"),
    (rf"\b(?:fiscal year|fiscal|fy) ?{_YEAR}", lambda m: f"{m[1]}年"),
    (
        rf"\b(?:over |in |during |across )?(?:the |those |these )?(?:past|last|previous) {_SPAN}[- ]years?(?: period)?"
        rf"|\b(?:over|during|across) (?:the |those |these |that )?{_SPAN}[- ]years?(?: period)?",
        lambda m: f"过去{_SPANS[(m[1] or m[2]).lower()]}年",
    ),
    (rf"\b(?:with)?in {_SPAN} years(?: time)?", lambda m: f"未来{_SPANS[m[1].lower()]}年"),
    (rf"{_IN}next {_SPAN} years", lambda m: f"未来{_SPANS[m[1].lower()]}年"),
    (rf"{_IN}year before last", lambda _: "前年"),
    (rf"{_IN}(?:last|previous|prior|preceding) year", lambda _: "去年"),
    (rf"{_IN}(?:next|coming|following) year", lambda _: "明年"),
    (rf"{_IN}(?:this|current) year", lambda _: "今年"),
    (rf"{_IN}{_YEAR}\b(?: (?:work |annual )?review\b)?", lambda m: f"{m[1]}年"),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), make) for pattern, make in _RULES)


def take_periods(text: str) -> tuple[str, list[str]]:
    """Return the text without its periods, and the periods in Chinese (2023年上半年, 去年, 截至10月底)."""
    periods: list[str] = []
    for pattern, make in _COMPILED:
        periods += [make(match) for match in pattern.finditer(text)]
        text = pattern.sub(" ", text)
    return text, list(dict.fromkeys(periods))
