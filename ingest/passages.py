"""Cuts a report's sections into passages of neighbouring sentences within a token budget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.headings import Paragraph
from ingest.sections import Outline
from ingest.sentences import split_sentences

__all__ = ["Chunk", "chunks_of"]


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

    A heading without text of its own goes with the first passage below it, so that every heading stands in a passage.
    A single sentence longer than the budget stays whole, with its heading.
    """
    chunks: list[Chunk] = []
    waiting: list[_Unit] = []
    for first, last in _runs(outline):
        units: list[_Unit] = []
        for index in range(first, last + 1):
            units.extend(_units(text, paragraphs[index], index, outline, count))
        heading_only = first == last and index in outline.headings and not outline.headings[index].run_in
        if heading_only and last + 1 < len(paragraphs) and last + 1 in outline.headings and _deeper(outline, last):
            waiting.extend(units)
            continue
        node = outline.owner[first]
        chunks.extend(
            Chunk(node, group[-1].paragraph, tuple((unit.start, unit.end) for unit in group))
            for group in _groups(waiting + units, budget, len(waiting))
        )
        waiting = []
    if waiting:
        chunks.append(
            Chunk(outline.owner[-1], waiting[-1].paragraph, tuple((unit.start, unit.end) for unit in waiting))
        )
    return chunks


def _deeper(outline: Outline, index: int) -> bool:
    """Tell whether the next paragraph's section lies inside this paragraph's section."""
    return outline.nodes[outline.owner[index + 1]].parent == outline.owner[index]


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
        led = unit.tokens > budget and all(earlier.heading for earlier in groups[-1])
        if groups[-1] and position > fixed and not led and (full or even or paragraph_ends):
            groups.append([])
            size = 0
        groups[-1].append(unit)
        size += unit.tokens
    return groups
