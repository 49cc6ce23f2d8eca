"""English words that no term translates, put in the Chinese word of the reports that no English term leads to.

A word of the question that the glossary lacks can only mean a word of the reports that the glossary lacks too; had the
asker meant another one, its usual English would stand there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import jieba
import jieba.posseg
import numpy as np
from numpy.typing import NDArray

from rag.schema import Query
from rag.understanding.english_terms import leads_to
from rag.understanding.wordlists import STOP

__all__ = ["Encode", "aligned", "strange_words"]

Encode = Callable[[list[str]], NDArray[np.floating]]

_STRANGE = re.compile("(?<![A-Za-z])[a-z][a-z-]{2,}(?:[ -]+[a-z][a-z-]{2,})*")
_HAN = re.compile("[一-鿿]+")
_NEAR = 0.785
"""Least likeness of an English word to a Chinese one that may be its meaning."""
_NAMING = "nljibz"
_NARROWING = "nljibzav"
"""Parts of speech that name a thing, and that may stand before its name, by their first letters."""
_MOST = 80
"""Most Chinese words that are weighed against a strange one."""


def strange_words(query: Query) -> tuple[str, ...]:
    """Return the runs of uncapitalised Latin words in the phrases of an English question; none for other questions."""
    if query.language != "en":
        return ()
    return tuple(dict.fromkeys(run for phrase in query.indicators for run in _STRANGE.findall(phrase)))


def aligned(query: Query, clauses: Iterable[str], asked: Encode, told: Encode) -> tuple[Query, list[tuple[str, str]]]:
    """Return the query with its strange words in Chinese where clauses that speak of its other words have likely ones.

    The second part pairs each word with what it was taken for. `asked` and `told` give vectors of unit length for
    words of questions and of reports.
    """
    held = tuple(clauses)
    read: list[tuple[str, str]] = []
    for strange in strange_words(query):
        phrase = next(phrase for phrase in query.indicators if strange in phrase)
        words = _candidates(phrase, held)
        if not words:
            continue
        likeness = told(words) @ asked([strange])[0]
        best = int(np.argmax(likeness))
        if likeness[best] >= _NEAR:
            query = _with(query, strange, words[best])
            read.append((strange, words[best]))
    return query, read


def _with(query: Query, strange: str, word: str) -> Query:
    spelt = re.compile(f" ?(?<![A-Za-z-]){re.escape(strange)}(?![A-Za-z-]) ?")
    return replace(
        query,
        resolved=spelt.sub(word, query.resolved),
        indicators=tuple(spelt.sub(word, phrase) for phrase in query.indicators),
        terms=tuple(dict.fromkeys((*(term for term in query.terms if term not in strange.split()), word))),
    )


def _candidates(phrase: str, clauses: Sequence[str]) -> list[str]:
    """Return the words that no English term leads to, from the clauses that share the most words with a phrase."""
    anchors = {word for run in _HAN.findall(phrase) for word in jieba.cut(run) if len(word) > 1 and word not in STOP}
    shared = {clause: sum(anchor in clause for anchor in anchors) for clause in clauses}
    most = max(shared.values(), default=0)
    found: dict[str, None] = {}
    for clause, count in shared.items() if most else ():
        if count == most:
            found.update(dict.fromkeys(_unled(clause)))
    return list(found)[:_MOST]


def _unled(clause: str) -> Iterable[str]:
    """Return the nouns of a clause, and its nouns with a word before them, that no English term leads to."""
    for run in _HAN.findall(clause):
        before = ""
        for word, flag in jieba.posseg.cut(run):
            names = len(word) > 1 and (flag[:1] in _NAMING or flag == "vn") and word not in STOP
            if names and not leads_to(word):
                yield word
            if names and before and not leads_to(before + word) and not (leads_to(before) and leads_to(word)):
                yield before + word
            before = word if len(word) > 1 and flag[:1] in _NARROWING and word not in STOP else ""
