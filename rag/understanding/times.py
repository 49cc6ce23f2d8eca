"""Finds the periods that a question asks about, relative ones against the reports of the asked places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rag.period import find_periods
from rag.schema import Period, Report
from rag.understanding.normalise import BLANK

__all__ = ["FoundTimes", "anchor_report", "find_times"]

_B = BLANK
_SHORT_YEAR = re.compile(
    r"(?<![\d近前后约第.\-—~至过满来])([0-4]\d)年(?=[上下全的度第前一底末初]|[1-4]季|\d{1,2}月|[^\d来间以之内后期左代多个级届年人]|$)"
)
_BARE_YEAR = re.compile(
    r"(?<![\d.A-Za-z第“\"])((?:19|20)\d\d)(?:年度|财年)?(?!\d|年|[-—~至到]\s*\d|[.,/]\d|\s*[万亿元个家户人件名处条项亩吨%米公平座套辆次台起])"
)
_YEAR_DEGREE = re.compile(r"((?:19|20)\d\d年)(?:度|[这那该]一?年)")
_REPORT_YEAR = re.compile(
    rf"((?:19|20)\d\d)年?[初底末]?的?(?:[那这](?:份|个|次|篇|本))?[{_B}\s]*的?(?:度|年度)?(?:镇|市|区|县|省|街道|乡)?(?:人民)?(?:政府)?的?(?:半年|年中|年度)?(?:工作)?(?:报告|要点|工作计划)"
    r"(?:里面?|中|内|上)?(?:提到|提出|提及|指出|写)?(?:的|了)?"
)
_REPORT_YEAR_AFTER = re.compile(r"(?:报告|要点)[(（]?((?:19|20)\d\d)年?[)）]?(?=$|[里中,，的])")
_NEXT = re.compile(r"明年|来年|下一?年(?!级)|次年|翌年|新的?一年|下一?个?年度|接下来(?:的)?一年")
_LAST = re.compile(r"去年|上一?年(?!级)|上一?个?年度|前一年|头年")
_BEFORE_LAST = re.compile(r"前年|大前年")
_THIS = re.compile(r"今年|本年度?|这一?年(?!来|级)|该年")
_RELATIVE = re.compile("|".join(p.pattern for p in (_NEXT, _LAST, _BEFORE_LAST, _THIS)))
_SECOND = re.compile(r"下半年|后半年|下一?个?半年")
_FIRST = re.compile(r"上半年|前半年|头半年|年中")
_TITLE = re.compile(r"《[^》]*》|“[^”]*年[^”]*”")
_AWARD = re.compile(r"(?:评为|评选|获得?|荣获|入选|当选|授予|申报|参评|结转)[^,?]{0,6}?(?:19|20)\d\d年度")
_LAST_SAME = re.compile(rf"({_LAST.pattern}|{_BEFORE_LAST.pattern})的?同期")
_SAME_PART = re.compile("同期")
_YEAR_END = re.compile(rf"(?<={_B})(?:底|末|初|全年|期间|时期|年度|度|以来|之间)")


@dataclass(slots=True)
class FoundTimes:
    """The periods of a question; `text` has them blanked, `words` are the time words as typed.

    `relative` tells that a word such as 去年 was read against a report; `previous` that the year before a review of the
    place is asked, `reviewed` that a reviewed period is asked; `unresolved` that places disagree
    on what the words mean.
    """

    text: str
    periods: list[Period] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    report_year: int | None = None
    relative: bool = False
    previous: bool = False
    reviewed: bool = False
    unresolved: bool = False
    next_year: bool = False


def anchor_report(reports: Sequence[Report], report_year: int | None, year: int | None = None) -> Report | None:
    """Return the report that relative words are read against: the named year's, else the latest."""
    dated = [report for report in reports if report.year is not None]
    if report_year is not None:
        named = [report for report in dated if report.year == report_year]
        if named:
            return named[0]
    if year is not None:
        reviewing = [r for r in dated if r.reviewed is not None and r.reviewed.year == year]
        if reviewing:
            return reviewing[0]
    return max(dated, key=lambda report: (report.year or 0, report.date), default=None)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + _B * (end - start) + text[end:]


_HIDDEN = {ord(c): 0xE000 + i for i, c in enumerate("0123456789〇零一二三四五六七八九十")}
_SHOWN = {hidden: chr(char) for char, hidden in _HIDDEN.items()}


def _hide_names(text: str) -> str:
    """Hide the numerals of years that belong to a name: in 《》 or quotes, or of an award (评为2019年度最美志愿者)."""
    for pattern in (_TITLE, _AWARD):
        text = pattern.sub(lambda m: m.group().translate(_HIDDEN), text)
    return text


def _report_year(found: FoundTimes) -> None:
    """Take a year that names the report (2018年政府工作报告) rather than a period."""
    for pattern in (_REPORT_YEAR, _REPORT_YEAR_AFTER):
        match = pattern.search(found.text)
        if match:
            found.report_year = int(match.group(1))
            found.words.append(f"{match.group(1)}年报告")
            found.text = _blank(found.text, match.start(), match.end())
            return


def _base_year(report: Report) -> int:
    """Return the year that a report's own 今年 is: the year it plans, where it looks back on the year before."""
    reviewed, planned = report.reviewed, report.planned
    if reviewed and planned and planned.months >= 12 and planned.first == reviewed.last + 1:
        return planned.year
    return report.year or 0


def _year_of(word: str, report: Report, base: Period | None = None) -> int:
    """Return the year that a relative word means for a report.

    明年 is the year that the report plans, whether it calls that year 今年 or 明年; for a report that plans the rest
    of its own year it is the year after. Where a report calls the year behind and the year ahead by one number, every
    word means that number. `base` is the period of an earlier turn that 去年 and 明年 start from.
    """
    if base is not None and not _THIS.fullmatch(word):
        return base.year + (1 if _NEXT.fullmatch(word) else -2 if _BEFORE_LAST.fullmatch(word) else -1)
    if report.reviewed is not None and report.reviewed == report.planned:
        return report.reviewed.year - (1 if _BEFORE_LAST.fullmatch(word) else 0)
    year = _base_year(report)
    reviewed = report.reviewed.year if report.reviewed else year - 1
    if _NEXT.fullmatch(word):
        return report.planned.year if report.planned and report.planned.year > reviewed else max(year, reviewed) + 1
    if _LAST.fullmatch(word):
        return year - 1
    if _BEFORE_LAST.fullmatch(word):
        return year - 2
    return year


def _part_anchor(text: str, report: Report) -> Period:
    """Return the anchor year for parts of a year without a year (上半年, 1-10月, 截至10月底).

    A report on a past year speaks of that year's parts, unless the question looks ahead (下半年 of a mid-year
    report lies in its own year anyway).
    """
    year = report.reviewed.year if report.reviewed else report.year or 0
    if _SECOND.search(text) and report.planned and report.planned.months < 12:
        year = report.planned.year
    return Period.of_year(year)


def _spell_years(text: str) -> str:
    """Write 23年 and a bare 2023 as 2023年."""
    text = _SHORT_YEAR.sub(lambda m: f"20{m.group(1)}年", text)
    text = _BARE_YEAR.sub(lambda m: f"{m.group(1)}年", text)
    return _YEAR_DEGREE.sub(r"\1", text)


def _part_of(reviewed: Period | None) -> str:
    """Return the part of the year that a period is, as words; empty for a whole year."""
    if reviewed is None or reviewed.months >= 12:
        return ""
    first, last = reviewed.first % 12 + 1, reviewed.last % 12 + 1
    return "上半年" if (first, last) == (1, 6) else f"{first}-{last}月"


def _periods(text: str, report: Report | None) -> list[tuple[int, int, Period]]:
    return find_periods(text, _part_anchor(text, report) if report else None)


_GOAL_YEAR = re.compile(r"(?:全年|年度)(?=的?(?:目标|任务|指标|计划|预期|预算|进度))")


def _resolve(text: str, report: Report | None, base: Period | None) -> tuple[str, list[tuple[int, int, Period]]]:
    """Replace relative years by their number and find all periods in the new text."""
    if report is None or report.year is None:
        return text, find_periods(text)
    spelled = _LAST_SAME.sub(
        lambda m: f"{_year_of(m.group(1), report, base)}年{_part_of(base or report.reviewed)}", text
    )
    spelled = _RELATIVE.sub(lambda m: f"{_year_of(m.group(), report, base)}年", spelled)
    return spelled, _periods(spelled, report)


def find_times(text: str, groups: Sequence[Sequence[Report]], base: Period | None = None) -> FoundTimes:
    """Find the periods in a question whose places are blanked already.

    `groups` holds, for each asked place, its reports. Relative words are resolved for each group; where the groups
    disagree the periods stay empty and `unresolved` is set. `base` is the period of an earlier turn for 去年 and 明年.
    """
    found = FoundTimes(_spell_years(_hide_names(text)))
    found.text = _GOAL_YEAR.sub("年度", found.text)
    _report_year(found)
    found.next_year = bool(_NEXT.search(found.text))
    relative_words = [match.group() for match in _RELATIVE.finditer(found.text)]
    absolute = find_periods(found.text)
    year = absolute[0][2].year if absolute else None
    anchors = [anchor_report(group, found.report_year, year) for group in groups] or [None]
    readings = [_resolve(found.text, report, base) for report in anchors]
    found.relative = len(readings[0][1]) > len(absolute) or (bool(relative_words) and anchors[0] is not None)
    first_text, first = readings[0]
    agreed = all([p for _, _, p in spans] == [p for _, _, p in first] for _, spans in readings)
    found.words += [match.group() for match in _words(found.text)]
    found.periods = _unique([p for _, _, p in first]) if agreed else []
    found.unresolved = not agreed
    found.text = first_text
    for start, end, _ in first:
        found.text = _blank(found.text, start, end)
    for leftover in (_RELATIVE, _SAME_PART, _YEAR_END):
        found.text = leftover.sub(lambda m: _B * len(m.group()), found.text)
    found.text = found.text.translate(_SHOWN)
    found.previous = _is_previous(found.periods, groups)
    found.reviewed = _is_reviewed(found.periods, groups)
    return found


def _words(text: str) -> list[re.Match[str]]:
    return list(
        re.finditer(rf"(?:{_RELATIVE.pattern})(?:同期)?|上半年|下半年|[前一二三四]+季度|截[至止]\w{{1,4}}月底?", text)
    )


def _unique(periods: list[Period]) -> list[Period]:
    """Drop repeated periods and a year that a part of it follows."""
    kept = list(dict.fromkeys(periods))
    return [p for p in kept if not any(o is not p and p.covers(o) and p.months == 12 and o.months < 12 for o in kept)]


def _is_previous(periods: list[Period], groups: Sequence[Sequence[Report]]) -> bool:
    """Tell whether the year before a place's review is asked, which no report covers but a change can tell."""
    reports = [report for group in groups for report in group]
    spans = [span for report in reports for span in (report.reviewed, report.planned) if span is not None]
    if not periods or any(span.overlaps(period) for span in spans for period in periods):
        return False
    years = {period.year for period in periods if period.months <= 12}
    return any(report.reviewed is not None and report.reviewed.year - 1 in years for report in reports)


def _is_reviewed(periods: list[Period], groups: Sequence[Sequence[Report]]) -> bool:
    """Tell whether every asked period is one that reports of the places look back on."""
    reviews = [report.reviewed for group in groups for report in group if report.reviewed is not None]
    return bool(periods) and all(any(review.covers(period) for review in reviews) for period in periods)
