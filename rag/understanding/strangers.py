"""Finds names of places that the catalogue lacks, and what a misspelt name means."""

from __future__ import annotations

import re

from rag.understanding.gazetteer import Gazetteer, one_edit_apart, sound_alike, split_suffix, stem
from rag.understanding.lexicon import crosses_words, frequency, is_ordinary, is_wide_place, place_words, words
from rag.understanding.mentions import ENDING, LEAD, FoundPlaces, in_place_position, word_follows
from rag.understanding.normalise import BLANK
from rag.understanding.wordlists import COMMON_ENDS, NO_STEM

__all__ = ["joined", "take_homophone", "take_suffix_typos", "take_unknown"]

_LINK = (
    "的和与跟比在是对同及到从向由让把被将给问那请就说、，,。？?！!；;：:和或有去里为以于用按照于关了你我他它您咱要想"
)
_NO_TAIL = frozenset("全我本该各每哪个两这那几些的所座类属辖带促置管出型级等条入拟")
_NO_HEAD = frozenset("个条等所家市省县")
_NO_AREA_TAIL = frozenset("园社小新地景辖片灾林山郊校街库牧矿贸发范护能保验户聚业民特市政厂港军选禁限湖滩商务居游")
_BESIDE = re.compile(r"(?:的?[^,，?？]{0,12})?[和与跟及、比或同对](?:了)?")
_LINK_WORD = "[和与跟及、比]"
_LINKED = tuple(
    re.compile(pattern.replace("@", f"([一-鿿]{{{length}}})"))
    for length in (4, 3, 2)
    for pattern in (rf"(?:^|[{BLANK}\s,、])@(?={_LINK_WORD}{BLANK})", rf"(?<={BLANK}{_LINK_WORD})@")
)
_OPENING = re.compile(
    r"\s*(?P<name>(?P<body>[一-鿿]{1,4}?)(?:镇|乡|街道|县|市))"
    r"(?=(?:19|20)\d\d|[今去前明]年|上半年|下半年|年|一?季度|的|有|在|是|怎|为什么|财|税)"
)
_NO_NAMES = tuple("全我本该各每哪个这那些城乡集小心点制强古名生明范市县区大下属两几困上超菜门股楼夜")
"""Last characters of what is no place's name: 我镇, 城镇, 小镇, 中心镇, 卫生镇, 文明镇, 示范镇, 贫困县."""
_RARE = 30
"""Most often that a word stands in the dictionary which can still be a name in homophones (滨洲)."""

_ZHEN = "真振阵珍震贞侦臻"


def take_unknown(found: FoundPlaces, known: Gazetteer) -> None:
    """Find what looks like an administrative name and is none of the catalogue's."""
    position = 0
    while True:
        match = ENDING.search(found.text, position)
        if match is None:
            break
        position = match.end()
        candidate = _candidate(found.text, match, known)
        if not candidate or any(start < match.end() <= end for start, end, _ in found.spans):
            continue
        start = match.end() - len(candidate)
        _place_candidate(found, known, candidate, start, match.end())
    if not found.places and not found.unknown and not found.all_places:
        _take_opening(found, known)
    if found.places:
        _take_linked(found)
    elif not found.unknown and not found.all_places:
        _take_bare(found)


def _take_opening(found: FoundPlaces, known: Gazetteer) -> None:
    """Take a name that opens the question as a place whatever its word means elsewhere: 建设镇有多少独居老人."""
    match = _OPENING.match(found.text)
    if match is None or match["body"].endswith(_NO_NAMES) or any(start < match.end() for start, _, _ in found.spans):
        return
    _place_candidate(found, known, match["name"], match.start("name"), match.end("name"))


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
    if split_suffix(candidate)[1] == "地区" and not in_place_position(found.text, start, end):
        return
    if found.places and not joined(found, start, end):
        return
    above = next((span for span in found.spans if span[1] == start and span[2] in found.parents), None)
    if above:
        found.parents.remove(above[2])
    found.unknown.append(candidate)
    inside = any(span[1] == start and span[2] in found.places for span in found.spans)
    if not inside:
        found.blank(start, end)


def joined(found: FoundPlaces, start: int, end: int) -> bool:
    """Tell whether a name stands beside the question's own places: right after one, or linked to one by 和 or 比."""
    for left, right, _ in found.spans:
        if right == start or _BESIDE.fullmatch(found.text[right:start]) or _BESIDE.fullmatch(found.text[end:left]):
            return True
    return False


def _candidate(text: str, match: re.Match[str], known: Gazetteer) -> str:
    """Return the administrative name that ends with this ending, or an empty string if there is none."""
    suffix = match.group()
    after = text[match.end() : match.end() + 1]
    if word_follows(text, match) or (after and (after in "市县" or (after == "区" and suffix != "市"))):
        return ""
    for length in range(min(8, match.end()), len(suffix) + 1, -1):
        name = text[match.end() - length : match.end()]
        if _is_dictionary_place(text, match.end() - length, match.end(), suffix):
            return name
    left = match.start()
    while left > 0 and match.start() - left < 10 and text[left - 1] not in _LINK and "一" <= text[left - 1] <= "鿿":
        left -= 1
    body = _trim(text[left : match.start()])
    start = match.start() - len(body)
    if (body in known.short and body not in known.ordinary) or _guess(body + suffix, known):
        return body + suffix
    return body + suffix if _plausible(text, body, suffix, start, match.end()) else ""


def _is_dictionary_place(text: str, start: int, end: int, suffix: str) -> bool:
    """Tell whether `text[start:end]` is a place that the dictionary knows, not cut out of other words (新增城镇)."""
    name, body = text[start:end], text[start : end - len(suffix)]
    if body in NO_STEM or len(body) < 2 or crosses_words(text, start, end):
        return False
    return is_wide_place(body) or (name in place_words() and name[-2:] not in COMMON_ENDS)


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
    if suffix.startswith("自治") and not (body.endswith("族") or is_wide_place(body)):
        return False
    if re.search("哪|几个|多少|什么", body):
        return False
    if len(body) < 2 or body in NO_STEM or len(body) > 9 or body[-1] in _NO_TAIL:
        return False
    if is_wide_place(body):
        return True
    positioned = in_place_position(text, start, end)
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
        if suffix in {"镇", "乡", "街道"}:
            return bool(LEAD.search(text[max(0, start - 3) : start]))
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
            if len(word) == length and is_wide_place(word) and in_place_position(found.text, match.start(), end):
                found.unknown.append(word)
                found.blank(match.start(), end)
                return


def _take_linked(found: FoundPlaces) -> None:
    """Find a place of the wider world that stands beside a place of the catalogue (成都和绵阳)."""
    for pattern in _LINKED:
        match = pattern.search(found.text)
        if match and is_wide_place(match.group(1)) and match.group(1) not in found.unknown:
            found.unknown.append(match.group(1))
            found.blank(*match.span(1))


def _guess(typed: str, known: Gazetteer) -> str:
    """Return the place that a misspelt name means: a homophone, or one wrong character in a long name."""
    body, suffix = split_suffix(typed)
    for place in known.places:
        own, own_suffix = split_suffix(place)
        if suffix != own_suffix or typed == place:
            continue
        if len(body) >= 2 and sound_alike(own, body):
            return place
        if len(own) >= 3 and one_edit_apart(own, body) and own[0] == body[0]:
            return place
    return ""


def take_homophone(found: FoundPlaces, known: Gazetteer) -> None:
    """Read a short name in homophones at the place where a question names its place (东萍上半年税收)."""
    match = re.search(r"[一-鿿]{2,}", found.text)
    if match is None:
        return
    for short, places in known.short.items():
        typed = match.group()[: len(short)]
        end = match.start() + len(typed)
        if typed == short or len(typed) < len(short) or frequency(typed) > _RARE or typed in place_words():
            continue
        if sound_alike(typed, short) and in_place_position(found.text, match.start(), end):
            found.guesses.append((typed, places[0]))
            for place in places:
                found.add(place)
            found.blank(match.start(), end)
            found.spans.append((match.start(), end, places[0]))
            return


def take_suffix_typos(found: FoundPlaces, known: Gazetteer) -> None:
    """Read 新海真 as 新海镇: a short name that a homophone of 镇 follows."""
    for start, end, _ in list(found.spans):
        typed = found.text[end : end + 1]
        if typed and typed in _ZHEN and found.text[end + 1 : end + 2] not in tuple("的是正实诚心"):
            for place in found.places:
                if place.endswith("镇") and stem(place) == place[:-1] and end - start == len(place) - 1:
                    found.guesses.append((place[:-1] + typed, place))
                    found.blank(end, end + 1)
                    break
