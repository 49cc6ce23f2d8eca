"""Cuts a source text into lines, also where the line breaks were lost: written out, or turned into spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["raw_lines"]

_LINE = re.compile(r"[^\s\u200b\ufeff\u2060][^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*")
_WRITTEN_BREAK = re.compile(r"(?:\\r)?\\n|\\r")
_NUMBER = (
    r"(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[，、,部])"
)
_LOST_BREAK = re.compile(rf"(?<=[。！？；：:”）)])(?:[ \u3000\xa0]+(?={_NUMBER}\S)|\u3000{{2,}}|[ \xa0]{{4,}})(?=\S)")
_NO_BREAK = re.compile(rf"(?<=[。！？])(?={_NUMBER}\S)")
_HEADING_GAP = re.compile(
    rf"{_NUMBER}(?:[^。，；：\n]{{3,40}}?[\u4e00-\u9fff”）)])[ \u3000\xa0]+(?=\d{{4}}\s*年|[^\d\s年月日])"
)
_MIN_LINE = 60
_LONG_LINE = 200
_WHOLE_TEXT = 1500
"""A line this long is taken for several paragraphs run together."""


def raw_lines(source: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield offset and text of each line that holds more than spaces, without outer spaces."""
    for match in _LINE.finditer(source, start, end):
        first, line = match.start(), match.group().rstrip()
        if "\\" not in line and len(line) < _MIN_LINE:
            yield first, line
            continue
        for at, piece in _pieces(line):
            yield first + at, piece


def _pieces(line: str) -> Iterator[tuple[int, str]]:
    cuts: list[tuple[int, int]] = []
    if "\\" in line:
        cuts += [match.span() for match in _WRITTEN_BREAK.finditer(line)]
    if len(line) >= _LONG_LINE:
        cuts += [match.span() for match in _LOST_BREAK.finditer(line)]
    if len(line) >= _WHOLE_TEXT:
        cuts += [match.span() for match in _NO_BREAK.finditer(line)]
    position = 0
    for a, b in (*sorted(cuts), (len(line), len(line))):
        if a >= position and (piece := line[position:a].strip()):
            yield from _heading_apart(line.index(piece, position, a), piece)
        position = max(position, b)


def _heading_apart(at: int, piece: str) -> Iterator[tuple[int, str]]:
    """Yield a numbered heading and the text that a space alone parts from it as two lines."""
    gap = _HEADING_GAP.match(piece) if len(piece) >= _MIN_LINE else None
    if gap and "。" in piece:
        yield at, piece[: gap.end()].rstrip()
        yield at + gap.end(), piece[gap.end() :]
    else:
        yield at, piece
