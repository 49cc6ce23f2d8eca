"""Finds the catalogue's own places in a question."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rag.understanding.gazetteer import SUFFIXES, Gazetteer, split_suffix
from rag.understanding.lexicon import crosses_words, frequency
from rag.understanding.normalise import BLANK

__all__ = ["ENDING", "LEAD", "FoundPlaces", "in_place_position", "take_known", "take_site", "word_follows"]

_SUFFIX = "|".join(SUFFIXES)
ENDING = re.compile(_SUFFIX)
_FOLLOW = re.compile(
    rf"$|[\s，,。、？?！!：:；;的和与跟比呢在去今明前上下本当哪谁两三四五六七八九十几各每所{BLANK}]|\d|[“\"‘「《]|全[年市镇县区]|一季|前三|第[一二三四]季|报告|工作报告|政府"
)
LEAD = re.compile(rf"(?:^|[\s，,。、？?！!：:；;和与跟比对同那给{BLANK}]|请问|相比|还是|以及|关于|介绍|看看|说说)$")
_FEATURE = re.compile(
    r"(?:大|中|小|新|老|东|西|南|北|中心)?(?P<kind>路|街(?!道)|巷|小学|中学|大学|学校|学院|医院|卫生院|公司|集团|大桥|桥|机场|车站|站|高铁|铁路|高速"
    r"|村|社区|居委|新村|河|江|湖|山(?!市|区|县|镇)|水库|公园|广场|港(?!镇)|码头|景区|林场|农场|工业园|产业园|开发区|经开区|高新区|科创园|日报|杯|号)"
)
_SITE = re.compile(r"港(?![口镇湾])|机场|(?:火车|高铁|汽车)?站(?![点位])|海关|口岸|综合?保(?:税)?区")
"""What is named after the place in which it lies (岳阳港)."""
_WORD_AFTER = {
    "镇": "级域江静痛定政企村",
    "乡": "村镇贤土亲愁里间情风音",
    "县": "级域",
    "市": "场民级容价值面域集",
    "区": "域级位间划块",
    "州": "",
    "旗": "帜舰下号",
    "省": "级力时心钱去内外",
    "盟": "友",
}
_OFFICES = "长(?=$|[是的叫姓谁在作为办说、和?,▁])|委(?!员|托)"
_GIVEN = re.compile("定(?=的|任务|目标|指标|减|扶|责任)|下达")
"""What a higher level sets: 省定的任务, 市下达指标."""
_SUFFIX_WORDS = {
    "省": re.compile(rf"{_OFFICES}|{_GIVEN.pattern}"),
    "市": re.compile(
        rf"{_OFFICES}|{_GIVEN.pattern}|民(?=$|[最们的对▁]|素质|满意|幸福|关心|热线|健康|服务)|区(?![县域划级])"
        "|场(?=主体|监管|准入|化|销售|价格|经济|需求|份额|消费|的|$)"
    ),
}
"""What may follow the last character of a place so that both make one word (天水市民, 沧州市长, 沧州省定的任务)."""
_SUFFIX_WORD = re.compile(_OFFICES)
_PREPOSITIONS = frozenset("按在对从由据为替帮")
"""What may stand right before the name of a place, so that the name begins there."""
_COMMON = 100
"""Least frequency of a word for it to be one, and not the end of a name and the start of the next word."""
_TITLE = re.compile(r"《[^》]*》|“[^”]*”|\"[^\"]*\"|「[^」]*」")


@dataclass(slots=True)
class FoundPlaces:
    """What a question says about places; `text` is the question with these words blanked."""

    text: str
    places: list[str] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    guesses: list[tuple[str, str]] = field(default_factory=list)
    all_places: bool = False
    pronoun: bool = False
    both: bool = False
    which: bool = False
    spans: list[tuple[int, int, str]] = field(default_factory=list)

    def blank(self, start: int, end: int) -> None:
        """Mark a span as understood."""
        self.text = self.text[:start] + BLANK * (end - start) + self.text[end:]

    def add(self, place: str) -> None:
        """Add a place once."""
        if place not in self.places:
            self.places.append(place)


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    places: tuple[str, ...]
    parent: str = ""


def in_place_position(text: str, start: int, end: int) -> bool:
    """Tell whether a word stands where a question names its place: at its start or after 和, before 的 or a year."""
    return bool(LEAD.search(text[max(0, start - 3) : start])) and bool(_FOLLOW.match(text[end : end + 4]))


def _accepts_short(text: str, start: int, end: int, known: Gazetteer) -> bool:
    if _names_feature(text, end):
        return False
    opens = LEAD.search(text[max(0, start - 3) : start]) or text[max(0, start - 1) : start] in _PREPOSITIONS
    longer = any(frequency(text[start : end + more]) for more in (1, 2, 3) if end + more <= len(text))
    if opens and not longer and text[start:end] not in known.ordinary:
        return True
    if crosses_words(text, start, end):
        return False
    return text[start:end] not in known.ordinary or in_place_position(text, start, end)


def _names_feature(text: str, end: int) -> bool:
    """Tell whether a short name goes on as the name of a road, a port or the like; 港口 and 街巷 are only words."""
    feature = _FEATURE.match(text[end : end + 5])
    if feature is None:
        return False
    start, stop = (end + at for at in feature.span("kind"))
    return not any(frequency(text[start : stop + more]) >= _COMMON for more in (1, 2) if stop + more <= len(text))


def _other_suffix(text: str, end: int) -> str:
    """Return the administrative ending right after a short name, unless it begins another word."""
    match = ENDING.match(text, end)
    return "" if match is None or word_follows(text, match) else match.group()


def word_follows(text: str, ending: re.Match[str]) -> bool:
    """Tell whether an administrative ending is really the start of another word (镇级, 乡村, 市场)."""
    after = text[ending.end() : ending.end() + 1]
    if ending.group() in {"省", "市", "县", "区"} and _GIVEN.match(text, ending.end()):
        return True
    return bool(after) and after in _WORD_AFTER.get(ending.group(), "")


def _known_mentions(text: str, known: Gazetteer) -> list[_Mention]:
    mentions: list[_Mention] = []
    position = 0
    while position < len(text):
        mention = _mention_at(text, position, known, adjacent=bool(mentions) and mentions[-1].end == position)
        if mention is None:
            position += 1
        else:
            mentions.append(mention)
            position = mention.end
    return mentions


def _mention_at(text: str, start: int, known: Gazetteer, *, adjacent: bool) -> _Mention | None:
    for length in range(min(known.longest, len(text) - start), 1, -1):
        word = text[start : start + length]
        end = start + length
        if word in known.full and not (length == 2 and crosses_words(text, start, end)):
            kept = 1 if len(word) > 2 and _SUFFIX_WORDS.get(word[-1], _SUFFIX_WORD).match(text, end) else 0
            return _Mention(start, end - kept, known.full[word])
        is_short = word in known.short
        if not is_short and word not in known.parents:
            continue
        full_parent = word in known.parents and split_suffix(word)[1] != ""
        if not full_parent:
            suffix = _other_suffix(text, end)
            if suffix:
                return None
            if not is_short and _mention_at(text, end, known, adjacent=True) is not None:
                return _Mention(start, end, known.parents[word], known.parent_names[word])
            if not is_short and not adjacent and not in_place_position(text, start, end):
                continue
            if not adjacent and not _accepts_short(text, start, end, known):
                continue
        if is_short:
            return _Mention(start, end, known.short[word])
        return _Mention(start, end, known.parents[word], known.parent_names[word])
    return None


def take_known(found: FoundPlaces, known: Gazetteer) -> None:
    """Add the catalogue's places that the question names; a parent right before one only says more about it.

    A parent in mid-sentence that no place follows is content (荣获山东省创业型乡镇称号).
    """
    text = found.text
    mentions = _known_mentions(text, known)
    for index, mention in enumerate(mentions):
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        if mention.parent and _child_of(text, mention, following, known) is None:
            chained = index > 0 and mentions[index - 1].end == mention.start
            if not chained and not LEAD.search(text[max(0, mention.start - 3) : mention.start]):
                continue
            found.parents.append(mention.parent)
        if not _inside_title(text, mention):
            found.blank(mention.start, mention.end)
        found.spans.append((mention.start, mention.end, mention.parent or mention.places[0]))
        if not mention.parent:
            for place in _narrow(mention, mentions[index - 1] if index else None, known):
                found.add(place)


def take_site(found: FoundPlaces, known: Gazetteer) -> None:
    """Take the place in whose name a port or an airport opens the question (岳阳港的吞吐量), where none is named.

    The name stays in the text, as it is the port that is asked about.
    """
    opening = re.match(rf"[\s{BLANK}]*(?:(?:19|20)?\d\d年(?:[末底全]年?)?|[今去]年)?[,，的]?", found.text)
    start = opening.end() if opening and not found.spans else len(found.text)
    for short, places in known.short.items():
        if found.text.startswith(short, start) and _SITE.match(found.text, start + len(short)):
            for place in places:
                found.add(place)
            found.spans.append((start, start + len(short), places[0]))
            return


def _inside_title(text: str, mention: _Mention) -> bool:
    """Tell whether the mention is only part of a quoted name (《东平镇管理办法》), which must stay whole."""
    for match in _TITLE.finditer(text):
        if match.start() < mention.start and mention.end < match.end():
            return match.end() - match.start() - 2 > mention.end - mention.start
    return False


def _child_of(text: str, mention: _Mention, following: _Mention | None, known: Gazetteer) -> _Mention | None:
    if following is None or text[mention.end : following.start].strip("的 "):
        return None
    if following.parent:
        return following
    return following if any(known.under(place, mention.parent) for place in following.places) else None


def _narrow(mention: _Mention, before: _Mention | None, known: Gazetteer) -> tuple[str, ...]:
    """Keep, of several places with one short name, those under the parent named right before."""
    if before is None or not before.parent or before.end != mention.start:
        return mention.places
    kept = tuple(p for p in mention.places if known.under(p, before.parent)) or mention.places
    return tuple(known.full_name(place, before.parent) for place in kept)
