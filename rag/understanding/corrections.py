"""Follows a speaker who corrects himself: 东平…不对，淞南的税收 asks for 淞南."""

from __future__ import annotations

import re

from rag.period import find_periods
from rag.schema import FigureKind
from rag.understanding.gazetteer import Gazetteer
from rag.understanding.normalise import BLANK
from rag.understanding.places import find_places

__all__ = ["corrected", "without_refused"]

_MARK = "[,，.。、…!！?？;； ]"
_CORRECTION = re.compile(
    rf"(?:{_MARK}|啊|哦|呃)+(?:哦|噢|啊|呃|额|哎)*(?:(?:不是|不对|错了|说错了|打错了|写错了|问错了|搞错了|口误|更正一下|更正)(?:的|了|啊|哦)?{_MARK}+"
    rf"(?:我是?(?:想|要)?(?:说|问)的?是?|应该是|应该说|是)?|我是说|我是想问|应该是说)(?!{_MARK}*$)"
)


_REFUSED = re.compile(
    rf"{_MARK}(?:可|请)?(?:别(?:给我|拿|用|说|报)?|不要(?:给我)?|不是(?!吗|么)|我?不要|不想要|不用(?:给我)?)"
    r"(?P<what>[^,，。；;？?！!]{2,16})[。！!？?]*$"
)
_MEANT = re.compile(rf"{_MARK}我?(?:要|问|说|想问|想要|指)的?是[^,，。；;？?！!]{{2,8}}(?={_MARK}|$)")
_GOAL = re.compile(r"目标|指标|计划|预期|任务")
_FACT = re.compile(r"完成|实绩|实际|实现|实数|达到")


def without_refused(text: str) -> tuple[str, FigureKind | None]:
    """Return a question without what it says it does not want (别给我去年完成的数).

    With it comes whether a plan or a fact is meant; None where nothing is refused that says so.
    """
    refused = _REFUSED.search(text)
    if refused is None or not (_GOAL.search(refused["what"]) or _FACT.search(refused["what"])):
        return text, None
    rest = text[: refused.start()]
    kind = FigureKind.TARGET if _FACT.search(refused["what"]) else FigureKind.ACHIEVED
    return _MEANT.sub("", rest), kind


def corrected(text: str, known: Gazetteer) -> str:
    """Return the question without what its speaker took back; places and periods that are not replaced stay.

    A text that only begins with 不是 takes nothing back, as nothing stands before it.
    """
    last = max(_CORRECTION.finditer(text), key=lambda match: match.start(), default=None)
    if last is None or not re.search(r"\w", text[: last.start()].strip(BLANK)):
        return text
    before, after = text[: last.start()], text[last.end() :]
    kept = ""
    now, then = find_places(after, known), find_places(before, known)
    if not (now.places or now.unknown or now.all_places):
        kept = "和".join((*then.places, *then.unknown))
    if not find_periods(after):
        kept += "".join(before[start:end] for start, end, _ in find_periods(before)[-1:])
    return kept + after
