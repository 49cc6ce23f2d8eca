"""Finds the lines that only go on after a page break or a fixed line width, so that they can be joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

__all__ = ["Piece", "joins"]

_NUMBERED = re.compile(
    r"(?:[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[）)]|[一二三四五六七八九十]{1,3}\s*[、.．是要]|\d{1,3}\s*[、．]|\d{1,2}\.(?!\d)|"
    r"第[一二三四五六七八九十]{1,3}\s*[，,、部章节]|[①-⑳]|——|附[件表：:]|注释?[:：]?$|名词解释)"
)
_OPENING = re.compile(r"(?:各位代表|各位委员|同志们|各位领导|[—-]{1,2}(?:在)?(?:\d{4}|[一二]))")
_ENDS = frozenset("。！？；：!?;:…”’」』）)】》>—.")
_OPEN_ENDS = frozenset("，、,（(“‘《【")
_CLOSERS = frozenset("，、。；：！？）》】”’%％,;:)")
_PAIRS = {"《": "》", "（": "）", "(": ")", "【": "】"}
_TITLE = re.compile(r"[^，,。；：！？\d]{5,14}(?:[，,][^，,。；：！？\d]{2,14})?。(?=.)")
_MIN_LINES = 12
_MIN_WIDTH, _MAX_WIDTH = 16, 90
_SLACK = 2
"""How far the length of a full line may be from the width: punctuation may hang over or be drawn in."""
_MIN_RUNNING = 60
"""A line without a full stop counts as running text from this length on; longer titles are rare."""


class Piece(NamedTuple):
    """A line as it is judged: its text, whether it is marked as a heading, its text as laid out, its indentation."""

    text: str
    marked: bool = False
    laid_out: str = ""
    indented: bool = False


def joins(lines: Sequence[Piece]) -> list[bool]:
    """Tell for each line whether it continues the line before.

    A line continues the one before where that one stops without closing punctuation, is no heading, and this one is
    no heading, item or opening either; or where a bracket opened in the one before is closed in this one. In a text
    cut at a fixed width, a full line goes on in the next one unless that is indented.
    """
    wrap = _Wrap(lines)
    pairs = _Pairs([line.text for line in lines])
    result: list[bool] = []
    running = Piece("")
    for index, line in enumerate(lines):
        wrapped = wrap.goes_on(index) if index else False
        joined = index > 0 and (_continues(running, line, pairs) if wrapped is None else wrapped)
        result.append(joined)
        running = Piece(running.text[-400:] + line.text, running.marked) if joined else line
    return result


class _Pairs:
    """Counts neighbouring characters over the whole text, made when first asked."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._counts: Counter[str] | None = None

    def __call__(self, pair: str) -> int:
        if self._counts is None:
            self._counts = Counter(a + b for text in self._texts for a, b in pairwise(text))
        return self._counts[pair]


def _continues(before: Piece, line: Piece, pairs: _Pairs) -> bool:
    text, last = line.text, before.text[-1:]
    if line.marked or not last or _NUMBERED.match(text) or _OPENING.match(text):
        return False
    if _closes_bracket(before.text, text):
        return True
    if before.marked or last in _ENDS or not _is_running(before.text):
        return False
    if last in _OPEN_ENDS or text[0] in _CLOSERS:
        return True
    if not re.search(r"[，。；、：,;]", text) and len(text) < 30 and text[-1] not in _ENDS:
        return False
    return not _TITLE.match(text) or pairs(last + text[0]) >= 2


def _is_running(text: str) -> bool:
    """Tell running text from a title: it has a full stop inside, ends in a comma, or is long."""
    if re.search(r"[。！？；]", text) or text[-1] in "，、,":
        return True
    return len(text) >= (_MIN_RUNNING + 20 if _NUMBERED.match(text) else _MIN_RUNNING) and bool(
        re.search("[，,、]", text)
    )


def _closes_bracket(before: str, text: str) -> bool:
    """Tell whether a bracket left open at the end of the line before is closed early in this line."""
    tail = before[-60:]
    for opening, closing in _PAIRS.items():
        at = tail.rfind(opening)
        if at >= 0 and closing not in tail[at:]:
            found = text.find(closing, 0, 60)
            if found >= 0 and opening not in text[:found]:
                return True
    return opening_quote(tail) and text.find("”", 0, 40) >= 0 and "“" not in text[: text.find("”")]


def opening_quote(text: str) -> bool:
    """Tell whether a double quotation mark is left open at the end of the text."""
    return text.rfind("“") > text.rfind("”")


class _Wrap:
    """Knows whether a text was cut at a fixed width, in characters or in columns, and whether it indents paragraphs."""

    def __init__(self, lines: Sequence[Piece]) -> None:
        self._lines = lines
        self._sizes: list[float] = []
        self._width = 0.0
        if len(lines) >= _MIN_LINES:
            by_length = [float(len(line.laid_out)) for line in lines]
            if max(by_length) <= 2 * _MAX_WIDTH:
                by_column = [_columns(line.laid_out) for line in lines]
                self._sizes = max((by_length, by_column), key=_share_at_width)
                self._width = _width_of(self._sizes)
        self._indents = sum(line.indented for line in lines) >= 0.04 * len(lines)

    def goes_on(self, index: int) -> bool | None:
        """Tell whether the line before goes on in this one; None where the layout does not tell."""
        if not self._width:
            return None
        before, line = self._lines[index - 1], self._lines[index]
        if line.indented and self._indents:
            return False
        if line.marked or before.marked or abs(self._sizes[index - 1] - self._width) > _SLACK:
            return None
        if self._indents:
            return True
        ends = before.text[-1] in "。！？" or _NUMBERED.match(line.text) or _OPENING.match(line.text)
        return None if ends else not _is_title_line(line.text, self._width)


def _columns(text: str) -> float:
    """Return the width of a text in full-width columns: an ASCII character takes half of one."""
    return len(text) - sum(1 for char in text if char < "\x80") / 2


def _width_of(sizes: Sequence[float]) -> float:
    """Return the width at which at least a third of the lines were cut and that hardly any exceeds, or 0."""
    counts = Counter(round(size) for size in sizes)
    width, _ = max(counts.items(), key=lambda item: (item[1], item[0]))
    near = sum(count for size, count in counts.items() if abs(size - width) <= _SLACK)
    over = sum(count for size, count in counts.items() if size > width + 2 * _SLACK)
    cut = _MIN_WIDTH <= width <= _MAX_WIDTH and near >= len(sizes) / 3 and over <= 0.03 * len(sizes)
    return float(width) if cut else 0.0


def _share_at_width(sizes: Sequence[float]) -> int:
    """Return how many lines have the most frequent size."""
    return max(Counter(round(size) for size in sizes).values())


def _is_title_line(text: str, width: float) -> bool:
    return len(text) < width / 2 and text[-1] not in _ENDS and not re.search("[，,]", text)
