"""Ruled tables on a page: from the lines drawn around cells to rows of cells. Coordinates as in `layout`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.loaders.layout import Glyph, rows_of
from ingest.loaders.tables import is_frame

__all__ = ["Box", "Grid", "find_grids"]

Box = tuple[float, float, float, float]
"""The left, bottom, right and top of something drawn."""
_THIN = 3.0
_SHORTEST = 6.0
_MOST_RULES = 1_500
"""A page with more lines holds a drawing, not a table."""
_NEAR = 3.0
"""Lines this close, in points, meet, or are one."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: where it stands, its rows of cells (a merged cell is repeated), and how many rows are headings."""

    box: Box
    rows: list[list[str]]
    headers: int


def find_grids(drawn: Iterable[Box], glyphs: Sequence[Glyph]) -> tuple[list[Grid], list[Glyph]]:
    """Return the ruled tables of a page, and the characters that stand in none of them."""
    grids: list[Grid] = []
    rest = list(glyphs)
    rules = _rules(drawn)
    for lines in _joined(rules) if len(rules) <= _MOST_RULES else ():
        shape = _Shape(lines)
        inside = [glyph for glyph in rest if shape.holds(glyph)]
        grid = shape.filled(inside) if inside else None
        if grid and not is_frame(grid.rows):
            grids.append(grid)
            rest = [glyph for glyph in rest if not shape.holds(glyph)]
    return grids, rest


def _rules(drawn: Iterable[Box]) -> list[Box]:
    """Return what was drawn as thin lines; a frame counts as its four sides."""
    rules: list[Box] = []
    for left, bottom, right, top in drawn:
        width, height = right - left, top - bottom
        if min(width, height) <= _THIN and max(width, height) >= _SHORTEST:
            rules.append((left, bottom, right, top))
        elif min(width, height) >= _SHORTEST:
            rules += [(left, bottom, left, top), (right, bottom, right, top)]
            rules += [(left, bottom, right, bottom), (left, top, right, top)]
    return rules


def _joined(rules: list[Box]) -> list[list[Box]]:
    """Put lines that meet, directly or through others, together."""
    groups: list[list[Box]] = []
    for rule in rules:
        met = [group for group in groups if any(_meet(rule, other) for other in group)]
        groups = [group for group in groups if not any(group is other for other in met)]
        groups.append([rule, *(other for group in met for other in group)])
    return groups


def _meet(a: Box, b: Box) -> bool:
    return a[0] <= b[2] + _NEAR and b[0] <= a[2] + _NEAR and a[1] <= b[3] + _NEAR and b[1] <= a[3] + _NEAR


def _clustered(values: Iterable[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


class _Shape:
    """The columns and rows that a group of lines draws, and which neighbouring cells are one."""

    def __init__(self, rules: list[Box]) -> None:
        self._upright = [rule for rule in rules if rule[2] - rule[0] <= _THIN]
        self._level = [rule for rule in rules if rule[3] - rule[1] <= _THIN]
        self._xs = _clustered((rule[0] + rule[2]) / 2 for rule in self._upright)
        self._ys = _clustered((rule[1] + rule[3]) / 2 for rule in self._level)[::-1]

    @property
    def is_table(self) -> bool:
        """Tell whether there are at least two rows and two columns."""
        return len(self._xs) > 2 and len(self._ys) > 2

    def holds(self, glyph: Glyph) -> bool:
        """Tell whether a character stands inside."""
        if not self.is_table:
            return False
        x, y = _middle(glyph)
        return self._xs[0] <= x <= self._xs[-1] and self._ys[-1] <= y <= self._ys[0]

    def filled(self, glyphs: Sequence[Glyph]) -> Grid:
        """Put the characters into their cells."""
        owners = self._owners()
        inside: dict[tuple[int, int], list[Glyph]] = {}
        for glyph in glyphs:
            x, y = _middle(glyph)
            row = sum(y < edge for edge in self._ys[1:-1])
            column = sum(x > edge for edge in self._xs[1:-1])
            inside.setdefault(owners[row, column], []).append(glyph)
        texts = {owner: _text(found) for owner, found in inside.items()}
        width, height = len(self._xs) - 1, len(self._ys) - 1
        rows = [[texts.get(owners[row, column], "") for column in range(width)] for row in range(height)]
        headers = max(sum(owners[row, column] == owners[0, column] for row in range(height)) for column in range(width))
        return Grid((self._xs[0], self._ys[-1], self._xs[-1], self._ys[0]), rows, headers if headers < height else 1)

    def _owners(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Return for each cell the first one of those that no line parts it from."""
        owners: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(self._ys) - 1):
            for column in range(len(self._xs) - 1):
                own = (row, column)
                if row and not self._parted_above(row, column):
                    own = owners[row - 1, column]
                elif column and not self._parted_before(row, column):
                    own = owners[row, column - 1]
                owners[row, column] = own
        return owners

    def _parted_above(self, row: int, column: int) -> bool:
        x, y = (self._xs[column] + self._xs[column + 1]) / 2, self._ys[row]
        return any(abs((low + high) / 2 - y) <= _NEAR and left <= x <= right for left, low, right, high in self._level)

    def _parted_before(self, row: int, column: int) -> bool:
        x, y = self._xs[column], (self._ys[row] + self._ys[row + 1]) / 2
        return any(
            abs((left + right) / 2 - x) <= _NEAR and low <= y <= high for left, low, right, high in self._upright
        )


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, glyph.base + 0.35 * glyph.size


def _text(glyphs: Sequence[Glyph]) -> str:
    """Return a cell's text, its lines closed up."""
    text = ""
    for row in rows_of(glyphs):
        line = " ".join(part.text for part in row)
        text += (" " if text[-1:].isascii() and text[-1:].isalpha() and line[:1].isascii() else "") + line
    return text
