"""Works out what a follow-up asks upon the very figures that earlier turns were told."""

from __future__ import annotations

import re

from rag.answering.average import shared_out
from rag.answering.derive import earlier_of
from rag.answering.draft import Draft
from rag.answering.lookup import Finder, companions
from rag.answering.matching import REACHED
from rag.answering.projected import grown_as_told
from rag.answering.stocks import say_stock, stock_before, stock_of
from rag.operation import Operation
from rag.schema import Figure, Query
from rag.understanding.told import is_added

__all__ = ["upon_told"]

OFF = re.compile("扣|减|刨|除去")


def upon_told(query: Query, finder: Finder, draft: Draft) -> bool:
    """Answer with a working upon what was told; False where none is asked, or the figures told do not give it."""
    told = [figure for figure in (query.told or query.near) if figure.report_id in _known(finder)]
    if query.operation is None or not told:
        return False
    last = told[-1]
    if query.operation is Operation.EACH:
        return shared_out(_amounts(query, told), query, finder, draft)
    if query.operation is Operation.EARLIER:
        return _earlier(last, query, finder, draft)
    if query.operation is Operation.STOCK:
        stock = stock_of(last, finder)
        return stock is not None and say_stock(stock, finder, draft)
    return query.operation is Operation.GROWN and grown_as_told(last, query, finder, draft)


def _earlier(last: Figure, query: Query, finder: Finder, draft: Draft) -> bool:
    """Work out an earlier amount of what was told; where only its change was told, of the amount that it belongs to."""
    heads = [f for f in companions(last, finder.material) if f.id == last.head] if last.head else [last]
    for figure in (f for f in heads if f.kind in REACHED):
        if earlier_of(figure, query.periods, finder, draft):
            return True
        if _stocked(figure, query) and any(stock_before(figure, p.year, finder, draft) for p in query.periods):
            return True
    return False


def _stocked(figure: Figure, query: Query) -> bool:
    """Tell whether a stock is asked about: one was told, or the question takes off what was added to it."""
    return not is_added(figure) or OFF.search(query.text) is not None


def _amounts(query: Query, told: list[Figure]) -> list[Figure]:
    """Return the figures told last and, before them, those told of the same sentence in earlier turns."""
    sentence = (told[-1].report_id, told[-1].sentence_start)
    before = [f for f in query.earlier_told if (f.report_id, f.sentence_start) == sentence and f not in told]
    return [*before, *told]


def _known(finder: Finder) -> frozenset[str]:
    return frozenset(report.id for report in finder.material.reports)
