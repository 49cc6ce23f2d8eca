"""Finds the places that a question names: known, misspelt, unknown, or all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from rag.understanding.gazetteer import SUFFIXES, Gazetteer, pinyin, split_suffix, stem
from rag.understanding.lexicon import crosses_words, frequency, is_ordinary, is_wide_place, place_words, words
from rag.understanding.normalise import BLANK
from rag.understanding.wordlists import COMMON_ENDS, NO_STEM

__all__ = ["FoundPlaces", "find_places"]

_SUFFIX = "|".join(SUFFIXES)
_ENDING = re.compile(_SUFFIX)
_LINK = (
    "的和与跟比在是对同及到从向由让把被将给问那请就说、，,。？?！!；;：:和或有去里为以于用按照于关了你我他它您咱要想"
)
_FOLLOW = re.compile(
    rf"$|[\s，,。、？?！!：:；;的和与跟比呢在去今明前上下本当哪谁两{BLANK}]|\d|[“\"‘「《]|全[年市镇县区]|一季|前三|第[一二三四]季|报告|工作报告|政府"
)
_LEAD = re.compile(rf"(?:^|[\s，,。、？?！!：:；;和与跟比对同那给{BLANK}]|请问|相比|还是|以及|关于|介绍|看看|说说)$")
_FEATURE = re.compile(
    r"(?:大|中|小|新|老|东|西|南|北|中心)?(?:路|街(?!道)|巷|小学|中学|大学|学校|学院|医院|卫生院|公司|集团|大桥|桥|机场|车站|站|高铁|铁路|高速"
    r"|村|社区|居委|新村|河|江|湖|山(?!市|区|县|镇)|水库|公园|广场|港(?!镇)|码头|景区|林场|农场|工业园|产业园|开发区|经开区|高新区|科创园|日报|杯|号)"
)
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
_NO_TAIL = frozenset("全我本该各每哪个两这那几些的所座类属辖带促置管出型级等条入拟")
_NO_HEAD = frozenset("个条等所家市省县")
_NO_AREA_TAIL = frozenset("园社小新地景辖片灾林山郊校街库牧矿贸发范护能保验户聚业民特市政厂港军选禁限湖滩商务居游")
_ALL_NOUN = r"乡镇|街镇|镇街|镇|街道|乡|县区|区县|县|市|区|城市|地方|地区|报告"
_ALL = re.compile(
    rf"(?:哪(?:一)?(?:个|些|几个|两个|三个|座)?|各个?|所有的?|全部的?|每个?|(?:[两三四五六七八九十几]|\d+|多少)个)(?:{_ALL_NOUN})(?!级|委|域|长|村|建)"
)
_PRONOUN = re.compile(
    r"该(?:镇|市|县|区|乡|街道|省|地)|(?:这|那)(?:个|座)?(?:镇|市|县|区|乡|街道|城市|地方)|(?:这|那)(?:里|儿)|它们?|其(?=[^他它中实余])|当地|上述(?:镇|市|县|地区)?"
)
_BOTH = re.compile(
    r"(?:这|那)(?:两|二|三|四|五|几)个?(?:镇|市|县|区|地方|地区?)(?!级|民|场)|(?<![一-鿿])两个?(?:镇|市|县|区|地|个地方)(?!级|民|场)|两个(?:镇|市|县|区|地方)|二者|两者"
)
_SUFFIX_WORD = re.compile(r"长(?![江期远城三])|委(?!员|托)|民(?!生|营|政|族|俗|间|办)|场|区(?![县域划])")
_COUNT = re.compile(r"[两三四五六七八九十几\d]|多少")
_BESIDE = re.compile(r"(?:的?[^,，?？]{0,12})?[和与跟及、比或同对](?:了)?")
_TITLE = re.compile(r"《[^》]*》|“[^”]*”|\"[^\"]*\"|「[^」]*」")
_ZHEN = "真振阵珍震贞侦臻"


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


def find_places(text: str, known: Gazetteer) -> FoundPlaces:
    """Find every place that the normalised question names."""
    found = FoundPlaces(text)
    mentions = _known_mentions(text, known)
    _take_known(found, mentions, known)
    _take_suffix_typos(found, known)
    _take_all(found, known)
    _take_unknown(found, known)
    if not found.places and not found.unknown:
        _take_homophone(found, known)
    _take_pronouns(found)
    _drop_context_parents(found)
    return found


def _drop_context_parents(found: FoundPlaces) -> None:
    """Forget parents that are only mentioned in a question about one of the catalogue's places."""
    if found.places:
        spans = {name: (start, end) for start, end, name in found.spans}
        found.parents = [parent for parent in found.parents if _joined(found, *spans[parent])]


def _in_place_position(text: str, start: int, end: int) -> bool:
    return bool(_LEAD.search(text[max(0, start - 3) : start])) and bool(_FOLLOW.match(text[end : end + 4]))


def _accepts_short(text: str, start: int, end: int, known: Gazetteer) -> bool:
    if crosses_words(text, start, end) or _FEATURE.match(text[end : end + 5]):
        return False
    return text[start:end] not in known.ordinary or _in_place_position(text, start, end)


def _other_suffix(text: str, end: int) -> str:
    """Return the administrative ending right after a short name, unless it begins another word."""
    match = _ENDING.match(text, end)
    if match is None or text[match.end() : match.end() + 1] in _WORD_AFTER.get(match.group(), "") != "":
        return ""
    after = text[match.end() : match.end() + 1]
    return "" if after and after in _WORD_AFTER.get(match.group(), "") else match.group()


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
            kept = 1 if len(word) > 2 and _SUFFIX_WORD.match(text, end) else 0
            return _Mention(start, end - kept, known.full[word])
        is_short = word in known.short
        if not is_short and word not in known.parents:
            continue
        full_parent = word in known.parents and split_suffix(word)[1] != ""
        if not full_parent:
            suffix = _other_suffix(text, end)
            if suffix:
                return None
            if not is_short and not adjacent and not _in_place_position(text, start, end):
                continue
            if not adjacent and not _accepts_short(text, start, end, known):
                continue
        if is_short:
            return _Mention(start, end, known.short[word])
        return _Mention(start, end, known.parents[word], known.parent_names[word])
    return None


def _take_known(found: FoundPlaces, mentions: list[_Mention], known: Gazetteer) -> None:
    """Add the mentions; a parent right before a place of its own only says more about it."""
    text = found.text
    for index, mention in enumerate(mentions):
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        if not _inside_title(text, mention):
            found.blank(mention.start, mention.end)
        found.spans.append((mention.start, mention.end, mention.parent or mention.places[0]))
        if mention.parent:
            child = _child_of(found.text, mention, following, known)
            if child is None:
                found.parents.append(mention.parent)
            continue
        narrowed = _narrow(mention, mentions[index - 1] if index else None, known)
        for place in narrowed:
            found.add(place)


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


def _take_suffix_typos(found: FoundPlaces, known: Gazetteer) -> None:
    """Read 新海真 as 新海镇: a short name that a homophone of 镇 follows."""
    for start, end, _ in list(found.spans):
        typed = found.text[end : end + 1]
        if typed and typed in _ZHEN and found.text[end + 1 : end + 2] not in tuple("的是正实诚心"):
            for place in found.places:
                if place.endswith("镇") and stem(place) == place[:-1] and end - start == len(place) - 1:
                    found.guesses.append((place[:-1] + typed, place))
                    found.blank(end, end + 1)
                    break


def _take_all(found: FoundPlaces, known: Gazetteer) -> None:
    levels = {suffix[-1:] for suffix in known.suffixes()}
    for match in _ALL.finditer(found.text):
        noun = re.search(rf"(?:{_ALL_NOUN})$", match.group())
        word = noun.group() if noun else ""
        fits = word in {"地方", "地区", "报告", "城市"} or any(level in word for level in levels if level)
        if "道" in levels and "街" in word:
            fits = True
        if found.places and fits and _COUNT.match(match.group()):
            found.blank(match.start(), match.end())
        if found.places or not fits or (match.group()[0] == "两" and len(known.places) > 2):
            continue
        found.all_places = True
        found.which = found.which or match.group().startswith("哪")
        found.both = found.both or bool(_COUNT.match(match.group()))
        found.blank(match.start(), match.end())


def _take_pronouns(found: FoundPlaces) -> None:
    for pattern, name in ((_BOTH, "both"), (_PRONOUN, "pronoun")):
        for match in pattern.finditer(found.text):
            setattr(found, name, True)
            found.blank(match.start(), match.end())


def _take_unknown(found: FoundPlaces, known: Gazetteer) -> None:
    """Find what looks like an administrative name and is none of the catalogue's."""
    position = 0
    while True:
        match = _ENDING.search(found.text, position)
        if match is None:
            break
        position = match.end()
        candidate = _candidate(found.text, match, known)
        if not candidate or any(start < match.end() <= end for start, end, _ in found.spans):
            continue
        start = match.end() - len(candidate)
        _place_candidate(found, known, candidate, start, match.end())
    if not found.places and not found.unknown and not found.all_places:
        _take_bare(found)


def _place_candidate(found: FoundPlaces, known: Gazetteer, candidate: str, start: int, end: int) -> None:
    guess = _guess(candidate, known)
    if guess:
        found.guesses.append((candidate, guess))
        found.add(guess)
        found.blank(start, end)
        found.spans.append((start, end, guess))
        return
    after = next((span for span in found.spans if span[0] == end), None)
    if after and after[2] in found.places and known.rootless(after[2]):
        found.blank(start, end)
        return
    if suffix_of(candidate) == "地区" and not _in_place_position(found.text, start, end):
        return
    if found.places and not _joined(found, start, end):
        return
    above = next((span for span in found.spans if span[1] == start and span[2] in found.parents), None)
    if above:
        found.parents.remove(above[2])
    found.unknown.append(candidate)
    inside = any(span[1] == start and span[2] in found.places for span in found.spans)
    if not inside:
        found.blank(start, end)


def suffix_of(name: str) -> str:
    """Return the administrative ending of a name."""
    return split_suffix(name)[1]


def _joined(found: FoundPlaces, start: int, end: int) -> bool:
    """Tell whether a name stands beside the question's own places: right after one, or linked to one by 和 or 比."""
    for left, right, _ in found.spans:
        if right == start or _BESIDE.fullmatch(found.text[right:start]) or _BESIDE.fullmatch(found.text[end:left]):
            return True
    return False


def _candidate(text: str, match: re.Match[str], known: Gazetteer) -> str:
    """Return the administrative name that ends with this ending, or an empty string if there is none."""
    suffix = match.group()
    after = text[match.end() : match.end() + 1]
    if after and (after in _WORD_AFTER.get(suffix, "") or after in "市县" or (after == "区" and suffix != "市")):
        return ""
    for length in range(min(8, match.end()), len(suffix) + 1, -1):
        name = text[match.end() - length : match.end()]
        if name in place_words() and name[: -len(suffix)] not in NO_STEM:
            return name
    left = match.start()
    while left > 0 and match.start() - left < 10 and text[left - 1] not in _LINK and "一" <= text[left - 1] <= "鿿":
        left -= 1
    body = _trim(text[left : match.start()])
    start = match.start() - len(body)
    if body in known.short and body not in known.ordinary:
        return body + suffix
    return body + suffix if _plausible(text, body, suffix, start, match.end()) else ""


def _trim(body: str) -> str:
    """Drop the words before a name: 介绍竖新 → 竖新."""
    kept = ""
    for word in reversed(words(body)):
        if len(kept) >= 2 and (is_ordinary(word) or len(kept) + len(word) > 6):
            break
        if is_ordinary(word) and len(word) >= 2 and kept:
            break
        kept = word + kept
    return kept


def _plausible(text: str, body: str, suffix: str, start: int, end: int) -> bool:
    name = body + suffix
    if len(body) < 2 or body in NO_STEM or len(body) > 9 or body[-1] in _NO_TAIL:
        return False
    if is_wide_place(body):
        return True
    positioned = _in_place_position(text, start, end)
    if name[-2:] in COMMON_ENDS and not (positioned and len(body) == 2 and name[-2:] in {"城区", "山区", "新市"}):
        return False
    if (
        body[0] in _NO_HEAD
        or (frequency(name) > 0 and suffix not in {"镇", "乡", "县"})
        or any(body.endswith(word) for word in NO_STEM if len(word) >= 2)
    ):
        return False
    if suffix == "区" and body[-1] in _NO_AREA_TAIL and not positioned:
        return False
    if is_ordinary(body) or any(is_ordinary(word) for word in words(body) if len(word) >= 2):
        return positioned and suffix not in {"市", "省", "州"}
    if suffix in {"区", "市", "州", "省", "旗", "盟", "地区", "新区"}:
        return positioned or len(body) == 2
    return True


def _take_bare(found: FoundPlaces) -> None:
    """Find a place of the wider world that is named without its ending (苏州呢, 济宁的税收)."""
    for match in re.finditer(r"[一-鿿]{2,}", found.text):
        for length in (4, 3, 2):
            word = match.group()[:length]
            end = match.start() + len(word)
            if len(word) == length and is_wide_place(word) and _in_place_position(found.text, match.start(), end):
                found.unknown.append(word)
                found.blank(match.start(), end)
                return


def _guess(typed: str, known: Gazetteer) -> str:
    """Return the place that a misspelt name means: a homophone, or one wrong character in a long name."""
    body, suffix = split_suffix(typed)
    for place in known.places:
        own, own_suffix = split_suffix(place)
        if suffix != own_suffix or typed == place:
            continue
        if len(own) == len(body) >= 2 and pinyin(own) == pinyin(body):
            return place
        if len(own) >= 3 and Levenshtein.distance(own, body) == 1 and own[0] == body[0]:
            return place
    return ""


def _take_homophone(found: FoundPlaces, known: Gazetteer) -> None:
    """Read a short name in homophones at the place where a question names its place (东萍上半年税收)."""
    match = re.search(r"[一-鿿]{2,}", found.text)
    if match is None:
        return
    for short, places in known.short.items():
        typed = match.group()[: len(short)]
        end = match.start() + len(typed)
        if typed == short or len(typed) < len(short) or frequency(typed) > 0:
            continue
        if pinyin(typed) == pinyin(short) and _in_place_position(found.text, match.start(), end):
            found.guesses.append((typed, places[0]))
            for place in places:
                found.add(place)
            found.blank(match.start(), end)
            found.spans.append((match.start(), end, places[0]))
            return
