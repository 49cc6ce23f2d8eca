"""Whether a model gives each number to the thing, the place and the direction that its source gives it to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rag.numbers import Quantity, find_quantities
from rag.schema import Figure

__all__ = ["misread", "states"]

_SPACES = re.compile(r"\s+")
_CLAUSE = re.compile(r"[，,。；;：:（）()]")
_RISE = re.compile(r"(?<!负)增长|增加(?!值)|增幅|上升|提高|提升|上涨|扩大|增收|攀升|增至")
_FALL = re.compile(r"减少|下降|降低|回落|下滑|负增长|压减|缩减|减幅|降幅|缩小|收窄|下跌|减至|降至")
_PART = re.compile(r"[，,。；;：:、（）()]")
_EMPTY = re.compile(r"同比|环比|年均|分别|增长|下降|减少|增加|提高|降低|完成|实现|达到?|[比较]上年|全年|[为至约超了近]")
_LEAST_NAME = 2
_WINDOW = 8
_ENOUGH_WORDS = 3


def misread(text: str, figures: Sequence[Figure], homes: dict[str, str], quotes: Iterable[str] = ()) -> str:
    """Return in Chinese which number of the text its sources give to something else; empty where none.

    `figures` are those of the cited sentences, `homes` the place of each report by id, `quotes` the sentences. A number
    that is no figure is not judged here, nor one before which nothing is named; one that stands in a quote behind the
    same words measures the same thing.
    """
    plain, source = _SPACES.sub("", text), "\n".join(_SPACES.sub("", quote) for quote in quotes)
    names = {_SPACES.sub("", figure.indicator) for figure in figures}
    names = {name for name in names if len(name) >= _LEAST_NAME}
    places = {*homes.values(), *(figure.place for figure in figures)} - {""}
    for quantity in find_quantities(plain):
        same = [figure for figure in figures if _equal(figure, quantity)]
        if not same:
            continue
        before = plain[: quantity.start]
        place = _last_named(before, places)
        if place and not any(_related(place, {f.place, homes.get(f.report_id, "")}) for f in same):
            return f"“{quantity.text}”不是{place}的"
        name = _last_named(before, names)
        related = any(_related(name, {_SPACES.sub("", figure.indicator)}) for figure in same)
        if name and not related and not _copied(before, quantity.text, source):
            return f"“{quantity.text}”不是{name}的数"
        if _turned(plain, quantity.start, quantity.end, same):
            return f"“{quantity.text}”的增减方向与原文相反"
    return ""


def states(text: str, number: str) -> bool:
    """Tell whether a text states a number with its unit, however either writes it."""
    wanted = [(q.base, q.base_unit) for q in find_quantities(_SPACES.sub("", number))]
    return all(pair in [(q.base, q.base_unit) for q in find_quantities(_SPACES.sub("", text))] for pair in wanted)


def _equal(figure: Figure, quantity: Quantity) -> bool:
    return (figure.base, figure.base_unit, figure.high is None) == (
        quantity.base,
        quantity.base_unit,
        quantity.high is None,
    )


def _last_named(before: str, names: Iterable[str]) -> str:
    """Return the name that ends nearest before the number, the longest of those that end there."""
    found = ((before.rfind(name) + len(name), len(name), name) for name in names if name in before)
    return max(found, default=(0, 0, ""))[2]


def _copied(before: str, number: str, source: str) -> bool:
    """Tell whether the number and the words before it, enough of them to name something, stand in the source."""
    words = _PART.split(before)[-1][-_WINDOW:]
    return len(_EMPTY.sub("", words)) >= _ENOUGH_WORDS and words + number in source


def _related(name: str, others: set[str]) -> bool:
    return any(name in other or (len(other) >= _LEAST_NAME and other in name) for other in others)


def _turned(plain: str, start: int, end: int, same: Sequence[Figure]) -> bool:
    """Tell whether the clause around a number says rise where every source says fall, or the other way round."""
    directions = {figure.direction for figure in same}
    first = max((m.end() for m in _CLAUSE.finditer(plain, 0, start)), default=0)
    last = _CLAUSE.search(plain, end)
    clause = plain[first : last.start() if last else len(plain)]
    if directions == {"减"}:
        return bool(_RISE.search(clause)) and not _FALL.search(clause)
    return directions == {"增"} and bool(_FALL.search(clause)) and not _RISE.search(clause)
