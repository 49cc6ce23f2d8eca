"""Turns an English question into a Chinese one that the same rules can read."""

from __future__ import annotations

import re

from rag.understanding.english_cues import CATALOGUE, ask, mark_cues
from rag.understanding.english_places import KINDS, Translation, name_places, take_unknown
from rag.understanding.english_times import take_periods
from rag.understanding.gazetteer import Gazetteer, split_suffix
from rag.understanding.glossary import COUNTED, GLOSSARY
from rag.understanding.normalise import has_han
from rag.understanding.wordlists import IGNORED

__all__ = ["Translation", "is_english", "name_places", "translate"]


def _with_plurals(terms: dict[str, str]) -> dict[str, str]:
    """Add the other number of each term (building, buildings), where it has no meaning of its own."""
    other = {(t[:-1] if t.endswith("s") and not t.endswith("ss") else f"{t}s"): chinese for t, chinese in terms.items()}
    return other | terms


def _any_of(terms: dict[str, str]) -> str:
    return "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))


_GLOSSARY = _with_plurals(GLOSSARY)
_TERMS = re.compile(rf"(?<![A-Za-z])(?:{_any_of(_GLOSSARY)})(?![A-Za-z])", re.IGNORECASE)
_HOW_MANY = re.compile(rf"\bhow many (?:new |more |additional )?({_any_of(COUNTED)})\b", re.IGNORECASE)
_WHICH = re.compile(r"\bwhich (town|city|citie|county|countie|district|place)s?\b", re.IGNORECASE)
_OF = re.compile(r"([一-鿿]+)\s+of\s+(?:the\s+)?((?:\d+\s*)?[一-鿿]+)")
_TOKEN = re.compile(r"\d+\.\d+|[一-鿿“”\-\d]+|[A-Za-z][A-Za-z'&-]*|\d[\d.,]*")
_CHINESE = frozenset(GLOSSARY.values())


def is_english(text: str) -> bool:
    """Tell whether the question is in English (Latin words and no Chinese)."""
    return not has_han(text) and re.search(r"[A-Za-z]", text) is not None


def translate(question: str, known: Gazetteer) -> Translation:
    """Return the Chinese question for an English one: places, periods, subject and what is asked.

    Words that the glossary lacks stay English, so that a multilingual encoder can still use them.
    """
    made = name_places(question, known)
    take_unknown(made)
    marks: set[str] = set()
    text = mark_cues(made.text, marks, early=True)
    if "catalogue" in marks:
        made.text = CATALOGUE
        return made
    text, periods = take_periods(text)
    text = _HOW_MANY.sub(lambda m: f" 多少{COUNTED[m[1].lower()]} ", text)
    text = _WHICH.sub(lambda m: f" {_which(m[1].lower(), known)} ", text)
    text = _TERMS.sub(lambda m: f" {_GLOSSARY[m.group().lower()]} ", text)
    text = _OF.sub(r" \2 \1 ", text)
    text = mark_cues(text, marks, early=False)
    made.text = _compose(text, periods, marks, question)
    return made


def _which(kind: str, known: Gazetteer) -> str:
    word = KINDS.get(kind.replace("tie", "ty"), "")
    return f"哪个{word}" if word in known.suffixes() else "哪个地方"


def _compose(text: str, periods: list[str], marks: set[str], question: str) -> str:
    """Put the Chinese question together: places, period, subject, then what is asked."""
    kept = [word for word in _TOKEN.findall(text) if word.lower() not in IGNORED]
    places = [word for word in kept if has_han(word) and split_suffix(word)[1] and word not in _CHINESE]
    subject = "".join(f" {word} " if word.isascii() else word for word in kept if word not in places)
    subject = re.sub(r"\s+", " ", subject).strip()
    return f"{'和'.join(places)}{''.join(periods)}{subject}{ask(marks, subject, question)}？"
