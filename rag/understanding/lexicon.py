"""Word knowledge from jieba's dictionary: what is an ordinary word, what is a place, where words end."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

import jieba

__all__ = ["crosses_words", "frequency", "is_ordinary", "is_wide_place", "place_words", "words"]

_ORDINARY = 1000
_LONGEST = 8
_SIZES = frozenset("大中小新老古")

jieba.setLogLevel(logging.ERROR)


def frequency(word: str) -> int:
    """Return how often the word stands in jieba's dictionary; 0 for an unknown word."""
    if not jieba.dt.initialized:
        jieba.initialize()
    return int(jieba.dt.FREQ.get(word, 0) or 0)


@lru_cache(maxsize=1)
def place_words() -> frozenset[str]:
    """Return the words that jieba's dictionary tags as place names."""
    path = Path(jieba.__file__).parent / "dict.txt"
    with path.open(encoding="utf-8") as lines:
        return frozenset(word for word, _, tag in map(str.split, lines) if tag == "ns")


def is_ordinary(word: str) -> bool:
    """Tell whether the word is common in running text without being known as a place (平安, 前进, 光明)."""
    return frequency(word) >= _ORDINARY and word not in place_words()


def is_wide_place(word: str) -> bool:
    """Tell whether the word is the short name of a place that the dictionary also knows in full (苏州 and 苏州市)."""
    if len(word) < 2 or frequency(word) <= 0:
        return False
    if word.endswith("城") and (word[:-1] in _SIZES or is_ordinary(word[:-1])):
        return False
    if frequency(word + "市") > 0 or frequency(word + "省") > 0:
        return frequency(word) < _ORDINARY * 3 or word in place_words()
    return word in place_words() and frequency(word) < _ORDINARY and any(frequency(word + end) > 0 for end in "县州区")


def words(text: str) -> list[str]:
    """Cut the text into words."""
    return list(jieba.cut(text))


def _word_from(text: str, start: int, beyond: int) -> str:
    """Return the longest dictionary word that starts at `start` and ends after `beyond`, or an empty string."""
    for end in range(min(len(text), start + _LONGEST), beyond, -1):
        if end - start > 1 and frequency(text[start:end]) > 0:
            return text[start:end]
    return ""


def crosses_words(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` is cut out of longer words (南平 in 云南平均, 光明 in 光明日报)."""
    for left in range(max(0, start - 3), start):
        for middle in range(max(start, left + 2), end + 1):
            if frequency(text[left:middle]) <= 0:
                continue
            if middle == end:
                return True
            if middle > start and _word_from(text, middle, end):
                return True
    return bool(_word_from(text, start, end))
