"""Spells out a short follow-up by what the reports name: 蔬菜呢 after 果品产量 asks for 蔬菜产量 where they give it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import jieba

from rag.answering.lookup import Finder
from rag.answering.matching import Wanted
from rag.answering.terms import asked_terms, expected_families
from rag.schema import Query
from rag.understanding.ellipsis import is_bare_measure, thing_of

__all__ = ["spelled_out"]

WHOLE = 0.95
"""Least share of a spelled-out phrase that one clause must hold for the phrase to be what was meant."""


def spelled_out(query: Query, finder: Finder) -> Query:
    """Return the query with its short phrase spelled out like an earlier one, where a report names that in full.

    A mere measure (面积) is never asked for by itself: where no report names it in full it is put to the earlier thing.
    """
    if not query.stands_for or len(query.indicators) != 1:
        return query
    phrase = query.indicators[0]
    for earlier in query.stands_for:
        for longer in _like(phrase, earlier):
            if _named(replace(query, indicators=(longer,)), longer, phrase, finder):
                return replace(query, indicators=(longer,))
    things = [thing_of(earlier) for earlier in query.stands_for if not is_bare_measure(earlier)]
    if is_bare_measure(phrase) and things and thing_of(phrase) == phrase:
        return replace(query, indicators=(things[-1] + phrase,), terms=(things[-1], phrase))
    return query


def _like(phrase: str, earlier: str) -> Iterator[str]:
    """Yield the earlier phrase with the new one before it or in place of some of its words, most of it kept first."""
    thing = thing_of(earlier)
    words = [word for word in (*jieba.cut(thing), earlier[len(thing) :]) if word.strip()]
    if phrase in earlier or len(words) < 2:
        return
    if expected_families(phrase):
        for end in range(len(words) - 1, 0, -1):
            yield "".join(words[:end]) + phrase
        return
    yield phrase + earlier
    for at in range(len(words) - 1):
        yield "".join((*words[:at], phrase, *words[at + 1 :]))
        yield "".join((*words[: at + 1], phrase))
    for start in range(2, len(words)):
        yield phrase + "".join(words[start:])


def _named(query: Query, longer: str, phrase: str, finder: Finder) -> bool:
    match = finder.best(Wanted.of(query, longer))
    if match is None or max(match.features["clause"], match.features["indicator"]) < WHOLE:
        return False
    weights = finder.material.weights
    return weights.coverage(asked_terms(phrase), match.figure.indicator) >= WHOLE
