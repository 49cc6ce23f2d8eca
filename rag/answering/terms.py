"""How far one text speaks of what another asks: rarity-weighted coverage of words and character pairs."""

from __future__ import annotations

import logging
import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import jieba

__all__ = ["TermWeights", "content_terms"]

jieba.setLogLevel(logging.WARNING)

WORD = re.compile(r"[㐀-鿿]+|[A-Za-z][A-Za-z0-9.+-]*|\d+(?:\.\d+)?")
STOPPED = """
的 了 和 与 及 或 在 是 有 为 对 把 被 将 就 也 都 而 等 其 中 上 下 内 外 个 这 那 该 各 什么 多少 哪些
哪个 哪 几 如何 怎么 怎样 怎么样 多 大 吗 呢 吧 啊 请问 一下 情况 方面 进行 实现 完成 达到 达 共 共计 累计 总共
一共 全镇 全市 全县 全区 全年 我镇 我市 我县 我区 分别 具体 主要 以及 关于 目前 当前 报告 提到 告诉 我 想 知道 年 月
日 以来 期间 并 从 到 由 于 以 按 按照 根据 the a an of in on for to is are was were
what how many much and did does do by
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
            if word in STOP:
                continue
            pieces = [word] if len(word) <= 2 else [word[i : i + 2] for i in range(len(word) - 1)]
            found.update(dict.fromkeys(p for p in pieces if p not in STOP))
    return tuple(found)


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

    def weight(self, term: str) -> float:
        """Return how much a term tells; one character tells at most half of a pair."""
        if term not in self._cache:
            keys = [term] if len(term) <= 2 else [term[i : i + 2] for i in range(len(term) - 1)]
            n = min(self._counts[k] for k in keys)
            rarity = math.log(1 + (self._total - n + 0.5) / (n + 0.5))
            self._cache[term] = rarity * (0.5 if len(term) == 1 else 1.0)
        return self._cache[term]

    def coverage(self, asked: Iterable[str], text: str) -> float:
        """Return the weighted share of the asked terms that stand in the text, 0 to 1; 0 where nothing is asked."""
        total = found = 0.0
        text = text.lower()
        for term in asked:
            weight = self.weight(term)
            total += weight
            if term in text:
                found += weight
        return found / total if total else 0.0

    def missing(self, asked: Iterable[str], text: str) -> list[str]:
        """Return the asked terms that do not stand in the text, the most telling first."""
        text = text.lower()
        return sorted((t for t in asked if t not in text), key=self.weight, reverse=True)
