"""Turns an English question into a Chinese one that the same rules can read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from rag.understanding.gazetteer import Gazetteer, split_suffix
from rag.understanding.glossary import COUNTED, GLOSSARY, IGNORED
from rag.understanding.normalise import has_han
from rag.understanding.subject import is_measured

__all__ = ["Translation", "is_english", "name_places", "translate"]

_KINDS = {
    "town": "镇", "township": "乡", "subdistrict": "街道", "sub-district": "街道", "city": "市", "municipality": "市", "county": "县", "district": "区",
    "province": "省", "prefecture": "州", "zhen": "镇", "xiang": "乡", "xian": "县", "shi": "市", "qu": "区", "jiedao": "街道", "sheng": "省",
}  # fmt: skip
_KIND = "|".join(sorted(_KINDS, key=len, reverse=True))
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_SYLLABLE = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|ue|ui|un|uo|ua|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ve|a|o|e|i|u|v)"
_PINYIN = re.compile(rf"(?:{_SYLLABLE}){{2,5}}", re.IGNORECASE)
_UNKNOWN = re.compile(rf"\b((?:[A-Z][a-z]+[ -]?){{1,3}}?)\s?({_KIND})\b", re.IGNORECASE)
_UNKNOWN_BARE = re.compile(
    r"(?:\b(?:in|of|for|does|did|has|is|was|about|with|than|and|will)\s+)([A-Z][a-z]{3,})\b|\b([A-Z][a-z]{3,})(?=['’]s\b)"
)
_NO_NAME = frozenset(
    "the this that which what each every any our their its your a an one all both two three other same whole entire said report".split()
)
_MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_ORDINAL = {"first": "一", "second": "二", "third": "三", "fourth": "四", "1": "一", "2": "二", "3": "三", "4": "四"}
_PLANS = {str(n): cn for n, cn in enumerate("一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六".split(), 1)}
_NUMBER_WORDS = {"two": "两", "three": "三", "four": "四", "five": "五", "ten": "十", "2": "两", "3": "三", "5": "五"}
_PLAN_WORDS = {
    "tenth": "10",
    "eleventh": "11",
    "twelfth": "12",
    "thirteenth": "13",
    "fourteenth": "14",
    "fifteenth": "15",
}


def _month(text: str) -> int:
    return _MONTHS[text[:3].lower()]


_PERIODS: tuple[tuple[re.Pattern[str], object], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), made)
    for pattern, made in (
        (r"\b(?:the )?(\d\d|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth)(?:th|rd|st)? five[- ]year (?:plan)?(?: period)?", lambda m: f"“{_PLANS.get(_PLAN_WORDS.get(m[1].lower(), m[1]), m[1])}五”期间"),
        (r"\b((?:19|20)\d\d) ([一-鿿]+ )?(?:annual )?(?:government )?(?:work )?report\b", lambda m: f"{(m[2] or '').strip()}{m[1]}年政府工作报告"),
        (r"\b(?:in |of |during |for )?(?:the )?first half (?:of )?(?:the year )?(?:of |in )?((?:19|20)\d\d)|\bh1 (?:of )?((?:19|20)\d\d)|\b((?:19|20)\d\d) ?h1\b", lambda m: f"{m[1] or m[2] or m[3]}年上半年"),
        (r"\b(?:in |of |during |for )?(?:the )?second half (?:of )?(?:the year )?(?:of |in )?((?:19|20)\d\d)|\bh2 (?:of )?((?:19|20)\d\d)", lambda m: f"{m[1] or m[2]}年下半年"),
        (r"\b(?:the )?first half (?:of )?(?:the|this) year|\b(?:the )?first half\b", lambda m: "上半年"),
        (r"\b(?:the )?(?:second|latter) half (?:of )?(?:the|this) year|\b(?:the )?second half\b", lambda m: "下半年"),
        (r"\b(?:the )?(first|second|third|fourth) quarter of ((?:19|20)\d\d)|\bq([1-4]) (?:of )?((?:19|20)\d\d)", lambda m: f"{m[2] or m[4]}年{_ORDINAL[(m[1] or m[3]).lower()]}季度"),
        (r"\b(?:the )?first three quarters of ((?:19|20)\d\d)", lambda m: f"{m[1]}年前三季度"),
        (rf"\b(?:from )?{_MONTH} ?(?:to|through|-|–|until) ?{_MONTH},? ?(?:of |in )?((?:19|20)\d\d)", lambda m: f"{m[3]}年{_month(m[1])}-{_month(m[2])}月"),
        (rf"\b(?:by|as of|until|up to|at)(?: the)? end of {_MONTH},? ?(?:of |in )?((?:19|20)\d\d)?", lambda m: f"截至{m[2] + '年' if m[2] else ''}{_month(m[1])}月底"),
        (rf"\b(?:in |of )?{_MONTH},? ((?:19|20)\d\d)", lambda m: f"{m[2]}年{_month(m[1])}月"),
        (r"\b((?:19|20)\d\d) ?(?:to|-|–|through) ?((?:19|20)\d\d)", lambda m: f"{m[1]}-{m[2]}年"),
        (r"\b(?:in |over |during )?(?:the )?(?:past|last) (two|three|four|five|ten|2|3|5) years", lambda m: f"过去{_NUMBER_WORDS[m[1].lower()]}年"),
        (r"\b(?:in |over |during )?(?:the )?next (two|three|four|five|ten|2|3|5) years", lambda m: f"未来{_NUMBER_WORDS[m[1].lower()]}年"),
        (r"\b(?:the )?year before last", lambda m: "前年"),
        (r"\b(?:the )?(?:last|previous|prior|preceding) year", lambda m: "去年"),
        (r"\b(?:the )?(?:next|coming|following) year", lambda m: "明年"),
        (r"\b(?:this|the current) year", lambda m: "今年"),
        (r"\b(?:in |of |for |during |by )?((?:19|20)\d\d)\b", lambda m: f"{m[1]}年"),
    )
)  # fmt: skip
_GROW = r"(?:increase|grow|rise|expand|climb|go up|fall|drop|decline|decrease|shrink|go down|change|grew|rose|fell|risen|fallen|grown|dropped|declined|increased|decreased|changed)"
_YOY = r"(?:year[- ]on[- ]year|year[- ]over[- ]year|y-?o-?y|y/y|(?:compared (?:with|to)|from|over|than|versus|against) (?:the )?(?:same period (?:of |in )?)?(?:last year|the previous year|a year earlier|the year before|a year ago)(?:'s same period)?|over the same period)"
_ANNUAL = r"(?:annual|yearly|full[- ]year|year'?s|year[- ]end)"
_CUES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), meaning)
    for pattern, meaning in (
        (r"\b(?:what|which) (?:reports|documents|towns|cities|places|years) (?:do you (?:have|cover|know)|are (?:there|available|covered|included))|\bwhat can (?:i|you) (?:ask|do|answer)\b.*", "你有哪些报告"),
        (rf"\b(?:what|how much|which)? ?(?:percent(?:age)?|share|proportion|part|much) of (?:the|its|their|this)? ?(?:{_ANNUAL} )?(?:target|goal|plan|quota|task)\b(?: (?:was|were|had been|has been|is|did it|does it|did they|have they))? ?(?:completed?|reached?|achieved?|fulfilled?|met|accomplished)?", "完成全年目标的百分之几"),
        (r"\b(?:completion (?:rate|progress|percentage)|progress (?:towards|against|on) (?:the|its) (?:annual )?(?:target|goal))\b", "完成全年目标的百分之几"),
        (rf"\bhow (?:much|many|fast|far|large)?\b(?=[^?.]*\b{_GROW}\b)|\b(?:and )?by how (?:much|many)\b|\bby what (?:percentage|percent|rate)\b", "{change}"),
        (rf"\b{_YOY}", "{yoy}"),
        (r"\b(?:annual |average |yearly )*(?:growth rate|rate of growth|rate of increase|growth|percentage change|pace of growth)\b", "{change}"),
        (rf"\b{_GROW}\b", "{move}"),
        (r"\b(?:expected|projected|planned|annual|growth)? ?(?:targets?|goals?|objectives?)\b(?: for| of)?", "{target}"),
        (r"\b(?:what is being done|what (?:measures|steps|actions|efforts|work|initiatives|plans)|how (?:will|does|do|did|is|are|can|has|have|should|to)\b(?! (?:much|many))|plans? (?:to|for)|intends? to|what (?:will|does|did)\b(?=[^?]{0,60}\b(?:do|plan|intend)\b))", "{open}"),
        (r"\bwhich (?:town|city|place|county|district|of (?:them|the (?:towns|cities)))\b", "{which}"),
        (r"\b(?:the )?(?:highest|largest|most|biggest|greatest|best|top)\b", "{most}"),
        (r"\b(?:the )?(?:lowest|smallest|least|fewest|worst)\b", "{least}"),
        (r"\b(?:higher|larger|more|bigger|greater|better|faster)(?: than)?\b|\bcompare[ds]?(?: (?:with|to))?\b|\bversus\b|\bvs\b\.?", "{more}"),
        (r"\b(?:lower|smaller|less|fewer|slower)(?: than)?\b", "{less}"),
        (r"\b(?:the )?(?:difference|gap)(?: (?:between|in))?\b|\bdiffers?\b", "{difference}"),
        (r"\b(?:combined|altogether|in total|together|the sum|sum of)\b", "{total}"),
        (r"\bwhat (?:share|proportion|percentage|percent)\b(?: of)?|\b(?:share|proportion) of\b|\baccount(?:s|ed)? for\b", "{share}"),
        (r"\brank(?:s|ed|ing)?\b", "{rank}"),
        (r"\bwhat does ([^?]+?) (?:mean|refer to|stand for)\b|\b(?:define|definition of|meaning of|explain)\b", "{define}"),
        (r"\bwhy\b|\b(?:reason|cause)s? (?:for|of|why)\b", "{why}"),
        (r"\bwho\b|\bwhose\b", "{who}"),
        (r"\bwhen\b|\b(?:what|which) (?:date|day|year|month)\b", "{when}"),
        (r"\bwhere\b", "{where}"),
        (r"\bwhat(?= [一-鿿 ]*(?:困难|问题|挑战|不足|荣誉|称号|项目|政策|品牌|产业|规定|任务))", "{list}"),
        (r"\b(?:name of|called|named)\b|\bwhich (?=project|company|enterprise|policy|document|school|village|road|regulation|title|award|agency|platform|measure for)", "{name}"),
        (r"\b(?:list|name all|what are|which are|what were|what kinds? of|what types? of|which)\b", "{list}"),
        (r"\bhow (?:many|much)\b", "{many}"),
        (r"^(?:did|does|do|is|are|was|were|has|have|had|will)\b", "{whether}"),
    )
)  # fmt: skip
_ASKS = {
    "{change}": "同比增长多少", "{yoy}": "同比增长多少", "{move}": "同比增长多少", "{target}": "目标是多少", "{open}": "有哪些举措", "{most}": "最高", "{least}": "最低",
    "{more}": "谁更高", "{less}": "谁更低", "{difference}": "相差多少", "{total}": "合计多少", "{share}": "占比是多少", "{rank}": "排名第几", "{define}": "是什么意思",
    "{why}": "是什么原因", "{who}": "是谁", "{when}": "是什么时候", "{where}": "在哪里", "{name}": "叫什么", "{list}": "有哪些", "{many}": "是多少", "{whether}": "是否",
}  # fmt: skip
_ORDER = (
    "{define}", "{why}", "{difference}", "{total}", "{rank}", "{change}", "{yoy}", "{target}", "{share}", "{more}", "{less}", "{most}", "{least}", "{who}",
    "{when}", "{where}", "{open}", "{name}", "{move}", "{many}", "{whether}", "{list}",
)  # fmt: skip
_SHARE_OF_TARGET = re.compile(
    rf"\b(?:what|how much) ?(?:percent(?:age)?|share|proportion|part)? of (?:the|its|their)? ?(?:{_ANNUAL} )?([\w\s-]{{3,40}}?) (?:target|goal|plan|quota)\b",
    re.IGNORECASE,
)
_ELLIPTIC = re.compile(r"\s*(?:and|but|so|then|what about|how about)\b(?!.*\b(?:what|how|did|does|is|was)\b)", re.IGNORECASE)
_MARK = re.compile(r"\{[a-z]+\}")
_TERMS = re.compile(
    r"(?<![A-Za-z])(?:" + "|".join(re.escape(t) for t in sorted(GLOSSARY, key=len, reverse=True)) + r")(?![A-Za-z])",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"\bhow many (?:new |more |additional )?("
    + "|".join(re.escape(t) for t in sorted(COUNTED, key=len, reverse=True))
    + r")\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Translation:
    """An English question in Chinese; `unknown` are places without a report, `guesses` misspelt ones."""

    text: str
    unknown: list[str] = field(default_factory=list)
    guesses: list[tuple[str, str]] = field(default_factory=list)


def is_english(text: str) -> bool:
    """Tell whether the question is in English (Latin words and no Chinese)."""
    return not has_han(text) and len(_WORD.findall(text)) >= 1


def name_places(text: str, known: Gazetteer) -> Translation:
    """Put the Chinese names in for places that stand in pinyin (Dongping Town, dong ping zhen)."""
    made = Translation(text)
    found = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    index = 0
    pieces: list[str] = []
    position = 0
    while index < len(found):
        taken = _place_at(found, index, known, made)
        if taken is None:
            index += 1
            continue
        name, count = taken
        pieces += [text[position : found[index][1]], name]
        position = found[index + count - 1][2]
        tail = text[position : position + 2]
        position += 2 if tail.lower() in ("'s", "’s") else 0
        index += count
    made.text = "".join(pieces) + text[position:]
    return made


def _place_at(
    found: list[tuple[str, int, int]], index: int, known: Gazetteer, made: Translation
) -> tuple[str, int] | None:
    """Return the Chinese name of the place that starts at this word, and how many words it takes."""
    for count in (3, 2, 1):
        words = [re.sub(r"['’]s$", "", word[0]) for word in found[index : index + count]]
        if len(words) < count:
            continue
        after = found[index + count][0].lower() if index + count < len(found) else ""
        key = "".join(words).lower().replace("'", "").replace("’", "")
        kind = _KINDS.get(re.sub(r"['’]s$", "", after), "")
        name = _named(key, kind, known)
        if name:
            return name, count + bool(kind)
        if kind and len(key) >= 6 and count <= 2:
            near = [k for k in known.latin if len(k) >= 6 and k[0] == key[0] and Levenshtein.distance(k, key) == 1]
            guess = next((p for k in near for p in known.latin[k] if split_suffix(p)[1] == kind), "")
            if guess:
                made.guesses.append((" ".join(words).title(), guess))
                return guess, count + 1
    return None


def _named(key: str, kind: str, known: Gazetteer) -> str:
    """Return the place for a pinyin key, unless the word after it names another kind of place."""
    for place in known.latin.get(key, ()):
        if not kind or split_suffix(place)[1] == kind or (kind == "乡" and place.endswith("镇")):
            return place
    parent = known.latin_parents.get(key, "")
    return parent if parent and (not kind or split_suffix(parent)[1] == kind) else ""


def _take_unknown(made: Translation) -> None:
    def take(match: re.Match[str]) -> str:
        words = match.group(1).split()
        while words and (words[0].lower() in _NO_NAME | IGNORED or not words[0][:1].isupper()):
            words.pop(0)
        if not words:
            return match.group()
        made.unknown.append(" ".join((*words, match.group(2))))
        return match.group()[: match.group().find(words[0])] + " "

    made.text = _UNKNOWN.sub(take, made.text)
    for match in list(_UNKNOWN_BARE.finditer(made.text)):
        word = match.group(1) or match.group(2)
        if (
            _PINYIN.fullmatch(word)
            and word.lower() not in GLOSSARY
            and word not in ("China", "Chinese", "June", "June's")
        ):
            made.unknown.append(word)
            made.text = made.text.replace(word, " ", 1)


def translate(question: str, known: Gazetteer) -> Translation:
    """Return the Chinese question for an English one: places, periods, subject and what is asked.

    Words that the glossary lacks stay English, so that a multilingual encoder can still use them.
    """
    made = name_places(question, known)
    _take_unknown(made)
    text, periods = made.text, []
    text = _SHARE_OF_TARGET.sub(r" {done} \1 ", text)
    for pattern, _ in _CUES[1:3]:
        text = pattern.sub(" {done} ", text)
    yoy = bool(re.search(_YOY, text, re.IGNORECASE))
    text = re.sub(rf"\b{_YOY}", " {yoy} ", text, flags=re.IGNORECASE) if yoy else text
    for pattern, make in _PERIODS:
        for match in list(pattern.finditer(text)):
            periods.append(make(match))  # type: ignore[operator]
        text = pattern.sub(" ", text)
    text = _HOW_MANY.sub(lambda m: f" 多少{COUNTED[m.group(1).lower()]} ", text)
    text = re.sub(
        r"\bwhich (?:town|city|county|district|place)\b",
        lambda m: f" {_which(m.group(), known)} ",
        text,
        flags=re.IGNORECASE,
    )
    text = _TERMS.sub(lambda m: f" {GLOSSARY[m.group().lower()]} ", text)
    marks: list[str] = []
    for pattern, meaning in _CUES:
        if pattern.search(text):
            marks.append(meaning)
            text = pattern.sub(f" {meaning} " if meaning.startswith("{") else f" {meaning} ", text)
    if "{done}" in text:
        marks.insert(0, "{done}")
    made.text = _compose(text, periods, marks, question)
    return made


def _which(text: str, known: Gazetteer) -> str:
    kind = text.split()[-1].lower()
    return f"哪个{_KINDS.get(kind, '地方')}" if _KINDS.get(kind, "") in {s for s in known.suffixes()} else "哪个地方"


def _compose(text: str, periods: list[str], marks: list[str], question: str) -> str:
    """Put the Chinese question together: places, period, subject, then what is asked."""
    kept = [
        w
        for w in re.findall(r"[一-鿿“”\-\d]+|[A-Za-z][A-Za-z'&-]*|\d[\d.,]*", _MARK.sub(" ", text))
        if w.lower() not in IGNORED
    ]
    places = [w for w in kept if re.fullmatch(r"[一-鿿]+", w) and split_suffix(w)[1] and w not in GLOSSARY.values()]
    subject = "".join(f" {w} " if w.isascii() else w for w in kept if w not in places).replace("  ", " ").strip()
    ask = _ask(marks, subject, question)
    if ask == "你有哪些报告":
        return ask
    return f"{'和'.join(places)}{''.join(dict.fromkeys(periods))}{subject}{ask}？"


def _ask(marks: list[str], subject: str, question: str) -> str:
    """Return the Chinese question words for the cues found."""
    if "你有哪些报告" in marks:
        return "你有哪些报告"
    if "{done}" in marks:
        return "完成全年目标的百分之几"
    if "{why}" in marks:
        fell = re.search(r"fall|fell|drop|declin|decreas|shr[iu]nk|lower", question, re.IGNORECASE)
        rose = re.search(r"gr[eo]w|increas|r[io]se|expand|higher", question, re.IGNORECASE)
        return ("下降" if fell else "增长" if rose else "") + _ASKS["{why}"]
    if "多少" in subject and not {"{change}", "{yoy}", "{target}", "{total}", "{difference}"} & set(marks):
        return ""
    if "{more}" in marks and "{whether}" in marks:
        return "谁更高"
    if "{target}" in marks and not subject:
        return "主要预期目标有哪些"
    asks = [_ASKS[mark] for mark in _ORDER if mark in marks]
    if asks == [_ASKS["{list}"]] and is_measured(subject):
        return "分别是多少"
    if not asks and _ELLIPTIC.match(question):
        return "呢"
    return asks[0] if asks else "是多少"
