"""What an elliptic question means by its few words: the earlier subject, a part of it, or one like it."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.numbers import unit_family
from rag.schema import Aspect, FigureKind
from rag.understanding.contrast import counterpart
from rag.understanding.normalise import BLANK
from rag.understanding.reading import Reading
from rag.understanding.synonyms import canonical_terms
from rag.understanding.wordlists import BARE_VERBS, HOLLOW, VERBS

__all__ = ["BACK_THEN", "amounts_of", "is_bare_measure", "is_hollow", "lean", "take_pointers", "thing_of"]

_SUBJECTLESS = "|".join(sorted((HOLLOW | BARE_VERBS), key=len, reverse=True))
_COUNTED = "[一二两三四五六七八九十几][个项者样种]"
_BEFORE = re.compile(rf"^(?:{'|'.join(sorted((w for w in HOLLOW if len(w) > 1), key=len, reverse=True))})+(?=.)")
_MAY = re.compile("^[要想会能得将该可已]+(?=.$)")
_HOLLOW = re.compile(rf"(?:{_SUBJECTLESS}|{_COUNTED}|[多少高低快慢好差]|\s)*(?:[大小][了的]?)?")
_THINGS_COUNTED = re.compile(rf"{_COUNTED}(?:主要|重点|具体|重大)?([一-鿿]{{2}})")
BACK_THEN = re.compile("当初|原来|原定|原先|原本|年初|起初|最初|一开始")
"""Words that ask for a plan as it was made for the period just spoken of."""
_WISHED = re.compile("想|希望|任务|指标|目标|当初|原定|要(?=做|达|实)")
_HOW_MUCH = re.compile("(?:经济)?总(?:量|额|盘子)|体量|绝对[数值额量]")
"""How much there is of what was spoken of, in contrast to its growth (总量呢 after GDP涨了多少)."""
_FINISHED = re.compile("[做干办完]完|完成")
_GOALS = re.compile("任务|目标|指标")
_LEFT = re.compile("^(?:还)?剩(?:下|余)?(?:的|了|有)?|(?:还)?(?:没|未)(?:有)?(?=完成|做|脱|整|建|办|改)")
_EVENT = re.compile(
    "(?:全部|全面|正式|全线|主体|基本|开始)*(?:建成|完工|竣工|开工|动工|投用|投入使用|投产|通车|通航|落户|落地|启动|成立|召开|结束|开放|开业|开园|运营|交付"
    "|上线|实施|举办|举行|出台|发布|验收|封顶|签约|入住|揭牌)"
)
_OF_WHOLE = re.compile("占..")
_EVENT_TAIL = re.compile(f"(?<=..)(?:{_EVENT.pattern})$")
_PLAIN_NOUN = (
    "项目|工程|工作|事情?|钱|资金|企业|指标|任务|措施|举措|政策|数字?|数据|活动|问题|困难|短板|荣誉|称号|工厂|公司|园区|学校|医院|中心|房子|路|桥|地|人|岗位"
    "|隐患|案件|信访|村|小区|机构|场所|平台"
)
_POINTER = re.compile(
    rf"(?:上面|前面|刚才|刚刚|上述)(?:所?(?:说|提到?|讲|问)到?(?:过)?的)?(?:[这那])?(?:[一-鿿]?[个项些笔条座家处所类件])?(?:{_PLAIN_NOUN})?(?:的(?!确))?"
    rf"|(?:这|那|该|此)[一两二三几]?(?:个|项|些|笔|条|座|家|处|所|类|件|批|块|种)?(?:{_PLAIN_NOUN})(?:的(?!确))?"
    "|(?:这|那)(?:[一两二三四五几](?:个|项|类|种)|些)(?=[分都各的加合相哪谁]|一共|总共)"
)
_MEASURE_TAIL = re.compile(
    "的?(?:总|年|累计)?(?:投资额?|金额|资金|收入|支出|产值|面积|产量|数量|人数|户数|家数|个数|总数|规模|里程|长度|费用|造价|经费|预算"
    "|单产|亩产|亩均产量|销量|销售额)$"
)
_GENERIC = re.compile(rf"(?:具体|主要|重点|重大)?(?:的)?(?:{_PLAIN_NOUN})")
_AMOUNTS = re.compile(r"(?:多少[万亿]?[一-鿿]{1,2}?、?){2,}(?=$|\W)")
_PER = frozenset({"人均", "户均", "亩均", "地均", "村均"})
_INDUSTRIES = {name: f"第{name[0]}产业增加值" for name in ("一产", "二产", "三产")}
_ADDED = frozenset({"新增", "新建", "新认定", "净增", "引进", "新引进", "改造", "发放", "建设"})
_DONE = frozenset("改修建种养产收开搬迁栽补贷销运签发拆装查办卖买用救招引接训减退来得挣赚摘脱")
"""Verbs of one character, whose object is what was spoken of (岳阳呢，改了几个)."""
_SPENT = frozenset({"花", "投", "拿"})
_THINGS = frozenset({"count", "people", "household"})
_FACTS = frozenset({Aspect.WHEN, Aspect.WHERE, Aspect.WHO, Aspect.YES_NO, Aspect.NAME, Aspect.LIST, Aspect.WHY})


def is_hollow(phrase: str) -> bool:
    """Tell whether a phrase names nothing by itself (当初, 想做到, 打算解决): the earlier subject is meant."""
    return bool(phrase) and _HOLLOW.fullmatch(phrase) is not None


def amounts_of(text: str) -> str:
    """Return the words that ask for several amounts of one thing (多少户多少人); empty where there is one or none."""
    found = _AMOUNTS.search(text)
    return found.group() if found else ""


def take_pointers(text: str) -> tuple[str, bool]:
    """Blank words that point back to what was spoken of (那个项目, 上面说的); tell whether there are any."""
    blanked = _POINTER.sub(lambda m: BLANK * len(m.group()), text)
    return blanked, blanked != text


def thing_of(phrase: str) -> str:
    """Return what an amount is an amount of: 实事工程 for 实事工程总投资."""
    bare = _MEASURE_TAIL.sub("", _EVENT_TAIL.sub("", phrase))
    return bare if len(bare) > 1 else phrase


def is_bare_measure(phrase: str) -> bool:
    """Tell whether a phrase is only a noun of measure, which needs to be told of what (面积, 年产值)."""
    return bool(_MEASURE_TAIL.fullmatch(phrase))


def lean(now: Reading, before: Reading) -> Reading:
    """Return the reading with the indicators that its words stand for after the turn before.

    No indicators means the earlier ones themselves. `stands_for` is set where only the reports can tell whether the
    new phrase varies an earlier one.
    """
    if not before.indicators or now.aspects[:1] in {(Aspect.CATALOGUE,), (Aspect.DEFINITION,)}:
        return now
    if not now.indicators:
        return _counted(now, before)
    if all(is_hollow(phrase) for phrase in now.indicators) and not _names_things(now, before):
        return _counted(_of_the_same(now), before)
    if len(now.indicators) > 1:
        return now
    phrase, earlier = _core(now.indicators[0]), _spoken_of(before)
    if _HOW_MUCH.fullmatch(phrase):
        return replace(now, indicators=(), aspects=now.aspects or (Aspect.VALUE,))
    if len(phrase) == 1 and phrase in _DONE and before.told:
        acted_on = next((known for known in _asked_for(before) if phrase in known), before.indicators[-1])
        if acted_on != before.indicators[-1]:
            return replace(now, indicators=(acted_on,), implied=now.implied | {"indicators"})
        return _counted(_of_the_same(now), before)
    meant = _meant(phrase, earlier, now, before)
    if meant == before.indicators[-1] and phrase != now.indicators[0]:
        return _counted(_of_the_same(now), before)
    if meant:
        return replace(now, indicators=(meant,), implied=now.implied | {"indicators"})
    if now.aspects and not is_bare_measure(phrase):
        return now
    return replace(now, stands_for=(*before.stands_for, *before.indicators)[-4:])


def _names_things(now: Reading, before: Reading) -> bool:
    """Tell whether counted things are to be listed that no earlier turn spoke of (六项主要任务分别是什么)."""
    counted = _THINGS_COUNTED.fullmatch("".join(now.indicators))
    listed = now.aspects[:1] == (Aspect.LIST,)
    return counted is not None and listed and not any(counted[1] in p for p in _asked_for(before))


def _core(phrase: str) -> str:
    """Return a phrase without the words before it that name no subject (当初开工 → 开工)."""
    return _MAY.sub("", _BEFORE.sub("", phrase)) or phrase


def _of_the_same(now: Reading) -> Reading:
    """Return a reading whose words name no subject; 想做到多少 and 任务是多少 ask for the target."""
    words = "".join(now.indicators)
    now = replace(now, indicators=())
    if _GOALS.search(words) and _FINISHED.search(words) and now.aspects[:1] == (Aspect.VALUE,):
        return replace(now, aspects=(Aspect.COMPLETION,), unit="")
    wished = _WISHED.search(words) and now.aspects[:1] in {(), (Aspect.VALUE,)}
    back_then = BACK_THEN.search(words) and now.aspects[:1] == (Aspect.TARGET,)
    if now.kind is FigureKind.ACHIEVED or not (wished or back_then):
        return now
    rest = tuple(a for a in now.aspects if a not in {Aspect.VALUE, Aspect.TARGET, Aspect.IMPLIED_TARGET})
    implied = (Aspect.IMPLIED_TARGET,) if _GOALS.search(words) or back_then else ()
    return replace(now, aspects=(Aspect.TARGET, *implied, *rest), kind=FigureKind.TARGET)


def _meant(phrase: str, earlier: str, now: Reading, before: Reading) -> str:
    """Return the phrase that a short one means after an earlier one; empty where it speaks for itself."""
    left = _LEFT.search(phrase)
    if left and is_hollow(phrase[: left.start()] + phrase[left.end() :] or "的"):
        return f"剩余{thing_of(earlier)}"
    if _OF_WHOLE.match(phrase) and Aspect.SHARE in now.aspects:
        return earlier + phrase
    if not now.aspects and phrase in earlier:
        return earlier
    pointed = now.points_back and not phrase.startswith(thing_of(earlier))
    if pointed or (_EVENT.fullmatch(phrase) and now.aspects[:1] and now.aspects[0] in _FACTS):
        return thing_of(earlier) + phrase
    if phrase in _PER:
        return phrase + earlier
    if phrase in _INDUSTRIES and earlier in canonical_terms("GDP"):
        return _INDUSTRIES[phrase]
    if phrase in _ADDED and any(e.startswith(phrase) for e in before.stands_for) and not earlier.startswith(phrase):
        return phrase + earlier
    if now.aspects and earlier.startswith(phrase) and (not now.unit or now.unit in {"个", before.unit}):
        return earlier
    if phrase in VERBS or phrase in _ADDED:
        known = (
            e for e in (earlier, *_asked_for(before)) if e != phrase and (e.startswith(phrase) or e.endswith(phrase))
        )
        return next(known, f"{thing_of(earlier)}投资" if phrase in _SPENT else "")
    if now.aspects[:1] == (Aspect.LIST,) and _GENERIC.fullmatch(phrase) and phrase[-2:] in earlier:
        return thing_of(earlier)
    return counterpart(phrase, earlier)


def _spoken_of(before: Reading) -> str:
    """Return the last phrase that names more than a measure (粮食产量, not 面积)."""
    phrases = [before.indicators[-1], *_asked_for(before)]
    return next((phrase for phrase in phrases if not is_bare_measure(phrase)), phrases[0])


def _asked_for(before: Reading) -> list[str]:
    """Return the phrases asked for so far, the last one first."""
    return [phrase for one in reversed(before.asked) for phrase in one.indicators]


def _counted(now: Reading, before: Reading) -> Reading:
    """Ask 有几项 of the things themselves where an amount of them was asked before."""
    thing = thing_of(before.indicators[-1])
    if now.aspects[:1] != (Aspect.VALUE,) or not now.unit or thing == before.indicators[-1]:
        return now
    family = unit_family(now.unit)
    if family == unit_family(before.unit) or not (family in _THINGS or family == now.unit):
        return now
    return replace(now, indicators=(thing,), implied=now.implied | {"indicators"})
