"""Amounts in English questions: sums of money that say which things are meant, and numbers with commas."""

from __future__ import annotations

import re

__all__ = ["put_amounts"]

_SCALES = {"": 1, "hundred": 100, "thousand": 1000, "million": 10**6, "hundred million": 10**8, "billion": 10**9}
_OVER = (
    "over|more than|above|exceeding|in excess of|at least|not less than|no less than|topping|upwards of|greater than"
)
_SUM = re.compile(
    r"(?P<of>\b(?:worth|valued at|costing"
    r"|(?:each )?with (?:a |an )?(?:total |planned )?(?:investment|value) of) (?:of )?)?"
    rf"(?P<over>\b(?:{_OVER}) )?"
    r"(?P<number>\d+(?:\.\d+)?|\bone\b|\ba\b)[ -]?(?P<scale>hundred million|hundred|thousand|million|billion)?"
    r"[ -](?P<money>yuan|rmb|renminbi|us dollars?|dollars?)\b(?P<more> (?:or more|and above|or above|plus)\b)?",
    re.IGNORECASE,
)
_COMMAS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SCALED = re.compile(
    r"\bhow many (?:hundred |ten )?(?:thousands?|millions?|billions?)(?: of)? (?=[a-z])", re.IGNORECASE
)
_WAN, _YI = 10**4, 10**8
_ROUND = {10**7: "千万", 10**8: "亿"}


def put_amounts(text: str) -> str:
    """Return the text with sums of money in the Chinese of reports (worth over 100 million yuan: of 亿元以上).

    Numbers lose their commas, and “how many million yuan” its scale.
    """
    plain = _COMMAS.sub("", text)
    return _SUM.sub(_sum, _SCALED.sub("how many ", plain))


def _sum(match: re.Match[str]) -> str:
    typed = match["number"].lower()
    if not typed[0].isdigit() and not match["scale"]:
        return match.group()
    number = float(typed) if typed[0].isdigit() else 1.0
    value = number * _SCALES[(match["scale"] or "").lower()]
    unit = "美元" if "dollar" in match["money"].lower() else "元"
    least = "以上" if match["over"] or match["more"] else ""
    link = "of " if match["of"] or match["over"] else ""
    return f"{link}{_chinese(value, bare=bool(least))}{unit}{least}"


def _chinese(value: float, *, bare: bool) -> str:
    """Return a number with 万 or 亿; a `bare` one that is 10 or 100 million as reports say it (千万, 亿)."""
    if bare and value in _ROUND:
        return _ROUND[int(value)]
    scale, sign = (_YI, "亿") if value >= _YI else (_WAN, "万") if value >= _WAN else (1, "")
    return f"{value / scale:g}{sign}"
