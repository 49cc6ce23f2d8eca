"""Finds the places that a question names: known, misspelt, unknown, or all of them."""

from __future__ import annotations

import re

from rag.understanding.gazetteer import Gazetteer
from rag.understanding.mentions import FoundPlaces, take_known, take_site
from rag.understanding.normalise import BLANK
from rag.understanding.strangers import joined, take_homophone, take_suffix_typos, take_unknown

__all__ = ["FoundPlaces", "find_places"]

_ALL_NOUN = r"乡镇|街镇|镇街|镇|街道|乡|县区|区县|县|市|区|城市|地方|地区|报告"
_ALL = re.compile(
    rf"(?:哪(?:一)?(?:个|些|几个|两个|三个|座)?|各个?|所有的?|全部的?|每个?|(?:[两三四五六七八九十几]|\d+|多少)个)(?:{_ALL_NOUN})(?!级|委|域|长|村|建)"
)
_LISTED = re.compile(r"的(?:镇|街道|乡|县|区|市|城市|地方)(?=都?(?:有|是)哪)")
_APPOSED = re.compile(r"[两二三四五六七八九十](?:镇|市|县|区|乡|地|城)(?!级|民|场|区)")
_PRONOUN = re.compile(
    r"该(?:镇|市|县|区|乡|街道|省|地)|(?:这|那)(?:个|座)?(?:镇|市|县|区|乡|街道|城市|地方)|(?:这|那)(?:里|儿|边)|它们?"
    r"|(?<![尤极与])其(?=[^余他它中实次间])|当地|上述(?:镇|市|县|地区)?"
)
_BOTH = re.compile(
    r"(?:这|那)(?:两|二|三|四|五|几)个?(?:镇|市|县|区|地方|地区?)(?!级|民|场)|两个(?:镇|市|县|区|地方)|二者|两者"
    rf"|(?<![一-鿿])两(?:镇|市|县|区|地)(?=$|[?的合相谁哪加总各分之比差多高低少{BLANK}])"
)
_COUNT = re.compile(r"[两三四五六七八九十几\d]|多少")


def find_places(text: str, known: Gazetteer) -> FoundPlaces:
    """Find every place that the normalised question names."""
    found = FoundPlaces(text)
    take_known(found, known)
    take_site(found, known)
    take_suffix_typos(found, known)
    _take_all(found, known)
    _take_listed(found)
    take_unknown(found, known)
    if not found.places and not found.unknown:
        take_homophone(found, known)
    _take_pronouns(found)
    _drop_context_parents(found)
    return found


def _drop_context_parents(found: FoundPlaces) -> None:
    """Forget parents that are only mentioned in a question about one of the catalogue's places."""
    if found.places:
        spans = {name: (start, end) for start, end, name in found.spans}
        found.parents = [parent for parent in found.parents if joined(found, *spans[parent])]


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


def _take_listed(found: FoundPlaces) -> None:
    """Take 增速超过6%的市有哪些 for a question over all places, and 四市 beside four cities for these."""
    match = _LISTED.search(found.text)
    if match and not found.places and not found.unknown:
        found.all_places = found.which = True
        found.blank(*match.span())
    if len(found.places) > 1:
        for apposed in _APPOSED.finditer(found.text):
            found.blank(*apposed.span())


def _take_pronouns(found: FoundPlaces) -> None:
    for pattern, name in ((_BOTH, "both"), (_PRONOUN, "pronoun")):
        for match in pattern.finditer(found.text):
            setattr(found, name, True)
            found.blank(match.start(), match.end())
