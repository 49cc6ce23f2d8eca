"""From the lines of pages to the text of a document: broken lines joined into paragraphs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import median

from ingest.loaders.layout import Line
from ingest.loaders.tables import table_lines

__all__ = ["assemble"]

_FEW_LINES = 8
_ACROSS = -1
"""The column number of lines over the whole width of a page of columns."""
_ENUMERATOR = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十]+[章节部篇]|——|附件)"
)
_STOP = "。！？!?"
_LATIN = r"[A-Za-z0-9.,%％/+\-]+"
_TOKEN = re.compile(rf"[（《“‘【]*(?:{_LATIN}|.)(?:[，。；、：）》】！？]|[“”‘’](?:{_LATIN}|.)?)*")
"""What no line break may part, at the start of a line."""


def assemble(pages: Sequence[Sequence[Line]], width: float) -> tuple[str, tuple[int, ...]]:
    """Return the text, one paragraph a line, and each page's offset in it; `width` is that of a page, in points."""
    paragraphs = _Paragraphs(_Margins(pages, width))
    for page in pages:
        paragraphs.begin_page()
        for group in _grouped(page):
            if group[0].table:
                paragraphs.add_table(group[0].table)
            elif len(group) > 1:
                paragraphs.add_table(table_lines([line.cells for line in group]))
            else:
                paragraphs.add(group[0])
    return paragraphs.text(), tuple(paragraphs.pages)


# ---------------------------------------------------------------------- tables


def _grouped(page: Sequence[Line]) -> list[list[Line]]:
    """Put neighbouring rows of equally many cells, three or more, together; every other line stays alone."""
    groups: list[list[Line]] = []
    for line in page:
        wide = len(line.cells) >= 3
        if wide and groups and len(groups[-1][-1].cells) == len(line.cells):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [part for group in groups for part in ([group] if len(group) >= 3 else [[line] for line in group])]


# ---------------------------------------------------------------------- paragraphs


class _Margins:
    """The left and right edges of the text, for each page and column, from the lines that fill it."""

    def __init__(self, pages: Sequence[Sequence[Line]], width: float) -> None:
        self._width = width
        self._keys: dict[int, tuple[int, int]] = {}
        groups: dict[tuple[int, int], list[Line]] = defaultdict(list)
        for number, page in enumerate(pages):
            columned = any(line.column for line in page)
            for line in page:
                key = (number, _column(line, columned))
                self._keys[id(line)] = key
                groups[key].append(line)
        self._edges = {key: _edges_of(lines) for key, lines in groups.items()}
        self._counts = {key: len(lines) for key, lines in groups.items()}
        sizes = [line.size for page in pages for line in page]
        self.body_size = median(sizes) if sizes else 10.0
        indents = [1.2 < (line.left - self.of(line)[0]) / line.size < 3 for page in pages for line in page]
        self.indented = sum(indents) > 0.05 * len(indents)

    def of(self, line: Line) -> tuple[float, float]:
        """Return the left and right edge that apply to a line; a short column goes by its like on other pages."""
        page, column = self._keys[id(line)]
        if column == _ACROSS:
            return self._edges[page, 0][0], self._edges.get((page, 1), self._edges[page, 0])[1]
        if self._counts[page, column] >= _FEW_LINES:
            return self._edges[page, column]
        fullest = max((key for key in self._edges if key[1] == column), key=self._counts.__getitem__)
        left, right = self._edges[fullest]
        if self._counts[fullest] < _FEW_LINES and column == 0:
            right = max(right, self._width - left)  # too few lines to tell where they break: take margins as equal
        return left, right


def _column(line: Line, columned: bool) -> int:
    """Return a line's column; on a page of columns, `_ACROSS` for one over the whole width."""
    return _ACROSS if columned and line.block % 2 == 0 else line.column


def _edges_of(lines: Sequence[Line]) -> tuple[float, float]:
    em = median(line.size for line in lines)
    lefts = Counter(round(line.left / (0.5 * em)) for line in lines)
    common = min(left for left, count in lefts.items() if count >= 0.15 * len(lines))
    left = min(line.left for line in lines if round(line.left / (0.5 * em)) == common)
    rights = sorted(line.right for line in lines)
    return left, rights[int(0.85 * (len(rights) - 1))]


class _Paragraphs:
    """Collects lines; decides of each whether it goes on with the paragraph before it."""

    def __init__(self, margins: _Margins) -> None:
        self._margins = margins
        self._parts: list[str] = []
        self._length = 0
        self._last: Line | None = None
        self._pitch = 0.0
        self._new_page = False
        self.pages: list[int] = []

    def text(self) -> str:
        return "".join(self._parts) + ("\n" if self._parts else "")

    def begin_page(self) -> None:
        self._new_page = True
        self.pages.append(self._length)

    def add(self, line: Line) -> None:
        text = "\u3000".join(line.cells) if line.cells else line.text
        glue = self._glue(line, text) if self._last is not None else ""
        self._put(glue, text)
        if self._last is not None and self._last.column == line.column and line.base < self._last.base:
            self._pitch = self._last.base - line.base if glue != "\n" else self._pitch
        self._last = line

    def add_table(self, lines: Sequence[str]) -> None:
        for line in lines:
            self._put("\n" if self._parts else "", line)
        self._last = None

    def _put(self, glue: str, text: str) -> None:
        if self._last is None and self._parts:
            glue = "\n"
        self._parts += [glue, text]
        self._length += len(glue)
        if self._new_page:
            self.pages[-1] = self._length
            self._new_page = False
        self._length += len(text)

    def _glue(self, line: Line, text: str) -> str:
        last = self._last
        assert last is not None
        if self._is_new_paragraph(last, line, text):
            return "\n"
        before = self._parts[-1][-1:]
        return " " if before.isascii() and before.isalnum() and text[:1].isascii() and text[:1].isalpha() else ""

    def _is_new_paragraph(self, last: Line, line: Line, text: str) -> bool:
        em = line.size
        if last.cells or line.cells or abs(last.size - em) > 0.15 * max(last.size, em):
            return True
        (left, right), (last_left, last_right) = self._margins.of(line), self._margins.of(last)
        if self._is_title(last, last_left, last_right) and self._is_title(line, left, right):
            return False
        if line.left - left > 1.2 * em:
            return True
        if last_right - last.right > self._room_needed(text, em):
            return True
        if self._is_far(last, line):
            return True
        ended = self._parts[-1].endswith(tuple(_STOP))
        return ended and not self._margins.indented and bool(_ENUMERATOR.match(text))

    def _is_title(self, line: Line, left: float, right: float) -> bool:
        """Tell whether a line is set large and in the middle."""
        large = line.size > 1.15 * self._margins.body_size
        return large and abs((line.left - left) - (right - line.right)) < 2 * line.size

    def _is_far(self, last: Line, line: Line) -> bool:
        same = not self._new_page and last.column == line.column and last.block == line.block
        return same and self._pitch > 0 and last.base - line.base > 1.5 * self._pitch

    def _room_needed(self, text: str, em: float) -> float:
        """Return the room that the line before must have left for it to have ended there by choice."""
        token = _TOKEN.match(text)
        width = sum(0.55 if char.isascii() else 1.0 for char in token[0]) if token else 1.0
        return max(3.0 if self._margins.indented else 2.0, width + 0.5) * em
