"""Spans of source files, and how much of one is covered by others; white space counts for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from eval.questions import Evidence

__all__ = ["Span", "completions", "coverage", "locate"]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (not included) of a source file."""

    file: str
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a character."""
        return self.file == other.file and self.start < other.end and other.start < self.end


def locate(evidence: Evidence, sources: Mapping[str, str]) -> Span:
    """Return where evidence stands; raises `KeyError` for an unknown file, `ValueError` if it is not there."""
    start = sources[evidence.file].index(evidence.text)
    return Span(evidence.file, start, start + len(evidence.text))


def coverage(target: Span, covers: Iterable[Span], sources: Mapping[str, str]) -> float:
    """Return the share (0 to 1) of the target's characters, white space left out, that lie inside the covers."""
    text = sources[target.file]
    wanted = {i for i in range(target.start, target.end) if not text[i].isspace()}
    left = set(wanted)
    for cover in covers:
        if cover.overlaps(target):
            left.difference_update(range(cover.start, cover.end))
    return 1 - len(left) / len(wanted) if wanted else 1.0


def completions(evidence: Sequence[Span], retrieved: Sequence[Span], sources: Mapping[str, str]) -> list[int | None]:
    """Return, for each piece of evidence, the rank (from 1) at which the retrieved spans so far cover it, or None.

    A piece counts as found at rank k when every character of it lies inside the union of the top k spans.
    """
    return [_completion(span, retrieved, sources) for span in evidence]


def _completion(span: Span, retrieved: Sequence[Span], sources: Mapping[str, str]) -> int | None:
    text = sources[span.file]
    left = {i for i in range(span.start, span.end) if not text[i].isspace()}
    for rank, cover in enumerate(retrieved, start=1):
        if cover.overlaps(span):
            left.difference_update(range(cover.start, cover.end))
        if not left:
            return rank
    return None
