"""Running heads, running feet and page numbers: found by what the pages have in common, and dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.loaders.layout import Row

__all__ = ["without_furniture"]

_EDGE_ROWS = 3
_NUMBERS = re.compile(r"\d+|[一二三四五六七八九十百]+")
_PAGE_NUMBER = re.compile(
    r"[-–—―─·•.\s]*\d{1,4}[-–—―─·•.\s]*|第\s*\d{1,4}\s*页(?:\s*[,，/共]*\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}|Page\s*\d{1,4}(?:\s*of\s*\d{1,4})?",
    re.IGNORECASE,
)
_DECORATED = re.compile(r"[-–—―─·•]\s*\d{1,4}\s*[-–—―─·•]|第\s*\d{1,4}\s*页.*|Page.*", re.IGNORECASE)
_LONGEST = 60
_SENTENCE_END = ("。", "；", "！", "？", "，", "：")
_BAND = 8
"""Rows this many points apart, or fewer, are on the same height of their pages."""


def without_furniture(pages: Sequence[list[Row]]) -> list[list[Row]]:
    """Return the pages without the rows that stand alike at the edge of many, and without page numbers."""
    edges = [_edge_rows(page) for page in pages]
    seen = Counter(key for page in edges for key in {key for key, _ in page})
    needed = max(2, min(len(pages) * 0.3, 10))
    kept = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True), 1):
        drop = {id(row) for key, row in edge if seen[key] >= needed or _is_page_number(_text(row), number)}
        kept.append([row for row in page if id(row) not in drop])
    return kept


def _edge_rows(page: list[Row]) -> list[tuple[tuple[str, str, int], Row]]:
    """Return the outermost rows of a page, each with what it has in common with those of other pages."""
    found = []
    for edge, rows in (("top", page[:_EDGE_ROWS]), ("bottom", page[-_EDGE_ROWS:])):
        for row in rows:
            text = re.sub(r"\s", "", _text(row))
            if len(text) <= _LONGEST and not text.endswith(_SENTENCE_END):
                found.append(((edge, _NUMBERS.sub("#", text), round(row[0].base / _BAND)), row))
    return found


def _text(row: Row) -> str:
    return " ".join(line.text for line in row)


def _is_page_number(text: str, page: int) -> bool:
    if not _PAGE_NUMBER.fullmatch(text):
        return False
    return bool(_DECORATED.fullmatch(text)) or int(re.findall(r"\d+", text)[0]) == page
