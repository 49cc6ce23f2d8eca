"""Round marks that a sentence says were passed (站上3000亿元台阶, 突破千亿元大关): bounds of the subject's amount."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.numbers import Quantity

__all__ = ["CROSSING", "STEP", "milestones_of"]

_HOW = r"(?:首次|历史性地?|成功|连续|接连|先后|一举|相继|双双|顺利|实现)"
_UP = "站上|跨上|迈上|登上|攀上|踏上|跃上|冲上|再上|连上|连跨"
CROSSING = f"{_UP}|跨越|跨过|迈过|越过|跨入|迈入|迈进|跃入|冲破|闯过|站稳|首破|再破|首超"
"""A verb that takes a round mark as its object."""
STEP = r"(?:台阶|大关|关口|门槛)"
"""What the round mark is called."""
_AMOUNT = r"(?:[第首\d.、和约近两一二三四五六七八九十百千万亿]|元|吨|人|户|亩|个|家|级|美元|%){0,24}?"
_PASSED = re.compile(
    rf"{_HOW}{{0,3}}(?:{CROSSING}|突破|达到)了?{_HOW}{{0,2}}(?:"
    rf"(?P<amount>{_AMOUNT})(?:新的?|历史性|整数)*{STEP}|[十百千]?[万亿]{{1,2}}(?:元|美元|人)?(?=[、，；。]))"
)
_CROSSED = re.compile(rf"(?:{CROSSING})了?\Z")


def milestones_of(text: str, quantities: Sequence[Quantity]) -> tuple[str, frozenset[int]]:
    """Blank the words that pass a mark, numbers and list separators excepted.

    Returns the text, character for character, and the starts of the quantities that are such marks.
    """
    kept = {at for q in quantities for at in range(q.start, q.end)}
    marks = {q.start for q in quantities if _CROSSED.search(text[max(0, q.start - 4) : q.start])}
    chars = list(text)
    for match in _PASSED.finditer(text):
        marks |= {q.start for q in quantities if match.start() <= q.start < match.end()}
        for at in range(*match.span()):
            if at not in kept and not (chars[at] in "、和" and match.start("amount") <= at < match.end("amount")):
                chars[at] = " "
    return "".join(chars), frozenset(marks)
