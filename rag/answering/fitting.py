"""Whether a sentence can be the answer: it holds the names that are quoted, and a thing of the asked kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import jieba.posseg

from rag.answering.material import Material
from rag.answering.outline import paragraph_at
from rag.answering.ranking import DOCUMENT, Candidate, rank_sentences
from rag.answering.terms import MEASURES
from rag.retrieval import Hit
from rag.schema import Aspect, Query, Role
from rag.understanding.equivalents import same_words
from rag.understanding.lexicon import frequency, is_ordinary, is_wide_place, place_words, words

__all__ = ["asked_kind", "fits_closely", "fitting", "is_of_kind"]

QUOTED = re.compile(r"[“‘「『\"]([^”’」』\"]{2,24})[”’」』\"]")
PERIOD = re.compile(r"十[一二三四五六]五")
QUOTES = re.compile(r"[“”‘’「」『』\"\s]")
NAMED, BEHIND = 1.0, 0.5
"""What a sentence gains that holds the quoted names, and one that stands behind such a sentence in its paragraph."""

TYPED = frozenset({Aspect.LIST, Aspect.NAME, Aspect.WHERE, Aspect.WHO})
KIND = re.compile(
    r"哪(?:一|几|些|[两二三四五六七八九十]+)?"
    r"(?:[个座所类款支处段批]|家(?!庭|长)|条(?!件)|种(?!植|子)|项(?!目)|位(?!置)|片(?!区)|道(?!路)|部(?!门|分)|名(?!单|称))?的?"
    r"(?P<noun>[一-鿿]{1,8})"
)
VAGUE_WORDS = """
方面 工作 措施 举措 内容 问题 事 事情 东西 地方 时候 人 人员 情况 困难 成绩 成效 进展 变化 任务 目标 原因 年 月 天 里 儿
做法 打算 安排 动作 办法 好处 领域 类 点 样 种 经验 部分 环节 手段 方式 成果 方法 条件 步骤 思路 能力 体会
"""
VAGUE = frozenset(VAGUE_WORDS.split()) | MEASURES
"""Nouns of any kind of thing, which no sentence needs to hold."""

PLACES = frozenset("江河湖海路桥山村镇街岛港渠")
"""Words of one character for places, which end the names of such places."""

CITIES = frozenset({"城市", "市", "省", "省份"})
FITS, LISTS, MISSES = 0.5, 0.4, 0.2
"""What a sentence gains that holds a thing of the asked kind, and a list of them, and what one loses without any."""


def fitting(query: Query, ranked: Sequence[Candidate], hits: Sequence[Hit], material: Material) -> list[Candidate]:
    """Return the candidates that may answer, likeliest first.

    Where any sentence of the reports found holds the names that the question quotes, only such sentences, and those
    behind them in their paragraph, are left.
    """
    names = [_bare(name) for name in QUOTED.findall(query.resolved) if not PERIOD.match(name)]
    kept = _holding(names, ranked, material) if names else list(ranked)
    told = [c for c in kept if c.passage.role is not Role.GLOSSARY] if names and asked_kind(query) else []
    kept = told or kept
    if names and not kept:
        kept = _holding(names, rank_sentences(query, _passages_with(names, hits, material), material), material)
    kept = kept or list(ranked)
    noun = asked_kind(query)
    if noun:
        kept = [replace(c, score=c.score + _worth(noun, c.sentence.text)) for c in kept]
    return sorted(kept, key=lambda c: -c.score)


def _bare(text: str) -> str:
    return QUOTES.sub("", text).lower()


def _holding(names: Sequence[str], ranked: Sequence[Candidate], material: Material) -> list[Candidate]:
    """Return the candidates with the most of the names, in the sentence or its headings, or before it."""
    held = []
    for c in ranked:
        own = _bare(c.sentence.text + " ".join(c.passage.path))
        before = _bare(
            "".join(s.text for s in paragraph_at(c.report.id, c.sentence.start, material) if s.start < c.sentence.start)
        )
        count = sum(NAMED if name in own else BEHIND if name in before else 0.0 for name in names)
        held.append((count, c))
    most = max((count for count, _ in held), default=0.0)
    return [replace(c, score=c.score + count) for count, c in held if count and count >= most - BEHIND]


def _passages_with(names: Sequence[str], hits: Sequence[Hit], material: Material) -> list[Hit]:
    """Return the passages of the reports found that hold a quoted name, as hits."""
    reports = {hit.report.id: hit.report for hit in hits}
    found = []
    for report in reports.values():
        for passage in material.passages(report.id):
            if any(name in _bare(passage.text) for name in names):
                sentences = [(s, 0.0) for s in passage.sentences]
                found.append(
                    Hit(passage=passage, report=report, score=0.0, dense=0.0, lexical=0.0, sentences=sentences)
                )
    return found


def asked_kind(query: Query) -> str:
    """Return the noun of the asked kind of thing (路 of 哪两条路, 项目 of 哪些大项目); empty where it is vague."""
    if query.aspect not in TYPED:
        return ""
    found = KIND.search(query.resolved)
    if not found:
        return ""
    return found["noun"][0] if found["noun"][0] in PLACES else _noun(found["noun"])


def fits_closely(query: Query, text: str) -> bool:
    """Tell whether a sentence holds all names that the question quotes, or names of the asked kind of thing."""
    names = [_bare(name) for name in QUOTED.findall(query.resolved) if not PERIOD.match(name)]
    if names and all(name in _bare(text) for name in names):
        return True
    noun = asked_kind(query)
    if not noun or not is_of_kind(noun, text):
        return False
    return len(noun) == 1 or noun in CITIES or DOCUMENT.fullmatch(noun) is not None or _listed(noun, text)


@lru_cache(maxsize=4096)
def _noun(text: str) -> str:
    for word, flag in jieba.posseg.cut(text):
        if flag[:1] == "n" and flag != "nr":
            return "" if word in VAGUE else word
        if flag[:1] not in "abmqjfs":
            return ""
    return ""


def _worth(noun: str, text: str) -> float:
    if not is_of_kind(noun, text):
        return -MISSES
    return FITS + (LISTS if _listed(noun, text) else 0.0)


def _listed(noun: str, text: str) -> bool:
    """Tell whether a text lists things of the kind, each with the noun (甲项目、乙项目)."""
    return re.search(rf"{noun}[”]?[、和][^，,。；;]*{noun}", text) is not None


def is_of_kind(noun: str, text: str) -> bool:
    """Tell whether a text holds a thing of the kind: its noun, the end of a name, or a city where cities are asked."""
    if noun in CITIES:
        return any(is_wide_place(text[i : i + 2]) for i in range(len(text) - 1))
    if DOCUMENT.fullmatch(noun):
        return "《" in text
    if len(noun) == 1:
        return _ends_a_name(noun, text)
    return any(name in text for name in same_words(noun))


def _ends_a_name(noun: str, text: str) -> bool:
    """Tell whether a word of one character ends a name in a text (兴谷路, 长江; not 思路, 路径)."""
    before = ""
    for word in words(text):
        if word == noun and len(before) > 1 and not is_ordinary(before):
            return True
        if len(word) > 1 and word.endswith(noun) and (word in place_words() or frequency(word) == 0):
            return True
        before = word
    return False
