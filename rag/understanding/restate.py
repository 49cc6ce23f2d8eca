"""Writes a completed follow-up question as one that stands alone."""

from __future__ import annotations

import re

from rag.schema import Aspect
from rag.understanding.normalise import BLANK
from rag.understanding.reading import Reading

__all__ = ["render"]

_PUNCTUATION = str.maketrans("?,!;", "？，！；")
_LESS = re.compile(r"低|(?<!多)少|小|慢")
_YEARLY = re.compile("年均|平均每年|每年平均")
_ENDINGS = {
    Aspect.VALUE: "是多少",
    Aspect.CHANGE: "同比增长多少",
    Aspect.COMPLETION: "完成全年目标的多少",
    Aspect.TARGET: "目标是多少",
    Aspect.RANK: "排名第几",
    Aspect.SHARE: "占比是多少",
    Aspect.LIST: "有哪些",
    Aspect.WHO: "是谁",
    Aspect.WHEN: "是什么时候",
    Aspect.WHERE: "在哪里",
    Aspect.NAME: "叫什么",
    Aspect.COMPARISON: "哪个更高",
    Aspect.DIFFERENCE: "相差多少",
    Aspect.TOTAL: "合计是多少",
    Aspect.RATIO: "是几倍",
    Aspect.PREVIOUS: "是多少",
    Aspect.IMPLIED_TARGET: "全年目标是多少",
    Aspect.WHY: "是什么原因",
    Aspect.YES_NO: "是否如此",
    Aspect.OPEN: "有哪些举措",
}


def render(reading: Reading) -> str:
    """Return the question as one that stands alone: what was carried over stands in front, in full."""
    own = re.sub(rf"{BLANK}+", "", reading.text).strip(" ,，")
    if not reading.carried:
        return _full_width(own)
    names = (*reading.places, *reading.unknown)
    places = "和".join(names) if names and len(names) <= 4 else ("各地" if names or reading.all_places else "")
    period = "、".join(p.label for p in reading.periods) or "".join(reading.time_words[:1])
    if reading.report_year and not reading.periods:
        period = f"{reading.report_year}年报告"
    subject = "和".join(reading.indicators)
    if not subject or any(indicator in reading.carried for indicator in reading.indicators):
        return f"{places}{period}{subject}{_ending(reading)}？"
    own = re.sub(r"^(?:那么?|还有|它们?的?|该\w的?|其){1,2}", "", own)
    front = "".join(part for part in (places, period) if part and part not in own)
    ending = _ending(reading) if reading.aspects_carried else ""
    return _full_width(f"{front}{own}{ending}？" if ending else f"{front}{own}")


def _ending(reading: Reading) -> str:
    """Return the question words for the main aspect; 最低 stays 最低."""
    if reading.aspects[0] is Aspect.COMPARISON:
        less, most = bool(_LESS.search(reading.text)), "最" in reading.text
        return f"哪个{'最' if most else '更'}{'低' if less else '高'}"
    if reading.aspects[0] is Aspect.VALUE and reading.amounts:
        return f"有{reading.amounts}"
    if reading.aspects[0] is Aspect.CHANGE and _YEARLY.search(reading.text):
        return "年均增长多少"
    return _ENDINGS.get(reading.aspects[0], "")


def _full_width(text: str) -> str:
    """Give a Chinese question its own punctuation back."""
    return text.translate(_PUNCTUATION)
