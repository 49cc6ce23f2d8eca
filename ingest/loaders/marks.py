"""Markdown's signs for headings that only their style shows, so that the text alone still tells them."""

from __future__ import annotations

import re

__all__ = ["marked"]

_ENUMERATED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|第.{1,3}[章篇节部]|[（(].{1,3}[）)]|\d{1,2}[、.．])"
)
_SENTENCE_END = ("。", "；", "！", "？", "，", "：", ":", ";")
_MAX_HEADING = 40


def marked(text: str, *, level: int = 0, bold: bool = False) -> str:
    """Return a paragraph with `#` signs for a heading of that level (0 = none), or in `**` where it is wholly bold.

    Numbered headings, sentences and long paragraphs speak for themselves and come back unchanged.
    """
    bare = text.strip()
    if "\n" in bare or len(bare) > _MAX_HEADING or bare.endswith(_SENTENCE_END) or _ENUMERATED.match(bare):
        return text
    if level:
        return f"{'#' * level} {bare}"
    return f"**{bare}**" if bold else text
