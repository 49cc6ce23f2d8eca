"""Places and periods of Chinese reports in English words: Dongping Town (东平镇), first half of 2023."""

from __future__ import annotations

import re
from collections.abc import Callable

from pypinyin import lazy_pinyin

from rag.understanding.english_customary import english_of
from rag.understanding.gazetteer import split_suffix

__all__ = ["period_in_english", "place_in_english"]

_KINDS = {
    "街道办事处": "Subdistrict",
    "街道": "Subdistrict",
    "自治区": "Autonomous Region",
    "自治州": "Autonomous Prefecture",
    "自治旗": "Autonomous Banner",
    "地区": "Prefecture",
    "苏木": "Sumu",
    "自治县": "Autonomous County",
    "新区": "New Area",
    "镇": "Town",
    "乡": "Township",
    "县": "County",
    "区": "District",
    "市": "City",
    "省": "Province",
    "州": "Prefecture",
    "盟": "League",
    "旗": "Banner",
    "村": "Village",
}
_WHOLE = {
    "全国": "nationwide",
    "全省": "the whole province",
    "全市": "the whole city",
    "全县": "the whole county",
    "全区": "the whole district",
    "全镇": "the whole town",
    "全乡": "the whole township",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_QUARTERS = {"一": "first", "二": "second", "三": "third", "四": "fourth"}
_PLANS = ("Tenth", "Eleventh", "Twelfth", "Thirteenth", "Fourteenth", "Fifteenth")
_PLAN_NUMBERS = ("十五", "十一五", "十二五", "十三五", "十四五", "十五五")
_FIRST_PLAN = 2001
_PLAN_YEARS = 5


def place_in_english(place: str) -> str:
    """Return a place in pinyin with the kind of place, and its own name; one of no known kind stays as it is."""
    if place in _WHOLE:
        return f"{_WHOLE[place]} ({place})"
    name, ending = (place[:-1], "村") if place.endswith("村") else split_suffix(place)
    if not name or ending not in _KINDS or re.search(r"[^一-鿿]", name):
        return place
    return f"{english_of(name) or _pinyin(name)} {_KINDS[ending]} ({place})"


def _pinyin(name: str) -> str:
    first, *others = lazy_pinyin(name)
    whole = first + "".join(f"'{s}" if s[0] in "aoe" else s for s in others)
    return whole.replace("v", "ü").capitalize()


def _month(number: str) -> str:
    return _MONTHS[int(number) - 1]


def _plan(match: re.Match[str]) -> str:
    number = _PLAN_NUMBERS.index(match[1])
    first = _FIRST_PLAN + _PLAN_YEARS * number
    return f"{_PLANS[number]} Five-Year Plan period ({first}–{first + _PLAN_YEARS - 1})"


_NUMBER_OF_MONTH = "(1[0-2]|[1-9])"
_RULES: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"(\d{4})年", lambda m: m[1]),
    (r"(\d{4})年上半年", lambda m: f"first half of {m[1]}"),
    (r"(\d{4})年下半年", lambda m: f"second half of {m[1]}"),
    (r"(\d{4})年第?([一二三四])季度", lambda m: f"{_QUARTERS[m[2]]} quarter of {m[1]}"),
    (r"(\d{4})年前三季度", lambda m: f"first three quarters of {m[1]}"),
    (r"(?:截至)?(\d{4})年[底末]", lambda m: f"by the end of {m[1]}"),
    (rf"(\d{{4}})年{_NUMBER_OF_MONTH}月份?", lambda m: f"{_month(m[2])} {m[1]}"),
    (
        rf"(\d{{4}})年{_NUMBER_OF_MONTH}[-至]{_NUMBER_OF_MONTH}月份?",
        lambda m: f"{_month(m[2])} to {_month(m[3])} {m[1]}",
    ),
    (rf"(?:截至)?(\d{{4}})年{_NUMBER_OF_MONTH}月[底末]", lambda m: f"by the end of {_month(m[2])} {m[1]}"),
    (rf"截至(\d{{4}})年{_NUMBER_OF_MONTH}月(\d\d?)日", lambda m: f"by {m[3]} {_month(m[2])} {m[1]}"),
    (r"(\d{4})年?[-—–至](\d{4})年", lambda m: f"{m[1]}–{m[2]}"),
    (rf"“({'|'.join(_PLAN_NUMBERS)})”(?:期间|时期)?", _plan),
)
_COMPILED = tuple((re.compile(pattern), make) for pattern, make in _RULES)


def period_in_english(label: str) -> str:
    """Return a period in English (2023年上半年: first half of 2023); one that no rule reads stays as it is."""
    for pattern, make in _COMPILED:
        match = pattern.fullmatch(label)
        if match:
            return make(match)
    return label
