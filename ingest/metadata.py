"""Reads a report's place, year, periods, date, meeting, kind, speaker and title, from the body first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.headings import Heading, Paragraph
from ingest.periods import reviewed_year, text_year
from ingest.places import frequent_place, level_of, parents_of, split_place, stem_of
from ingest.residue import FRONT_MATTER
from ingest.roles import heading_role, years_in
from rag.schema import Level, Period, ReportKind, Role

__all__ = ["Metadata", "body_start", "read_metadata", "settle_periods", "title_of"]

_TITLE = re.compile(
    r"[^。！？；]{0,40}(?:政府工作(?:的)?报告|政府工作报告|工作报告|工作要点|工作计划|工作安排|重点工作|工作总结.{0,12}|工作思路|行动计划|工作打算)"
    r"\s*(?:[（(][^（）()]{0,30}[）)])?"
)
_MEETING = re.compile(
    r"(?:在)?\s*(?:(?P<date>\d{4}年\d{1,2}月\d{1,2}日)\s*(?:在)?\s*)?(?P<meeting>(?P<place>[\u4e00-\u9fffX×xX]{0,24}?)第[一二三四五六七八九十\d]{1,4}届"
    r"(?:人民代表大会|人大)(?:常务委员会|常委会)?第[一二三四五六七八九十\d]{1,4}次(?:全体)?会议)"
)
_DATE = re.compile(
    r"(?P<y>(?:19|20)\d{2}|[二一][〇○零九][〇○零一二三四五六七八九]{2})\s*[年./-]\s*(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})\s*[月./-]\s*(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日?"
)
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_SPEAKS_FOR = re.compile(r"代表(?:我)?(?P<place>[\u4e00-\u9fff]{1,24}?)(?:人民政府|政府|街道办事处|党委|管委会)")
_TITLE_PLACE = re.compile(
    r"(?:\d{4}年(?:度)?)?(?P<place>[\u4e00-\u9fff]{1,24}?(?:省|自治区|市|州|盟|县|区|旗|镇|乡|街道))(?:第[一二三四五六七八九十]+届)?(?:人民政府|党委|党工委|党政|政府|办事处|办|\d{4}|重点|年度|工作|二〇)"
)
_SPEAKER = re.compile(
    r"(?:[\u4e00-\u9fff]{0,20}(?:代)?(?:理)?(?:市|省|县|区|镇|乡|州|盟|旗)长|[\u4e00-\u9fff]{0,16}(?:主任|主席))\s*[:：]?\s*(?P<name>[\u4e00-\u9fff·]{2,8}|[\u4e00-\u9fff]\s[\u4e00-\u9fff])"
)
_BARE_NAME = re.compile(r"[（(]?(?P<name>[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,2}\s[\u4e00-\u9fff]{1,2})[）)]?")
_LABEL_PLACE = re.compile(
    r"(?:机构名称|公开主体|发布机构|发布单位|发文机关|发文机构|制发机关|信息来源|来源)\s*[:：]\s*(?P<place>[\u4e00-\u9fff]{2,30})"
)
_LABEL_DATE = re.compile(
    r"(?:成文日期|发文日期|发布日期|发布时间|生成日期)\s*[:：]?\s*(?P<date>\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2})"
)
_OPENING = re.compile(r"(?:各位(?:代表|委员|领导|同志)|同志们)[^。！!，,；]{0,20}[：:!！，,]?$")
_HEAD = 14
"""A report's head (title, meeting, speaker, date) is looked for in its first paragraphs only."""
_HALF = re.compile(r"上半年.{0,8}(?:回顾|工作|情况|总结)")
_SUMMARY = re.compile(r"总结|回顾|完成情况|执行情况")
_PLAN_KINDS = re.compile("工作要点|工作计划|工作安排|重点工作|工作思路|行动计划|工作打算")


@dataclass(slots=True)
class Metadata:
    """What the head and the headings of a report say about it; the fields of `rag.schema.Report` and how they came.

    `published` tells that the date is only the day of publication; `reviewed_years` and `planned_years` are the years
    named in headings of the review and of the plan.
    """

    title: str = ""
    place: str = ""
    place_path: tuple[str, ...] = ()
    level: Level = Level.UNKNOWN
    year: int | None = None
    period: Period | None = None
    reviewed: Period | None = None
    planned: Period | None = None
    kind: ReportKind = ReportKind.REPORT
    date: str = ""
    published: bool = False
    meeting: str = ""
    speaker: str = ""
    notes: list[str] = field(default_factory=list)
    reviewed_years: tuple[int, ...] = ()
    planned_years: tuple[int, ...] = ()


def body_start(paragraphs: Sequence[Paragraph]) -> int:
    """Return the index of the first paragraph after the head, which ends with the address or its last head line."""
    for index, paragraph in enumerate(paragraphs[:_HEAD]):
        if _OPENING.fullmatch(paragraph.text):
            return index + 1
    index = 0
    while index < min(_HEAD, len(paragraphs)) and is_head_line(paragraphs[index].text):
        index += 1
    return index


def is_head_line(text: str) -> bool:
    """Tell whether a line is a title, a meeting, a date or a speaker."""
    if len(text) > 80 or re.search(r"[。；]|^\s*[（(]?[一二三四五六七八九十]{1,3}[、）)]", text):
        return False
    bare = text.strip("—-─ （）()《》")
    return bool(
        _TITLE.fullmatch(bare)
        or _MEETING.search(bare)
        or _DATE.fullmatch(bare)
        or _SPEAKER.fullmatch(bare)
        or re.fullmatch(r"[\u4e00-\u9fff]{1,2}\s[\u4e00-\u9fff]{1,2}", bare)
    )


def title_of(paragraphs: Sequence[Paragraph], body: int) -> str:
    """Return the title line of the head, or an empty text."""
    for paragraph in paragraphs[: max(body, 1)]:
        text = paragraph.text.strip("—-─ ")
        if len(text) <= 60 and _TITLE.fullmatch(text) and not _MEETING.search(text):
            return text
    return ""


def read_metadata(
    source: str, paragraphs: Sequence[Paragraph], headings: Sequence[Heading], body: int, file: str
) -> Metadata:
    """Return the metadata of one report whose source text is `source`; `file` is only used where the text is silent."""
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    head = "\n".join(paragraph.text for paragraph in paragraphs[: max(body + 1, 4)])
    raw_head = source[:3000]
    data = Metadata(title=title_of(paragraphs, body))
    front = FRONT_MATTER.search(raw_head)
    front_title = _front_title(front.group(1)) if front else ""
    data.title = data.title if len(data.title) > 8 else front_title or data.title
    _read_meeting(data, head, front_title, raw_head)
    _read_speaker(data, paragraphs[:body], front_title)
    _read_place(data, head, text, raw_head, front_title, file)
    _read_kind_and_years(data, paragraphs, headings, front_title, file)
    if not data.title:
        year = f"{data.year}年" if data.year else ""
        data.title = f"{data.place}{year}{'政府' if data.kind is ReportKind.REPORT else ''}{data.kind.value}"
    return data


def _front_title(block: str) -> str:
    match = re.search(r"^title:\s*[\"']?(.+?)[\"']?\s*$", block, re.M)
    return match.group(1) if match else ""


def _iso(text: str) -> str:
    match = _DATE.search(text.translate(_WIDE))
    if not match:
        return ""
    year, month, day = (_int(match.group(key)) for key in "ymd")
    return f"{year:04d}-{month:02d}-{day:02d}" if 1900 < year < 2100 and 1 <= month <= 12 and 1 <= day <= 31 else ""


def _int(text: str) -> int:
    if text.isdigit():
        return int(text)
    digits = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (digits.get(tens, 1) if tens else 1) * 10 + (digits[ones] if ones else 0)
    return int("".join(str(digits[char]) for char in text))


def _after_date(run: str) -> str:
    """Return what stands behind a date in Chinese numerals: 三年一月五日在来凤县… -> 来凤县…."""
    return re.split(r"(?<=[一二三四五六七八九十])日[在于]?|^在", run)[-1]


def _read_meeting(data: Metadata, head: str, front_title: str, raw_head: str) -> None:
    match = _MEETING.search(head)
    if match:
        data.meeting = _after_date(match.group("meeting"))
        data.date = _iso(match.group("date") or "")
    label = _LABEL_DATE.search(raw_head)
    first = "\n".join(line for line in head.split("\n") if len(line) <= 80 and "。" not in line)
    data.date = data.date or _iso(first) or _iso(front_title)
    if not data.date and label:
        data.date, data.published = _iso(label.group("date")), True


def _read_speaker(data: Metadata, head: Sequence[Paragraph], front_title: str) -> None:
    for paragraph in head:
        text = paragraph.text.strip("—-─ ")
        if len(text) <= 40 and (match := _SPEAKER.fullmatch(text)):
            data.speaker = match.group("name").replace(" ", "")
            return
    for paragraph in head:
        match = _BARE_NAME.fullmatch(paragraph.text.strip())
        if (
            match
            and not _TITLE.fullmatch(paragraph.text)
            and not re.search("[市县区镇乡省报告会议]$", match.group("name"))
        ):
            data.speaker = match.group("name").replace(" ", "")
            return
    if match := re.search(r"日\s*([\u4e00-\u9fff·]{2,8})\s*[）)]", front_title):
        data.speaker = match.group(1)


def _read_place(data: Metadata, head: str, text: str, raw_head: str, front_title: str, file: str) -> None:
    """Settle the place: by the session and the government spoken for, then titles and labels, then what recurs."""
    votes: Counter[tuple[str, ...]] = Counter()
    for match in _MEETING.finditer(head):
        _vote(votes, _after_date(match.group("place")), 12)
    for match in _SPEAKS_FOR.finditer(text):
        _vote(votes, match.group("place"), 8)
    told_by_body = bool(votes)
    lines = [(line, 2) for line in head.split("\n") if len(line) < 40]
    for line, weight in ((data.title, 4), (front_title, 3), *lines):
        if titled := _TITLE_PLACE.match(line.strip("—-─ ")):
            _vote(votes, titled.group("place"), weight)
    for match in _LABEL_PLACE.finditer(raw_head):
        _vote(votes, match.group("place").removesuffix("人民政府"), 2)
    place = _most_voted(votes)
    if not told_by_body and (not place or text.count(stem_of(place)) <= head.count(stem_of(place))):
        place = frequent_place(text, file) or place
    if not place and (in_name := _TITLE_PLACE.match(file)):
        _vote(votes, in_name.group("place"), 1)
        place = _most_voted(votes)
    if place:
        given = max((path[:-1] for path in votes if path[-1] == place), key=len, default=())
        data.place, data.place_path = place, parents_of(place, given, text)
        data.level = level_of(place, data.place_path[:-1])


def _most_voted(votes: Counter[tuple[str, ...]]) -> str:
    names: Counter[str] = Counter()
    for path, weight in votes.items():
        names[path[-1]] += weight
    return max(names, key=lambda name: names[name], default="")


def _vote(votes: Counter[tuple[str, ...]], run: str, weight: int) -> None:
    path = split_place(run.lstrip("在我")) if "代表" not in run else ()
    if path and len(stem_of(path[-1])) >= 2:
        votes[path] += weight


def _read_kind_and_years(
    data: Metadata, paragraphs: Sequence[Paragraph], headings: Sequence[Heading], front_title: str, file: str
) -> None:
    tops = [paragraphs[heading.paragraph].text[: heading.length] for heading in headings]
    if any(_HALF.search(top) for top in tops):
        data.kind = ReportKind.HALF_YEAR
    elif _PLAN_KINDS.search(data.title) and not _SUMMARY.search(data.title):
        data.kind = ReportKind.PLAN
    data.reviewed_years = tuple(max(years) for top in tops if _names(top, Role.REVIEW) and (years := years_in(top)))
    if _SUMMARY.search(data.title) and (titled := years_in(data.title)):
        data.reviewed_years = (titled[0], *data.reviewed_years)
    data.planned_years = tuple(min(years) for top in tops if _names(top, Role.PLAN) and (years := years_in(top)))
    data.year = _year(data, front_title, file, paragraphs)


def _names(heading: str, role: Role) -> bool:
    return heading_role(heading, None) is role


def _year(data: Metadata, front_title: str, file: str, paragraphs: Sequence[Paragraph]) -> int | None:
    """Return the year the report is made for: by the session's date, the title, the headings, else by what is left."""
    if data.date and not data.published:
        return _year_of_session(data)
    titled = years_in(data.title) or years_in(front_title)
    named = [*titled[-1:], *data.planned_years, *(year + 1 for year in data.reviewed_years)]
    if named:
        return named[0]
    if data.date:
        return int(data.date[:4])
    if in_name := re.search(r"(?<!\d)(?:19|20)\d{2}(?!\d)", file):
        return int(in_name.group())
    return text_year("\n".join(paragraph.text for paragraph in paragraphs), 9999)


def _year_of_session(data: Metadata) -> int:
    """Return the session's year; a session in November or December mostly speaks for the next year."""
    year, month = int(data.date[:4]), int(data.date[5:7])
    spoken_for = {*data.planned_years, *(past + 1 for past in data.reviewed_years)}
    late = month >= 11 and data.kind is not ReportKind.HALF_YEAR
    return year + 1 if late and (not spoken_for or year + 1 in spoken_for) else year


def settle_periods(data: Metadata, review: str, plan: str) -> None:
    """Settle the years looked back and ahead on, with the text of the review and of the plan at hand.

    A year in a heading decides; else the year that the review says it looks back on, at most the report's year; a
    report without a review or without a plan gets no such period.
    """
    year = data.year
    if year is None:
        return
    if data.kind is ReportKind.HALF_YEAR:
        data.reviewed = Period(year * 12, year * 12 + 5, f"{year}年上半年")
        data.planned = Period(year * 12 + 6, year * 12 + 11, f"{year}年下半年")
    else:
        if plan or not review:
            data.planned = Period.of_year(year)
        if review and data.kind is ReportKind.REPORT:
            found = [y for y in data.reviewed_years if y <= year]
            dated = bool(data.date or data.planned_years)
            data.reviewed = Period.of_year(
                found[0] if found else year - 1 if dated else reviewed_year(review, year) or year - 1
            )
    data.period = data.reviewed or data.planned
