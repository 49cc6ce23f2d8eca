from __future__ import annotations

import json
import math
from typing import Any

import pytest

from eval.run import commit, evaluate, new_run, peak_memory_mb
from rag.schema import Turn
from rag.settings import Settings
from tests.eval.fakes import GOAL, SOURCES, Canned, cite, found, question, refusal, reply

QUESTIONS = [
    question(id="right", question="一"),
    question(id="wrong", question="二", history=(Turn("一", "答"),)),
    question(id="declined", question="三", kind="who", accepted=(("施宏",),)),
    question(id="none", question="四", kind="unanswerable_year", answerable=False, accepted=(), evidence=(), answer=""),
]
ANSWERS = {
    "一": reply(confidence=0.9),
    "二": reply("甲镇税收4.4亿元。", citations=(cite(GOAL, place="乙镇"),), retrieved=found(GOAL), confidence=0.8),
    "三": refusal(),
    "四": refusal(),
}


@pytest.fixture
def result() -> dict[str, Any]:
    return evaluate(Canned(ANSWERS), QUESTIONS, SOURCES)


def test_summary(result: dict[str, Any]) -> None:
    summary = result["summary"]
    shares = {"right": 0.5, "wrong_figure": 0.25, "declined": 0.25, "wrong": 0.0, "right_answerable": 1 / 3}
    assert {name: summary[name] for name in shares} == pytest.approx(shares)
    counts = {"questions": 4, "answerable": 3, "wrong_place": 1, "confused_kind": 0, "unsupported_numbers": 0}
    assert {name: summary[name] for name in counts} == counts
    retrieval = {"complete@1": 0.0, "complete@4": 1 / 3, "mrr": 1 / 6, "abstention_recall": 1.0}
    assert {name: summary[name] for name in retrieval} == pytest.approx(retrieval)
    assert summary["abstention_precision"] == 0.5
    assert summary["abstention_answerable_declined"] == pytest.approx(1 / 3)
    assert summary["abstention_auroc"] == pytest.approx((1 + 1 + 0.5) / 3)
    assert summary["right_interval"][0] <= 0.5 <= summary["right_interval"][1]


def test_kinds(result: dict[str, Any]) -> None:
    assert result["kinds"] == {
        "unanswerable_year": {"questions": 1, "right": 1, "declined": 0, "wrong_figure": 0, "wrong": 0, "cited": 0},
        "value": {"questions": 2, "right": 1, "declined": 0, "wrong_figure": 1, "wrong": 0, "cited": 1},
        "who": {"questions": 1, "right": 0, "declined": 1, "wrong_figure": 0, "wrong": 0, "cited": 0},
    }


def test_items_are_plain_values_and_keep_every_answer(result: dict[str, Any]) -> None:
    items = json.loads(json.dumps(result["items"]))
    assert [(i["id"], i["grade"]["outcome"], i["answer"]["answer"]) for i in items] == [
        ("right", "right", "甲镇2023年上半年税收收入14869万元。"),
        ("wrong", "wrong_figure", "甲镇税收4.4亿元。"),
        ("declined", "declined", "报告没有写。"),
        ("none", "right", "报告没有写。"),
    ]
    assert items[1]["history"] == [{"question": "一", "answer": "答"}]


def test_the_first_question_warms_up_and_histories_are_passed_on() -> None:
    system = Canned(ANSWERS)
    evaluate(system, QUESTIONS, SOURCES)
    assert [asked for asked, _ in system.asked] == ["一", "一", "二", "三", "四"]
    assert system.asked[2][1] == (Turn("一", "答"),)


def test_no_questions_give_no_numbers() -> None:
    summary = evaluate(Canned({}), [], SOURCES)["summary"]
    assert summary["questions"] == 0
    assert math.isnan(summary["right"])


def test_the_record_keeps_no_secret() -> None:
    record = new_run(Settings(llm_api_key="geheim", _env_file=None), {"name": "e5", "fingerprint": "abc"}, "dev")
    assert "geheim" not in json.dumps(record)
    assert (record["set"], record["encoder"]["fingerprint"], record["commit"]) == ("dev", "abc", commit())
    assert record["settings"]["passage_tokens"] == 300


def test_peak_memory_is_that_of_a_running_python() -> None:
    assert 10 < peak_memory_mb() < 100_000
