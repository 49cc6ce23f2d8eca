"""Stocks and what was added to them in one sentence: how many there are in all, and how many there were before."""

from __future__ import annotations

from rag.answering.compute import in_unit
from rag.answering.derive import finish, opening, shifted
from rag.answering.draft import Draft
from rag.answering.lookup import Finder
from rag.answering.matching import REACHED, Match
from rag.answering.wording import amount, place_and_period, statement
from rag.numbers import format_quantity
from rag.schema import Figure
from rag.understanding.told import is_added, is_stock

__all__ = ["say_stock", "stock_before", "stock_of"]

YEAR = 12


def stock_of(added: Figure, finder: Finder) -> Figure | None:
    """Return the one stock that the sentence of an addition gives right after it, in its unit; None without one."""
    near = finder.material.figures_within(added.report_id, added.sentence_start, added.sentence_end)
    alike = [f for f in near if f.base_unit == added.base_unit and f.kind in REACHED and f.period == added.period]
    after = [f for f in alike if f.start > added.start]
    return after[0] if after and is_stock(after[0]) and after[0].base > added.base else None


def say_stock(stock: Figure, finder: Finder, draft: Draft) -> bool:
    """State how many there are in all; always True."""
    where, mark = opening(stock, finder, draft)
    draft.text = f"{where}{statement(stock)}{mark}。"
    draft.kind, draft.confidence, draft.told = "figure", 1.0, [stock]
    return True


def stock_before(told: Figure, year: int, finder: Finder, draft: Draft) -> bool:
    """Give the stock at the end of the year before: the stock less what its sentence says was added since."""
    near = finder.material.figures_within(told.report_id, told.sentence_start, told.sentence_end)
    pairs = [(f, stock) for f in near if is_added(f) and (stock := stock_of(f, finder))]
    pairs = [(added, stock) for added, stock in pairs if told.id in {added.id, stock.id}]
    if len(pairs) != 1 or told.period is None or told.period.months != YEAR or year != told.period.year - 1:
        return False
    added, stock = pairs[0]
    where, mark = opening(stock, finder, draft)
    draft.cite_figure(added)
    report = finder.material.report(stock.report_id)
    value = in_unit(stock.base - added.base, stock)
    shown = format_quantity(value, stock.unit)
    period = shifted(told.period, -1)
    draft.compute(stock.indicator, report.place, period, value, stock.unit, shown)
    text = (
        f"{place_and_period(report, period)}{stock.indicator}约为{shown}"
        f"（推算：{amount(stock)} － {amount(added)}）{mark}。"
        f"依据：{where}{statement(added)}，{statement(stock)}{mark}。"
    )
    return finish(draft, Match(stock, 0.0, 1.0, {}), text, "此前的数报告没有直接给出，由总数减去新增的数算得。")
