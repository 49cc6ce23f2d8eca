"""Names that an English question spells in pinyin (Linnan, Longmen Bridge), found in the reports that may answer it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product

from pypinyin import Style
from pypinyin import pinyin as all_pinyin

from rag.answering.draft import Draft
from rag.question import canonical_terms
from rag.schema import Query

__all__ = ["doubt", "in_characters", "spelt_names", "with_names"]

_NAME = re.compile("(?<![A-Za-z])[A-Z][a-z]{3,17}(?![A-Za-z])")
_WORD = re.compile("(?<![A-Za-z])[A-Za-z][A-Za-z-]{2,}")
_FEWEST, _MOST = 2, 4
_LONGEST_SYLLABLE = 6


def spelt_names(query: Query) -> tuple[str, ...]:
    """Return the capitalised Latin words of the asked phrases of an English question; none for other questions."""
    if query.language != "en":
        return ()
    return tuple(dict.fromkeys(word for phrase in query.indicators for word in _NAME.findall(phrase)))


def with_names(query: Query, texts: Sequence[str]) -> Query:
    """Return the query with the names that it spells in pinyin in the characters that the texts have for them."""
    for word in spelt_names(query):
        name = in_characters(word, texts)
        if name:
            spelt = re.compile(f" ?(?<![A-Za-z]){word}(?![A-Za-z]) ?")
            query = replace(
                query,
                resolved=spelt.sub(name, query.resolved),
                indicators=tuple(spelt.sub(name, phrase) for phrase in query.indicators),
                terms=tuple(name if term.lower() == word.lower() else term for term in query.terms),
            )
    return query


def doubt(query: Query, texts: Sequence[str], draft: Draft) -> None:
    """Give a figure only as the nearest thing where the question has an English word that nothing here translates."""
    words = {word for phrase in query.indicators for word in _WORD.findall(phrase)} if query.language == "en" else set()
    unknown = (word for word in sorted(words) if canonical_terms(word) == (word,))
    strange = [word for word in unknown if not any(word.lower() in text.lower() for text in texts)]
    if strange and draft.figures and not draft.abstained:
        reason = f"报告里没有找到与“{'、'.join(strange)}”对应的说法。"
        draft.abstain(reason, text=f"{reason}最接近的是：{draft.text}")


def in_characters(word: str, texts: Sequence[str]) -> str:
    """Return the characters that are read like the word and stand most often in the texts; empty where none do."""
    readers = _readers(frozenset("".join(texts)))
    found: Counter[str] = Counter()
    for syllables in _split(word.lower(), frozenset(readers)):
        pattern = re.compile("".join(f"[{readers[syllable]}]" for syllable in syllables))
        for text in texts:
            found.update(pattern.findall(text))
    return found.most_common(1)[0][0] if found else ""


def _split(word: str, known: frozenset[str]) -> list[tuple[str, ...]]:
    """Return every way to read a word as two to four syllables."""
    ways: list[tuple[str, ...]] = [()]
    done: list[tuple[str, ...]] = []
    for _ in range(_MOST):
        longer = [
            (*way, word[start : start + size])
            for way, size in product(ways, range(1, _LONGEST_SYLLABLE + 1))
            if (start := len("".join(way))) + size <= len(word) and word[start : start + size] in known
        ]
        done += [way for way in longer if len("".join(way)) == len(word) and len(way) >= _FEWEST]
        ways = longer
    return done


@lru_cache(maxsize=8)
def _readers(characters: frozenset[str]) -> dict[str, str]:
    """Return the Chinese characters for each syllable without tone."""
    found: dict[str, str] = {}
    for character in sorted(characters):
        if "一" <= character <= "鿿":
            for reading in _readings(character):
                found[reading] = found.get(reading, "") + character
    return found


@lru_cache(maxsize=8192)
def _readings(character: str) -> tuple[str, ...]:
    [readings] = all_pinyin(character, style=Style.NORMAL, heteronym=True)
    return tuple(dict.fromkeys(reading.replace("ü", "v") for reading in readings))
