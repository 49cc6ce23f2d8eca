"""From placed characters to text: rows, columns, running heads, paragraphs. Used for PDF text layers and for OCR.

Lengths are in points (1/72 inch), y grows upwards, as in PDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

__all__ = ["Glyph", "Line", "Row", "lines_of", "rows_of"]

_GUTTER = 1.2
"""Least gap between two columns or cells, in ems."""
_MIN_COLUMN_ROWS = 5
_BROAD = "“”‘’—…·、，。；：？！（）《》〈〉【】〔〕"
"""Signs with white space of their own."""
_PAIRED = "—―─…"
"""Characters that stand in pairs; a font may draw the pair as one."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A piece of text at its place: one character of a PDF, or one line that OCR read. `base` is its baseline's y."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class Line:
    """Characters on one baseline; `column` counts from 0, `block` grows with each stretch of columns down the page.

    `cells` are the parts of a row that wide gaps part, and empty for an unbroken line. `table` holds the finished lines
    of a whole table that stands here; its glyph marks only the place.
    """

    glyphs: list[Glyph]
    text: str = ""
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    size: float = 0.0
    column: int = 0
    block: int = 0
    cells: tuple[str, ...] = ()
    table: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        inked = [glyph for glyph in self.glyphs if not glyph.text.isspace()]
        self.text = _joined(self.glyphs)
        self.left, self.right = inked[0].left, max(glyph.right for glyph in inked)
        self.base, self.size = median(g.base for g in inked), median(g.size for g in inked)


Row = list[Line]
"""The lines that stand side by side, from left to right."""


def rows_of(glyphs: Iterable[Glyph]) -> list[Row]:
    """Return the rows of a page from top to bottom, given its characters in the order of the file."""
    return _rows(_runs(glyphs))


def lines_of(pages: Sequence[list[Row]]) -> list[list[Line]]:
    """Return the lines of each page, given its rows, in reading order.

    A page of two columns is read column by column, any other from top to bottom. A short page goes by the others.
    """
    gutters = [_gutter(page) for page in pages]
    found = [gutter for gutter in gutters if gutter is not None]
    usual = median(found) if 2 * len(found) >= len(pages) > 0 else None
    return [_read(page, _fits(page, usual) if own is None else own) for page, own in zip(pages, gutters, strict=True)]


def _fits(rows: list[Row], gutter: float | None) -> float | None:
    """Return the gutter of the other pages where this page, too, has it."""
    return gutter if gutter is not None and _count_parted(rows, gutter) > _count_crossed(rows, gutter) else None


def _read(rows: list[Row], gutter: float | None) -> list[Line]:
    if gutter is None:
        return [_whole(row, block=0) for row in rows]
    return list(_in_columns(rows, gutter))


# ---------------------------------------------------------------------- rows


def _runs(glyphs: Iterable[Glyph]) -> list[Line]:
    """Cut the stream of characters wherever it leaves the baseline or leaps."""
    runs: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and _repeats(last, glyph):
            continue
        if last is None or _leaps(last, glyph):
            runs.append([])
        runs[-1].append(glyph)
        last = glyph
    return [Line(run) for run in runs if any(not glyph.text.isspace() for glyph in run)]


def _repeats(last: Glyph, glyph: Glyph) -> bool:
    """Tell whether a character is drawn again over itself, as for false bold type."""
    near = 0.3 * glyph.size
    return (
        glyph.text == last.text
        and glyph.text not in _PAIRED
        and abs(glyph.left - last.left) < near
        and abs(glyph.base - last.base) < near
    )


def _leaps(last: Glyph, glyph: Glyph) -> bool:
    em = min(last.size, glyph.size)
    gap = glyph.left - last.right
    return abs(glyph.base - last.base) > 0.5 * em or gap > _GUTTER * em or gap < -1.5 * em


def _rows(runs: list[Line]) -> list[Row]:
    """Group runs on one height into rows, from top to bottom, each from left to right."""
    rows: list[Row] = []
    for run in sorted(runs, key=lambda line: -line.base):
        if rows and abs(rows[-1][0].base - run.base) < 0.45 * min(rows[-1][0].size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_closed_up(sorted(row, key=lambda line: line.left)) for row in rows]


def _closed_up(row: Row) -> list[Line]:
    """Join the runs of a row that no wide gap parts."""
    joined = [row[0]]
    for run in row[1:]:
        if run.left - joined[-1].right <= _GUTTER * min(run.size, joined[-1].size):
            joined[-1] = Line(joined[-1].glyphs + run.glyphs)
        else:
            joined.append(run)
    return joined


def _whole(row: Row, block: int) -> Line:
    """Make one line of a row; where wide gaps part it, its pieces are the cells."""
    if len(row) == 1:
        row[0].block = block
        return row[0]
    return Line([g for run in row for g in run.glyphs], block=block, cells=tuple(run.text for run in row))


# ---------------------------------------------------------------------- columns


def _gutter(rows: list[Row]) -> float | None:
    """Return the x of the gap between two columns of text, or None for a page of one column."""
    runs = [run for row in rows for run in row]
    if not runs:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    gaps = [(row[i].right, row[i + 1].left) for row in rows for i in range(len(row) - 1)]
    best, votes = None, 0
    for low, high in gaps:
        x = (low + high) / 2
        if not 0.3 < (x - left) / max(right - left, 1) < 0.7:
            continue
        count = _count_parted(rows, x)
        if count > votes:
            best, votes = x, count
    if best is None or votes < _MIN_COLUMN_ROWS or not _is_running_text(rows, best, left, right):
        return None
    return best if votes > _count_crossed(rows, best) else None


def _count_parted(rows: list[Row], x: float) -> int:
    return sum(any(a.right < x < b.left for a, b in pairwise(row)) for row in rows)


def _count_crossed(rows: list[Row], x: float) -> int:
    return sum(any(run.left < x < run.right for run in row) for row in rows)


def _is_running_text(rows: list[Row], x: float, left: float, right: float) -> bool:
    """Tell columns of text, whose lines fill their width, from a table, whose cells do not."""
    sides = [
        [run for row in rows for run in row if run.right < x],
        [run for row in rows for run in row if run.left > x],
    ]
    widths = [x - left, right - x]
    return all(
        side and median(run.right - run.left for run in side) > 0.7 * width
        for side, width in zip(sides, widths, strict=True)
    )


def _in_columns(rows: list[Row], gutter: float) -> Iterator[Line]:
    """Read stretches of two-column rows column by column, and rows over the whole width in between."""
    block, stretch = 0, []
    for row in [*rows, None]:
        whole = row is None or any(run.left < gutter < run.right for run in row)
        if not whole and row is not None:
            stretch.append(row)
            continue
        block += 1
        for column in (0, 1):
            for part in stretch:
                side = [run for run in part if (run.left > gutter) == bool(column)]
                if side:
                    line = _whole(side, block)
                    line.column = column
                    yield line
        stretch = []
        block += 1
        if row is not None:
            yield _whole(row, block)


# ---------------------------------------------------------------------- text


def _joined(glyphs: Sequence[Glyph]) -> str:
    """Return the characters as text, with a space where a wide gap has none."""
    text = glyphs[0].text
    gaps = [_gap(a, b) for a, b in pairwise(glyphs)]
    even = median(gaps) if len(gaps) > 6 else min(gaps, default=0.0) if len(gaps) > 1 else 0.0
    for last, glyph in pairwise(glyphs):
        if not (last.text.isspace() or glyph.text.isspace()) and _gap(last, glyph) > _space_between(last, glyph, even):
            text += " "
        text += glyph.text
    return text.strip()


def _gap(last: Glyph, glyph: Glyph) -> float:
    return (glyph.left - last.right) / min(last.size, glyph.size)


def _space_between(last: Glyph, glyph: Glyph, even: float) -> float:
    """Return the gap, in ems, that stands for a space; between Chinese and Latin some is set without one."""
    if last.text[-1] in _BROAD or glyph.text[0] in _BROAD:
        return _GUTTER
    latin = last.text[-1].isascii() + glyph.text[0].isascii()
    return (even + 0.2, 0.6, 0.22)[latin]
