"""Whether a model gives each number to the thing, the place, the kind and the direction that its source gives it to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rag.answering.telling import PLANNING, share_of
from rag.numbers import Quantity, find_quantities
from rag.schema import Figure, FigureKind, Period

__all__ = ["misread", "states"]

_SPACES = re.compile(r"\s+")
_CLAUSE = re.compile(r"[，,。；;：:（）()]")
_PART = re.compile(r"[，,。；;：:、（）()]")
_RISE = re.compile(r"(?<!负)增长|增加(?!值)|增幅|增速|上升|提高|提升|上涨|扩大|增收|攀升|增至|升至|猛增|激增|翻|多收")
_FALL = re.compile(r"减少|下降|降低|回落|下滑|负增长|压减|缩减|减幅|降幅|缩小|收窄|下跌|减至|降至|锐减|少收")
_MOVE = re.compile(rf"{_RISE.pattern}|{_FALL.pattern}|同比|环比|变化|变动")
_MOVED = re.compile(rf"(?:{_RISE.pattern}|{_FALL.pattern})(?:了|约|近|超过?|达到?|[至到])*$")
_PART_DONE = re.compile(r"(?:完成|达到|实现)[^，。；（]{0,10}(?:目标|任务|指标|计划|预算|进度)的?|进度|完成率|完成的?$")
_SHARE = re.compile(r"占|比重|比例|率|份额|覆盖|达标|合格")
_EMPTY = re.compile(
    r"同比|环比|年均|分别|增长|下降|减少|增加|提高|降低|上升|回落|上涨|下滑|扩大|缩小|[增降]幅|完成|实现|达到?|[比较]上年|全年|累计|其中|共计?|[为至约超了近的是在于有]"
)
_GENERAL = re.compile(r"任务|指标|目标|计划|预算|年度|年初|进度|[量的]")
_LEAST_NAME = 2
_WINDOW = 8
_ENOUGH_WORDS = 3
_OF_THE_THING = 0.5
_AFTER = 14
_LEAST_CLAUSE = 4
_BEHIND = re.compile(r"[一-鿿]{3}")
_EXPECTED = frozenset({"预计", "预期"})
_BASES = re.compile(r"去年|上年|同期|年初|预算|全[国省市区]平均")
_A_YEAR = 12
_OF_BASE = re.compile(r"(?:去年|上年)(?:同期)?(?=[^，]{0,4}$)")
_OF_YEAR = re.compile(r"[上下]半年|前?[一二三四]个?季度|\d{1,2}月")
_YEAR = re.compile(r"(\d{4})年")
_TIMES = re.compile(r"截[至止]|\d{4}年(?:度)?|\d{1,2}月(?:\d{1,2}日|[底末初])?|[上下]半年|[一二三四]季度")
_COUNTED = re.compile(r"[一-鿿]{2,8}")
_LEVELS = frozenset({FigureKind.ACHIEVED, FigureKind.COUNT})


def misread(text: str, figures: Sequence[Figure], homes: dict[str, str], quotes: Iterable[str] = ()) -> str:
    """Return in Chinese which number of the text its sources give to something else; empty where none.

    `figures` are those of the cited sentences, `homes` the place of each report by id, `quotes` the sentences. A number
    that is no figure must stand beside the same letters as in a quote; one that stands in a quote behind the same words
    measures the same thing.
    """
    plain, source = _SPACES.sub("", text), "\n".join(_SPACES.sub("", quote) for quote in quotes)
    places = {*homes.values(), *(figure.place for figure in figures)} - {""}
    last = 0
    for quantity in find_quantities(plain):
        same = [figure for figure in figures if _equal(figure, quantity)]
        before = plain[: quantity.start]
        if not same:
            if source and not _beside_the_same(plain, quantity, source):
                return f"“{quantity.text}”在原文中说的不是这个"
            last = quantity.end
            continue
        place = _last_named(before, places)
        if place and not any(_related(place, {f.place, homes.get(f.report_id, "")}) for f in same):
            return f"“{quantity.text}”不是{place}的"
        wrong = (
            _of_another_thing(plain, quantity, last, same, figures, source, places)
            or _of_another_kind(plain, quantity, last, same, source)
            or _of_another_time(before, quantity, same, source)
            or _without_its_bound(plain, quantity, same)
        )
        if wrong:
            return wrong
        last = quantity.end
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


def _beside_the_same(plain: str, quantity: Quantity, source: str) -> bool:
    """Tell whether a number stands in the source with the two letters before it or the two after it."""
    before, after = plain[max(0, quantity.start - 2) : quantity.start], plain[quantity.end : quantity.end + 2]
    number = plain[quantity.start : quantity.end]
    return before + number in source or (number + after in source and bool(after))


def _of_another_thing(
    plain: str,
    quantity: Quantity,
    last: int,
    same: Sequence[Figure],
    figures: Sequence[Figure],
    source: str,
    places: Iterable[str],
) -> str:
    """Find a number behind the name of another figure or behind words not of its sentence, or that counts others."""
    before = plain[: quantity.start]
    names = {_SPACES.sub("", figure.indicator) for figure in figures}
    name = _last_named(before, {name for name in names if len(name) >= _LEAST_NAME})
    related = any(name == _SPACES.sub("", figure.indicator) for figure in same)
    copied = _copied(plain, quantity, source)
    if name and not related and not copied:
        return f"“{quantity.text}”不是{name}的数"
    own = "\n".join((_near(quantity, source), *(_SPACES.sub("", f.indicator) for f in same)))
    if not source or copied:
        return ""
    subject = _subject(before[last:], places)
    if len(subject) >= _ENOUGH_WORDS and share_of(subject, own) < _OF_THE_THING:
        return f"“{quantity.text}”不是“{subject}”的数"
    counted = _COUNTED.match(plain, quantity.end)
    if counted and same[0].kind is FigureKind.COUNT and share_of(counted.group()[:4], own) == 0:
        return f"“{quantity.text}”不是“{counted.group()}”的数"
    return ""


def _subject(words: str, places: Iterable[str]) -> str:
    """Return what the words before a number name, without places, times and empty words."""
    words = _PART.split(words)[-1]
    for place in places:
        words = words.replace(place, "")
    words = PLANNING.sub("", _TIMES.sub("", words))
    return _EMPTY.sub("", words)[-_WINDOW:]


def _near(quantity: Quantity, source: str) -> str:
    """Return what stands around a number's occurrences in its source; all of it where the number is written anew."""
    number = quantity.text
    spans = (found.span() for found in re.finditer(rf"(?<![\d.]){re.escape(number)}", source))
    return "\n".join(source[max(0, start - _AFTER) : end + _AFTER] for start, end in spans) or source


def _copied(plain: str, quantity: Quantity, source: str) -> bool:
    """Tell whether the number stands in the source with the words before it, or with those right behind it.

    The words are enough of them to name something, or all since the pause before the number.
    """
    number = plain[quantity.start : quantity.end]
    whole = _PART.split(plain[: quantity.start])[-1]
    words = whole[-_WINDOW:]
    named = len(_GENERAL.sub("", _EMPTY.sub("", words))) >= _ENOUGH_WORDS
    short = len(whole) >= _LEAST_CLAUSE and words == whole and bool(_GENERAL.sub("", _EMPTY.sub("", words)))
    if (named or short) and words + number in source:
        return True
    behind = _BEHIND.match(plain, quantity.end)
    return behind is not None and number + behind.group() in source


def _related(name: str, others: set[str]) -> bool:
    return any(name in other or (len(other) >= _LEAST_NAME and other in name) for other in others)


def _of_another_kind(plain: str, quantity: Quantity, last: int, same: Sequence[Figure], source: str) -> str:
    """Find an amount told as a rise or a rise as an amount, a part as a rise, a fact as a plan, a turned direction."""
    local = _local(plain, last, quantity)
    clause = _clause(plain, quantity)
    kinds = {figure.kind for figure in same}
    moves = {figure.direction for figure in same} - {""}
    if _turned(clause, same):
        return f"“{quantity.text}”的增减方向与原文相反"
    if _verbatim(local + quantity.text, source):
        return ""
    if kinds <= {FigureKind.CHANGE} and not _MOVE.search(clause):
        return f"“{quantity.text}”是增减的幅度，不是数额"
    if _MOVED.search(local) and not moves and FigureKind.CHANGE not in kinds:
        return f"“{quantity.text}”不是增减的幅度"
    if kinds <= {FigureKind.COMPLETION} and not re.search(r"完成|进度|达|占", clause):
        return f"“{quantity.text}”是完成的比例，不是数额"
    if _PART_DONE.search(local[-_AFTER:]) and kinds <= {FigureKind.CHANGE, FigureKind.SHARE, FigureKind.RANK}:
        return f"“{quantity.text}”不是完成的比例"
    if kinds <= {FigureKind.SHARE} and not _SHARE.search(clause):
        return f"“{quantity.text}”是占比，不是数额"
    planned = PLANNING.search(_local(plain, last, quantity))
    if planned and kinds <= _LEVELS and not any(PLANNING.search(f.clause) for f in same):
        return f"“{quantity.text}”是实际数，不是目标"
    return ""


def _verbatim(words: str, source: str) -> bool:
    """Tell whether a number stands in the source behind all the words of its clause, or enough of them."""
    return len(words) > _LEAST_NAME and words in source


def _local(plain: str, last: int, quantity: Quantity) -> str:
    """Return the words that belong to a number: those since the number, or the pause, before it."""
    return _CLAUSE.split(plain[last : quantity.start])[-1]


def _clause(plain: str, quantity: Quantity) -> str:
    first = max((m.end() for m in _CLAUSE.finditer(plain, 0, quantity.start)), default=0)
    last = _CLAUSE.search(plain, quantity.end)
    return plain[first : last.start() if last else len(plain)]


def _turned(clause: str, same: Sequence[Figure]) -> bool:
    """Tell whether the clause around a number says rise where every source says fall, or the other way round."""
    directions = {figure.direction for figure in same}
    if directions == {"减"}:
        return bool(_RISE.search(clause)) and not _FALL.search(clause)
    return directions == {"增"} and bool(_FALL.search(clause)) and not _RISE.search(clause)


def _of_another_time(before: str, quantity: Quantity, same: Sequence[Figure], source: str) -> str:
    """Find a number under a time that is not its own, or what it is held against told as the thing itself."""
    year = next(iter(_YEAR.findall(before)[::-1]), "")
    told = _CLAUSE.split(before)[-1]
    periods = [figure.period for figure in same if figure.period]
    covered = bool(year) and any(p.first // 12 <= int(year) <= p.year for p in periods)
    said = year and f"{year}年" not in source and not _BASES.search(before.rpartition(f"{year}年")[2])
    if said and len(periods) == len(same) and not covered and all(p.months <= _A_YEAR for p in periods):
        return f"“{quantity.text}”不是{year}年的数"
    if said and len(periods) == len(same) and all(p.months < _A_YEAR for p in periods) and not _OF_YEAR.search(before):
        return f"“{quantity.text}”是{periods[0].label}的数"
    for word in _OF_YEAR.findall(told):
        if periods and not any(word in f.clause for f in same) and not any(_falls_in(word, p) for p in periods):
            return f"“{quantity.text}”不是{word}的数"
    base = _OF_BASE.search(told)
    kept = re.search(rf"(?:{_BASES.pattern})[^，,。；;]{{0,6}}{re.escape(quantity.text)}", source)
    if base and not kept and all(f.kind in _LEVELS and not f.basis for f in same):
        return f"“{quantity.text}”不是{base.group()}的数"
    bases = [_BASES.search(figure.basis) if figure.kind in _LEVELS else None for figure in same]
    if not covered and all(base and base.group() not in told for base in bases) and not _BASES.search(told):
        return f"“{quantity.text}”在原文中是{same[0].basis}的数"
    return ""


def _falls_in(word: str, period: Period) -> bool:
    """Tell whether 上半年, 一季度 or 6月 may be said of a period."""
    if word in period.label:
        return True
    months = period.last % _A_YEAR + 1
    if word == "上半年":
        return months <= _A_YEAR // 2
    if word == "下半年":
        return months > _A_YEAR // 2 and period.first % _A_YEAR >= _A_YEAR // 2
    return word == f"{months}月"


def _without_its_bound(plain: str, quantity: Quantity, same: Sequence[Figure]) -> str:
    """Find a number told as exact where every source bounds it (18%左右, 不少于5家)."""
    around = plain[max(0, quantity.start - 4) : quantity.end + 4]
    bounds = [figure.qualifier.split() for figure in same]
    words = {word for several in bounds for word in several}
    if all(bounds) and not any(word in (plain if word in _EXPECTED else around) for word in words):
        return f"原文写的是“{bounds[0][0]}”，不是确数"
    return ""
