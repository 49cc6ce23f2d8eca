"""Puts the English terms of a question into Chinese, the longest first, with verbs told from nouns by their place."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.understanding.glossary import GLOSSARY, read_pairs
from rag.understanding.glossary_economy import ECONOMY
from rag.understanding.glossary_land import LAND
from rag.understanding.glossary_loose import LOOSE
from rag.understanding.glossary_people import PEOPLE
from rag.understanding.glossary_state import STATE
from rag.understanding.glossary_verbs import EMPTY_VERBS, VERBS
from rag.understanding.inflections import both_numbers, plain, verb_forms
from rag.understanding.normalise import has_han
from rag.understanding.wordlists import word_list

__all__ = ["english_terms", "is_empty_verb", "is_term", "leads_to", "to_chinese"]

_LONGEST = 9
_WORD = re.compile(r"[^\s,?!;:()]+")
_AUXILIARIES = frozenset(word_list("did does do will would to can could should must may might not and"))
_BE = frozenset(word_list("is are was were"))
_QUOTED = re.compile('["“]([^"“”]{2,60})["”]')
_EDGE = "\"“”'."


@lru_cache(maxsize=1)
def _nouns() -> dict[str, str]:
    found: dict[str, str] = {}
    for terms in (GLOSSARY, *(read_pairs(text) for text in (PEOPLE, LAND, ECONOMY, STATE, LOOSE))):
        for term, chinese in terms.items():
            found.setdefault(plain(term), chinese)
    for term, chinese in list(found.items()):
        for form in both_numbers(term):
            found.setdefault(form, chinese)
    return found


@lru_cache(maxsize=1)
def _verbs() -> dict[str, str]:
    return {form: chinese for verb, chinese in read_pairs(VERBS).items() for form in verb_forms(plain(verb))}


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return frozenset(form for verb in word_list(EMPTY_VERBS) for form in verb_forms(verb))


def is_term(word: str) -> bool:
    """Tell whether an English word is one of the terms."""
    return plain(word) in _nouns() or plain(word) in _verbs()


@lru_cache(maxsize=1)
def _english() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for terms in (GLOSSARY, *(read_pairs(text) for text in (ECONOMY, PEOPLE, LAND, STATE))):
        for term, chinese in terms.items():
            found[chinese] = (*found.get(chinese, ()), term)
    return found


def english_terms(chinese: str) -> tuple[str, ...]:
    """Return the English terms of exactly this Chinese one, the usual first; none where the glossary lacks it."""
    return _english().get(chinese, ())


@lru_cache(maxsize=1)
def _all_chinese() -> str:
    return "\n".join((*_nouns().values(), *_verbs().values()))


def leads_to(chinese: str) -> bool:
    """Tell whether an English term leads to this Chinese word, by itself or within a longer one."""
    return chinese in _all_chinese()


def is_empty_verb(word: str) -> bool:
    """Tell whether the word is a form of a verb that asks nothing (handle, handled)."""
    return word.lower() in _empty()


def to_chinese(text: str) -> str:
    """Return the text with the terms of reports in Chinese; other words stay, and so do quoted names that are none."""
    kept: list[str] = []
    position = 0
    for quoted in _QUOTED.finditer(text):
        name = _nouns().get(plain(quoted.group(1)), "") or "".join(_unquoted(quoted.group(1)).split())
        kept += [
            _unquoted(text[position : quoted.start()]),
            quoted.group() if re.search("[A-Za-z]{2}", name) else f" {name} ",
        ]
        position = quoted.end()
    return "".join((*kept, _unquoted(text[position:])))


def _unquoted(text: str) -> str:
    words = list(_WORD.finditer(text))
    pieces: list[str] = []
    position = index = 0
    before = ""
    while index < len(words):
        chinese, count = _term_at(
            [word.group() for word in words[index : index + _LONGEST]], before, text, words[index]
        )
        if count:
            end = words[index + count - 1].end()
            pieces += [text[position : words[index].start()], f" {chinese} "]
            position = end
            before = chinese
        elif not has_han(words[index].group()):
            before = words[index].group().lower()
        index += max(count, 1)
    return "".join(pieces) + text[position:]


def _term_at(words: list[str], before: str, text: str, first: re.Match[str]) -> tuple[str, int]:
    """Return the Chinese of the longest term that the words begin with, and how many words it takes."""
    if has_han(words[0]):
        return "", 0
    doing = before in _AUXILIARIES or (before in _BE and words[0].lower().endswith("ing"))
    tables = (_verbs(), _nouns()) if doing else (_nouns(), _verbs())
    together = text[first.start() :]
    for count in range(len(words), 0, -1):
        if not _runs_on(words[:count], together):
            continue
        key = plain(" ".join(word.strip(_EDGE) for word in words[:count]))
        for table in tables:
            if key in table and not (count == 1 and table is not tables[0] and is_empty_verb(key)):
                return table[key], count
    return "", 0


def _runs_on(words: list[str], text: str) -> bool:
    """Tell whether the words follow each other without other marks between them."""
    return re.match(r"[\s,]*".join(map(re.escape, words)), text) is not None
