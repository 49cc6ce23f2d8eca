"""Words by which a statement says more, or something else, than its source: times, plans, negations, comparisons.

Wording may be the model's own; a word that changes what is said must be the source's. Numbers are judged elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.answering.material import Material
from rag.numbers import find_quantities
from rag.schema import Citation, Role
from rag.understanding.gazetteer import Gazetteer
from rag.understanding.places import find_places

__all__ = ["PLANNING", "Ground", "departs", "foreign_place", "ground_of", "needs_plan_word", "own_share", "share_of"]

PLANNING = re.compile(
    r"目标|计划|预期|力争|打算|争取|有望|预计|拟(?!定了)|将(?!军|领|士)|下一步|规划|任务|指标|确保|安排|要(?=[把加建推完抓做在以])"
)
"""Words that make a statement one about what is to come."""

_ASKS = re.compile(r"[？?]$|(?:多少|什么|怎么样?|怎么办|哪些|哪里|如何|吗|呢)$")
_SPACES = re.compile(r"\s+")
_TIMES = re.compile(
    r"[去上今本明来前后]年(?![级龄轻长])|近年|近[一二三四五六七八九十两几\d]+年|[上下]半年|前?[一二三四两]个?季度|全年|年度"
    r"|年[初底末内]|\d{1,2}月(?:\d{1,2}日|份|底|末|初)?|[上本下]月|月底|十[一二三四五]五|同期|截[至止]"
)
_YEAR = re.compile(r"(?:19|20)\d\d年")
_OPENING = re.compile(r"(?:[，,；;。：:、（(]|截[至止]|[在于到至]|镇|乡|县|区|市|街道)$")
_BASE = re.compile(r"[比较](?:上年|去年)(?:同期)?")
_WHOLE_YEAR = re.compile(r"^\d{4}年(?:度)?$")
_OF_A_YEAR = frozenset({"全年", "年度", "年内", "年底", "年末", "年初"})
_YEAR_GOAL = re.compile(r"(?:全年|年度)(?=[^，。；]{0,6}(?:目标|任务|指标|计划|预算))")

_SOURCED = {
    "超过": r"超过|超出|超额|突破|高于|优于|快于|多于|逾|以上|不[低少]于|至少",
    "不足": r"不足|不到|低于|慢于|少于|差于|以下|不超过|至多|最多",
    "大约": r"约(?!束|定|谈)|将近|左右|接近",
    "名次": (
        r"首位|榜首|领先|[位名]列|排名|排[在到]|前列|前茅|[全居第]一(?![批个次期线体站])|冠军|居(?=[全省市区县首前])"
        r"|第[二三四五六七八九十]"
    ),
    "之最": r"最(?![近后终])|唯一|首[次个家]|第一[个次]|历史|新高|新低|率先|之冠|空前",
    "如数": r"圆满|超额|提前|如期|足额|全部|所有|一律|仅仅?|只有|唯独",
    "停止": r"停止|停办|取消|暂停|终止|关闭|撤销|叫停|废止|停工",
    "多半": r"一?半(?!年)|多数|大部分|绝大|翻番|成倍|数倍|倍增|高达|多达",
    "原因": r"因为|由于|得益|导致|造成|源于|归功|原因",
    "好评": r"好评|赞[誉扬赏]|表彰|获奖|荣获|满意|称号",
}
_ALSO_SOURCED_BY = {
    "原因": r"受.{1,20}影响|因(?!地制宜|素)|为此|来自",
    "名次": r"第\d|\d位|名",
    "大约": r"近(?=[\d ])|余",
}
_CLASSES = {name: re.compile(words) for name, words in _SOURCED.items()}
_SOURCES = {name: re.compile(f"{_SOURCED[name]}|{_ALSO_SOURCED_BY.get(name, '(?!)')}") for name in _SOURCED}

_OPPOSITES = (
    (
        r"(?<!负)增长|增加(?!值)|上升|提高|提升|上涨|扩大|增幅|加快|好转",
        r"减少|下降|降低|回落|下滑|缩减|缩小|降幅|负增长|放缓|恶化",
    ),
    (r"建成|新建|开展|启动|设立|恢复|开工|新增|引进|推进", r"停止|取消|拆除|暂停|关停|终止|清退|淘汰|关闭"),
)
_PAIRS = tuple((re.compile(one), re.compile(other)) for one, other in _OPPOSITES)

_NEGATION = re.compile(r"没有|没能|(?:尚|并)?未能?(?!来|婚|成年)|并非|而非|无法|不(?=[再得能予曾])|从不|拒绝|难以")
_DONE = re.compile(r"已(?!故)|建成了|完成了|实现了|达到了|取得了|了(?=\d)|完工|竣工|落成")
_CLAUSE = re.compile(r"[，,；;：:、（）()。！？!?]")
_MAGNITUDE = re.compile(
    r"[数几近上好成]?[〇零一二三四五六七八九十百千万亿兆]*[十百千万亿兆][〇零一二三四五六七八九十百千万亿兆余多]*"
)
_UNIT = r"[一-鿿%‰]"
_UNITLESS = re.compile(rf"(?<![\d.A-Za-z])\d+(?:\.\d+)?(?![\d.A-Za-z])(?!{_UNIT})")
_COMMON_NUMERALS = frozenset("0123456789０１２３４５６７８９〇零一二两三四五六七八九十百千万亿半")

_CLAUSE_LETTERS = 5
_CLAUSE_SHARE = 0.34
_UNKNOWN_RUN = 8


@dataclass(frozen=True, slots=True)
class Ground:
    """What a statement may draw on, without spaces: the cited sentences, and what stands around them.

    `around` are their headings, places, periods and titles; `paths` their places with those above them; `periods` their
    period labels; `roles` what their sections are about.
    """

    quotes: str
    around: str
    paths: tuple[tuple[str, ...], ...]
    periods: tuple[str, ...]
    roles: frozenset[Role]

    @property
    def text(self) -> str:
        """The sentences and what stands around them."""
        return f"{self.quotes}\n{self.around}"

    @property
    def planned(self) -> bool:
        """Tell whether every sentence stands in a section on what is to come."""
        return self.roles == {Role.PLAN}


def ground_of(material: Material, cited: Sequence[Citation], periods: Iterable[str] = ()) -> Ground:
    """Return what the statements that cite these spans may draw on; `periods` are those of their figures."""
    around = [text for c in cited for text in (c.place, c.period, c.title, *c.section)]
    return Ground(
        quotes="\n".join(_squeezed(c.quote) for c in cited),
        around="\n".join(map(_squeezed, (*around, *periods))),
        paths=tuple(material.report(c.report_id).place_path for c in cited),
        periods=(*(c.period for c in cited), *periods),
        roles=frozenset(material.role_at(c.report_id, c.start) for c in cited),
    )


def departs(body: str, ground: Ground, question: str = "") -> str:
    """Return in Chinese what a statement says that its ground does not; empty where it keeps to it."""
    plain = _squeezed(body)
    return (
        _unsaid(plain)
        or _strange_time(plain, ground)
        or _strange_word(plain, ground)
        or _turned(plain, ground)
        or _negated(plain, ground)
        or _other_stage(plain, ground)
        or _strange_amount(plain, ground)
        or _strange_clause(plain, ground, _squeezed(question))
    )


def foreign_place(body: str, ground: Ground, known: Gazetteer) -> str:
    """Return a place that a statement names and its ground does not; empty where there is none."""
    plain, text = _squeezed(body), ground.text
    for path in ground.paths:
        plain = plain.replace("".join(path), path[-1])
        for above in path[:-1]:
            plain = plain.replace(above + path[-1], path[-1])
    found = find_places(plain, known)
    typed = [name for name, _ in found.guesses]
    for name in (*found.places, *found.parents, *found.unknown, *typed):
        own = any(name in word or word in name for word in ground.around.split("\n") if len(word) > 1)
        if not own and name not in text and not _stands_shortened(name, ground):
            return name
    return ""


def needs_plan_word(body: str, ground: Ground) -> bool:
    """Tell whether a statement tells of plans only and does not say so."""
    return ground.planned and not PLANNING.search(_squeezed(body))


def share_of(text: str, known: str) -> float:
    """Return the part of the text's pairs of neighbouring letters that stand in the known text too, 0 to 1."""
    pairs = set(_pairs(text))
    return len(pairs & set(_pairs(known))) / len(pairs) if pairs else 1.0


def own_share(body: str, ground: Ground) -> float:
    """Return the part of a statement's pairs of letters that stand in its ground, places and years left out."""
    matter = _YEAR.sub("，", _squeezed(body))
    for path in ground.paths:
        matter = matter.replace(path[-1], "，")
    return share_of(matter, ground.text)


def _unsaid(plain: str) -> str:
    """Find a question given back as an answer, and what breaks off before anything is said."""
    if _ASKS.search(plain.rstrip("。”")):
        return "这是问句，不是回答"
    return "话没有说完" if plain.rstrip("。").endswith(("：", ":", "，", "、")) else ""


def _squeezed(text: str) -> str:
    return _SPACES.sub("", text)


def _strange_time(plain: str, ground: Ground) -> str:
    if "同比" in ground.quotes or _BASE.search(ground.quotes):
        plain = _BASE.sub("同比", plain)
    if _YEAR_GOAL.search(ground.quotes):
        plain = _YEAR_GOAL.sub("", plain)
    yearly = any(_WHOLE_YEAR.match(period) for period in ground.periods)
    told = _as_one_word(_YEAR_GOAL.sub("", ground.text))
    misplaced = _misplaced_year(plain, ground)
    if misplaced:
        return f"所引原文说的不是“{misplaced}”"
    for word in dict.fromkeys(_TIMES.findall(_as_one_word(plain))):
        if word in told or (word in _OF_A_YEAR and yearly):
            continue
        return f"所引原文说的不是“{word}”"
    return ""


def _misplaced_year(plain: str, ground: Ground) -> str:
    """Return a year that opens a statement and is not of its period, or stands within and is not of its sentences."""
    periods = {year for period in ground.periods for year in _YEAR.findall(period)}
    for found in _YEAR.finditer(plain):
        before = plain[: found.start()]
        opens = not before or bool(_OPENING.search(before)) or any(before.endswith(path[-1]) for path in ground.paths)
        own = found.group() in ground.quotes
        if (opens and periods and found.group() not in periods and not own) or (not opens and not own):
            return found.group()
        if before and any(before == path[-1] for path in ground.paths) and periods and found.group() not in periods:
            return found.group()
    return ""


def _as_one_word(text: str) -> str:
    return text.replace("截止", "截至").replace("“", "").replace("”", "")


def _strange_word(plain: str, ground: Ground) -> str:
    for name, words in _CLASSES.items():
        found = words.search(plain)
        if found and not _SOURCES[name].search(ground.text):
            return f"所引原文没有说“{found.group()}”"
    return ""


def _turned(plain: str, ground: Ground) -> str:
    for pair in _PAIRS:
        for said, opposite in (pair, pair[::-1]):
            found = said.search(plain)
            if found and not said.search(ground.quotes) and opposite.search(ground.quotes):
                return f"“{found.group()}”与原文相反"
    return ""


def _negated(plain: str, ground: Ground) -> str:
    quote = ground.quotes
    for found in _NEGATION.finditer(plain):
        denied = plain[found.end() : found.end() + 1]
        if not re.search(rf"(?:{_NEGATION.pattern}).{{0,5}}{re.escape(denied)}", quote):
            return f"所引原文没有说“{found.group()}{plain[found.end() : found.end() + 2]}”"
    for found in _NEGATION.finditer(quote):
        verb = quote[found.end() : found.end() + 2]
        if len(verb) == 2 and _affirmed(verb, plain) and not _affirmed(verb, quote):
            return f"所引原文说的是“{found.group()}{verb}”"
    return ""


def _affirmed(verb: str, text: str) -> bool:
    """Tell whether a verb stands somewhere with no negation shortly before it."""
    return any(not _NEGATION.search(text, max(0, m.start() - 6), m.start()) for m in re.finditer(re.escape(verb), text))


def _other_stage(plain: str, ground: Ground) -> str:
    """Find a plan told as done, or what was done told as a plan."""
    done = _DONE.search(plain)
    if done and ground.planned and not _DONE.search(ground.quotes):
        return "原文说的是计划，不是已经做的"
    planned = PLANNING.search(plain)
    if planned and Role.PLAN not in ground.roles and not PLANNING.search(ground.text):
        return f"原文说的是已经做的，不是“{planned.group()}”"
    return ""


def _strange_amount(plain: str, ground: Ground) -> str:
    """Find an amount in words or unusual numerals that is no number with a unit and is not the source's."""
    for char in plain:
        if char.isnumeric() and char not in _COMMON_NUMERALS and char not in ground.quotes:
            return f"“{char}”不在所引原文中"
    for found in _UNITLESS.finditer(plain):
        if not re.search(rf"(?<![\d.]){re.escape(found.group())}(?![\d.])(?!{_UNIT})", ground.text):
            return f"“{found.group()}”后面没有原文的单位"
    rest = plain
    for quantity in reversed(find_quantities(plain)):
        rest = rest[: quantity.start] + "，" + rest[quantity.end :]
    amount = next((m.group() for m in _MAGNITUDE.finditer(rest) if m.group() not in ground.text), "")
    return f"“{amount}”不在所引原文中" if amount else ""


def _strange_clause(plain: str, ground: Ground, question: str) -> str:
    """Find a clause whose matter is nowhere in the ground or the question."""
    known = set(_pairs(ground.text + "\n" + question))
    for clause in _CLAUSE.split(plain):
        pairs = _pairs(clause)
        if len(pairs) < _CLAUSE_LETTERS - 1:
            continue
        told = [pair in known for pair in pairs]
        if sum(told) / len(told) < _CLAUSE_SHARE or _longest_gap(told) >= _UNKNOWN_RUN:
            return "所引原文没有说这些"
    return ""


def _longest_gap(told: Iterable[bool]) -> int:
    longest = run = 0
    for known in told:
        run = 0 if known else run + 1
        longest = max(longest, run)
    return longest


def _stands_shortened(name: str, ground: Ground) -> bool:
    """Tell whether a name stands in the ground without its last character (东平 for 东平镇)."""
    return len(name) > 2 and name[:-1] in ground.text


def _pairs(text: str) -> list[str]:
    letters = [char for char in text.lower() if char.isalnum()]
    return [first + second for first, second in pairwise(letters)]
