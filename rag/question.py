"""Understands a question by rule: which places, periods, indicators and what about them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.schema import Aspect, Query, Report, Turn
from rag.understanding.aspects import find_aspects
from rag.understanding.english import is_english, name_places, translate
from rag.understanding.followup import Reading, complete, render
from rag.understanding.gazetteer import Gazetteer, gazetteer
from rag.understanding.normalise import BLANK, normalise
from rag.understanding.places import FoundPlaces, find_places
from rag.understanding.question_words import CATALOGUE
from rag.understanding.subject import strip_politeness, strip_report_words, subjects, terms_of
from rag.understanding.synonyms import canonical_terms
from rag.understanding.times import find_times
from rag.understanding.typos import mend

__all__ = ["MAX_QUESTION", "canonical_terms", "understand"]

MAX_QUESTION = 1000
"""A longer text is not read as a question: its query has no terms."""

_MAX_TURNS = 12


def understand(
    question: str, history: Sequence[Turn], reports: Sequence[Report], indicators: Sequence[str] = ()
) -> Query:
    """Return what a question asks, completed from the turns before it.

    `reports` are the catalogue: its places, parents, years and periods. `indicators` are the catalogue's indicator
    phrases; they serve only to mend typing errors in the question's own phrase. Nothing raises: an empty, senseless
    or overlong question gives a query without terms.
    """
    text, traditional = normalise(question[: MAX_QUESTION * 2])
    if len(text) > MAX_QUESTION or not re.search(r"\w", text):
        return Query(text=question, resolved=text[:MAX_QUESTION], traditional=traditional)
    known = gazetteer(reports)
    before: Reading | None = None
    for turn in history[-_MAX_TURNS:]:
        earlier, _ = normalise(turn.question[:MAX_QUESTION])
        if re.search(r"\w", earlier):
            before = complete(_read(earlier, known, reports, indicators), before, reports)
    reading = complete(_read(text, known, reports, indicators), before, reports)
    return _query(question, reading, traditional=traditional, language="en" if is_english(text) else "zh")


def _query(question: str, reading: Reading, *, traditional: bool, language: str) -> Query:
    resolved = render(reading, reading.text)
    return Query(
        text=question,
        resolved=resolved,
        language=language,
        traditional=traditional,
        places=reading.places,
        unknown_places=reading.unknown,
        guesses=reading.guesses,
        all_places=reading.all_places,
        periods=reading.periods,
        report_year=reading.report_year,
        indicators=reading.indicators,
        aspects=reading.aspects or (Aspect.OPEN,),
        kind=reading.kind,
        unit=reading.unit,
        terms=terms_of(reading.text, reading.indicators),
        carried=reading.carried,
    )


def _read(text: str, known: Gazetteer, reports: Sequence[Report], indicators: Sequence[str]) -> Reading:
    """Read one question by itself."""
    english = translate(text, known) if is_english(text) else name_places(text, known)
    text = normalise(english.text)[0]
    polite = strip_politeness(text)
    if CATALOGUE.search(polite):
        return Reading(text=text, aspects=(Aspect.CATALOGUE,))
    place = find_places(polite, known)
    places, unknown, all_places = _with_parents(place, known)
    groups = [[r for r in reports if r.place == name] for name in places]
    if not groups and len(known.places) == 1:
        groups = [list(reports)]
    times = find_times(place.text, groups)
    asked = max(len(places), 2 if all_places or place.both else 0)
    aspects = find_aspects(times.text, original=place.text, places=asked)
    several = bool(re.search(r"分别|各(?:是|有|为)", text))
    phrases = tuple(mend(phrase, indicators) for phrase in subjects(aspects.clauses, several=several))
    found = aspects.aspects
    if times.previous and Aspect.CHANGE not in found:
        found = [Aspect.PREVIOUS, *(found or [Aspect.VALUE])]
    return Reading(
        text=_mended(text, place),
        places=places,
        unknown=tuple(dict.fromkeys((*unknown, *english.unknown))),
        guesses=(*english.guesses, *place.guesses),
        all_places=all_places,
        pronoun=place.pronoun,
        both=place.both,
        periods=tuple(times.periods),
        time_words=tuple(times.words),
        relative=times.relative,
        report_year=times.report_year,
        indicators=phrases,
        aspects=tuple(found),
        kind=aspects.kind,
        unit=aspects.unit,
    )


def _with_parents(found: FoundPlaces, known: Gazetteer) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Turn a parent named alone into the places under it; it has no report of its own, so it is unknown as well."""
    places, unknown = list(found.places), list(found.unknown)
    for parent in found.parents:
        below = [place for place in known.places if known.under(place, parent)]
        places += [place for place in below if place not in places]
        if not found.all_places:
            unknown.append(parent)
    all_places = found.all_places and not found.parents
    return tuple(places), tuple(dict.fromkeys(unknown)), all_places


def _mended(text: str, found: FoundPlaces) -> str:
    """Put the right names in for misspelt ones."""
    for typed, place in found.guesses:
        text = text.replace(typed, place, 1)
    return text
