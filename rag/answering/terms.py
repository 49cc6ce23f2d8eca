"""How far one text speaks of what another asks: rarity-weighted coverage of words and character pairs."""

from __future__ import annotations

import logging
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

import jieba
import jieba.posseg

from rag.understanding.equivalents import plain_phrases, same_words

__all__ = [
    "GENERIC",
    "MEASURES",
    "STOP",
    "Asked",
    "TermWeights",
    "asked_terms",
    "content_terms",
    "expected_families",
    "head_of",
    "parts_of",
]

jieba.setLogLevel(logging.WARNING)

WORD = re.compile(r"[㐀-鿿]+|[A-Za-z][A-Za-z0-9.+-]*|\d+(?:\.\d+)?")
STOPPED = """
的 了 和 与 及 或 在 是 有 为 对 把 被 将 就 也 都 而 等 其 中 上 下 内 外 个 这 那 该 各 什么 多少 哪些
哪个 哪 几 如何 怎么 怎样 怎么样 多 大 吗 呢 吧 啊 请问 一下 情况 方面 进行 实现 完成 达到 达 共 共计 累计 总共
一共 全镇 全市 全县 全区 全年 我镇 我市 我县 我区 分别 具体 主要 以及 关于 目前 当前 报告 提到 告诉 我 想 知道 年 月
日 以来 期间 并 从 到 由 于 以 按 按照 根据 the a an of in on for to is are was were
what how many much and did does do by
实际 计划 预计 预期 准备 打算 突破 力争 争取 想 要 需要 应该 可以 能够 能 会 已 已经 原来 原定
当年 那年 那 正式 所有 各个 有关 相关
"""

STOP = frozenset(STOPPED.split())


@lru_cache(maxsize=65536)
def content_terms(text: str) -> tuple[str, ...]:
    """Return the telling pieces of a text, each once: words, or the pairs of longer ones, Latin words, numbers.

    Pairs never cross the border of a word, so that 税收收入 gives 税收 and 收入 and not 收收.
    """
    found: dict[str, None] = {}
    for run in WORD.findall(text):
        if run[0].isascii():
            found[run.lower()] = None
            continue
        for word in jieba.cut(run):
            found.update(dict.fromkeys(_pieces(word)))
    return tuple(found)


Asked = Mapping[str, float]
"""Asked terms with how much each one's part of speech tells, 0 to 1."""

TELLS = {"n": 1.0, "v": 0.6, "a": 0.5, "i": 0.8, "l": 0.8, "j": 1.0, "e": 1.0, "x": 1.0, "b": 0.8, "s": 0.6, "g": 0.8}
"""By the first letter of jieba's part of speech (n nouns, v verbs, a adjectives, j short forms, x and eng Latin words
and numbers …); a verb that is also a noun (vn) counts as a noun, anything else tells little."""

JOINED = re.compile(r"[、，,]|以及|和|及|与")
SHORTEST = 3
ENDINGS = frozenset("率额量值")
NOUNS = frozenset(
    ["收入", "支出", "就业", "出口", "进口", "进出口", "贷款", "存款", "消费", "投资", "补贴", "救助", "招商", "引资"]
)
"""Words that name what is measured in reports, though the dictionary has them as verbs."""
SAID = """
惠及 涉及 涵盖 覆盖 受益 囊括 拿出 用到 算是 拥有 具有 认为 觉得 提及 表示 声称 做到 得到 收到 用于 达成 录得
"""
GENERIC = frozenset(SAID.split())
"""Verbs that reports put in many ways, or leave out; they hardly tell what is asked."""
LITTLE = 0.25
UNKNOWN = 0.5
"""What counts of a word that no report has, unless it is a noun: how people talk, not what they ask for."""
HEAD = 1.5
MEASURED = """
人数 数量 总量 总额 金额 面积 规模 户数 件数 家数 次数 总数 数字 数值 数额 情况 水平 额度 资金量 个数
"""
MEASURES = frozenset(MEASURED.split())
"""Nouns for how much there is of a thing: they head a phrase without naming the thing."""

EXPECTS = (
    (
        {"money", "foreign_money"},
        re.compile(
            r"(?:收入|产值|资金|投资额?|税收?|金额|经费|补贴|贷款|利润|生产总值|GDP|支出|销售额|总额|租金|房租|[钱款])(?:总量|总额)?$"
        ),
    ),
    ({"area"}, re.compile(r"面积$")),
    ({"length"}, re.compile(r"里程$|长度$")),
    ({"people", "household"}, re.compile(r"人数$|人口$|群众$|居民$|老人$|学生$|志愿者$|职工$")),
)
"""Units that some heads ask for, whatever the wording."""


@lru_cache(maxsize=4096)
def asked_terms(phrase: str) -> Asked:
    """Return the telling pieces of an asked phrase by part of speech; the head, what is counted, tells most."""
    found: dict[str, float] = {}
    for word, flag in _tagged(phrase):
        tells = _tells(word, flag)
        for piece in _pieces(word):
            found[piece] = max(found.get(piece, 0.0), tells)
    head = head_of(phrase)
    for piece in _pieces(head):
        found[piece] = found.get(piece, 1.0) * HEAD
    return found


def _tells(word: str, flag: str) -> float:
    if word in MEASURES or word in GENERIC:
        return LITTLE
    return 1.0 if flag == "vn" or word in NOUNS else TELLS.get(flag[:1], LITTLE)


@lru_cache(maxsize=4096)
def head_of(phrase: str) -> str:
    """Return the last noun of a phrase, which says what is counted; empty where there is none."""
    nouns = [word for word, flag in _tagged(phrase) if len(word) > 1 and (flag[:1] in "njx" or flag == "vn")]
    named = [word for word in nouns if word not in STOP | MEASURES | GENERIC]
    return named[-1] if named else ""


def parts_of(phrase: str) -> list[str]:
    """Return the members of a phrase that lists several things (调解邻里纠纷、代书遗嘱), none for a single thing."""
    parts = [part for part in JOINED.split(phrase) if len(part) >= SHORTEST]
    return parts if len(parts) > 1 else []


def _tagged(phrase: str) -> list[tuple[str, str]]:
    """Return words with their parts of speech; 解决 and 率 make one noun, and so do other words with such an ending."""
    tagged: list[tuple[str, str]] = []
    for run in (piece for whole in WORD.findall(phrase) for piece in plain_phrases(whole)):
        if len(run) >= SHORTEST and len(same_words(run)) > 1:
            tagged.append((run, "n"))
            continue
        for word, flag in jieba.posseg.cut(run):
            if word in ENDINGS and tagged and not tagged[-1][0].isascii():
                tagged[-1] = (tagged[-1][0] + word, "n")
            else:
                tagged.append((word.lower(), "x" if word.isascii() else flag))
    return tagged


@lru_cache(maxsize=65536)
def _pieces(word: str) -> list[str]:
    """Return a short word itself, of a longer one the words of two characters that make it up, else its pairs."""
    if word in STOP or not word:
        return []
    if len(word) <= 2 or word.isascii() or len(same_words(word)) > 1:
        return [word]
    within = [part for part in jieba.cut_for_search(word) if len(part) == 2]
    pairs = within if "".join(within) == word else [word[i : i + 2] for i in range(len(word) - 1)]
    return [pair for pair in pairs if pair not in STOP]


class TermWeights:
    """Inverse document frequency over sentences, `ln(1 + (N − n + 0.5) / (n + 0.5))` as in BM25."""

    def __init__(self, sentences: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for sentence in sentences:
            total += 1
            text = sentence.lower()
            pairs = {text[i : i + 2] for i in range(len(text) - 1)}
            counts.update(pairs)
            counts.update(set(text))
        self._counts, self._total = counts, max(total, 1)
        self._cache: dict[str, float] = {}
        self._commonest: dict[str, int] = {}

    def _count(self, term: str) -> int:
        """Return in how many sentences a term, or the commonest word that says the same, stands at most."""
        if term not in self._commonest:
            self._commonest[term] = max(map(self._own_count, same_words(term)))
        return self._commonest[term]

    def _own_count(self, term: str) -> int:
        keys = [term] if len(term) <= 2 else [term[i : i + 2] for i in range(len(term) - 1)]
        return min(self._counts[key] for key in keys)

    def weight(self, term: str) -> float:
        """Return how much a term tells; one character tells at most half of a pair."""
        if term not in self._cache:
            n = self._count(term)
            rarity = math.log(1 + (self._total - n + 0.5) / (n + 0.5))
            self._cache[term] = rarity * (0.5 if len(term) == 1 else 1.0)
        return self._cache[term]

    def coverage(self, asked: Asked, text: str) -> float:
        """Return the weighted share of the asked terms that stand in the text, 0 to 1; 0 where nothing is asked.

        A word that says the same stands for a term.
        """
        total = found = 0.0
        text = text.lower()
        for term, tells in asked.items():
            weight = tells * self.weight(term) * (UNKNOWN if tells < 1 and not self._count(term) else 1.0)
            total += weight
            if term in text or any(name in text for name in same_words(term)):
                found += weight
        return found / total if total else 0.0


def expected_families(phrase: str) -> set[str]:
    """Return the families of unit that a phrase asks for by its last noun (…收入: money); empty where any will do."""
    return next((families for families, noun in EXPECTS if noun.search(phrase)), set())
