from __future__ import annotations

import pytest

from eval.grading import Outcome, grade, tokens
from eval.questions import Evidence
from tests.eval.fakes import FILE, GOAL, SOURCES, TAX, cite, figure, question, refusal, reply


def test_a_right_answer_in_full() -> None:
    assert grade(question(), reply(), SOURCES).to_json() == {
        "outcome": "right",
        "ranks": [2],
        "f1": pytest.approx(2 * 3 / (14 + 3)),
        "figure_right": True,
        "citation_recall": 1.0,
        "citation_precision": 1.0,
        "cited": True,
        "unsupported": [],
        "altered": 0,
        "stated_kind": "achieved",
        "gold_kind": "achieved",
        "confused": False,
        "wrong_places": [],
    }


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("税收1.4869亿元。", Outcome.RIGHT),
        ("税收14868万元。", Outcome.WRONG_FIGURE),
    ],
)
def test_outcome_of_an_answer(text: str, outcome: Outcome) -> None:
    assert grade(question(), reply(text), SOURCES).outcome is outcome


def test_words_without_a_figure_are_plainly_wrong() -> None:
    assert grade(question(), reply("税收不少。", figures=()), SOURCES).outcome is Outcome.WRONG
    assert grade(question(), reply("税收5万元。", figures=()), SOURCES).outcome is Outcome.WRONG_FIGURE


def test_a_right_figure_with_another_missing_is_no_wrong_figure() -> None:
    both = question(accepted=(("14869万元",), ("36.2%",)))
    assert grade(both, reply("税收14869万元。"), SOURCES).outcome is Outcome.WRONG
    other = reply("税收14868万元，36.2%", figures=(figure("14868"),))
    assert grade(both, other, SOURCES).outcome is Outcome.WRONG_FIGURE


def test_declining() -> None:
    assert grade(question(), refusal(), SOURCES).outcome is Outcome.DECLINED
    impossible = question(kind="unanswerable_year", answerable=False, accepted=(), evidence=())
    assert grade(impossible, refusal(), SOURCES).outcome is Outcome.RIGHT
    assert grade(impossible, reply(), SOURCES).outcome is Outcome.WRONG_FIGURE
    assert grade(impossible, reply("有的。", figures=()), SOURCES).outcome is Outcome.WRONG


def test_a_corrected_premise_is_right() -> None:
    false_premise = question(kind="false_premise", answerable=False, accepted=(("减少", "下降"),), evidence=())
    assert grade(false_premise, reply("税收是下降的，减少36.2%。"), SOURCES).outcome is Outcome.RIGHT
    assert grade(false_premise, reply("税收增长了36.2%。"), SOURCES).outcome is Outcome.WRONG_FIGURE


def test_some_of_the_items_may_be_enough() -> None:
    listed = question(kind="list", accepted=(("甲",), ("乙",), ("丙",)), need=2)
    assert grade(listed, reply("甲、丙", figures=()), SOURCES).outcome is Outcome.RIGHT
    assert grade(listed, reply("丙", figures=()), SOURCES).outcome is Outcome.WRONG


def test_the_planned_value_before_the_achieved_one_is_a_confusion() -> None:
    asked = question(kind="achieved_vs_target", forbidden=("4.4亿元",), figure_kind="achieved")
    citations = (cite(TAX), cite(GOAL, 2))
    wrong = grade(asked, reply("目标4.4亿元，完成14869万元。", citations=citations), SOURCES)
    assert (wrong.outcome, wrong.confused) == (Outcome.WRONG_FIGURE, True)
    context = grade(asked, reply("完成14869万元（目标4.4亿元）。", citations=citations), SOURCES)
    assert (context.outcome, context.confused) == (Outcome.RIGHT, False)


@pytest.mark.parametrize(
    ("stated", "right"),
    [
        (figure(), True),
        (figure("1.4869", "亿元"), True),
        (figure("14868"), False),
        (figure(unit="元"), False),
        (figure(kind="target"), False),
        (figure(place="乙镇"), False),
    ],
)
def test_a_figure_needs_amount_unit_kind_and_place(stated: object, right: bool) -> None:
    assert grade(question(), reply(figures=(stated,)), SOURCES).figure_right is right


def test_citations_of_other_places_and_other_spans() -> None:
    both = question(evidence=(Evidence(FILE, TAX), Evidence(FILE, GOAL)))
    judged = grade(both, reply(citations=(cite(TAX), cite("拆除违建2500平方米。", 2, "乙镇"))), SOURCES)
    assert (judged.citation_recall, judged.citation_precision, judged.cited) == (0.5, 0.5, False)
    assert judged.wrong_places == ["乙镇"]


def test_open_questions_have_no_citation_precision() -> None:
    assert grade(question(kind="open"), reply(), SOURCES).citation_precision is None


def test_tokens_keep_numbers_and_foreign_words_whole() -> None:
    assert tokens("税收 14869 万元, GDP") == ["税", "收", "14869", "万", "元", "gdp"]
