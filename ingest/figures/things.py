"""The thing that a general name belongs to: names taken apart into verb, size, thing and measure, and put together."""

from __future__ import annotations

import re

from ingest.figures.lexicon import GENERAL, HOLLOW, VERB, VERB_START

__all__ = [
    "SPENT",
    "TOPIC",
    "acted_on",
    "belonging",
    "is_general",
    "is_size",
    "named_only",
    "noun_of",
    "of_size",
    "thing_of",
]

_MEASURED_BY = re.compile(
    r"(?:(?:接待)?(?:人数|人次|游客)|(?:播种|种植|养殖|投放|通车)?(?:总?里程|总?面积|总产|总?产量|总?产值|"
    r"(?:经营|销售|营业|主营业务)收入|总投资|数量|总数))\Z"
)
_TAKEN_IN = re.compile(r"(?:累计|共)*(?:受理|办理|接到|收到|接听)\Z")
_ENDED = re.compile(rf"(?<=项目|企业|工程)(?:{VERB.pattern})\Z")
_NUMBER = r"(?:超|过|突破|达到?)?(?:\d[\d.]{0,8}[万亿]{0,2}|[百千万亿]{1,2})(?:美?元|亩|吨)(?:及?以上|以下)?"
_SIZE = re.compile(rf"(?P<of>(?:年?(?:产值|纳税|营业?收入?|主营业务收入|税收|销售收入|销售|投资|总投资))?){_NUMBER}")
_BARE_SIZE = re.compile(_NUMBER)
TOPIC = re.compile(r"[\u4e00-\u9fffA-Za-z0-9“”]{2,12}(?:产业|行业|方面|领域|企业|园区|集群|工程|项目)")
"""A clause that only names what the sentence is about: 半导体产业，…"""
SPENT = re.compile(r"(?:累计|总)?(?:投资|投入|投入资金|安排资金|筹集资金|筹资|争取资金|资金|专项资金)")
"""Money spent, which says nothing without its purpose."""
_PART_OF_WORD = "性率度者房难型化式"


def named_only(subject: str) -> str:
    """Return a subject, empty where its words name nothing (提升到, 较全省)."""
    return "" if HOLLOW.fullmatch(subject) else subject


def noun_of(indicator: str) -> str:
    """Return an indicator without the verb that opens it, if anything is left and the verb is no part of a word."""
    verb = VERB_START.match(indicator)
    noun = indicator[verb.end() :] if verb else ""
    if verb and noun.startswith(("、", "和")):
        noun = noun_of(noun[1:])
    return indicator if not noun or noun[0] in _PART_OF_WORD else noun


def thing_of(indicator: str) -> str:
    """Return the thing that an indicator counts: its noun, with the verb where the noun alone says too little."""
    noun = noun_of(indicator)
    return noun if len(noun) > 2 else indicator


def acted_on(thing: str) -> str:
    """Return a thing as the object of another verb: 新签约 of 亿元项目新签约 and 实施 of 实施项目 go."""
    thing = _ENDED.sub("", thing)
    bare = noun_of(thing)
    return bare if len(bare) <= 2 else thing


def belonging(thing: str, name: str) -> str:
    """Join a thing and what is measured of it; a measure that the thing ends with gives way (粮食播种面积, 产量)."""
    if is_general(thing) or thing.endswith(name) or (name in thing and not is_general(name)):
        return name
    bare = _TAKEN_IN.sub("", _MEASURED_BY.sub("", thing))
    return (bare if len(bare) > 1 else thing) + name


def is_general(name: str) -> bool:
    """Tell whether a name, or each of a list of names, says nothing without its thing: 总投资, 办结率、回复率."""
    return all(GENERAL.fullmatch(part) for part in re.split("[、和]", name))


def is_size(name: str) -> bool:
    """Tell whether a name is only the size of what is counted: 过10亿元, 年产值100亿元以上."""
    return bool(_SIZE.fullmatch(name))


def of_size(thing: str, size: str) -> str:
    """Give a thing another size: 1000亿元的园区 and 500亿元 give 500亿元的园区; one without a size gets it in front."""
    match = _SIZE.match(size)
    pattern = _SIZE if match and match.group("of") else _BARE_SIZE
    return pattern.sub(size, thing, count=1) if pattern.search(thing) else size + thing
