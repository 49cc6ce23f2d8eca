"""Places in Latin letters: Dongping Town, dong ping zhen, and those that the catalogue lacks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rag.understanding.english_customary import chinese_of
from rag.understanding.english_terms import is_empty_verb, is_term
from rag.understanding.gazetteer import Gazetteer, one_edit_apart, pinyin, split_suffix
from rag.understanding.normalise import has_han
from rag.understanding.wordlists import IGNORED, word_set

__all__ = ["KINDS", "Translation", "name_places", "take_unknown"]

KINDS: dict[str, str] = {
    "town": "镇",
    "township": "乡",
    "subdistrict": "街道",
    "sub-district": "街道",
    "city": "市",
    "municipality": "市",
    "county": "县",
    "district": "区",
    "province": "省",
    "prefecture": "州",
    "banner": "旗",
    "league": "盟",
    "zhen": "镇",
    "xiang": "乡",
    "xian": "县",
    "shi": "市",
    "qu": "区",
    "jiedao": "街道",
    "sheng": "省",
}
"""English and pinyin words for the kinds of place."""

_KIND = "|".join(sorted(KINDS, key=len, reverse=True))
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_POSSESSIVE = re.compile(r"['’]s$")
_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|ue|ui|un|uo|ua|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ve|a|o|e|i|u|v)"
)
_PINYIN = re.compile(rf"(?:{_SYLLABLE}){{2,5}}", re.IGNORECASE)
_UNKNOWN = re.compile(rf"\b((?:[A-Z][a-z]+[ -]?){{1,3}}?)\s?({_KIND})\b", re.IGNORECASE)
_UNKNOWN_BARE = re.compile(
    r"(?:\b(?:in|of|for|does|did|has|is|was|about|with|than|and|will|to|from)\s+)([A-Z][a-z]{2,})\b"
    r"|\b([A-Z][a-z]{2,})(?=['’]s\b)"
)
_ENDS = re.compile(r"['’]s\b|\s*(?:$|[?.,;!]|(?:in|by|for|during|over|from|last|this|and|or|have|see|get)\b|\d)")
"""What comes after a name that stands by itself, not as the first word of a longer one."""
_COMPARED = re.compile(r"(?:\b(?:and|or|with|than|to|versus|vs\.?)|,)\s+$", re.IGNORECASE)
_COMPARES = re.compile(
    r"\b(?:compare|which|higher|lower|more|less|fewer|better|faster|slower|larger|smaller|gap|difference)",
    re.IGNORECASE,
)
_MONTHS = word_set("january february march april may june july august september october november december")
_NO_NAME = word_set(
    """
    the this that which what each every any our their its your a an one all both two three other same whole entire
    said report china chinese june
    """
)
_SHORTEST_GUESS = 6


@dataclass(slots=True)
class Translation:
    """An English question in Chinese; `unknown` are places without a report, `guesses` misspelt ones."""

    text: str
    unknown: list[str] = field(default_factory=list)
    guesses: list[tuple[str, str]] = field(default_factory=list)


def name_places(text: str, known: Gazetteer) -> Translation:
    """Put the Chinese names in for places that stand in pinyin (Dongping Town, dong ping zhen)."""
    made = Translation(text)
    found = list(_WORD.finditer(text))
    pieces: list[str] = []
    index = position = 0
    while index < len(found):
        name, count = _place_at([m.group() for m in found[index : index + 4]], known, made)
        if not name:
            index += 1
            continue
        pieces += [text[position : found[index].start()], name]
        index += count
        position = found[index - 1].end()
        suffix = split_suffix(name)[1]
        position += len(suffix) if suffix and text.startswith(suffix, position) else 0
    made.text = "".join(pieces) + text[position:]
    return made


def _place_at(words: list[str], known: Gazetteer, made: Translation) -> tuple[str, int]:
    """Return the Chinese name of the place that the words begin with, and how many words it takes; "" for none."""
    plain = [_POSSESSIVE.sub("", word) for word in words]
    for count in range(min(3, len(plain)), 0, -1):
        key = "".join(plain[:count]).lower().replace("'", "").replace("’", "")
        kind = KINDS.get(plain[count].lower(), "") if count < len(plain) else ""
        name = _named(key, kind, known)
        if name:
            return name, count + bool(kind)
        guess = _guess(key, kind, known) if kind and count <= 2 else ""
        if guess:
            made.guesses.append((" ".join(plain[:count]).title(), guess))
            return guess, count + 1
    return "", 0


def _named(key: str, kind: str, known: Gazetteer) -> str:
    """Return the place for a pinyin key, unless the word after it names another kind of place."""
    for place in known.latin.get(pinyin(chinese_of(key)) or key, ()):
        if not kind or split_suffix(place)[1] == kind or (kind == "乡" and place.endswith("镇")):
            return place
    parent = known.latin_parents.get(pinyin(chinese_of(key)) or key, "")
    return parent if parent and (not kind or split_suffix(parent)[1] == kind) else ""


def _guess(key: str, kind: str, known: Gazetteer) -> str:
    """Return the place of this kind whose pinyin differs by one letter."""
    if len(key) < _SHORTEST_GUESS:
        return ""
    near = (k for k in known.latin if len(k) >= _SHORTEST_GUESS and k[0] == key[0] and one_edit_apart(k, key))
    return next((place for k in near for place in known.latin[k] if split_suffix(place)[1] == kind), "")


def take_unknown(made: Translation) -> None:
    """Move places that the catalogue lacks from the text to `unknown` (Shuxin Town, Suzhou's).

    A bare name beside a place of the catalogue is not asked about, unless the two are compared: it stays, in Chinese
    where that is known (Beijing's market, trains to Hohhot).
    """

    def take(match: re.Match[str]) -> str:
        words = match.group(1).split()
        while words and (words[0].lower() in _NO_NAME | IGNORED or not words[0][:1].isupper()):
            words.pop(0)
        if not words:
            return match.group()
        made.unknown.append(" ".join((*words, match.group(2))))
        return match.group()[: match.group().find(words[0])] + " "

    beside = has_han(made.text)
    made.text = _UNKNOWN.sub(take, made.text)
    text = made.text
    weighed = _COMPARES.search(text) is not None

    def take_bare(match: re.Match[str]) -> str:
        group = match.lastindex or 1
        word = match.group(group)
        if not _is_name(word, text[match.end(group) :]):
            return match.group()
        lead = match.group()[: match.start(group) - match.start()]
        if beside and not (weighed and _COMPARED.search(text[: match.start(group)])):
            return f"{lead} {chinese_of(word) or word} "
        made.unknown.append(word)
        return f"{lead} "

    made.text = _UNKNOWN_BARE.sub(take_bare, text)


def _is_name(word: str, after: str) -> bool:
    """Tell whether a capitalised word is the name of a place; one that is no pinyin has to stand by itself."""
    if is_term(word) or is_empty_verb(word) or word.lower() in _NO_NAME | _MONTHS:
        return False
    return bool(_PINYIN.fullmatch(word) or chinese_of(word) or _ENDS.match(after))
