"""Mends a typing error in an indicator phrase with the help of the catalogue's own phrases."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pypinyin import lazy_pinyin

from rag.understanding.wordlists import word_list

__all__ = ["alike", "mend"]

_LOOKALIKES = word_list(
    """
    人入八 己已巳 末未 土士 日曰 千干于 大太犬 天夫无 目自白 今令 刀力 睛晴 冶治 析折拆 侯候
    即既 徒徙 设没 住往 拔拨 券卷 崇祟 兔免 贷货 帐账 杭抗 木术 田由甲申 处外
    """
)
_ALIKE = {frozenset((a, b)) for group in _LOOKALIKES for a in group for b in group if a != b}
_SHORTEST = 3


def alike(character: str) -> tuple[str, ...]:
    """Return the characters that are easily taken for this one by their look."""
    return tuple(sorted({other for pair in _ALIKE if character in pair for other in pair - {character}}))


@lru_cache(maxsize=8192)
def _sound(character: str) -> str:
    return str(lazy_pinyin(character)[0])


@lru_cache(maxsize=4)
def _masks(indicators: tuple[str, ...]) -> tuple[frozenset[str], dict[tuple[int, str, str], str]]:
    """Index every phrase by what is left of it when one character is taken out."""
    table: dict[tuple[int, str, str], str] = {}
    known = frozenset(indicators)
    for phrase in indicators:
        if _SHORTEST <= len(phrase) <= 20:
            for i in range(len(phrase)):
                table.setdefault((i, phrase[:i], phrase[i + 1 :]), phrase)
    return known, table


def _may_be_meant(typed: str, right: str) -> bool:
    return frozenset((typed, right)) in _ALIKE or _sound(typed) == _sound(right)


def mend(phrase: str, indicators: Sequence[str]) -> str:
    """Return the catalogue's phrase that differs from this one by a single look-alike or homophone, else the phrase.

    Two phrases that differ in meaning (第一产业, 第二产业) are never exchanged, as their characters neither look nor
    sound alike.
    """
    if len(phrase) < _SHORTEST or not indicators:
        return phrase
    known, table = _masks(tuple(indicators))
    if phrase in known:
        return phrase
    for i, typed in enumerate(phrase):
        meant = table.get((i, phrase[:i], phrase[i + 1 :]))
        if meant is not None and meant[i] != typed and _may_be_meant(typed, meant[i]):
            return meant
    return phrase
