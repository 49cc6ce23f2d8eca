"""Turns an English question into a Chinese one that the same rules can read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.understanding.english_cues import CATALOGUE, ask, mark_cues
from rag.understanding.english_glosses import read_glosses, without_glosses
from rag.understanding.english_numbers import put_amounts
from rag.understanding.english_order import Order, in_order
from rag.understanding.english_places import KINDS, Translation, name_places, take_unknown
from rag.understanding.english_terms import is_term, to_chinese
from rag.understanding.english_times import take_periods
from rag.understanding.gazetteer import Gazetteer
from rag.understanding.glossary import COUNTED
from rag.understanding.normalise import has_han

__all__ = ["Translation", "is_english", "name_places", "translate"]

_COUNTED = "|".join(re.escape(term) for term in sorted(COUNTED, key=len, reverse=True))
_HOW_MANY = re.compile(rf"\bhow many (new |more |additional )?({_COUNTED})\b", re.IGNORECASE)
_HOW_MANY_NEW = re.compile(
    r"\b(how many )(?:newly )?(?:new|additional|added) ((\w[\w'-]*)(?: \w[\w'-]*)?)", re.IGNORECASE
)
_WHICH = re.compile(r"\bwhich (town|city|citie|county|countie|district|place)s?\b", re.IGNORECASE)
_AND_ASKS = re.compile(r",? and (?=(?:by )?(?:how|what|where|when|who)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause as it stands, the cues of what it asks, its periods, and what it speaks of."""

    text: str
    marks: set[str]
    periods: list[str]
    order: Order


def is_english(text: str) -> bool:
    """Tell whether the question is in English (Latin words and no Chinese but names in brackets after them)."""
    text = without_glosses(text)
    return not has_han(text) and re.search(r"[A-Za-z]", text) is not None


def translate(question: str, known: Gazetteer) -> Translation:
    """Return the Chinese question for an English one: places, periods, subject and what is asked.

    Nouns that the glossary lacks stay English: a question about an unknown thing must not be taken for another.
    """
    made = name_places(read_glosses(question, known), known)
    places = _places(made.text)
    take_unknown(made)
    made.text = put_amounts(made.text)
    clauses = [_clause(part, places, known) for part in _AND_ASKS.split(made.text)]
    if len(clauses) > 1 and not all(clause.order.subject for clause in clauses):
        clauses = [_clause(made.text, places, known)]
    if any("catalogue" in clause.marks for clause in clauses):
        made.text = CATALOGUE
        return made
    named = "和".join(_alone([place for clause in clauses for place in clause.order.places], known))
    spans = tuple(dict.fromkeys(period for clause in clauses for period in clause.periods))
    weighs = "和" in named or len(spans) > 1
    asked = "，".join(_asked(clause, several=weighs or clause.order.several) for clause in clauses)
    made.text = f"{named}{''.join(spans)}{asked}？"
    return made


def _alone(places: list[str], known: Gazetteer) -> list[str]:
    """Return the places without those that only say where another one lies (Taizhou, Jiangsu)."""
    parents = {p for p in places if any(known.under(other, p) for other in places)}
    return [place for place in dict.fromkeys(places) if place not in parents]


def _asked(clause: _Clause, *, several: bool) -> str:
    """Return a clause in Chinese: what it speaks of, then what is asked of that."""
    subject = clause.order.subject
    asked = ask(clause.marks, subject, clause.text, several=several)
    planned = "计划" if "aim" in clause.marks and "多少" in subject and not asked else ""
    return f"{planned}{subject}{asked}"


def _clause(question: str, places: frozenset[str], known: Gazetteer) -> _Clause:
    """Read one clause: what it asks, when, and of what."""
    marks: set[str] = set()
    text, periods = take_periods(mark_cues(question, marks, early=True))
    text = _HOW_MANY.sub(lambda m: f" {'新增' if m[1] else ''}多少{COUNTED[m[2].lower()]} ", text)
    text = _HOW_MANY_NEW.sub(_newly, text)
    text = _WHICH.sub(lambda m: " " if places else f" {_which(m[1].lower(), known)} ", text)
    text = mark_cues(to_chinese(text), marks, early=False)
    return _Clause(question, marks, periods, in_order(text, places))


def _newly(match: re.Match[str]) -> str:
    """Say 新增 for “new” before what has no term of its own for the new ones (new elderly-care beds)."""
    termed = is_term(f"new {match[2]}") or is_term(f"new {match[3]}")
    return match.group() if termed else f"{match[1]} 新增 {match[2]}"


def _places(text: str) -> frozenset[str]:
    """Return the Chinese names that stand in a text in which only places are Chinese."""
    return frozenset(re.findall("[一-鿿]+", text))


def _which(kind: str, known: Gazetteer) -> str:
    word = KINDS.get(kind.replace("tie", "ty"), "")
    return f"哪个{word}" if word in known.suffixes() else "哪个地方"
