"""Time expressions of Chinese reports, turned into spans of whole months."""

from __future__ import annotations

import re

from rag.numerals import fold, parse_number
from rag.schema import Period

__all__ = ["find_periods", "parse_period"]

_N = "〇零○一二三四五六七八九十两"
_YEAR = rf"(?P<y>(?:19|20)\d\d|[一二][〇零○九][{_N}]{{2}}) ?(?:年(?:[初末底]|度)?)?"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"

_PART = (
    r"(?P<half>上半年|下半年)"
    r"|(?P<quarter>[一二三四1-4]|第[一二三四]) ?季度|前(?P<upto>[一二三2-3]|两) ?个?季度"
    r"|[一1] ?[-—~至到、] ?(?P<upto2>[二三四2-4]) ?季度"
    rf"|(?P<m1>{_MONTH}) ?月?份? ?(?:[-—~至到]) ?(?P<m2>{_MONTH}) ?月份?(?P<end0>底|末)?"
    rf"|前(?P<first>{_MONTH}) ?个月"
    rf"|(?<![.．\d])(?P<m>{_MONTH}) ?月(?!均)(?P<tail>底|末|份|初|中旬|上旬|下旬| ?\d{{1,2}} ?日)?"
)
_PLAN = (
    r"(?P<plan>[“\"]?(?P<p>十[一二三四五六七八九]|[一二三四五六七八九]|二十)五[”\"]?(?:规划)?"
    r"(?P<ptail>时期|期间|期末|末期|末|以来|时间|规划期)?)(?![年月日个件家户人项亩万亿%]|[”\"]?(?:普法|环境|购物|法治))"
)
_SEVERAL = (
    r"(?P<y1>(?:19|20)\d\d) ?年? ?(?:[-—~至到]) ?(?P<y2>(?:19|20)?\d\d) ?年度?"
    rf"|(?:(?P<past>过去的?|近|最近|(?<!学)前|这)(?P<np>[{_N}]|\d{{1,2}}) ?年(?:来|间|里)?(?!级|内)"
    rf"|(?P<np2>[{_N}]|\d{{1,2}}) ?年(?:以?来|间))"
    rf"|(?P<future>未来|今后|后|接下来的?)(?P<nf>[{_N}]|\d{{1,2}}) ?年"
)
_WORD = r"(?P<rel>去年|上一?年(?!级)|前年|今年(?:以来)?|本年度?|全年|明年|来年|下一?年(?!级)|后年)"
_SINGLE = rf"(?P<until>截[至止]到?|到|至|直到|直至)? ?(?:{_YEAR}(?: ?全年)?|{_WORD})? ?(?:的 ?)?(?:{_PART})?"
_WHOLE = re.compile(f"{_PLAN}|{_SEVERAL}|{_SINGLE}")
_CUE = re.compile(r"年|月|季度|[“\"十一二三四五六七八九]五")


def _number(text: str) -> int:
    value = parse_number(text)
    return int(value) if value is not None else 0


def _plan(ordinal: str, tail: str, marked: bool) -> Period | None:
    """Return the years of a five-year plan (from the sixth on they run 1981-1985 and so on), or its last year.

    `marked` tells that quotation marks or 时期 name it as one; without them only 十一五 and later count.
    """
    number = _number(ordinal)
    if number < 6 or (not marked and ordinal[0] != "十"):
        return None
    first = 1981 + 5 * (number - 6)
    if tail in ("末", "期末", "末期"):
        return Period.of_year(first + 4)
    return Period(first * 12, (first + 4) * 12 + 11, f"“{ordinal}五”期间")


def _span(first_year: int, last_year: int, label: str) -> Period:
    return Period(first_year * 12, last_year * 12 + 11, label)


_OFFSETS = {"去年": -1, "上年": -1, "上一年": -1, "前年": -2, "明年": 1, "来年": 1, "下年": 1, "下一年": 1, "后年": 2}


def _relative_year(word: str, anchor: Period | None) -> int | None:
    """Return the year that 去年, 今年, 明年 … mean next to the anchor's year, or None without an anchor."""
    if anchor is None:
        return None
    return anchor.year + _OFFSETS.get(word, 0)


def _months(match: re.Match[str]) -> tuple[int, int, str] | None:
    """Return first and last month (1-12) and the label of a part of a year; None where the part is not a whole one."""
    get = match.group
    if get("half"):
        return (1, 6, get("half")) if get("half") == "上半年" else (7, 12, get("half"))
    if get("quarter"):
        n = _number(get("quarter").removeprefix("第"))
        return 3 * n - 2, 3 * n, f"{'一二三四'[n - 1]}季度"
    upto = get("upto") or get("upto2")
    if upto:
        n = _number(upto)
        return 1, 3 * n, f"前{'一两三四'[n - 1]}季度" if n < 4 else "全年"
    if get("m1"):
        return _month_range(_number(get("m1")), _number(get("m2")))
    if get("first"):
        n = _number(get("first"))
        return (1, n, f"1-{n}月")
    if get("m"):
        n = _number(get("m"))
        return n, n, f"{n}月{(get('tail') or '').replace(' ', '').replace('份', '')}"
    return None


def _month_range(first: int, last: int) -> tuple[int, int, str] | None:
    return (first, last, f"{first}-{last}月") if first <= last else None


def _dated(match: re.Match[str], anchor: Period | None) -> Period | None:
    """Read a year, a part of a year, or both."""
    year_text, word = match.group("y"), match.group("rel")
    part = _months(match)
    if not year_text and not word and part is None:
        return None
    if year_text and "年" not in match.group() and part is None:
        return None
    year = (
        _number(year_text)
        if year_text
        else _relative_year(word.removesuffix("以来").removesuffix("度") if word else "", anchor)
    )
    if year is None or not 1900 <= year <= 2100:
        return None
    if part is None:
        return Period.of_year(year)
    first, last, label = part
    tail = (match.group("tail") or match.group("end0") or "").strip()
    if match.group("until") in ("截至", "截止", "截至到", "截止到"):
        return Period(year * 12, year * 12 + last - 1, f"截至{year}年{label}")
    if match.group("m") and tail in ("底", "末"):
        return Period(year * 12, year * 12 + last - 1, f"截至{year}年{label}")
    return Period(year * 12 + first - 1, year * 12 + last - 1, f"{year}年{label}")


def _past(match: re.Match[str], anchor: Period | None) -> Period | None:
    """Read 过去五年, 五年来."""
    count = _number(match.group("np") or match.group("np2"))
    if anchor is None or not 1 < count <= 60:
        return None
    return _span(anchor.year - count + 1, anchor.year, f"{anchor.year - count + 1}-{anchor.year}年")


def _future(match: re.Match[str], anchor: Period | None) -> Period | None:
    """Read 未来五年: the years after the anchor's."""
    count = _number(match.group("nf"))
    if anchor is None or not 1 < count <= 60:
        return None
    return _span(anchor.year + 1, anchor.year + count, f"{anchor.year + 1}-{anchor.year + count}年")


def _years(match: re.Match[str]) -> Period | None:
    """Read 2016-2020年 and 2022-25年."""
    first, last = int(match.group("y1")), match.group("y2")
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return _span(first, end, f"{first}-{end}年") if first <= end else None


def _read(match: re.Match[str], anchor: Period | None) -> Period | None:
    """Read one match of the pattern."""
    if match.group("plan"):
        tail = match.group("ptail") or ""
        return _plan(match.group("p"), tail, bool(tail) or match.group("plan")[0] in '“"')
    if match.group("y1"):
        return _years(match)
    if match.group("past") or match.group("np2"):
        return _past(match, anchor)
    if match.group("future"):
        return _future(match, anchor)
    return _dated(match, anchor)


def find_periods(text: str, anchor: Period | None = None) -> list[tuple[int, int, Period]]:
    """Return every time expression as (start, end, period), left to right, in offsets of the given text.

    Absolute ones need nothing (2023年, 2023年上半年, 2016-2020年, “十三五”期间, 二〇二三年三月). Relative ones (去年,
    今年, 全年, 明年, 上半年, 一季度, 1-10月, 截至10月底, 五年来, 未来五年) are read next to the anchor's year and
    skipped without an anchor. Single days count as their month; 截至 and 底 give the span from January on.
    """
    folded = fold(text)
    if not _CUE.search(folded):
        return []
    found: list[tuple[int, int, Period]] = []
    for match in _WHOLE.finditer(folded):
        if not match.group().strip():
            continue
        period = _read(match, anchor)
        if period is not None:
            start = match.start() + (len(match.group()) - len(match.group().lstrip()))
            found.append((start, match.start() + len(match.group().rstrip()), period))
    return found


def parse_period(text: str, anchor: Period | None = None) -> Period | None:
    """Return the first time expression of the text, or None."""
    found = find_periods(text, anchor)
    return found[0][2] if found else None
