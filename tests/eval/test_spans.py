from __future__ import annotations

import pytest

from eval.questions import Evidence
from eval.spans import Span, completions, coverage, locate
from tests.eval.fakes import FILE, GOAL, SOURCES, TAX, TEXT

TAX_SPAN = locate(Evidence(FILE, TAX), SOURCES)


def test_locate() -> None:
    assert TEXT[TAX_SPAN.start : TAX_SPAN.end] == TAX
    with pytest.raises(KeyError):
        locate(Evidence("乙镇.txt", TAX), SOURCES)
    with pytest.raises(ValueError, match="not found"):
        locate(Evidence(FILE, "没有这句"), SOURCES)


def test_coverage_counts_no_white_space() -> None:
    sources = {"a": "甲乙\n\n丙丁"}
    target = Span("a", 0, 6)
    assert coverage(target, [Span("a", 0, 2)], sources) == 0.5
    assert coverage(target, [Span("a", 0, 2), Span("a", 4, 6)], sources) == 1
    assert coverage(target, [Span("b", 0, 6)], sources) == 0
    assert coverage(target, [], sources) == 0


def test_completions_join_spans_in_order() -> None:
    goal = locate(Evidence(FILE, GOAL), SOURCES)
    middle = (TAX_SPAN.start + TAX_SPAN.end) // 2
    retrieved = [
        Span(FILE, 0, middle),
        Span("乙镇.txt", 0, 999),
        Span(FILE, middle, TAX_SPAN.end + 5),
        Span(FILE, goal.start + 1, goal.end),
    ]
    assert completions([TAX_SPAN, goal], retrieved, SOURCES) == [3, None]


def test_overlap_needs_a_shared_character() -> None:
    assert Span("a", 0, 2).overlaps(Span("a", 1, 5))
    assert not Span("a", 0, 2).overlaps(Span("a", 2, 5))
    assert not Span("a", 0, 2).overlaps(Span("b", 0, 2))
