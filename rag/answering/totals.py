"""Totals of the parts that one sentence sets side by side."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from rag.answering.compute import in_unit
from rag.answering.draft import Draft
from rag.answering.lookup import SUPPORT, Finder
from rag.answering.matching import REACHED, Match, Wanted
from rag.answering.terms import content_terms
from rag.answering.wording import amount, place_and_period, statement
from rag.numbers import format_quantity, parse_number
from rag.schema import Aspect, Figure, FigureKind, Query

__all__ = ["total_of_parts"]

SO_MANY = re.compile(r"(?P<n>[两二三四五六七八九十]|\d{1,2})(?:个方面|大类|[个项类种大块])(?!月|年|镇|市|县|区)")
PLANNED = re.compile(r"目标|计划|预期|打算")
ROLE = re.compile(r"的?(?:目标|计划|预期)(?:投资|完成)?$")
NAMED = 0.5
"""Least part of the asked words in the clause of the amount that the question names."""
LEAST = 0.4
"""Least support where a single sentence sets just so many amounts of the asked name side by side, and none is surer."""


def total_of_parts(query: Query, finder: Finder, draft: Draft) -> bool:
    """Add up the amounts of a sentence that gives as many of one unit and kind as the question counts (四项合计)."""
    counted = SO_MANY.search("".join(query.indicators)) or SO_MANY.search(query.resolved)
    number = parse_number(counted["n"].replace("两", "二")) if counted else None
    if counted is None or number is None or len(query.places) > 1 or number < 2:
        return False
    phrase = ROLE.sub("", "".join(query.indicators).replace(counted.group(), ""))
    planned = PLANNED.search(query.resolved) is not None
    kind = FigureKind.TARGET if planned else FigureKind.ACHIEVED
    asked = replace(query, aspects=(Aspect.VALUE,), kind=kind, unit="", indicators=(phrase,))
    found = [m for m in finder.all(Wanted.of(asked, phrase), limit=24) if m.support >= LEAST]
    sums = [(m, parts) for m in _one_a_sentence(found) if len(parts := _parts(m.figure, finder)) == number]
    if any(m.support >= SUPPORT for m in found):
        sums = [(m, parts) for m, parts in sums if m.support >= SUPPORT and _named(m, parts)]
    elif len(sums) != 1 or not all(f.indicator.endswith(phrase[-2:]) for f in sums[0][1]):
        return False
    return bool(sums) and _say(*sums[0], draft)


def _named(match: Match, parts: list[Figure]) -> bool:
    """Tell whether an amount is called what is asked, and the others share a word with it."""
    own = set(content_terms(match.figure.indicator))
    return match.features["clause"] >= NAMED and all(own & set(content_terms(f.indicator)) for f in parts)


def _one_a_sentence(matches: list[Match]) -> list[Match]:
    """Return the best match of each sentence."""
    ordered = sorted(matches, key=lambda m: (m.figure.report_id, m.figure.sentence_start, -m.score))
    best = [next(group) for _, group in groupby(ordered, lambda m: (m.figure.report_id, m.figure.sentence_start))]
    return sorted(best, key=lambda m: -m.score)


def _parts(figure: Figure, finder: Finder) -> list[Figure]:
    """Return the amounts of a figure's sentence in its unit and kind; none where one of them is a part of another."""
    near = finder.material.figures_within(figure.report_id, figure.sentence_start, figure.sentence_end)
    kinds = REACHED if figure.kind in REACHED else {figure.kind}
    alike = [f for f in near if f.base_unit == figure.base_unit and f.kind in kinds and f.period == figure.period]
    source = finder.material.source(finder.material.report(figure.report_id))
    within = "其中" in source[alike[0].start : alike[-1].end]
    return [] if within or len({f.indicator for f in alike}) < len(alike) else alike


def _say(match: Match, parts: list[Figure], draft: Draft) -> bool:
    like = max(parts, key=lambda f: f.base)
    value = in_unit(sum((f.base for f in parts), Decimal(0)), like)
    shown = format_quantity(value, like.unit)
    report = draft.material.report(like.report_id)
    mark = f"[{draft.cite_figure(match.figure)}]"
    for part in parts:
        draft.cite_figure(part)
    draft.compute(f"{like.indicator}等合计", report.place, like.period, value, like.unit, shown)
    formula = " ＋ ".join(amount(f) for f in parts)
    where = place_and_period(report, like.period)
    each = "；".join(f"{where}{statement(f)}{mark}" for f in parts)
    draft.text = f"合计{shown}（推算：{formula}）：{each}。"
    draft.kind, draft.confidence = "computation", max(match.support, SUPPORT)
    draft.note(["推算：结果由所引数据算得，报告没有直接给出。"])
    return True
