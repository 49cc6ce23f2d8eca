"""Tells whether a text states an accepted form: figures compared by normalised value, words by folded text."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from rag.numbers import Quantity, find_quantities
from rag.understanding.normalise import simplify

__all__ = ["TOLERANCE", "fold", "position", "quantities", "states"]

TOLERANCE = Decimal("0.005")
"""How far, relative to the gold value, a computed figure (a form that starts with `~`) may be rounded off."""

_JOINED = re.compile(r"(?<=\d)[^\w%]+(?=\d)")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the text in simplified Chinese, half width and lower case, without spaces and punctuation.

    A decimal point and a sign stay where a digit follows, a per cent sign stays always, and what stands between two
    numbers becomes one space, so that they stay two.
    """
    plain = simplify(unicodedata.normalize("NFKC", text)).lower()
    plain = re.sub(r"\s+(?!\d)|(?<!\d)\s+", "", plain)
    plain = _JOINED.sub(_between, re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", plain))
    return "".join(c for i, c in enumerate(plain) if _kept(plain, i, c))


def _between(match: re.Match[str]) -> str:
    return match.group() if match.group() in (".", "-") else " "


def _kept(text: str, index: int, char: str) -> bool:
    if char.isalnum() or char in "% ":
        return True
    return char in ".-" and text[index + 1 : index + 2].isdigit()


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text, left to right."""
    return tuple(find_quantities(text))


def states(text: str, form: str) -> bool:
    """Tell whether the text states the form; see `position`."""
    return position(text, form) >= 0


def position(text: str, form: str) -> int:
    """Return where the text states the form, as a share of thousandths of the text, or -1.

    `form` is a figure (compared by normalised value and unit: 14869万元 = 1.4869亿元), a figure after `~` (the same,
    within `TOLERANCE`), a bare number (as digits, not inside a longer number), or words (folded, as a substring).
    """
    near = form.startswith("~")
    wanted = quantities(form.removeprefix("~"))
    if len(wanted) == 1 and wanted[0].high is None:
        for found in quantities(text):
            if _same(found, wanted[0], near):
                return found.start * 1000 // max(1, len(text))
    if near:
        return -1
    folded, needle = fold(text), fold(form)
    before = r"(?<![\d.])" if needle[:1].isdigit() else ""
    after = r"(?![\d]|\.\d)" if needle[-1:].isdigit() else ""
    match = re.search(before + re.escape(needle) + after, folded) if needle else None
    return match.start() * 1000 // max(1, len(folded)) if match else -1


def _same(found: Quantity, wanted: Quantity, near: bool) -> bool:
    if found.base_unit != wanted.base_unit:
        return False
    difference = abs(abs(found.base) - abs(wanted.base))
    return difference <= abs(wanted.base) * TOLERANCE if near else difference == 0
