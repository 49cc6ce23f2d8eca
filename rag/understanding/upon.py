"""Tells which working a follow-up asks for upon the figures told, where it names no thing of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import jieba.posseg

from rag.operation import Operation
from rag.schema import Aspect, Figure, FigureKind, Period
from rag.understanding.normalise import BLANK
from rag.understanding.reading import Reading
from rag.understanding.told import is_added, measure_told
from rag.understanding.wordlists import BARE_VERBS, EMPTY, HOLLOW, NEVER_UNITS, STOP
from rag.units import COUNT_UNITS

__all__ = ["anchored", "named_pair", "upon"]

_NUMERALS = {name: n for n, name in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_ONE = r"(?:户|人次|人|亩|家|村|件|公里|台|辆|套|头|吨)"
_MANY = r"(?:多少|几)"
_PER = re.compile(
    rf"(?:平均|均摊|分摊|摊|折合?|合|算)(?:下来|起来)?(?:到|给|在|成)?(?:每一?|一|单)个?{_ONE}(?:头|身)?(?:上)?"
    rf"|每一?个?{_ONE}(?:头|身)?(?:上)?(?=[^,?]{{0,8}}{_MANY})"
)
_YEARS_BACK = re.compile(r"(?P<n>[一二两三四五六七八九十]|\d{1,2})年(?:以|之)?前")
_BACK = re.compile(
    rf"{_YEARS_BACK.pattern}|(?:往前|向前|更早)(?:推|数|倒)?(?P<m>[一二两三四五])年|(?:前|上|头|早)[{BLANK}]?一年(?!级)"
)
_YEAR = re.compile(r"\d{2,4}年(?!前|之前|以前)")
_TWELVE, _TWO = 12, 2
_BACKWARDS = re.compile(r"推|倒着?算|反[推算]|扣[掉除去]|减[掉去]|刨[掉去]|除去")
_PLANS = re.compile(
    r"(?:任务|目标|指标|计划|预算)"
    rf"(?:的?(?:总[量数额]|全额)|(?:到底|究竟|大概|大约|应该|应|该|原本|原来)*是?(?={_MANY}))"
)
_REACH = r"(?:达到?|做[到成]|实现|完成|成|办到|到)"
_SUPPOSED = re.compile(
    rf"(?:真(?:的)?|要是|如果|若|假如|假设|万一|一旦|果真)[^,?]{{0,6}}{_REACH}|(?:达到?|做到|实现|办到|完成)了?的话"
)
_MORE = re.compile(rf"(?:要|得|需要?|还要|还得|须)再?(?:多|少)[一-鿿]{{0,2}}(?={_MANY})|(?:多|少)[一-鿿](?={_MANY})")
_OTHER_YEAR = re.compile(r"[明来下]年|[去前]年|上年")
_APART = re.compile(rf"(?<![同环对])比[^?,]*(?:多|少|高|低|差|增加|减少|增长|下降)(?:了|出来?)?{_MANY}")
_TO_BE = re.compile(r"要|打算|准备|计划|目标|想|拟|任务")
_STOCK = re.compile(
    rf"(?:现在|目前|如今|已经?|眼下)*(?:总共|总数|总量|一共|共有|累计|拢共|总的)(?:有|达到?|是)*(?={_MANY})"
)
_TIMES = re.compile(r"(?:是|为|等于|相当于)[^,?]{1,16}?(?:的)?(?:几|多少)倍")
_THAN = re.compile(
    rf"(?<![同环对])比[^,?]{{1,16}}?(?:多|少|高|低)[^,?]{{0,3}}{_MANY}|(?:和|跟|与)[^,?]{{1,16}}?(?:相差|差){_MANY}"
)
_VOID = re.compile(rf"[{BLANK}，,?？\d年多少几是的了]")
"""What names nothing in a pair of characters."""
_ASKED = re.compile(r"了?(?:多少|几).*$")
_TAILS = "到掉下上去出来成起够完得"
_MODAL = "要想能会可得"
_OWN = frozenset({"n", "nz", "nt", "ns", "vn", "an", "l", "i", "j", "eng"})
_NO_THING = frozenset({"个数", "人", "钱", "数", "事", "点", "户", "口", "家"}) | frozenset(COUNT_UNITS) | NEVER_UNITS


def anchored(before: Reading) -> Reading:
    """Return the turn before as one on the last subject told, where it was told nothing and named nothing itself."""
    figures = before.told or before.near
    own = [one for one in before.asked if one.text == before.text and one.untold]
    if not figures or not own or any(_names(phrase, "", before, figures, itself=False) for phrase in before.indicators):
        return before
    known = {phrase for one in before.asked if one.told for phrase in one.indicators}
    if known & set(before.indicators):
        return before
    asked = tuple(one for one in before.asked if one not in own)
    return _told_of(replace(before, asked=asked), figures) if any(one.told for one in asked) else before


def dated_back(now: Reading, before: Reading) -> Reading:
    """Return the reading with the year that so many years before the one spoken of is (五年前).

    Where it names no thing of its own, the words are left for the working upon what was told.
    """
    told = before.told or before.near
    when = _when(told[-1], before) if told else None
    own = tuple(phrase for phrase in now.indicators if not _YEARS_BACK.fullmatch(phrase))
    if when is None or now.periods or not own or len(own) == len(now.indicators):
        return now
    period = _years_before(now, when)
    return replace(now, indicators=own, periods=(period,)) if period else now


def named_pair(now: Reading, before: Reading) -> tuple[Reading, Reading]:
    """Return the reading as one that sets two figures told apart, where it names just these (城里是农村的几倍).

    The turn before is returned with the two as those asked for last, in the order in which the question names them.
    """
    cue = _TIMES.search(now.text) or _THAN.search(now.text)
    known = {one.told[0].id: one for one in before.asked if one.told}
    if cue is None or now.places or now.periods or not now.indicators or len(known) < _TWO:
        return now, before
    found = sorted((at, id_) for id_, one in known.items() if (at := _named_at(now.text, one, known)) >= 0)
    if len(found) != _TWO:
        return now, before
    pair = [known[id_] for _, id_ in found]
    phrase = "".join(now.indicators)
    if any(_names(phrase, cue.group(), before, tuple(one.told[0] for one in pair)) for phrase in (phrase,)):
        return now, before
    aspect = Aspect.RATIO if _TIMES.search(now.text) else Aspect.DIFFERENCE
    rest = [one for one in before.asked if one not in pair]
    return replace(now, indicators=(), aspects=(aspect,), kind=None), replace(before, asked=(*rest, *pair))


def _named_at(text: str, one: Reading, known: Mapping[str, Reading]) -> int:
    """Return where a text names what only one of the turns asked for; -1 where it does not."""
    others = "".join(o.text + "".join(o.indicators) for o in known.values() if o is not one)
    own = one.text + "，" + "".join(one.indicators)
    pairs = {own[i : i + _TWO] for i in range(len(own) - 1)}
    marks = [text.find(p) for p in pairs if p in text and p not in others and not _VOID.search(p)]
    return min(marks, default=-1)


def upon(now: Reading, before: Reading) -> tuple[Reading, Reading]:
    """Return the reading as one on what was told, with the working that it asks for, and the turn that was told it.

    Both stay as they are where no working is asked, or where the words name a thing that was not spoken of.
    """
    figures = before.told or before.near
    if not figures or now.places or now.unknown or now.below or now.all_places:
        return now, before
    when = _when(figures[-1], before)
    operation, words = _operation(now, figures, when)
    if operation is None or any(_names(phrase, words, before, figures) for phrase in now.indicators):
        return now, before
    return _as_asked(now, operation, when), _told_of(before, figures)


def _when(last: Figure, before: Reading) -> Period | None:
    """Return the time that was spoken of last: that of the figure told, or the earlier one worked out from it."""
    worked = before.operation is Operation.EARLIER and len(before.periods) == 1
    return before.periods[0] if worked else last.period


def _told_of(before: Reading, figures: tuple[Figure, ...]) -> Reading:
    """Return the turn before with the subject of the last turn that was told the figures."""
    ids = {figure.id for figure in figures}
    known = [one for one in before.asked if ids & {figure.id for figure in one.told}]
    if not known or known[-1].indicators == before.indicators:
        return before
    last = known[-1]
    return replace(before, indicators=last.indicators, told=figures, stands_for=last.stands_for)


def _operation(now: Reading, figures: tuple[Figure, ...], when: Period | None) -> tuple[Operation | None, str]:
    """Return the working that the wording shows, where the figures told bear it out, and the words that show it."""
    text, last = now.text, figures[-1]
    amount = measure_told(last)[1] == "amount"
    if (per := _PER.search(text)) and amount:
        return Operation.EACH, per.group()
    planned_growth = last.kind is FigureKind.TARGET and bool(last.direction)
    if planned_growth and (supposed := _SUPPOSED.search(text)) and now.aspects[:1] == (Aspect.VALUE,):
        return (Operation.GROWN, supposed.group()) if now.unit not in {"%", "百分点"} else (None, "")
    set_apart = _apart(now, last, when)
    if set_apart:
        return Operation.APART, set_apart
    if last.kind is FigureKind.TARGET:
        more = _MORE.search(text)
        return (Operation.APART, more.group()) if more and not now.periods else (None, "")
    stock = _STOCK.search(text)
    if stock and is_added(last) and now.aspects[:1] in {(Aspect.VALUE,), (Aspect.TOTAL,)}:
        return (Operation.STOCK, stock.group()) if not now.periods else (None, "")
    planned = not now.periods and not _OTHER_YEAR.search(text) and Aspect.COMPLETION not in now.aspects
    if planned and (plans := _PLANS.search(text)):
        return Operation.PLAN, plans.group()
    back = _BACK.search(text) or _BACKWARDS.search(text)
    if back and _earlier(now, when) is not None:
        return Operation.EARLIER, back.group()
    return None, ""


def _apart(now: Reading, last: Figure, when: Period | None) -> str:
    """Return the words that set what was told beside the same of another time, named or told from it; else empty."""
    apart = _APART.search(now.text)
    if apart is None or when is None or measure_told(last)[1] != "amount":
        return ""
    back = _YEARS_BACK.search(now.text)
    if back is not None and not now.periods:
        return back.group()
    ahead = len(now.periods) == 1 and now.periods[0].first > when.last
    return apart.group() if ahead and _TO_BE.search(now.text) and last.kind is not FigureKind.TARGET else ""


def _earlier(now: Reading, when: Period | None) -> Period | None:
    """Return the earlier period that is asked about: a named one, or so many years before the time spoken of."""
    if when is None or now.aspects[:1] not in {(), (Aspect.VALUE,), (Aspect.PREVIOUS,)}:
        return None
    if _BACK.search(now.text) and not _YEAR.search(now.text):
        return _years_before(now, when)
    named = now.periods[0] if len(now.periods) == 1 else None
    return named if named is not None and named.last < when.last and named.months >= when.months else None


def _years_before(now: Reading, when: Period) -> Period | None:
    back = _BACK.search(now.text)
    if back is None or when.months % _TWELVE:
        return None
    number = back["n"] or back["m"] or "一"
    return Period.of_year(when.year - (_NUMERALS.get(number) or int(number)))


def _names(phrase: str, words: str, before: Reading, figures: tuple[Figure, ...], *, itself: bool = True) -> bool:
    """Tell whether a phrase names a thing that was not spoken of; the words of the working itself name none."""
    if words and phrase in words:
        return False
    for piece in (words, words.strip(BLANK), _ASKED.sub("", words)):
        phrase = phrase.replace(piece, " ") if piece else phrase
    phrase = _PER.sub(" ", _BACK.sub(" ", _PLANS.sub(" ", _SUPPOSED.sub(" ", phrase))))
    turns = [one.text for one in (*before.asked, before) if itself or one.text != before.text]
    spoken = "".join((*turns, *(f.indicator + f.clause for f in figures)))
    return any(_is_thing(word.word, word.flag, spoken) for word in jieba.posseg.cut(phrase))


def _is_thing(word: str, flag: str, spoken: str) -> bool:
    if word in spoken or word in _NO_THING or word in HOLLOW | BARE_VERBS | EMPTY | STOP or not word.strip():
        return False
    if flag in _OWN or flag.startswith("n"):
        return True
    return flag.startswith("v") and len(word) > 1 and word[-1] not in _TAILS and word[0] not in _MODAL


def _as_asked(now: Reading, operation: Operation, when: Period | None) -> Reading:
    """Return the reading without phrases of its own, asking plainly for what the working gives."""
    plain = replace(now, indicators=(), operation=operation)
    if operation is Operation.EARLIER:
        period = _earlier(now, when)
        return replace(plain, aspects=(Aspect.PREVIOUS,), kind=None, periods=(period,) if period else ())
    if operation is Operation.PLAN:
        return replace(plain, aspects=(Aspect.TARGET, Aspect.IMPLIED_TARGET), kind=FigureKind.TARGET)
    if operation is Operation.APART:
        ahead = when is not None and bool(now.periods) and now.periods[0].first > when.last
        aspects = (Aspect.DIFFERENCE, Aspect.TARGET) if ahead else (Aspect.DIFFERENCE,)
        period = None if now.periods or when is None else _years_before(now, when)
        periods = (period,) if period else now.periods
        return replace(plain, aspects=aspects, kind=None, operation=None, periods=periods)
    return replace(plain, aspects=(Aspect.VALUE,), kind=None)
