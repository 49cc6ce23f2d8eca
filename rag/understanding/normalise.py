"""Brings a typed question into one form: simplified characters, half width, no noise."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import zhconv

__all__ = ["BLANK", "has_han", "normalise", "simplify"]

BLANK = "▁"
"""Stands for one character that is already understood; the length of the text never changes."""

_FOREIGN = re.compile(r"[^\w\s一-鿿，。！？、；：,.!?;:%％‰“”\"'‘’《》<>〈〉（）()\[\]【】\-–—~～/+·&$¥￥#]|_")
_SPACES = re.compile(r"\s+")
_INNER_SPACE = re.compile(r"(?<=[一-鿿，。？！、]) (?=\S)|(?<=\S) (?=[一-鿿，。？！、])")
_SPACED_DIGITS = re.compile(r"(?<!\d)(?:\d ){2,}\d(?!\d)")
_REPEATED = re.compile(r"([?？!！。,，、…~.])(?:\s*[?？!！。,，、…~.])+")
_HAN = re.compile(r"[一-鿿]")


def has_han(text: str) -> bool:
    """Tell whether the text holds a Chinese character."""
    return _HAN.search(text) is not None


@lru_cache(maxsize=1)
def _load_characters() -> None:
    """Load zhconv's table once, by a path of our own: its own loader leaves the file open."""
    zhconv.loaddict(str(Path(zhconv.__file__).parent / "zhcdict.json"))


def simplify(text: str) -> str:
    """Return the text in simplified characters; other characters stay."""
    _load_characters()
    return str(zhconv.convert(text, "zh-hans"))


def normalise(text: str) -> tuple[str, bool]:
    """Return the cleaned text and whether it held traditional characters.

    Full-width forms become half-width ones, emoji and control characters vanish, runs of spaces and of final
    punctuation shrink to one, and spaces beside a Chinese character go. Normalising twice changes nothing.
    """
    wide = unicodedata.normalize("NFKC", text)
    plain = simplify(wide)
    cleaned = _FOREIGN.sub(" ", plain)
    cleaned = _SPACES.sub(" ", cleaned).strip()
    cleaned = _SPACED_DIGITS.sub(lambda m: m.group().replace(" ", ""), cleaned)
    cleaned = _REPEATED.sub(r"\1", cleaned)
    cleaned = _INNER_SPACE.sub("", cleaned)
    return cleaned.strip(), plain != wide
