"""Averages that reports do not state: an amount divided by the number of those it went to."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from rag.answering.compute import rounded
from rag.answering.draft import Draft
from rag.answering.lookup import SUPPORT, Finder
from rag.answering.matching import MEASURED, REACHED, Wanted
from rag.answering.wording import amount, place_and_period, statement
from rag.numbers import format_quantity, normalise, unit_family
from rag.schema import Aspect, Figure, FigureKind, Query

__all__ = ["average", "averaged", "states_average"]

PER = re.compile(r"(?:平均)?每一?(?P<unit>人次|户|人|亩|家|个|次|件|公里)|(?P<short>[人户亩])(?:均|产)|平均")
WORDS = re.compile(r"(?:的|大约|大概|按人次|[（(][^）)]*[）)])")
FAMILIES = {"人": "people", "人次": "people", "户": "household"}


def averaged(query: Query) -> bool:
    """Tell whether a question asks for an amount per head, household or piece."""
    return query.aspect in {Aspect.VALUE, Aspect.RATIO} and bool(PER.search("".join(query.indicators) + query.resolved))


def states_average(query: Query, finder: Finder) -> bool:
    """Tell whether the report itself gives the average that is asked."""
    phrase = "".join(query.indicators) or query.resolved
    direct = finder.best(Wanted.of(replace(query, aspects=(Aspect.VALUE,)), phrase))
    return direct is not None and bool(PER.search(direct.figure.indicator + direct.figure.clause))


def average(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give amount ÷ number from two figures of one sentence, unless the report itself states the average."""
    phrase = "".join(query.indicators) or query.resolved
    per = PER.search(phrase) or PER.search(query.resolved)
    if per is None or states_average(query, finder):
        return False
    unit = per["unit"] or per["short"] or ""
    thing = WORDS.sub("", PER.sub("", phrase)) or phrase
    thing += "产量" if "亩产" in phrase else ""
    asked = replace(query, aspects=(Aspect.VALUE,), kind=FigureKind.ACHIEVED, unit="")
    for match in finder.all(Wanted.of(asked, thing)):
        top = match.figure
        bottom = _number(top, unit, finder)
        if match.support < SUPPORT or top.kind not in REACHED or bottom is None:
            continue
        value, shown_unit = _quotient(top, bottom)
        shown = format_quantity(value, shown_unit)
        report = finder.material.report(top.report_id)
        mark = f"[{draft.cite_figure(top)}]"
        draft.cite_figure(bottom)
        name = f"{top.indicator}平均每{_single(bottom.unit)}"
        draft.compute(name, report.place, top.period, value, shown_unit, shown)
        draft.kind, draft.confidence = "computation", match.support
        draft.text = (
            f"{place_and_period(report, top.period)}{name}约{shown}（推算：{amount(top)} ÷ {amount(bottom)}）{mark}。"
            f"依据：{statement(top)}，{statement(bottom)}{mark}。"
        )
        draft.note(["推算：平均数报告没有直接给出，由同一句中的两个数相除得到。"])
        return True
    return False


def _number(top: Figure, unit: str, finder: Finder) -> Figure | None:
    """Return the number to divide by: the nearest figure of the sentence in the asked unit, or the only count."""
    near = finder.material.figures_within(top.report_id, top.sentence_start, top.sentence_end)
    others = [f for f in near if f.base_unit != top.base_unit and f.kind in REACHED and f.base > 0]
    if unit:
        family = FAMILIES.get(unit, unit_family(unit))
        others = [f for f in others if unit_family(f.unit) == family]
    else:
        others = [f for f in others if f.kind is FigureKind.COUNT] if unit_family(top.unit) in MEASURED else []
    return min(others, key=lambda f: abs(f.start - top.start), default=None)


def _single(unit: str) -> str:
    return unit.lstrip("百千万亿")


def _quotient(top: Figure, bottom: Figure) -> tuple[Decimal, str]:
    """Return amount per one of the number's own unit (per 亩, not per 平方米), in the amount's base unit."""
    one, _ = normalise(Decimal(1), _single(bottom.unit))
    value = top.base / (bottom.base / one)
    return rounded(value), "公斤" if top.base_unit == "千克" else top.base_unit
