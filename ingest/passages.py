"""Cuts a report's sections into passages of neighbouring sentences within a token budget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.headings import Form, Paragraph
from ingest.sections import Outline
from ingest.sentences import split_sentences

__all__ = ["Chunk", "chunks_of"]


_MAX_LEAD_IN = 40
"""A section's last sentences of at most this many tokens lead in what stands below them."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage in the clean text: the section it belongs to, the role of its paragraphs, its sentences' spans."""

    node: int
    paragraph: int
    sentences: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Unit:
    start: int
    end: int
    tokens: int
    opens_paragraph: bool
    paragraph: int
    heading: bool


def chunks_of(
    text: str, paragraphs: Sequence[Paragraph], outline: Outline, budget: int, count: Callable[[str], int]
) -> list[Chunk]:
    """Return the passages in order; none crosses the border of a section or is longer than `budget` tokens.

    A heading without text of its own, and a short lead-in such as 重点抓好以下工作：, go with the first passage below
    them, so that every heading stands in a passage that tells something. A single sentence longer than the budget
    stays whole, with its heading.
    """
    chunks: list[Chunk] = []
    waiting: list[_Unit] = []
    for first, last in _runs(outline):
        units: list[_Unit] = []
        for index in range(first, last + 1):
            units.extend(_units(text, paragraphs[index], index, outline, count))
        groups = _groups(waiting + units, budget, len(waiting))
        waiting = []
        if _leads_on(outline, last) and sum(unit.tokens for unit in groups[-1]) <= _MAX_LEAD_IN:
            waiting = groups.pop()
        chunks.extend(_chunk(outline.owner[first], group) for group in groups)
    if waiting:
        chunks.append(_chunk(outline.owner[-1], waiting))
    return chunks


def _chunk(node: int, units: Sequence[_Unit]) -> Chunk:
    return Chunk(node, units[-1].paragraph, tuple((unit.start, unit.end) for unit in units))


def _leads_on(outline: Outline, last: int) -> bool:
    """Tell whether a section inside this paragraph's section, or a part behind a part's bare title, comes next."""
    if last + 1 not in outline.headings:
        return False
    own, following = outline.owner[last], outline.owner[last + 1]
    bare_part = last in outline.headings and outline.nodes[own].form is Form.PART
    return bare_part or outline.nodes[following].parent == own


def _runs(outline: Outline) -> list[tuple[int, int]]:
    """Return the first and last paragraph of each stretch that belongs to one section and has one role."""
    runs: list[tuple[int, int]] = []
    for index, node in enumerate(outline.owner):
        if runs and outline.owner[runs[-1][0]] == node and outline.roles[runs[-1][0]] == outline.roles[index]:
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def _units(text: str, paragraph: Paragraph, index: int, outline: Outline, count: Callable[[str], int]) -> list[_Unit]:
    heading = outline.headings.get(index)
    start = paragraph.start
    spans: list[tuple[int, int]] = []
    if heading:
        spans.append((start, start + len(paragraph.text[: heading.length].rstrip())))
        start += heading.length
    spans.extend(split_sentences(text, start, paragraph.end))
    return [
        _Unit(a, b, count(text[a:b]), position == 0, index, heading is not None and position == 0)
        for position, (a, b) in enumerate(spans)
    ]


def _groups(units: Sequence[_Unit], budget: int, fixed: int) -> list[list[_Unit]]:
    """Cut units into groups within the budget, of even size, rather where a paragraph starts."""
    if not units:
        return []
    total = sum(unit.tokens for unit in units)
    parts = -(-total // budget)
    target = total / parts
    groups: list[list[_Unit]] = [[]]
    size = 0
    for position, unit in enumerate(units):
        full = size + unit.tokens > budget
        even = parts > 1 and size + unit.tokens / 2 > target and len(groups) < parts
        paragraph_ends = parts > 1 and unit.opens_paragraph and size > 0.75 * target
        led = (unit.tokens > budget or not full) and all(earlier.heading for earlier in groups[-1])
        if groups[-1] and position > fixed and not led and (full or even or paragraph_ends):
            groups.append([])
            size = 0
        groups[-1].append(unit)
        size += unit.tokens
    return groups
