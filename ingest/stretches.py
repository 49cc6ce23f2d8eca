"""How long a stretch of time the paragraphs of a review look back on, where the heading does not say."""

from __future__ import annotations

import re

from rag.period import find_periods
from rag.schema import Period

__all__ = ["Stretch"]

_GREETING = re.compile(
    r"(?:各位(?:代表|委员|领导|同志|朋友)|同志们|朋友们)[，,：:！!。 ]*|[—\-·●◆■ \u3000]+|(?:特别|尤其)是"
)
_N = "二两三四五六七八九十2-9"
_PLAN = r"[“\"]十[一二三四五六七八九]五[”\"]"
_TERM = (
    r"(?:本届|上届|新一届)(?:市|区|县|州|人民)*(?:政府|人大)|"
    r"[\u4e00-\u9fff]{1,3}[一二三四五六七八九十]届人大一次会议以来"
)
_LOOK = r"(?:回[首顾望眸]|总结|纵观|盘点|走过)(?:过去|这|这过去)?(?:的)?"
_SEVERAL = re.compile(
    rf"(?:{_LOOK})?(?:(?:刚刚?|已经|即将)?(?:过去|走过)的?|这)的?[{_N}]年(?!级|行动|[大]?会战|攻坚)"
    rf"|(?:{_LOOK})?[{_N}]年(?:以?来|间)"
    rf"|(?:{_LOOK}|(?:刚刚?|已经)?过去的?|走过)?{_PLAN}(?:时期|期间|以来|这五年|[，,]|是|——)"
    rf"|{_LOOK}(?:这|过去)?的?[{_N}]年(?=来|的|，|,|\Z)|20\d\d ?年?[-—~至到]20\d\d ?年|20\d\d ?年以来"
    rf"|这[一是]*[^，。；]{{4,60}}的[{_N}]年"
    rf"|(?:{_LOOK})?(?:过去[{_N}]年[，,]?)?(?:{_TERM})(?:任期|成立|履职|组成|任职|工作|换届)?(?:以来|的[{_N}]年|[{_N}]年|任期|[，,]|工作)"
)
_ONE = re.compile(
    r"(?:(?:刚刚|即将|已经)?(?:过去|走过)的?)?(?P<year>20\d\d) ?年(?:是|[，,](?:我们|面对|在|是|全[市县区镇州]|围绕|"
    r"市|区|县|政府|也)|注定|对于|极不)"
    r"|(?:(?:刚刚|即将|已经)?(?:过去|走过)的?)(?P<past>20\d\d) ?年"
    r"|(?:过去|刚刚?过去)的?一年|一年来|这一年|去年[，,是]|回[首顾](?:过去)?的?一年"
)
_DATED = re.compile(r"(?P<year>20\d\d) ?年(?!以来|[^。]*\d)")
"""A year that opens a sentence without figures says what follows, not only when a figure was reached."""
_MANY = rf"(?:[{_N}]年|{_PLAN}|本届)"
_BOTH = re.compile(
    rf"(?:20\d\d年|一年)[^，。]{{0,10}}[和及暨与][^，。]{{0,6}}{_MANY}|{_MANY}[^，。]{{0,10}}[和及暨与][^，。]{{0,6}}(?:20\d\d年|一年)"
)
_COUNT = re.compile(rf"([{_N}])年")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
_STRONG = re.compile(rf"{_LOOK}|(?:刚刚?)?过去的?[{_N}]年|刚刚过去的|20\d\d ?年[，,](?:我们|面对)")


class Stretch:
    """The period that a review's paragraphs are about; follow it sentence by sentence in reading order.

    A paragraph that opens with several years (五年来, “十三五”时期, 这是…的五年) sets it for those that follow, one
    that opens with a single year (刚刚过去的2020年, 一年来) sets it back.
    """

    def __init__(self, reviewed: Period | None) -> None:
        self._reviewed = reviewed
        self.period: Period | None = None
        self._opening = False

    def reset(self) -> None:
        """Forget it, where a heading speaks for itself or the review ends."""
        self.period = None

    def within(self, section: Period | None) -> Period | None:
        """Return what holds in a section: the stretch, or the section's own period where both are the same."""
        own = self.period
        return section if own is None or (section and (own.first, own.last) == (section.first, section.last)) else own

    def follow(self, sentence: str, opens_paragraph: bool) -> None:
        """Read how a sentence opens; only the first of a paragraph sets the stretch, unless it looks back in words."""
        if self._reviewed is None:
            return
        text = sentence
        while match := _GREETING.match(text):
            text = text[match.end() :]
        self._opening = self._opening or opens_paragraph
        if not text:
            return
        if self._opening or _STRONG.match(text):
            self._open(text)
        self._opening = False

    def _open(self, text: str) -> None:
        """Set the period that a paragraph's opening names."""
        reviewed = self._reviewed
        if reviewed is None or _BOTH.search(text[:28]):
            return
        one = _ONE.match(text) or _DATED.match(text)
        if one:
            named = one.groupdict().get("year") or one.groupdict().get("past")
            year = int(named) if named else reviewed.year
            if year <= reviewed.year:
                self.period = reviewed if year == reviewed.year else Period.of_year(year)
            return
        several = _SEVERAL.match(text)
        if several:
            found = _years(several.group(), reviewed)
            same = found and self.period and (found.first, found.last) == (self.period.first, self.period.last)
            self.period = self.period if same else found or self.period


def _years(words: str, reviewed: Period) -> Period | None:
    """Return the years that an opening names, none of them after the reviewed one; None where it does not say."""
    since = re.fullmatch(r"(20\d\d) ?年以来", words)
    if since:
        return _span(int(since.group(1)), reviewed.year) if int(since.group(1)) < reviewed.year else None
    named = [period for _, _, period in find_periods(words, Period.of_year(reviewed.year)) if period.months > 12]
    if named:
        return named[0] if named[0].year <= reviewed.year else None
    count = _COUNT.search(words)
    if not count:
        return None
    number = int(count.group(1)) if count.group(1).isdigit() else _DIGITS[count.group(1)]
    return _span(reviewed.year - number + 1, reviewed.year)


def _span(first: int, last: int) -> Period:
    return Period(first * 12, last * 12 + 11, f"{first}-{last}年")
