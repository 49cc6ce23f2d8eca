"""Remarks on a report's contradictions, placeholders and foreign marks, in Chinese, for the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.places import split_place, stem_of
from ingest.residue import find_watermarks
from rag.schema import Period

__all__ = ["notes_on"]

_PLACEHOLDER = re.compile(
    r"(?:19|20)[xX×ＸｘⅩ*＊○]{2}年?|[xX×ＸｘⅩ＊○]{2,4}(?:省|市|县|区|镇|乡|街道|村|社区|同志|公司|单位|部门|万元|亿元|年)|(?<![A-Za-z])[xX×Ｘｘ]{3,}(?![A-Za-z])|"
    r"某某?(?:省|市|县|区|镇|乡|街道)|_{3,}|＿{2,}"
)
_FOUNDED = (
    (
        re.compile(r"(?:中国共产党(?:成立|建党)|建党)(?P<n>\d{2,3}|[一二三四五六七八九十百]{2,5})周年"),
        1921,
        "中国共产党成立",
    ),
    (
        re.compile(
            r"(?:新中国|中华人民共和国|共和国)(?:成立)?(?P<n>\d{2,3}|[一二三四五六七八九十百]{2,5})(?:周年|华诞)"
        ),
        1949,
        "新中国成立",
    ),
    (re.compile(r"改革开放(?P<n>\d{2}|[一二三四五六七八九十]{2,3})周年"), 1978, "改革开放"),
)
_PLAN_EDGE = re.compile(
    r"“?(?P<p>十[一二三四五六七])五”?(?:规划)?(?:的)?(?P<edge>开局(?:之)?年|起步之年|收官(?:之)?年|收官)"
)
_EVENTS = (
    (re.compile(r"第七次(?:全国)?人口普查"), 2020, "第七次全国人口普查"),
    (re.compile(r"第六次(?:全国)?人口普查"), 2010, "第六次全国人口普查"),
    (re.compile(r"突如其来的(?:新冠|新型冠状)"), 2020, "新冠疫情突发"),
    (re.compile(r"决战(?:决胜)?脱贫攻坚的?(?:关键|收官|决胜)?之年"), 2020, "脱贫攻坚收官"),
)
_STATEMENT = re.compile(r"(?:(?P<year>(?:19|20)\d{2})|20[xX×]{2})年[^。；，,\n]{0,12}?是(?P<what>[^。；\n]{4,90})")
_WELCOME = re.compile(r"(?:迎接|喜迎|庆祝|献礼|向)[^。，；]{0,16}$")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}


def notes_on(
    source: str,
    text: str,
    *,
    file: str,
    place: str,
    year: int | None,
    reviewed: Period | None,
    planned: Period | None,
    title: str,
    named_places: tuple[str, ...] = (),
) -> list[str]:
    """Return the remarks on one report: `source` with all its marks, `text` cleaned, `named_places` told by the head.

    A remark says what the text has and what speaks against it; nothing is put right.
    """
    notes = [*_placeholders(text, title), *_watermarks(source)]
    if reviewed and planned and reviewed.label == planned.label:
        notes.append(f"正文把{reviewed.label}既作为回顾的年份，又作为计划的年份，其中至少一处年份有误。")
    notes.extend(_wrong_years(text, year, reviewed))
    notes.extend(_other_names(file, place, year, reviewed, planned, title, named_places))
    return list(dict.fromkeys(notes))


def _placeholders(text: str, title: str) -> Iterator[str]:
    found = list(dict.fromkeys(match.group() for match in _PLACEHOLDER.finditer(f"{title}\n{text}")))
    if found:
        yield f"正文中有未填写或被隐去的占位符：{'、'.join(f'“{item}”' for item in found[:6])}。"


def _watermarks(source: str) -> Iterator[str]:
    found = list(dict.fromkeys(source[a:b] for a, b in find_watermarks(source)))
    if found:
        yield f"正文中夹有转载者的水印：{'、'.join(f'“{item}”' for item in found[:3])}，已略去。"


def _wrong_years(text: str, year: int | None, reviewed: Period | None) -> Iterator[str]:
    """Remark on statements of the form “2023年是…” whose event belongs to another year, and on events out of time."""
    stated = False
    for match in _STATEMENT.finditer(text):
        claimed = int(match.group("year")) if match.group("year") else year
        wrong = [(event, name) for event, name in _dated_events(match.group("what")) if claimed and claimed != event]
        if wrong:
            stated = True
            opening = re.split("[，,。]", match.group("what"), maxsplit=1)[0]
            said = match.group()[: match.start("what") - match.start()] + opening
            events = "、".join(f"{name}（{event}年）" for event, name in wrong)
            yield f"正文称“{said}…”，所说的事与年份不合：{events}，文中的年份可能被改动过。"
    if year is None or (reviewed and reviewed.months > 12):
        return
    early = [(event, name) for pattern, event, name in _EVENTS if pattern.search(text) and event < year - 2]
    early += [(event, name) for event, name in _welcomed(text) if event < year]
    if early and (stated or len(early) >= 2):
        listed = "、".join(f"{name}（{event}年）" for event, name in dict.fromkeys(early))
        yield f"报告署{year}年，但所述为更早年份的事：{listed}。"


def _dated_events(text: str) -> Iterator[tuple[int, str]]:
    for pattern, base, name in _FOUNDED:
        for match in pattern.finditer(text):
            yield base + _number(match.group("n")), f"{name}{match.group('n')}周年"
    for match in _PLAN_EDGE.finditer(text):
        ordinal = 10 + "一二三四五六七八九".index(match.group("p")[1]) + 1
        first = 1981 + 5 * (ordinal - 6)
        opening = not match.group("edge").startswith("收官")
        yield first if opening else first + 4, f"“{match.group('p')}五”规划{'开局' if opening else '收官'}"


def _welcomed(text: str) -> Iterator[tuple[int, str]]:
    """Find anniversaries that the text looks forward to or celebrates as its own."""
    for pattern, base, name in _FOUNDED:
        for match in pattern.finditer(text):
            if _WELCOME.search(text[max(0, match.start() - 20) : match.start()]):
                yield base + _number(match.group("n")), f"{name}{match.group('n')}周年"


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    total, unit = 0, 0
    for char in text:
        if char == "百":
            total, unit = total + (unit or 1) * 100, 0
        elif char == "十":
            total, unit = total + (unit or 1) * 10, 0
        else:
            unit = _DIGITS[char]
    return total + unit


def _other_names(
    file: str,
    place: str,
    year: int | None,
    reviewed: Period | None,
    planned: Period | None,
    title: str,
    named: tuple[str, ...],
) -> Iterator[str]:
    stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    years = {period.year for period in (reviewed, planned) if period} | {year}
    in_name = {int(found) for found in re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", stem)}
    if year and in_name and not in_name & years:
        yield f"文件名写的是{min(in_name)}年，正文是{year}年的报告，以正文为准。"
    for what, name in (("文件名", stem), ("标题", title)):
        other = [part for run in re.findall(r"[\u4e00-\u9fff]{2,}", name) for part in split_place(run)[-1:]]
        if (
            place
            and other
            and len(stem_of(other[0])) >= 2
            and stem_of(place) not in name
            and _is_place(other[0], named)
        ):
            yield f"{what}写的是{other[0]}，正文是{place}的报告，以正文为准。"


def _is_place(name: str, named: tuple[str, ...]) -> bool:
    """Tell whether a name cut out of a title really is a place's: known in the table or told elsewhere in the head."""
    return name in named or (
        bool(re.fullmatch(r"[\u4e00-\u9fff]{2,7}(?:省|市|县|区|镇|乡|州|盟|旗|街道)", name))
        and not re.search("[乡城]镇$", name)
    )
