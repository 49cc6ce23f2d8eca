from __future__ import annotations

from decimal import Decimal

import pytest

from rag.answering.draft import Draft, is_planned, shown_reports, strip_marks
from rag.schema import Period


@pytest.fixture
def draft(engine):
    return Draft(engine.material)


@pytest.fixture
def tax(engine):
    """The three figures of one sentence."""
    (report,) = [r for r in engine.material.reports if r.place == "东平镇"]
    return [f for f in engine.material.figures([report.id]) if f.indicator == "税收收入"]


def test_a_span_is_cited_once(draft, tax):
    amount, *_ = tax
    sentence = (amount.sentence_start, amount.sentence_end)
    assert draft.cite(amount.report_id, *sentence) == 1
    assert draft.cite(amount.report_id, amount.start, amount.end) == 1
    assert draft.cite(amount.report_id, amount.sentence_end, amount.sentence_end + 10) == 2
    assert [c.n for c in draft.citations] == [1, 2]
    source = draft.material.source(draft.material.report(amount.report_id))
    assert all(source[c.start : c.end] == c.quote for c in draft.citations)


def test_figures_of_a_sentence_share_its_citation(draft, tax):
    assert [draft.cite_figure(f) for f in tax] == [1, 1, 1]
    assert draft.cite_figure(tax[0]) == 1
    assert [(f.kind, f.citation) for f in draft.figures] == [("achieved", 1), ("change", 1), ("completion", 1)]


def test_a_computed_figure_has_no_citation(draft):
    draft.compute("税收收入", "东平镇", Period.of_year(2022), Decimal("2.5"), "亿元", "2.5亿元")
    (figure,) = draft.figures
    assert (figure.kind, figure.citation, figure.period, draft.computed) == ("computed", 0, "2022年", [Decimal("2.5")])


def test_a_refusal_says_why(draft):
    draft.kind = "figure"
    assert draft.abstain("没有。") is draft
    assert (draft.abstained, draft.kind, draft.reason, draft.text) == (True, "none", "没有。", "没有。")
    assert draft.abstain("没有。", text="没有。最近的是……").text == "没有。最近的是……"


def test_a_remark_is_made_once(draft):
    draft.note(["甲", "", "乙"])
    draft.note(["甲"])
    assert draft.notes == ["甲", "乙"]


def test_marks_are_stripped():
    assert strip_marks("税收收入为14869万元[1]，[注]其余[12]。") == "税收收入为14869万元，[注]其余。"


def test_plans_are_told_from_facts(engine, tax):
    (report,) = [r for r in engine.material.reports if r.place == "新海镇"]
    planned = next(f for f in engine.material.figures([report.id]) if f.text == "500家")
    assert is_planned(planned)
    assert not any(is_planned(f) for f in tax)


def test_reports_are_shown_with_their_periods(engine):
    reports = [r for r in engine.material.reports if r.place in {"东平镇", "港沿镇"}]
    assert shown_reports(reports) == "东平镇（2023年上半年）、港沿镇（2024年）"
