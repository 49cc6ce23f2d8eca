"""The two sides that a question sets against each other, each read as a question of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.period import find_periods
from rag.question import understand
from rag.schema import Aspect, FigureKind, Period, Query, Report
from rag.understanding.ellipsis import is_hollow
from rag.understanding.wordlists import word_list
from rag.units import UNIT_PATTERN

__all__ = ["FASTER", "URBAN", "Side", "read_sides"]

MOVE = (
    "高(?:出来?)?|低|多(?:出来?)?|少|大|小|快|慢|超出?|贵|增加|增长|增多|提高|提升|上升|上涨|减少|下降|降低|下滑|净增|扩大|缩小"
    "|涨|增(?![速幅量长加])|减(?!少)|降(?![低幅])"
)
MANY = r"(?:多少|几|百分之(?:几|多少))"
THAN = re.compile(
    rf"^(?P<a>.+?)(?<![同环占对相正之])(?:相)?比(?![重例率赛值])(?:起|较)?(?P<b>.+?)[,，]?(?:还|要|是|又)?(?:{MOVE})了?"
    rf"(?:大约|大概|约)?(?P<mid>[^，,？?]{{0,6}}?)(?P<many>{MANY}.*)$"
)
HIGHER = re.compile(
    rf"^(?P<a>.+?)(?:(?<![同环占对相正之])比(?![重例率赛值])(?P<b>.+?)(?:还|更|要)?(?:{MOVE})"
    rf"|(?:是否|是不是|有没有)?(?:高于|低于|多于|少于|超过了?)(?P<c>.+?))(?:吗|么|没有|不|一些|一点|？|\?|$)"
)
APART = re.compile(
    r"^(?P<both>.+?)[,，]?(?:两者|二者|两[年地家镇市县区])?(?:之间)?的?(?:相差|差距|差额|差值|差了?(?=多少|几))(?:是|有|为|约|大约|大概)*(?P<many>多少.*|几.*|$)"
)
SUM = re.compile(
    r"^(?P<both>.+?)[,，]?(?:这)?(?:两者|二者|两年|两地|[两三][家镇市县区])?的?(?:[加合]起来|[加合](?:在|到)?一?[起块]儿?|相加|合计|一共|总共|共计|之和|总和|总计)"
    r"(?:是|有|为|约|大约|大概|完成了?|实现了?)*(?P<many>多少.*|几.*|$)"
)
TIMES = re.compile(
    r"^(?P<a>.+?)(?:是|为|相当于|等于|达到?了?)(?P<b>[^，,？?]+?)的?"
    r"(?P<many>(?:大约|大概|约)?(?:(?:多少|几)(?:倍|分之几|成)|百分之(?:几|多少)|(?:多少|多大)(?:比例|比重)))"
)
OVER = re.compile(r"^(?P<both>.+?)(?:之比|的?比值|的?比例)(?:大约|大概|约)?(?:是|为)?(?P<many>多少|几比几|几)")
WHICH = re.compile(
    r"^(?P<both>.+?)[,，]?(?:相比|比起来|比较|比一比|对比)?[,，]?(?:到底|究竟)?(?:是)?"
    r"(?:哪(?:一)?(?:个|家|边|里|年|方|者)?|谁|孰)(?:[镇市县区乡]|城市|街道|地方?|数字?)?的?(?P<what>[^，,？?]*?)(?:数额?|数字)?(?:更|最|比较|较|是)*"
    r"(?:高|低|多|(?<!多)少|大|小|快|慢|好|强|靠前|领先)"
)
SPAN = re.compile(
    rf"^(?P<head>.*?)(?:从|由)(?P<a>(?:19|20)\d\d年)(?:到|至|—|-)(?P<b>(?:19|20)\d\d年)(?:间|期间|底|末)?[,，]?"
    rf"(?P<tail>.*?)(?P<many>(?:{MOVE})了?(?:大约|大概|约)?{MANY}.*)$"
)
GAP = re.compile(
    r"^(?P<head>.*?)城乡(?:居民)?(?:之间)?的?(?P<what>[^，,？?]*?(?:收入|消费|支出|标准)[^，,？?]{0,8}?)(?:之间)?的?"
    r"(?:相差|差距|差额|差(?=多少|几|了))(?:是|有|为|约|了|大约|大概)*(?:多少|几|$)"
)
"""城乡居民收入差距: the income of towns less that of the country."""
URBAN = re.compile(
    r"^(?P<head>.*?)城乡(?:居民)?(?P<what>[^，,？?]*?(?:收入|消费|支出))的?之?比(?:值|例)?(?:大约|大概|约)?(?:是|为|有|达)?(?:多少|几)"
)
"""城乡居民收入比: the income of towns over that of the country."""
COUNTED = re.compile(rf"^{MANY}个?(?:百分点|点|[百千]?[万亿]?{UNIT_PATTERN})?")
JOINT = re.compile(r"和|与|跟|同(?!比|期|口)|以及|、|还是|[vV][sS]")
PLANNED = re.compile(r"目标|计划|预期|任务|力争|打算")
REACHED = re.compile(r"实绩|实际|完成(?!率)|实现|已经?|预计(?=数|$)|现在|目前|现有|眼下|[去上]年")
GROWTH = re.compile(r"增速|增幅|增长率|涨幅|降幅|增长(?=的?目标|的?计划|预期|$|[？?,，])")
ROLE = re.compile(
    r"(?:的?(?:预期|全年|年度|年初)?(?:增速|增幅|增长)?(?:目标任务|目标|计划|预期|任务|实绩|实际|完成|实现|预计)(?:的|数|值|额|量|情况)*|的?(?:增速|增幅|增长))$"
)
FRONT = re.compile(r"^(?:预期|计划|目标|实际|实现|完成|的)+(?=.)")
PAST_WORD = re.compile(r"去年|上一?年度?(?!级)|前一年|头年")
YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
HEAD = re.compile(
    r"(?:人均|总|年均)?(?:可支配|纯)?(?:收入|支出|产值|增加值|生产总值|余额|投资|总额|面积|人数|人口|产量|总产|占比|增速|消费|税收|户数|家数|里程)$"
)
COUNTERPARTS = tuple(word_list("城镇 农村 城市 乡村 第一 第二 第三 一产 二产 三产 进口 出口 存款 贷款 男 女"))
COUNT = re.compile("(?:人口|人数|户数|家数|个数|数量)$")
"""Nouns that only say what the asked unit says too."""
FASTER = re.compile(r"(?:增长|上升|下降|[涨升增降减跌长])[得长]?(?:更|最|比较)?[快慢多猛]")
"""Words that weigh the growth of one thing in several places; each place then has the whole phrase."""
SUMMED = re.compile(r"合计|[加合]起来|之和|总和|[两三四五]类")
"""Words of a side that is itself a sum, which no one figure gives."""
MOVES = re.compile(r"(?:增长|上升|下降|[涨升增降减跌长定设])?得?$")
SHORTEST = TWO = 2


@dataclass(frozen=True, slots=True)
class Side:
    """One side: a query for one figure, whether it asks for a rate of growth, and the words it was read from.

    `scoped` tells that the side itself names a place or a period.
    """

    query: Query
    growth: bool
    scoped: bool
    text: str
    loose: bool = False
    """Whether the phrase only stands in a clause before it, as the topic of the whole question (疫情那年，…)."""
    lent: bool = False
    """Whether the period is the one that the other side, of another place, says of itself."""

    @property
    def phrase(self) -> str:
        """The indicator phrase."""
        return "".join(self.query.indicators)

    @property
    def aspect(self) -> Aspect:
        """What of the indicator is asked."""
        return Aspect.CHANGE if self.growth else Aspect.VALUE


def read_sides(query: Query, reports: Sequence[Report]) -> tuple[Side, Side] | None:
    """Return the two sides of a comparison, a difference or a ratio, in the order of the question.

    Each has what it says itself, and from the other what it leaves out: place, period, indicator or its head
    (城镇居民、农村居民收入), and whether a plan or a rate of growth is meant. None where the question is not of two.
    """
    text = query.resolved.strip("。？?！! ")
    faster = FASTER.search(text) is not None
    if faster and len(query.places) > 1:
        return None
    for first, last in _halves(query, text):
        if query.aspect is not Aspect.TOTAL and (SUMMED.search(first) or SUMMED.search(last)):
            continue
        one, other = _read(first, last, query.places, reports), _read(last, first, query.places, reports)
        if faster:
            one, other = replace(one, growth=True), replace(other, growth=True)
        sides = _completed(one, other, query)
        if sides is not None and _apart(*sides):
            return sides
    return None


def _halves(query: Query, text: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to cut a question in two."""
    aspects = set(query.aspects)
    if aspects & {Aspect.DIFFERENCE, Aspect.CHANGE, Aspect.COMPARISON}:
        if found := SPAN.match(text):
            yield f"{found['head']}{found['b']}{found['tail']}", f"{found['head']}{found['a']}{found['tail']}"
        if found := THAN.match(text):
            more = found["mid"] + _thing(found["many"])
            yield found["a"] + more, found["b"]
    if Aspect.DIFFERENCE in aspects and (found := GAP.match(text)):
        yield f"{found['head']}城镇居民{found['what']}", f"{found['head']}农村居民{found['what']}"
    if Aspect.DIFFERENCE in aspects and (found := APART.match(text)):
        yield from _joined(query, found["both"], _thing(found["many"]))
    if Aspect.TOTAL in aspects and (found := SUM.match(text)):
        yield from _joined(query, found["both"], _thing(found["many"]))
    if Aspect.RATIO in aspects:
        yield from _ratio(query, text)
    if Aspect.COMPARISON in aspects:
        if found := WHICH.match(text):
            yield from _joined(query, found["both"], MOVES.sub("", found["what"]))
        elif found := HIGHER.match(text):
            yield found["a"], found["b"] or found["c"]


def _ratio(query: Query, text: str) -> Iterator[tuple[str, str]]:
    if found := URBAN.match(text):
        yield f"{found['head']}城镇居民{found['what']}", f"{found['head']}农村居民{found['what']}"
    if found := TIMES.match(text):
        yield found["a"], found["b"]
    if found := OVER.match(text):
        yield from _joined(query, found["both"], "")


def _thing(many: str) -> str:
    """Return what is counted after 多少 and its unit (多多少亿元税收): a noun of some length, else nothing."""
    rest = COUNTED.sub("", many)
    return rest if re.fullmatch(r"[一-鿿]{2,8}", rest) and not re.search(r"[吗呢吧啊]|合适|左右|大概", rest) else ""


def _joined(query: Query, both: str, more: str) -> Iterator[tuple[str, str]]:
    """Yield the cuts of 甲和乙 that leave each of two places, or of two periods, on a side of its own."""
    for joint in JOINT.finditer(both):
        first, last = both[: joint.start()], both[joint.end() :]
        of_places = len(query.places) == TWO and all(_named(half, query.places) for half in (first, last))
        of_years = YEAR.search(first) and YEAR.search(last)
        if of_places or (len(query.places) < TWO and (of_years or _counterparts(first, last))):
            yield first, last + more


def _counterparts(first: str, last: str) -> bool:
    """Tell whether two halves name two things of one kind (城镇居民 and 农村居民的收入)."""
    theirs = next((word for word in COUNTERPARTS if last.startswith(word)), "")
    return bool(theirs) and theirs not in first and any(word in first for word in COUNTERPARTS)


def _named(text: str, places: Sequence[str]) -> bool:
    return sum(re.sub("(?:街道|[省市区县镇乡])$", "", place) in text for place in places) == 1


def _read(text: str, other: str, places: Sequence[str], reports: Sequence[Report]) -> Side:
    """Read one side; 上年 is the year before the one that the other side names."""
    text = re.sub("(?:差不多|大约|大概)$", "", text.strip("，,。 的"))
    years = YEAR.findall(other)
    if years and not YEAR.search(text):
        text = PAST_WORD.sub(f"{int(years[0]) - 1}年", text)
    query = understand(f"{text}是多少", (), reports)
    scoped = bool(query.places or query.unknown_places or query.periods)
    if not query.places and len(places) == 1:
        query = understand(f"{places[0]}{text}是多少", (), reports)
        scoped = scoped or bool(query.periods)
    phrase = "" if query.aspect is Aspect.LIST else "".join(query.indicators)
    before, comma, last = text.rpartition("，")
    loose = bool(comma and before and last) and not "".join(understand(f"{last}是多少", (), reports).indicators)
    short = FRONT.sub("", ROLE.sub("", phrase))
    short = "" if is_hollow(short) else short
    kind = FigureKind.TARGET if PLANNED.search(text) else FigureKind.ACHIEVED if REACHED.search(text) else None
    growth = bool(GROWTH.search(text)) or Aspect.CHANGE in query.aspects
    query = replace(query, indicators=(short,) if len(short) >= SHORTEST else (), kind=kind)
    return Side(query, growth, scoped, text, loose)


def _completed(one: Side, other: Side, asked: Query) -> tuple[Side, Side] | None:
    first, last = _filled(one, other, asked), _filled(other, one, asked)
    if not first.phrase or not last.phrase:
        return None
    return first, last


def _filled(side: Side, other: Side, asked: Query) -> Side:
    """Return a side with what it leaves out taken from the other one, else from the question."""
    own, theirs = side.query, other.query
    own_phrase = "" if side.loose and other.phrase and not other.loose else side.phrase
    phrase = _with_head(own_phrase, other.phrase)
    follows = not side.phrase or not side.scoped or phrase != side.phrase
    kind = own.kind or (theirs.kind if follows and not (own.periods and theirs.kind is FigureKind.ACHIEVED) else None)
    query = replace(
        asked,
        aspects=(Aspect.VALUE,),
        places=own.places or theirs.places or asked.places,
        unknown_places=own.unknown_places,
        periods=own.periods or _lent(theirs.periods, side, differ=kind is not theirs.kind),
        indicators=(COUNT.sub("", phrase) or phrase if asked.unit else phrase,),
        kind=kind,
        resolved=side.text if phrase in side.text else f"{side.text}{phrase}",
        unit="" if side.growth or other.growth else asked.unit,
    )
    lent = not own.periods and bool(side.phrase and own.places) and _dated_itself(other)
    return replace(side, query=query, growth=side.growth or (other.growth and follows), lent=lent)


def _dated_itself(side: Side) -> bool:
    """Tell whether a side names its period behind its own place, so that the period may be its own alone."""
    dated = find_periods(side.text)
    if not dated or not side.query.places:
        return False
    short = re.sub("(?:街道|[省市区县镇乡])$", "", side.query.places[0])
    return 0 <= side.text.find(short) < dated[0][0]


def _lent(periods: Sequence[Period], side: Side, *, differ: bool) -> tuple[Period, ...]:
    """Return the periods that the other side lends; of a plan and a fact, which differ, only the year."""
    if differ and side.phrase and side.scoped:
        return ()
    return tuple(Period.of_year(p.year) for p in periods if p.months <= 12) if differ else tuple(periods)


def _with_head(phrase: str, other: str) -> str:
    """Return a phrase with the head that only the other one names; the other one for an empty phrase."""
    if not phrase or not other:
        return phrase or other
    if alike := _counterpart(phrase, other):
        return alike
    head = HEAD.search(other)
    if HEAD.search(phrase) or head is None:
        return phrase
    own = next((word for word in COUNTERPARTS if phrase in {word, f"{word}居民"}), "")
    theirs = next((word for word in COUNTERPARTS if other.startswith(word)), "")
    if own and theirs:
        rest = other[len(theirs) :]
        return own + rest if phrase == own else phrase + rest.removeprefix("居民").removeprefix("的")
    for size in range(len(phrase), 1, -1):
        at = other.find(phrase[-size:])
        if at >= 0:
            return phrase + other[at + size :]
    return phrase + head.group()


def _counterpart(phrase: str, other: str) -> str:
    """Return a phrase with the end of the other one where it says the same of its own kind (城市低保, 农村低保标准)."""
    own = next((word for word in COUNTERPARTS if phrase.startswith(word)), "")
    theirs = next((word for word in COUNTERPARTS if other.startswith(word)), "")
    rest, more = phrase[len(own) :], other[len(theirs) :]
    return own + more if own and theirs and own != theirs and len(rest) > 1 and more.startswith(rest) else ""


def _apart(first: Side, last: Side) -> bool:
    """Tell whether the sides ask for different figures."""
    one, other = first.query, last.query
    mine = (one.places, one.periods, first.phrase, one.kind)
    return mine != (other.places, other.periods, last.phrase, other.kind)
