"""Mends ordinary words of a question that were typed with a wrong character of the same sound or look (失业律)."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.understanding.gazetteer import pinyin
from rag.understanding.glossary import GLOSSARY, read_pairs
from rag.understanding.glossary_economy import ECONOMY
from rag.understanding.glossary_land import LAND
from rag.understanding.glossary_people import PEOPLE
from rag.understanding.glossary_state import STATE
from rag.understanding.lexicon import frequency, words
from rag.understanding.synonyms import GROUPS
from rag.understanding.typos import alike

__all__ = ["mend_words"]

_HAN = re.compile("[一-鿿]{2,}")
_LONGEST = 8
_ASKED = (
    "增长 下降 目标 指标 同比 完成 预计 计划 多少 比例 占比 排名 措施 举措 合计 总共 去年 今年 明年 上半年 下半年 全年"
)


@lru_cache(maxsize=1)
def _terms() -> frozenset[str]:
    """Return the words of reports that the glossary and the synonyms hold."""
    found = {term for group in GROUPS for term in group}
    for terms in (GLOSSARY, *map(read_pairs, (ECONOMY, PEOPLE, LAND, STATE))):
        found.update(terms.values())
    found.update(_ASKED.split())
    return frozenset(term for term in found if _HAN.fullmatch(term) and len(term) <= _LONGEST)


@lru_cache(maxsize=1)
def _sounds() -> dict[str, tuple[str, ...]]:
    """Index the terms by their sound."""
    found: dict[str, list[str]] = {}
    for term in sorted(_terms()):
        found.setdefault(pinyin(term), []).append(term)
    return {sound: tuple(terms) for sound, terms in found.items()}


@lru_cache(maxsize=1)
def _looks() -> dict[str, str]:
    """Index the terms by every text that differs from one in a single character of like look."""
    return {
        term[:i] + other + term[i + 1 :]: term
        for term in sorted(_terms())
        if len(term) > 2
        for i, character in enumerate(term)
        for other in alike(character)
    }


def mend_words(text: str) -> tuple[tuple[str, str], ...]:
    """Return the misspelt words of a text with the words that are meant, in the order of the text.

    Only what falls to pieces as Chinese is mended: a run in which some character stands alone between words that the
    dictionary knows, and only to a word of reports that differs in one character, by sound or by look.
    """
    found: list[tuple[str, str]] = []
    for run in _HAN.finditer(text):
        cut = words(run.group())
        starts = [sum(map(len, cut[:i])) for i in range(len(cut) + 1)]
        first = 0
        while first < len(cut):
            last, meant = _mended(cut, first)
            if meant:
                found.append((run.group()[starts[first] : starts[last]], meant))
            first = max(last, first + 1)
    return tuple(found)


def _mended(cut: list[str], first: int) -> tuple[int, str]:
    """Return where the longest misspelt word that begins here ends, and what is meant; (0, "") for none."""
    for last in range(len(cut), first, -1):
        typed = "".join(cut[first:last])
        if not 2 <= len(typed) <= _LONGEST or not _broken(cut[first:last]) or typed in _terms():
            continue
        meant = _looks().get(typed) or next((t for t in _sounds().get(pinyin(typed), ()) if _one_apart(t, typed)), "")
        if meant:
            return last, meant
    return 0, ""


def _broken(parts: list[str]) -> bool:
    """Tell whether the words are no Chinese: one of a single character, or one that the dictionary lacks."""
    alone = any(len(part) == 1 for part in parts)
    unknown = any(frequency(part) <= 0 for part in parts)
    return unknown or (alone and len(parts) > 1 and frequency("".join(parts)) <= 0)


def _one_apart(term: str, typed: str) -> bool:
    return len(term) == len(typed) and sum(a != b for a, b in zip(term, typed, strict=True)) == 1
