"""The figure beside a known one that gives what else was asked: 118名 and, in the same breath, 三批."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import jieba.posseg

from rag.answering.matching import BARE, OUTFITS, RATES, YEARLY
from rag.answering.material import Material
from rag.answering.terms import GENERIC, STOP, expected_families
from rag.numbers import unit_family
from rag.schema import Aspect, Figure, FigureKind, Period
from rag.understanding.ellipsis import is_hollow
from rag.understanding.equivalents import same_words

__all__ = ["Asked", "adjoining", "of_unit", "own_words", "speaks_of"]

REACH = 3
"""How many figures of a sentence apart two may stand that one question asks for together."""
NAMED = 0.5
"""Least share of what a part names that stands with its figure."""
PEOPLE = frozenset("位名口")
SAID = """
分 花 投 用 拿 挣 赚 收 罚 发 给 省 交 处罚 发放 收入 投入 支出 花费 派 派出 拿到 惠及 覆盖 涉及 受益
够 来 去 走 回来 下来 人家 老百姓 乡亲
"""
SPENT = frozenset(SAID.split())
"""Verbs that tell no thing apart: what they are said of is what was asked before."""
KINDS = {
    Aspect.CHANGE: {FigureKind.CHANGE, FigureKind.TARGET},
    Aspect.SHARE: {FigureKind.SHARE, FigureKind.ACHIEVED, FigureKind.COUNT},
    Aspect.COMPLETION: {FigureKind.COMPLETION},
    Aspect.RANK: {FigureKind.RANK},
}
AMOUNTS = {FigureKind.ACHIEVED, FigureKind.COUNT, FigureKind.TARGET, FigureKind.SHARE}


@dataclass(frozen=True, slots=True)
class Asked:
    """One of several amounts asked at once: the words that only it has, its unit, and what of it is asked."""

    words: str
    unit: str
    aspect: Aspect
    periods: tuple[Period, ...] = ()


def adjoining(
    asked: Asked, anchor: Figure, taken: Collection[str], material: Material, least: float | None = None
) -> Figure | None:
    """Return the figure near a known one of the same sentence that the words and unit of a part ask for.

    What the part names must be named there, be it shortened; a part that names nothing (惠及多少人次, 分了几批)
    gets the only figure of its unit. None where there is no such figure, or nothing tells which. `least` is the share
    of what is named that must be there, if not the usual one.
    """
    near = material.figures_within(anchor.report_id, anchor.sentence_start, anchor.sentence_end)
    at = next((i for i, f in enumerate(near) if f.id == anchor.id), None)
    if at is None:
        return None
    close = [f for f in near[max(0, at - REACH) : at + REACH + 1] if f.id not in taken and _may_be(asked, f, anchor)]
    words = _telling(asked.words)
    if not words or _same_doing(words, asked.words, own_words(anchor, material)):
        told = asked.unit or asked.aspect in KINDS
        fits = [f for f in close if told and of_unit(asked, f) and f.head in {"", anchor.id, anchor.head}]
        return fits[0] if len(fits) == 1 else None
    scored = [(_named(words, own_words(f, material)), -abs(near.index(f) - at), f) for f in close if of_unit(asked, f)]
    best = max(scored, key=lambda one: one[:2], default=None)
    return best[2] if best and best[0] >= (least or NAMED) else None


def speaks_of(asked: Asked, figure: Figure, material: Material) -> bool:
    """Tell whether what a part names stands with a figure in the asked unit; false where a part names nothing."""
    words = _telling(asked.words)
    return bool(words) and of_unit(asked, figure) and _named(words, own_words(figure, material)) >= NAMED


def of_unit(asked: Asked, figure: Figure) -> bool:
    """Tell whether a figure is in such a unit as is asked for; true where nothing tells the unit."""
    family = unit_family(figure.unit)
    if asked.unit:
        wanted = "people" if asked.unit in PEOPLE else unit_family(asked.unit)
        return wanted == family or {asked.unit, figure.unit} <= OUTFITS or {wanted, family} <= RATES
    if asked.aspect in {Aspect.CHANGE, Aspect.SHARE, Aspect.COMPLETION}:
        return family in RATES
    if asked.aspect is Aspect.RANK:
        return family == "rank" or figure.unit == "位"
    expected = expected_families(asked.words)
    if figure.unit in BARE:
        return True
    return family in expected if expected else family not in RATES


def own_words(figure: Figure, material: Material) -> str:
    """Return a figure's indicator and what stands around its number, up to the numbers beside it.

    A clause before it that gives no number leads up to this one (推进改革，关闭468户).
    """
    source = material.source(material.report(figure.report_id))
    near = material.figures_within(figure.report_id, figure.clause_start, figure.clause_end)
    before = [f.end for f in near if f.end <= figure.start]
    after = [f.start for f in near if f.start >= figure.end]
    start, end = max(before, default=figure.clause_start), min(after, default=figure.clause_end)
    leading = "" if before else material.before(figure)
    leading = "" if re.search(r"\d", leading) else leading
    return f"{figure.indicator} {leading} {source[start:end]}".lower()


def _may_be(asked: Asked, figure: Figure, anchor: Figure) -> bool:
    when = figure.period
    if asked.periods and when and not any(period.overlaps(when) for period in asked.periods):
        return False
    if (figure.kind is FigureKind.TARGET) != (anchor.kind is FigureKind.TARGET):
        return False
    if asked.aspect is Aspect.CHANGE and YEARLY.search(figure.basis) and not YEARLY.search(asked.words + anchor.basis):
        return False
    return figure.kind in KINDS.get(asked.aspect, AMOUNTS)


def _same_doing(words: Sequence[str], text: str, anchor: str) -> bool:
    """Tell whether a part names no thing, and only what was done with the one before it (调成的占多少)."""
    verbs = {word for word, flag in jieba.posseg.cut(text) if flag[:1] == "v" and flag != "vn"}
    return all(word in verbs and any(char in anchor for char in word) for word in words)


def _telling(text: str) -> list[str]:
    """Return the words of a part that name a thing or an action of their own: nouns, where there are any."""
    tagged = [(word.lower(), flag) for word, flag in jieba.posseg.cut(text) if re.search(r"\w", word)]
    told = [
        (word, flag)
        for word, flag in tagged
        if word not in STOP | GENERIC | SPENT and not is_hollow(word) and flag[:1] not in "uprcdymq"
    ]
    nouns = [word for word, flag in told if flag[:1] in "nlij" or flag in {"vn", "x", "eng"}]
    return nouns or [word for word, _ in told]


def _named(words: Sequence[str], text: str) -> float:
    """Return the share of the words, by their length, that stand in a text, in part or shortened (长护险)."""
    total = sum(map(len, words))
    return sum(len(word) * _stands(word, text) for word in words) / total if total else 0.0


def _stands(word: str, text: str) -> float:
    if any(name in text for name in same_words(word)):
        return 1.0
    gap = ".{0,3}?"
    if len(word) > 1 and re.search(gap.join(map(re.escape, word)), text):
        return 1.0
    return 0.6 if len(word) > 1 and sum(char in text for char in set(word)) / len(set(word)) >= 0.6 else 0.0
