"""Finds the lines that only go on after a page break or a fixed line width, so that they can be joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

__all__ = ["joins"]

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
_MIN_RUNNING = 60
"""A line without a full stop counts as running text from this length on; longer titles are rare."""


def joins(lines: Sequence[tuple[str, bool]]) -> list[bool]:
    """Tell for each line (text, marked as heading) whether it continues the line before.

    A line continues the one before where that one stops without closing punctuation, is no heading, and this one is
    no heading, item or opening either; or where a bracket opened in the one before is closed in this one.
    """
    width = _wrap_width([text for text, _ in lines])
    pairs = _Pairs([text for text, _ in lines])
    result: list[bool] = []
    running = ""
    running_marked = False
    for index, (text, marked) in enumerate(lines):
        joined = index > 0 and _continues(running, running_marked, text, marked, width, pairs, len(lines[index - 1][0]))
        result.append(joined)
        running = running[-400:] + text if joined else text
        running_marked = running_marked if joined else marked
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


def _continues(
    before: str, before_marked: bool, text: str, marked: bool, width: int, pairs: _Pairs, last_length: int
) -> bool:
    if marked or not before or _NUMBERED.match(text) or _OPENING.match(text):
        return False
    if _closes_bracket(before, text):
        return True
    if before_marked:
        return False
    if width and abs(last_length - width) <= 2 and before[-1] not in "。！？":
        return not _is_title_line(text, width)
    if before[-1] in _ENDS or not _is_running(before):
        return False
    if before[-1] in _OPEN_ENDS or text[0] in _CLOSERS:
        return True
    if not re.search(r"[，。；、：,;]", text) and len(text) < 30 and text[-1] not in _ENDS:
        return False
    return not _TITLE.match(text) or pairs(before[-1] + text[0]) >= 2


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


def _wrap_width(texts: Sequence[str]) -> int:
    """Return the fixed width at which all lines were cut, or 0 where they were not."""
    lengths = Counter(len(text) for text in texts)
    if len(texts) < 12:
        return 0
    width, _ = max(lengths.items(), key=lambda item: (item[1], item[0]))
    near = sum(count for length, count in lengths.items() if abs(length - width) <= 2)
    over = sum(count for length, count in lengths.items() if length > width + 4)
    return width if 16 <= width <= 90 and near >= 0.5 * len(texts) and over <= 0.05 * len(texts) else 0


def _is_title_line(text: str, width: int) -> bool:
    return len(text) < width // 2 and text[-1] not in _ENDS and not re.search("[，,]", text)
