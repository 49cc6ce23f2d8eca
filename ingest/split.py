"""Finds where one report ends and the next begins in a file that holds several."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ingest.clean import MappedText
from ingest.metadata import is_head_line
from ingest.residue import FRONT_MATTER
from ingest.roles import is_closing

__all__ = ["split_reports"]

_ADDRESS = re.compile(r"各位(?:代表|委员)[^。，]{0,16}[：:]$")
_OPENING = re.compile(
    r"我(?:谨)?(?:受.{2,16}委托，?)?代表.{1,24}(?:人民政府|政府|镇|街道办事处).{0,12}向(?:大会|会议|各位代表).{0,12}报告|"
    r"我(?:谨)?受.{2,16}委托，?向(?:大会|会议|各位代表).{0,12}报告"
)
_TITLE = re.compile(
    r"[^。！？；，]{0,30}(?:政府|党委|党工委|街道|镇|乡|县|区|市).{0,12}工作(?:的)?(?:报告|要点|总结)\s*(?:[（(][^（）()]{0,30}[）)])?"
    r"|[^。！？；，]{0,20}(?:[省市州县区旗镇乡]|街道)(?:人民政府|政府|党委|党工委|办事处).{0,12}工作(?:计划|安排|思路|打算)"
)
_FIRST = re.compile(r"(?:一、|第一部分|（一）|\(一\))")
_NAME = re.compile(r"[（(]?[\u4e00-\u9fff·]{2,4}[）)]?|[\u4e00-\u9fff]{1,2}\s[\u4e00-\u9fff]{1,2}")
_MIN_REPORT = 600
"""A report has at least this many characters before another may begin."""


def split_reports(source: str, text: MappedText) -> list[int]:
    """Return the offsets in the clean text at which the reports begin; the first is 0.

    A new report begins at a block of front matter, or at head lines (title, meeting, speaker, date) that lead to an
    address or opening, or at a title that repeats the first one's form and is followed by body text.
    """
    lines = _line_spans(text.text)
    starts = {0}
    for match in FRONT_MATTER.finditer(source):
        starts.add(bisect_left(text.offsets, match.end()))
    starts.update(_starts_at_heads(text.text, lines))
    kept = [0]
    for start in sorted(starts):
        if start - kept[-1] >= _MIN_REPORT and len(text.text) - start >= 200:
            kept.append(start)
    return kept


def _line_spans(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        spans.append((start, end))
        start = end + 1
    return spans


def _starts_at_heads(text: str, lines: Sequence[tuple[int, int]]) -> list[int]:
    starts: list[int] = []
    index = 0
    while index < len(lines):
        first = index
        while index < len(lines) and (_is_head(text, lines[index]) or (index > first and _is_name(text, lines[index]))):
            index += 1
        if index > first:
            head = [text[a:b] for a, b in lines[first:index]]
            after = [text[a : min(b, a + 400)] for a, b in lines[index : index + 6]]
            before = text[slice(*lines[first - 1])] if first else ""
            if _opens(head, after, before):
                starts.append(lines[first][0])
        elif _opens_without_head(text, lines, index):
            starts.append(lines[index][0])
        index = index + 1 if index == first else index
    return starts


def _is_head(text: str, span: tuple[int, int]) -> bool:
    start, end = span
    return end - start <= 80 and is_head_line(text[start:end])


def _is_name(text: str, span: tuple[int, int]) -> bool:
    """Tell whether a line below a head line holds nothing but a speaker's name."""
    start, end = span
    return end - start <= 6 and bool(_NAME.fullmatch(text[start:end]))


def _opens_without_head(text: str, lines: Sequence[tuple[int, int]], index: int) -> bool:
    """Tell whether a line without any head above it opens a report: the opening itself, or the address before it."""
    line, *after = (text[a : min(b, a + 200)] for a, b in lines[index : index + 3])
    if _OPENING.search(line):
        return True
    return bool(_ADDRESS.match(line)) and any(_OPENING.search(later) for later in after)


def _opens(head: Sequence[str], after: Sequence[str], before: str) -> bool:
    """Tell whether head lines open a report, by the lines after them and the last one before.

    A title without an address or opening behind it must name a place or year, or follow a close, or lead to 一、.
    """
    if not after:
        return False
    if _ADDRESS.match(after[0]) or any(_OPENING.search(line) for line in after[:2]):
        return True
    titles = [bare for line in head if _TITLE.fullmatch(bare := line.strip("—-─ 《》"))]
    if not titles or not (len(after[0]) >= 60 or _FIRST.match(after[0])):
        return False
    return (
        any(len(title) > len("政府工作报告") for title in titles) or is_closing(before) or any(map(_FIRST.match, after))
    )
