"""Cuts a paragraph into sentences, quotation marks and brackets respected."""

from __future__ import annotations

import re

__all__ = ["LONG", "LONGEST", "VERY_LONG", "split_sentences"]

LONG = 160
"""A sentence longer than this many characters is cut at its semicolons."""
VERY_LONG = 320
"""A piece still longer than this is cut at its commas."""

LONGEST = 640
"""What no mark cuts is cut here: no sentence, but a broken file, which must not hold up those who read sentences."""

_MARK = re.compile(r"[“”‘’（）()《》【】\[\]。！？!?；;，,]")
_ENDERS = frozenset("。！？!?")
_OPENERS = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》", "【": "】", "[": "]"}
_CLOSERS = frozenset("”’）)》】]")
_TRAILERS = frozenset("”’）)》】」』]。！？!?")
_MAX_NESTED = 200
"""A bracket open for longer than this is taken for a slip and no longer holds a sentence together."""


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the spans of the sentences of `text[start:end]`, in order and without gaps other than spaces."""
    stop = len(text) if end is None else end
    pieces: list[tuple[int, int]] = []
    for a, b in _cut(text, start, stop, _ENDERS):
        if b - a <= LONG:
            pieces.append((a, b))
            continue
        for c, d in _merge_short(_cut(text, a, b, frozenset("；;")), LONG // 2):
            for e, f in _at_commas(text, c, d) if d - c > VERY_LONG else [(c, d)]:
                pieces.extend((at, min(at + LONGEST, f)) for at in range(e, f, LONGEST))
    return [trimmed for a, b in pieces if (trimmed := _trim(text, a, b))[0] < trimmed[1]]


def _cut(text: str, start: int, end: int, enders: frozenset[str]) -> list[tuple[int, int]]:
    """Cut after each ender that stands outside quotation marks and brackets."""
    pieces: list[tuple[int, int]] = []
    closing: list[tuple[str, int]] = []
    begin = start
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if at < begin:
            continue
        while closing and at - closing[-1][1] > _MAX_NESTED:
            closing.pop()
        if mark in _OPENERS:
            closing.append((_OPENERS[mark], at))
        elif mark in _CLOSERS:
            if closing and closing[-1][0] == mark:
                closing.pop()
                if not closing and mark in "”’" and text[at - 1] in enders and _goes_on(text, at + 1, end):
                    pieces.append((begin, at + 1))
                    begin = at + 1
        elif mark in enders and not closing:
            stop = at + 1
            while stop < end and text[stop] in _TRAILERS:
                stop += 1
            pieces.append((begin, stop))
            begin = stop
    if begin < end:
        pieces.append((begin, end))
    return pieces


def _goes_on(text: str, at: int, end: int) -> bool:
    """Tell whether a new sentence may start here, after a quoted one."""
    return at < end and text[at] not in "，,、；;。的和与等是为“（(：:"


def _merge_short(pieces: list[tuple[int, int]], least: int) -> list[tuple[int, int]]:
    """Join neighbouring pieces until each has at least `least` characters."""
    merged: list[tuple[int, int]] = []
    for a, b in pieces:
        if merged and merged[-1][1] - merged[-1][0] < least:
            merged[-1] = (merged[-1][0], b)
        else:
            merged.append((a, b))
    if len(merged) > 1 and merged[-1][1] - merged[-1][0] < least // 2:
        last = merged.pop()
        merged[-1] = (merged[-1][0], last[1])
    return merged


def _at_commas(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return _merge_short(_cut(text, start, end, frozenset("，,")), VERY_LONG * 5 // 8)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
