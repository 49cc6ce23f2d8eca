"""The forms of English words: plurals, and the tenses of verbs."""

from __future__ import annotations

import re

from rag.understanding.glossary_verbs import IRREGULAR
from rag.understanding.wordlists import word_list

__all__ = ["both_numbers", "plain", "verb_forms"]

_IRREGULAR = {words[0]: words[1:] for words in map(word_list, IRREGULAR.split(";")) if words}
_BRITISH = re.compile(r"(?<=[a-z]{3})is(?=(?:e[sd]?|ing|ations?)\b)")
_DOUBLED = re.compile("[^aeiou][aeiou][bdgmnprt]$")
_ONCE = frozenset(
    word_list("visit cover open limit benefit audit order deliver register monitor recover alter gather consider offer")
)
"""Verbs stressed on another syllable than the last, which keep a single consonant."""
_PLURAL_ONLY = ("news", "goods", "arms", "customs", "means", "headquarters", "children", "women", "people")


def plain(text: str) -> str:
    """Return a text in the form in which terms are compared: small letters, no hyphens nor possessives, -ize."""
    small = re.sub(r"(?<=\w)['’]s?(?!\w)|[,\"“”]", "", text.lower())
    apart = re.sub(r"(?<=\w)-(?=[a-z])|(?<=[a-z])-(?=\w)", " ", small)
    return re.sub(r"\s+", " ", _BRITISH.sub("iz", apart)).strip()


def both_numbers(term: str) -> tuple[str, ...]:
    """Return a term in the singular and in the plural (company, companies), whichever it is given in."""
    if term.endswith(_PLURAL_ONLY):
        return (term,)
    if term.endswith("ies") and len(term) > 4:
        return term, f"{term[:-3]}y"
    if re.search("(?:s|x|z|ch|sh)es$", term):
        return term, term[:-2], term[:-1]
    if term.endswith("s") and not term.endswith(("ss", "us", "is")):
        return term, term[:-1]
    if re.search("(?:s|x|z|ch|sh)$", term):
        return term, f"{term}es"
    if re.search("[^aeiou]y$", term):
        return term, f"{term[:-1]}ies"
    return term, f"{term}s"


def verb_forms(verb: str) -> tuple[str, ...]:
    """Return all forms of a verb (sign, signs, signed, signing); what follows its first word stays (sets up)."""
    first, _, rest = verb.partition(" ")
    stem = first[:-1] if first.endswith("e") and not first.endswith(("ee", "oe")) else first
    if _DOUBLED.search(first) and first not in _ONCE:
        stem += first[-1]
    past = f"{first[:-1]}ied" if re.search("[^aeiou]y$", first) else f"{stem}ed"
    third = both_numbers(first)[1] if not first.endswith("s") else f"{first}es"
    forms = (first, third, *_IRREGULAR.get(first, [past]), f"{stem}ing")
    return tuple(dict.fromkeys(f"{form} {rest}".strip() for form in forms))
