"""Tables as text: one line a row, each value with its column's heading, so that a row makes sense alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["is_frame", "table_lines"]

_NUMBER = re.compile(r"[\d.,，%％+\-—–~～\s]*\d[\d.,，%％+\-—–~～\s]*")
_LONG = 30


def table_lines(rows: Sequence[Sequence[str]], headers: int = 1) -> list[str]:
    """Return a line for each row of cells; the first `headers` rows are headings where they look like it.

    A table of one column, or one whose cells hold whole paragraphs, is only a frame: its cells become lines.
    """
    table = [[" ".join(cell.split()) for cell in row] for row in rows]
    table = [row for row in table if any(row)]
    if not table:
        return []
    if max(map(len, table)) == 1 or is_frame(table):
        return [line for row in rows for cell in row for line in cell.splitlines() if line.strip()]
    titles = 0
    while titles < len(table) - 1 and len(set(filter(None, table[titles]))) == 1:
        titles += 1
    above = [next(filter(None, row)) for row in table[:titles]]
    table = table[titles:]
    heads = _headings(table[:headers])
    body = table[headers:]
    if not body or not _is_heading_row(heads):
        return [*above, *("　".join(_once(row)) for row in table)]
    return [*above, "，".join(filter(None, heads)), *(_row_line(heads, row) for row in body)]


def is_frame(table: Sequence[Sequence[str]]) -> bool:
    """Tell whether the cells hold whole paragraphs, so that the table is only there for the layout."""
    filled = [cell for row in table for cell in row if cell]
    return sum(map(len, filled)) > 100 * len(filled)


def _headings(rows: list[list[str]]) -> list[str]:
    """Join the heading rows, column by column; a heading that spans rows is said once."""
    width = max(map(len, rows))
    columns = [[row[column] for row in rows if column < len(row)] for column in range(width)]
    return ["·".join(_once(cells)) for cells in columns]


def _is_heading_row(heads: list[str]) -> bool:
    filled = [head for head in heads if head]
    return (
        len(filled) >= max(2, len(heads) - 1)
        and len(set(filled)) > 1
        and all(len(head) <= _LONG and not _NUMBER.fullmatch(head) for head in filled)
    )


def _row_line(heads: list[str], row: list[str]) -> str:
    if len(set(filter(None, row))) == 1:  # a heading inside the table, over its whole width
        return next(filter(None, row))
    pairs = ((heads[column] if column < len(heads) else "", cell) for column, cell in enumerate(row) if cell)
    return "，".join(f"{head}：{cell}" if head else cell for head, cell in pairs) + "。"


def _once(cells: Sequence[str]) -> list[str]:
    """Leave out empty cells and repetitions of the cell before."""
    return [cell for i, cell in enumerate(cells) if cell and (i == 0 or cell != cells[i - 1])]
