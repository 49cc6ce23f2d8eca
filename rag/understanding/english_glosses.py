"""Chinese names that an English question adds in brackets: Yunfu (云浮)."""

from __future__ import annotations

import re

from rag.understanding.english_places import KINDS
from rag.understanding.gazetteer import Gazetteer
from rag.understanding.normalise import has_han, simplify
from rag.understanding.wordlists import word_set

__all__ = ["read_glosses", "without_glosses"]

_GLOSS = re.compile(r"\s*[（(]\s*(?P<han>[一-鿿·、 ]*[一-鿿])\s*[)）]")
_NO_NAME = word_set(
    """
    what which who when where why how did does do was were is are has have had can could the a an in of for on by
    and or from to with as at tell give show list compare please according between whose if
    """
)
_LEAST_WORDS = 3


def without_glosses(text: str) -> str:
    """Return an English text without the Chinese that it adds in brackets; any other text as it is."""
    bare = _GLOSS.sub("", text)
    return (
        bare if bare != text and not has_han(bare) and len(re.findall(r"[A-Za-z]{2,}", bare)) >= _LEAST_WORDS else text
    )


def read_glosses(text: str, known: Gazetteer) -> str:
    """Put a place of the catalogue that stands in brackets in the stead of the name before it; drop other brackets."""
    while (gloss := _GLOSS.search(text)) is not None:
        before, after = text[: gloss.start()], text[gloss.end() :]
        after = f" {after}" if after[:1].isalnum() else after
        place = _place(gloss["han"], known)
        text = f"{_without_name(before)}{place}{after}" if place else before + after
    return text


def _place(han: str, known: Gazetteer) -> str:
    """Return the place of the catalogue that a Chinese name means, or nothing."""
    name = simplify(han.replace(" ", ""))
    return next(iter((*known.full.get(name, ()), *known.short.get(name, ()))), "")


def _without_name(before: str) -> str:
    """Drop the Latin name that ends a text: the capitalised words that are none of grammar, and the kind of place."""
    kept = before.rstrip()
    while (last := re.search(r"[\s-]*([A-Za-z'’]+)\Z", kept)) is not None:
        word = last[1]
        capital = word[0].isupper() and word.lower() not in _NO_NAME
        if not capital and not (word.lower() in KINDS and kept == before.rstrip()):
            break
        kept = kept[: last.start()]
    return f"{kept} "
