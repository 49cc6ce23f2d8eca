"""The period that a section speaks of, and the years that a report looks back and ahead on."""

from __future__ import annotations

import re
from collections import Counter

from ingest.roles import years_in
from rag.period import find_periods
from rag.schema import Period, Role

__all__ = ["reviewed_year", "section_period", "text_year"]

_LOOKED_BACK = re.compile(
    r"(?:刚刚?过去|即将过去|已经过去|过去|回顾|回望|回首)的?\s*((?:19|20)\d{2})\s*年"
    r"|((?:19|20)\d{2})\s*年[，,]?(?:注定|是|面对|极不|对)[^。]{0,30}?(?:极不|不平凡|不寻常|非凡|历史记载|的一年|收官)"
)
_TERM = re.compile(r"本届政府|任期")
_YEARS_SINCE = re.compile(r"(?:过去|这|近)?([三四五六])年(?:来|间)")
_OF_MONTH = re.compile(r"份|(?:的)?(?:主要|重点|经济)*(?:工作|情况|运行|任务|安排|总结|计划|要点)")
_COUNT = {"三": 3, "四": 4, "五": 5, "六": 6}


def section_period(
    heading: str, role: Role, reviewed: Period | None, planned: Period | None, text: str
) -> Period | None:
    """Return the period a heading names, or the report's period for the section's role; None for other roles.

    “过去五年” and “今后五年” count from the reviewed year; a heading that names both five years and one year gets the
    report's single year. `text` is the section's own text, read where the heading speaks of a term of office.
    """
    default = reviewed if role is Role.REVIEW else planned if role is Role.PLAN else None
    anchor = reviewed or planned
    if anchor is None or role in (Role.GLOSSARY, Role.ANNEX):
        return default
    year = (planned or anchor).year
    dated = find_periods(heading, Period.of_year(year))
    found = [period for start, end, period in dated if period.months <= 12 and not _is_event(heading, end, period)]
    found += [
        period for _, _, period in find_periods(heading, Period.of_year(min(anchor.year, year))) if period.months > 12
    ]
    if len(found) == 1:
        return found[0]
    if not found and role is Role.REVIEW and reviewed and _TERM.search(heading):
        return _term(text, reviewed)
    return default


def _is_event(heading: str, end: int, period: Period) -> bool:
    """Tell whether a month in a heading dates an event (2018年1月就职) instead of naming what the section covers."""
    return period.months == 1 and not _OF_MONTH.match(heading, end)


def _term(text: str, reviewed: Period) -> Period:
    """Return the years of a term of office where the text says how many there were."""
    counts = Counter(_YEARS_SINCE.findall(text))
    if not counts:
        return reviewed
    word, _ = counts.most_common(1)[0]
    first = reviewed.year - _COUNT[word] + 1
    return Period(first * 12, reviewed.last, f"{first}-{reviewed.year}年")


def reviewed_year(review_text: str, at_most: int) -> int | None:
    """Return the year that a review says it looks back on, else the one it names most; none after `at_most`."""
    for match in _LOOKED_BACK.finditer(review_text[:3000]):
        year = int(match.group(1) or match.group(2))
        if year <= at_most:
            return year
    return text_year(review_text, at_most)


def text_year(text: str, at_most: int) -> int | None:
    """Return the year a text names most often (the latest of equals), none after `at_most`."""
    counts = Counter(year for year in years_in(text) if year <= at_most)
    return max(counts, key=lambda year: (counts[year], year)) if counts else None
