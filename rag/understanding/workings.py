"""Tells what a question asks from the way to the answer that it names: 照2020年的数和降幅算, 按增长目标做到多少."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from rag.numbers import find_quantities
from rag.period import find_periods
from rag.understanding.aspects import find_aspects
from rag.understanding.ellipsis import is_hollow
from rag.understanding.gazetteer import Gazetteer
from rag.understanding.normalise import BLANK, normalise
from rag.understanding.places import find_places
from rag.understanding.subject import subjects

__all__ = ["Way", "plainly", "way_of", "without_plan"]

_BASIS = r"(?:可以|可|能|请|直接|就)?(?:按照?|照着?|依照|依据|根据|用|拿|以|从|由|靠|凭)[^,，。;；?？()（）]{1,24}?"
_BACK = r"(?:倒着?推|反着?推|推算|推导|推回|回推|倒算|反算|往回[推算减加]|往前[推算](?![一二两三四五\d]年))"
_AFTER = r"(?:一下|一推|一算|算算|算|去|来|回去|回来|出来|下来|下去|过去|过来|得出|可得|可知|的?话)*"
_REST = r"(?=[,，。;；?？!()（）]|$)"
_METHOD = re.compile(
    rf"{_BASIS}(?:来|去)?(?:{_BACK}{_AFTER}(?:[,，]|{_REST})?|(?:推|算|估算?|折算|换算|计算|测算|[减除]一?(?=[减除下掉]))(?:一下|一算|[下掉算减除]|的?话)?(?:[,，]|{_REST}))"
    r"|(?:按照?|照着?|依照|根据)(?:这|那|该)一?个?的?(?:完成(?:率|比例|进度|情况)|比例|进度|降幅)[,，]"
    rf"|(?:请|麻烦)?(?:[帮给替]我|帮忙)?(?:能|可以|可)?(?:{_BACK}|推(?=出))(?:算)?(?:得?出来?|下来|下去|回去|回来|一下|过来|的?话)*(?:吗|么|嘛)?[,，]?"
)
"""How the asker would work it out: of which numbers, and that backwards."""
_SUPPOSED = r"(?:要是|如果|若是?|假如|假设|倘若|只要|按照?|照着?|依照|以|刚好|正好)"
_GROWTH = re.compile(
    rf"{_SUPPOSED}(?P<of>[^,，。;；?？]{{0,30}}?(?:增长|增速|增幅|涨幅|\d%)(?:的|左右|以上)*[^,，。;；?？\d多几]{{0,10}}?"
    r"(?:目标|预期|计划)|(?:这|那|该|同样)一?个?的?(?:增长率|增长|增速|增幅|涨幅))"
    r"(?:值|来|去|算|推算|增长|[涨增走]|完成|实现|达成|的话|定的)*[,，]?"
)
"""A supposition that something grows as planned."""
_AMOUNT = re.compile(r"(?:多少|几)(?!乎|年来)|多大|(?:总量|总额)$")
_RATE = re.compile(r"(?:增速|增长|增幅|涨幅)(?:目标)?(?:是|为)?(?:多少|几)|百分之几|百分点")
_PLANNED = re.compile(r"完成(?:的?比例|的?进度|率|度|程度|百分比)|进度|超额|超出")
_GOAL = re.compile(r"(?<!增长)(?:目标|任务|指标|预算(?!收入|支出))")
_ORIGINAL = re.compile(
    r"(?:原先|原来|原本|原|当初|起初|本来|最初|年初|当时)(?:的|所|就|是|要|想|[省市区县镇]里|给)*"
    r"(?:(?:[全年]年|年度)?(?:计划|目标|任务|预算|指标)|定(?:的|下|了)*)"
)
"""A plan spoken of as what was there before: 原定的任务, 年初预算, 当初计划."""
_OUTDONE = re.compile(r"(?:超额|提前|如期|全面)完成(?:了)?(?:全年|年度)?(?:的)?(?:目标|任务|计划|预算)?")
_OVER = re.compile(
    r"(?:已经?)?(?:超(?:出|过|额|了)*|占|完成了?|达到?了?)(?:全年|年度|年初|预定|[省市区县]定)*的?(?:计划|目标|预算|任务)(?:的)?"
)
_SAYS = re.compile(
    r"(?:已经?|一共|总共|实际上?|大约|大概|(?<![节签合])约|才|只|又|还|就|也|是|为|有|达到?|实现|完成|(?<![税吸回营])收到?|做到|投|花|拿|同比|比(?:[上前头]一?年|去年|往年|同期)"
    r"|增长|增加|上升|提高|下降|减少|降低|涨|跌|降|增|减|高|低|多|少|[了出到的]|,|，)+$"
)
"""What leads up to a number in a clause that states it."""
_TAIL = re.compile(
    r"才(?:算|能算|能|叫)(?:是)?(?:完成|达标|达到|实现|够)?(?:了|得了)?(?:目标|任务)?|(?:那|这)一?年的?(?=[^,，?]*多少)"
)
_DONE = re.compile(
    r"(?:应该|应当|理应|该|要|得|能|会|可以|才)+(?:收到?|做到?|干到?|搞到?|到|达到?|完成|实现)?(?:了)?(?=大约|大概|约|多少|几)"
)
"""What has to be done of an amount that is asked, which tells nothing of what it is an amount of."""
_LED = re.compile(r"^(?:那么?|这样|于是|所以|那|则|请问|问)+")
_WHY = re.compile(r"为什么|为何|为啥|原因|怎么会")
_LAST = re.compile(r"(?:上|前|头)一?年(?!级)|去年")
_NEXT = re.compile(r"(?:下|第二|转过|后一?)年(?!级)|次年|翌年|明年")
_ASKS = re.compile(r"多少|(?<![第这那好])几(?!乎|年来)|多大|哪|什么|啥|谁|[吗么呢]$|怎|如何|是否")
_COMPARES = re.compile(r"比|同期|增长|相差|差多少|超|占|哪")
_EACH = re.compile(r"平均|户均|每一?[人户家亩个名]")
_ROLES = re.compile(
    r"(?:应该|应当|理应|该|要|得|会|能|可以|才|需要|想|达|到|收|投|花|做|干|拿|完成|实现|计划|目标|任务|预算|指标|总量|总额|总数|规模|大约|大概|大致|年度|全年|年初"
    r"|原先|原来|原本|原定|原|当初|起初|本来|最初|当时|那|的|了|定|约|是|个|只)*"
)
_HINT = re.compile(
    r"[(（](?=[^()（）]*(?:超|完成|占|[增减涨降跌]|[为是]))(?![^()（）]*(?:多少|几|什么|哪))[^()（）]+[)）]"
)
"""An aside that may state a number as a hint."""
_TELLING = 3
"""A subject this long names a thing; a shorter one that only repeats a word of the given clause does not (造了多少)."""
_REFERS = re.compile(r"(?:比|较)(?:它|其|这|那|此)")
_PIECE = re.compile(r"[^,，。;；?？!()（）]+")


class Way(StrEnum):
    """How the answer is to be worked out, as far as the question itself says so."""

    GROWN = "grown"
    """From the last value, by the planned growth."""
    PLAN = "plan"
    """The plan, from what was reached and how far that went."""
    BACK = "back"
    """Backwards from later numbers, or from a part."""


def way_of(text: str) -> Way | None:
    """Return how the asker wants the answer worked out; None where the question does not say."""
    text, _ = normalise(text)
    if not _AMOUNT.search(text) or _WHY.search(text):
        return None
    if _GROWTH.search(text) and not _RATE.search(_GROWTH.sub("", text)):
        return Way.GROWN
    method = _METHOD.search(text)
    rest = _METHOD.sub("", text)
    if _ORIGINAL.search(rest) or (method and (_PLANNED.search(method.group()) or _GOAL.search(rest))):
        return Way.PLAN
    return Way.BACK if method else None


def without_plan(phrase: str) -> str:
    """Return a phrase without the words that speak of a plan as what was there before (原先的年度计划)."""
    return re.sub(r"的?(?:应该|应当|理应|大约|大概|该|应)*(?:要|投|完成)*$", "", _ORIGINAL.sub("", phrase)).strip("的")


@dataclass(slots=True)
class _Told:
    """What a question says beside what it asks: how to work it out, the planned growth, a number given."""

    method: str = ""
    goal: str = ""
    given: str = ""


def plainly(text: str, known: Gazetteer) -> str:
    """Return the question without the way to its answer and without the number that it starts from.

    沧州2024年吞吐量3.55亿吨，那2023年大约是多少 asks for 沧州2023年吞吐量. What the question itself leaves out, a
    subject, a place or a period, comes from what is taken away. A question that says neither stays as it is.
    """
    if not _AMOUNT.search(text) or _WHY.search(text) or _EACH.search(text):
        return text
    told = _Told()
    asked = _without_growth(text, told)
    asked = _without_method(asked, told)
    asked = _DONE.sub("是", _TAIL.sub("", asked)) if told.goal else asked
    asked = _HINT.sub(lambda m: "" if _numbers(m.group()) else m.group(), asked)
    asked = _without_back(asked)
    if _of_another_time(asked) or told.goal:
        asked = _without_given(asked, told, known)
    if not (told.method or told.goal or told.given):
        return asked
    return _completed(asked, told, known)


def _without_growth(text: str, told: _Told) -> str:
    found = _GROWTH.search(text)
    if found is None or _RATE.search(_GROWTH.sub("", text)):
        return text
    told.goal = found["of"]
    return (text[: found.start()] + text[found.end() :]).replace("()", "").replace("（）", "")


def _without_method(text: str, told: _Told) -> str:
    for found in reversed(list(_METHOD.finditer(text))):
        told.method = found.group() + told.method
        text = text[: found.start()] + text[found.end() :]
    return re.sub(r"[(（][,，\s]*[)）]", "", text)


def _without_back(text: str) -> str:
    """Leave out a clause that only says by how much another year differs from what is asked (2020年比它多945件)."""
    pieces = _PIECE.findall(text)
    back = [p for p in pieces[1:] if _REFERS.search(p) and _numbers(p) and not _ASKS.search(p)]
    return "，".join(p for p in pieces if p not in back) if back else text


def _without_given(text: str, told: _Told, known: Gazetteer) -> str:
    """Take out the clauses that state a number, or that a plan was outdone, beside the one that asks."""
    pieces = _PIECE.findall(text)
    stating = [p for p in pieces if not _ASKS.search(p) and (_numbers(p) or _OUTDONE.search(p))]
    if not stating or len(stating) == len(pieces):
        return text
    if not told.goal and not _nameless(text, known):
        return text
    told.given = "".join(_thing_of(piece) for piece in stating)
    return "，".join(_LED.sub("", p.strip(" ▁")) for p in pieces if p not in stating)


def _of_another_time(text: str) -> bool:
    """Tell whether an amount of another time, or of the plan, is asked after a number is given."""
    pieces = _PIECE.findall(text)
    asking = "".join(piece for piece in pieces if _ASKS.search(piece))
    dated = find_periods(asking) or _LAST.search(asking) or _NEXT.search(asking) or _ORIGINAL.search(asking)
    return len(pieces) > 1 and bool(dated) and not _COMPARES.search(asking)


def _numbers(text: str) -> bool:
    return any(q.unit and not q.is_rank for q in find_quantities(_undated(text)))


def _undated(text: str) -> str:
    for start, end, _ in reversed(find_periods(text)):
        text = text[:start] + text[end:]
    return text


def _thing_of(clause: str) -> str:
    """Return what a clause that states a number states it of, with its period."""
    clause = _OUTDONE.sub("", clause)
    for quantity in reversed([q for q in find_quantities(clause) if q.unit and not q.is_rank]):
        if any(start <= quantity.start < end for start, end, _ in find_periods(clause)):
            continue
        before = _SAYS.sub("", _OVER.sub("", clause[: quantity.start]))
        clause = before + re.sub(r"^(?:左右|多|以上|余)", "", clause[quantity.end :])
    return _LED.sub("", clause.strip(" ▁"))


def _nameless(text: str, known: Gazetteer) -> bool:
    """Tell whether no clause that asks names what it asks of."""
    pieces = _PIECE.findall(text)
    named = _subject("，".join(piece for piece in pieces if _ASKS.search(piece)), known)
    return any(named in piece for piece in pieces if not _ASKS.search(piece)) if named else True


def _subject(text: str, known: Gazetteer) -> str:
    """Return the phrase that a text asks about, empty where its words name nothing."""
    plain = find_places(text, known).text
    for start, end, _ in find_periods(plain):
        plain = plain[:start] + BLANK * (end - start) + plain[end:]
    plain = _LED.sub("", _NEXT.sub(BLANK, _LAST.sub(BLANK, plain)))
    found = [p for p in subjects(find_aspects(plain, original=text).clauses) if not is_hollow(p)]
    return "".join(p for p in found if not _ROLES.fullmatch(p))


def _completed(asked: str, told: _Told, known: Gazetteer) -> str:
    """Return what is asked with the place, the period and the subject that only the rest names."""
    rest = (told.given, told.goal, told.method)
    lead = ""
    places = find_places(asked, known)
    if not (places.places or places.unknown or places.all_places):
        found = (find_places(piece, known) for piece in rest if piece)
        lead += next(("和".join((*f.places, *f.unknown)) for f in found if f.places or f.unknown), "")
    asked, period = _dated(asked, told)
    lead += period
    own = _subject(asked, known)
    if len(own) < _TELLING and (not own or own in told.given):
        lead += next((thing for piece in rest[:2] if (thing := _plain_subject(piece, known))), "")
    return f"{lead}{asked.lstrip(',， ')}"


def _plain_subject(piece: str, known: Gazetteer) -> str:
    """Return what a clause speaks of, without its place, its period and the words of a goal."""
    text = find_places(piece, known).text
    text = _undated(text.replace(BLANK, ""))
    for quantity in reversed([q for q in find_quantities(text) if q.unit]):
        text = text[: quantity.start] + text[quantity.end :]
    text = re.sub(
        r"^(?:刚好|正好|能|都|就|完成|实现|达到|定的?|的)+|(?:增长|增速|增幅|涨幅|的|左右|以上)+$",
        "",
        re.sub("(?:目标|预期|计划)$", "", text.strip(" ,，")),
    )
    return "" if is_hollow(text) or _ROLES.fullmatch(text) else text


def _dated(asked: str, told: _Told) -> tuple[str, str]:
    """Return what is asked with 上一年 read from the given year, and the period that it lacks."""
    given = [p for _, _, p in find_periods(told.given or told.method)]
    if find_periods(asked):
        return asked, ""
    if given and given[-1].months <= 12:
        for word, step in ((_LAST, -1), (_NEXT, 1)):
            if word.search(asked):
                return word.sub(f"{given[-1].year + step}年", asked, count=1), ""
    planned = [p for _, _, p in find_periods(told.goal)]
    if planned:
        return asked, planned[-1].label
    if not given or told.goal:
        return asked, ""
    return asked, given[-1].label if told.given else f"{given[-1].year}年" if _PLANNED.search(told.method) else ""
