"""What a number says, read from the words before it: an amount, change, completion, share, rank or earlier value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.figures.clauses import Item
from ingest.figures.indicators import strip_right
from ingest.figures.lexicon import COUNTED_AMOUNT
from ingest.figures.moves import reaches, start_of
from rag.schema import FigureKind
from rag.units import unit_family

__all__ = ["Reading", "read_kind"]


@dataclass(slots=True)
class Reading:
    """How a number was read: `subject` is what is left of its left words once the reading is taken off.

    `dependent` tells that an empty subject means the amount before it; `earlier` that the number is an earlier value;
    `frame` completes the subject (占地方财政支出比重).
    """

    kind: FigureKind
    subject: str
    direction: str = ""
    basis: str = ""
    dependent: bool = False
    earlier: bool = False
    frame: str = ""


_LOOSE = (
    r"(?:、?力争|确保|预计|了|约|近|将近|超过|超|突破|逾|至少|不少于|不低于|不超过|不高于|达到|达|为|幅度|[ ：:“])*"
)
_GROW = (
    r"增收|增产|增长|增加|提高|提升|上升|上涨|攀升|扩大|高出|超出|跃升|回升|反弹|净增长?|加快|延长|多出|前移|前进(?![镇路村街乡区])|"
    r"进位|(?<!新)(?<!净)增|升|涨|超额"
)
_FALL = (
    r"降价|精简|下降|减少|降低|回落|下滑|下跌|收窄|缩短|压缩|压减|缩减|削减|后移|"
    r"(?<!下)(?<!或)降|(?<!核)(?<!削)(?<!精)减"
)
_MORE = r"(?<![率提])高|(?<!至)多|快|好"
_LESS = r"(?<!减)(?<!至)(?<!缺)少|(?<!降)低|慢"
_ALL = f"{_GROW}|{_FALL}|{_MORE}|{_LESS}"
_SCOPES = r"(?:[、和](?:全[国省市区]|国家|自治区|省|市|上年|去年)[^，；、]{0,6}?)?"  # 较全省、全国分别低
_CHANGE = re.compile(
    rf"(?:(?P<up>{_GROW})|(?P<down>{_FALL})|(?:[比较][^，；、]{{1,14}}?{_SCOPES})(?:(?P<up2>{_MORE})|"
    rf"(?P<down2>{_LESS}))){_LOOSE}\Z"
)
_ABSOLUTE = re.compile(
    rf"(?:(?P<up>增加|增产|增收|多收|增长|上升|提高|净增|提升|回升|扩大|高出)|(?P<down>减少|减产|减收|"
    rf"少收|下降|降低|净减|回落|缩短|压缩|下滑|压减)|"
    rf"(?:(?<=[比较]).{{0,14}}?|同比|环比)(?:(?P<up2>多|增|升|高)|(?P<down2>少|降|减|低))){_LOOSE}\Z"
)
_SPEED = re.compile(
    r"(?:(?P<up>增速|增幅|(?<!自然)增长率|增长速度|增长幅度)|(?P<down>降幅|减幅|下降率|降低率))"
    r"(?:分别|均|预计|控制在|保持在|稳定在|达到|达|为|在|约|近|超过|超|不低于|高达|[ :：])*\Z"
)
_BASIS = re.compile(
    r"(?:(?:与)?(?:上年|去年)(?:同期)?相比|同比|环比|按?(?:同口径|可比口径|可比价格?)(?:计算)?|年均|平均每年|"
    r"(?<![占对同环])比(?![重例率值价])[^，。；、]{1,16}?" + _SCOPES + r"(?=(?:分别|均|实际|名义|净|累计|再|各)*(?:"
    + _ALL + r"))|较(?![大快好高多为强低少小])[^，。；、]{1,16}?" + _SCOPES +
    r"(?=(?:分别|均|实际|名义|净|累计|再|各)*(?:"
    + _ALL + r")))"
)  # fmt: skip
_ADVERBS = re.compile(
    r"(?:分别|平均|(?<![人户亩月])均|各|累计|实际|名义|净|同比|环比|同口径|可比口径|按?可比(?:价格?)?(?:计算)?|口径|再|又|则|"
    r"也|都|年均|平均每年|预计|将|继续|持续|连续|稳步|大幅|[ ，])+\Z"
)
_BARE = re.compile(r"(?P<basis>同比|环比)[+ ]*\Z")
_OVER = re.compile(
    r"(?P<verb>超额完成|超过|超出|超额|超|高于|低于|比)(?P<goal>[^，、]{0,14}?(?:计划|目标|预算|任务|"
    r"进度|指标)[数量额值]*)(?P<more>增长|超|高|增加|低|下降)?" + _LOOSE + r"\Z"
)
_DONE = re.compile(
    r"(?:已经?|超额|提前|均|分别)*(?:完成|占到?|达到?|为|是|实现|达成)(?!率|投资)"
    r"(?P<goal>[^，、]{0,22}?(?:目标|任务|计划|指标|进度|预算|规划|工作量))"
    r"[总数量额值任务进度]*的?(?:比例|比重|进度)?(?:约|近|超过|超|达到|达|为|[ ])*\Z"
)
_RATE = re.compile(
    r"(?:任务|目标|计划|指标|投资|进度|预算)(?:总?体)?(?:完成|执行|达成)率(?:分别|均|达到|达|为|[ ])" r"*\Z"
)
_SHARE = re.compile(
    r"占(?![地道用比])(?:到|了)?(?P<whole>[^，]{0,26}?)的?(?P<word>比重|比例|比率|份额)?(?:已|分别|"
    r"(?:稳定|保持|维持|控制)在|均|"
    r"约|近|超过|超|达到|达|为|(?:提高|上升|提升|下降|增加|扩大|降低|降|升|增)(?:到|至|为)|[ ])*\Z"
)
_SHARE_NAME = re.compile(
    r"(?:占比|比重|比例|份额)(?:分别|均|已|达到|达|为|约|近|超过|超|不低于|保持在|稳定在|控制在|"
    r"(?:提高|上升|提升|下降|降低|降|升|增)(?:到|至|为)|[ ])*\Z"
)
_PREVIOUS = re.compile(
    r"(?:(?:高于|低于|超过|好于|优于|多于|少于|快于)(?P<w1>(?:去年|上年|前年)(?:同期|全年)?)(?:水平)?(?:的|为)"
    r"|(?P<w2>(?:去年|上年|前年)(?:同期)?)(?:水平)?(?:仅为|为|是|仅|只有))" + _LOOSE + r"\Z"
)
_RANKED = re.compile(
    r"(?:综合)?(?:排名|位次|排位)?(?:稳步|持续|大幅|连续|分别|均|继续)*(?:位居|位列|名列|稳居|居于|"
    r"居(?!民|家|住)|进入|跻身|"
    r"排名|排在|排到|排进|排(?![放查水污])|(?:(?<!得)分)?列(?![入车为])|跃居|荣列|保持|(?:提升|上升|跃升|攀升|前移|"
    r"进位|下降|下滑|升|降|移)"
    r"(?:至|到|为))(?P<scope>[^，、]{0,16}?)(?:的|第)*\Z"
)
_RANKING = re.compile(r"排名|位次|名次")
_SCOPED = re.compile(r"(?P<scope>(?:全[国省市区球州县疆]|[东西中北]部|东北|西[南北]|华[东北中南])[^，、]{0,10})\Z")
_AMONG = re.compile(r"在(?P<scope>[^，、在]{2,16}?(?=中)|全[国省市区][^，、在]{0,12}?)(?:中的?)?\Z")
_CUT = re.compile(
    r"(?:压减|减少|压缩|降低|削减|缩短|节约)(?!率|比例|幅度)(?P<what>[^，、；]{2,16}(?<![到至为在占率比]))\Z"
)
"""A cut whose object comes before the number: 压减一般性支出9.7%."""
_FORMER_RANK = re.compile(
    r"(?:(?:位居|位列|居|列|跻身|处于|保持|进入)*(?:全[国省市区球州]|[东西中]部|东北)[^，、]{0,6}(?:前列|领先|先进|[^，、]?流|[前第].{1,3})|"
    r"(?:实现)?(?:翻番|倍增))[、 ](?:并)?(?:保持|位居|居|列)?\Z"
)
_ONLY_RANK = re.compile(r"(?:全[国省市区])?(?:综合)?(?:排名|排位|位次)?")
_MULTIPLE = re.compile(r"(?:是|为|相当于|达到?)(?P<basis>[^，]{0,14}?)的?(?:约|近|[ ])*\Z")
_LIFT = re.compile(
    r"(?:(?P<up>提高|提升|增加|扩大)|压减|减少|压缩|降低|削减|缩短|下调)"
    r"(?P<what>[^，、；]{2,20}(?:率|比例|比重|占比|水平|标准|价格|成本|门槛|待遇|幅度))\Z"
)
"""A change whose object comes before the number: 提高报销比例10个百分点."""
_CUT_OF = re.compile(r"(?:压缩|压减|削减|核减|精简)\Z")
_SPEED_RIGHT = re.compile(r"(?:以上)?的(?:年均)?(?:速度|增速|增幅|增长)")
_KEPT = re.compile(r"(?:保持|维持|实现|(?:每年|年均)?以)(?:年均)?\Z")
_GROWTH = re.compile(r"(?:以上|左右)?(?:的)?(?:年均|平均|较快|两位数)?增长")
_RATIOS = ("percent", "points", "times", "doubling", "")


def _amount(item: Item, subject: str) -> Reading:
    """Return the reading of a plain amount or count."""
    measured = unit_family(item.quantity.unit) in COUNTED_AMOUNT or not item.quantity.unit
    return Reading(FigureKind.ACHIEVED if measured else FigureKind.COUNT, subject)


def _basis(left: str, verb_at: int) -> tuple[str, str]:
    """Split the words before a verb of change into the subject and what it is measured against."""
    words = [m for m in _BASIS.finditer(left) if m.end() <= verb_at]
    subject = _ADVERBS.sub("", left[: words[0].start() if words else verb_at])
    basis = words[-1].group() if words else ""
    return subject, re.sub(r"^[比较与]", "", basis).strip()


def _change(left: str, match: re.Match[str], carried: str) -> Reading:
    """Read a change: its direction, its basis, and the subject before it."""
    groups = match.groupdict()
    at = next(match.start(name) for name in ("up", "down", "up2", "down2") if groups.get(name))
    direction = "增" if groups.get("up") or groups.get("up2") else "减"
    subject, basis = _basis(left, at)
    subject += left[at : at + 2] if subject.strip() and left.startswith(("增收", "增产"), at) else ""
    return Reading(FigureKind.CHANGE, subject, direction, basis or carried, dependent=True)


def _moved(left: str, match: re.Match[str], carried: str) -> Reading:
    """Read a move up or down an order, whose subject is the ranking and not what is ranked."""
    reading = _change(left, match, carried)
    reading.frame = "" if _RANKING.search(reading.subject) else "排名"
    return reading


def _in_order(item: Item) -> bool:
    """Tell whether a number counts places in an order: 前移3个位次, 综合排名上升4位."""
    unit = item.quantity.unit
    if unit == "位":
        return bool(_RANKING.search(f"{item.opener}{item.left}") or _SHIFTED.search(item.left))
    return unit in ("个位次", "位次")


_SHIFTED = re.compile(rf"(?:前移|后移|前进|进位|跃升|攀升|上升|提升|下滑|下降){_LOOSE}\Z")
_AGAINST = re.compile(
    r"(?P<verb>高于|低于|快于|慢于|优于|好于|超过|高出|超出|领先|落后|高|超|低)(?:于)"
    rf"?(?P<basis>[^，、]{{1,16}}?{_SCOPES})(?:水平|增速|平均|约|近|[ ])*\Z"
)


def _points(left: str, carried: str) -> Reading:
    """Read percentage points: always a change, against the words after 高于 where it has them."""
    match = _CHANGE.search(left)
    if match:
        return _change(left, match, carried)
    lift = _LIFT.search(left)
    if lift:
        way = "增" if lift.group("up") else "减"
        return Reading(FigureKind.CHANGE, lift.group("what"), way, carried, dependent=True)
    against = _AGAINST.search(left)
    if against:
        down = against.group("verb") in ("低于", "慢于", "落后", "低")
        subject = _ADVERBS.sub("", left[: against.start()])
        basis = left[against.start("basis") :].strip()
        return Reading(FigureKind.CHANGE, subject, "减" if down else "增", basis, dependent=True)
    return Reading(FigureKind.CHANGE, left, "", carried, dependent=True)


def _goal(left: str) -> Reading | None:
    """Read a completion rate or an excess over a plan."""
    over = _OVER.search(left)
    if over and not (over.group("verb") == "超额完成" and left.rstrip().endswith("的")):
        down = over.group("verb") == "低于" or over.group("more") in ("低", "下降")
        return Reading(
            FigureKind.CHANGE, left[: over.start()], "减" if down else "增", over.group("goal"), dependent=True
        )
    done = _DONE.search(left) or (over if over else None)
    if done:
        return Reading(FigureKind.COMPLETION, left[: done.start()], basis=done.group("goal"), dependent=True)
    if _RATE.search(left):
        return Reading(FigureKind.COMPLETION, left, dependent=False)
    return None


def _share(left: str, right: str) -> Reading | None:
    """Read a part of a whole."""
    match = _SHARE.search(left)
    if match and match.group("whole"):
        word = match.group("word") or "比重"
        frame = f"占{match.group('whole')}{word}"
        return Reading(FigureKind.SHARE, left[: match.start()], dependent=True, frame=frame)
    if _SHARE_NAME.search(left):
        return Reading(FigureKind.SHARE, left)
    if right.startswith("的") and not _SPEED_RIGHT.match(right):
        return Reading(FigureKind.SHARE, left)
    return None


def _relative(item: Item, carried: str) -> Reading:
    """Read a number in %, 倍, 番 or a fraction."""
    left, family = item.left, unit_family(item.quantity.unit) if item.quantity.unit else ""
    if family == "points":
        return _points(left, carried)
    previous = _PREVIOUS.search(left)
    if previous:
        return _earlier(left, previous)
    reading = _goal(left)
    if reading:
        return reading
    if family == "doubling":
        against = re.search(r"(?<![占对同环])[比较]([^，；]{1,14})\Z", left)
        subject = _ADVERBS.sub("", left[: against.start()] if against else left)
        basis = against.group(1).strip() if against else carried
        return Reading(FigureKind.CHANGE, subject, "增", basis, dependent=True)
    if item.right.startswith("的") and len(item.right) > 1 and _CUT_OF.search(left):
        what = strip_right(item.right.split("用于")[0], whole=False)
        return Reading(FigureKind.CHANGE, what, "减", carried, dependent=True)
    match = _CHANGE.search(left)
    if match:
        return _change(left, match, carried)
    bare = _BARE.search(left)
    if bare:
        subject = _ADVERBS.sub("", left[: bare.start()])
        return Reading(FigureKind.CHANGE, subject, "增", bare.group("basis"), dependent=True)
    match = _SPEED.search(left)
    if match:
        subject, basis = _basis(left, match.start())
        return Reading(
            FigureKind.CHANGE, subject, "增" if match.group("up") else "减", basis or carried, dependent=True
        )
    if _SPEED_RIGHT.match(item.right) or (_KEPT.search(left) and _GROWTH.match(item.right)):
        return Reading(FigureKind.CHANGE, _KEPT.sub("", left.strip()), "增", carried, dependent=True)
    if family == "times" and _MULTIPLE.search(left):
        multiple = _MULTIPLE.search(left)
        assert multiple
        return Reading(FigureKind.CHANGE, left[: multiple.start()], "", multiple.group("basis"), dependent=True)
    cut = _CUT.search(left) if family == "percent" and not item.right else None
    if cut:
        return Reading(FigureKind.CHANGE, cut.group("what"), "减", carried, dependent=True)
    return _share(left, item.right) or _amount(item, left)


def _earlier(left: str, match: re.Match[str]) -> Reading:
    """Read an earlier value: 高于去年同期的96.3%."""
    word = match.group("w1") or match.group("w2")
    return Reading(FigureKind.ACHIEVED, left[: match.start()], basis=word, dependent=True, earlier=True)


def _rank(item: Item, following: Item | None) -> Reading:
    """Read a place in an order: the subject before 居, else what the order is of."""
    item.right = item.right if item.right == "的" else ""
    near = following is not None and following.clause.group == item.clause.group
    start = start_of(item.left) if near and following and following.quantity.unit == "位" else None
    if start:
        return Reading(FigureKind.RANK, _ranked(start[0]), basis=start[1], dependent=True, earlier=True)
    match = _RANKED.search(item.left) or _SCOPED.search(item.left)
    if not match:
        return Reading(FigureKind.RANK, _ranked(item.left), dependent=True)
    subject = item.left[: match.start()]
    among = _AMONG.search(subject)
    basis = match.group("scope").strip() or (among.group("scope") if among else "")
    subject = _ranked(subject[: among.start()] if among else subject)
    return Reading(FigureKind.RANK, subject, basis=basis, dependent=True)


def _start(item: Item, following: Item | None) -> tuple[str, str] | None:
    """Return the subject and the time of a value that the following number is reached from, else None."""
    if following is None or following.clause.group != item.clause.group or not reaches(following.left):
        return None
    return start_of(item.left)


def _ranked(subject: str) -> str:
    """Return the subject of a rank without a rank before it (全国排名前列、), empty where it only says 排名."""
    subject = _FORMER_RANK.sub("", subject)
    return "" if _ONLY_RANK.fullmatch(subject.strip()) else subject


def read_kind(item: Item, following: Item | None, carried: str) -> Reading:
    """Read what a number says from its words; `carried` is the report's standing basis of changes."""
    quantity = item.quantity
    if quantity.is_rank or _in_order(item):
        change = None if quantity.is_rank else _CHANGE.search(item.left)
        return _moved(item.left, change, carried) if change else _rank(item, following)
    family = unit_family(quantity.unit) if quantity.unit else ""
    start = _start(item, following)
    if start:
        item.right = ""
        reading = _amount(item, start[0])
        if family in _RATIOS and _SHARE_NAME.search(reading.subject):
            reading.kind = FigureKind.SHARE
        reading.basis, reading.earlier = start[1], True
        return reading
    if family in _RATIOS:
        return _relative(item, carried)
    previous = _PREVIOUS.search(item.left)
    if previous:
        reading = _earlier(item.left, previous)
        reading.kind = _amount(item, "").kind
        return reading
    over = _OVER.search(item.left)
    if over and over.group("verb") in ("超", "超过", "超出", "超额完成"):
        return Reading(FigureKind.CHANGE, item.left[: over.start()], "增", over.group("goal"), dependent=True)
    match = _ABSOLUTE.search(item.left)
    if match and not item.right:
        return _change(item.left, match, carried)
    share = _SHARE.search(item.left) if family in ("percent",) else None
    return _share(item.left, "") or _amount(item, item.left) if share else _amount(item, item.left)
