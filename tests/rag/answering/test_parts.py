"""Answers to the parts of one question, put together."""

from __future__ import annotations

from rag.engine import Engine


def test_every_part_is_answered_with_its_own_source(engine: Engine) -> None:
    answer = engine.ask("留庄镇建档立卡贫困户有多少户，完成了几个村的安全供水？")

    assert answer.text == ("留庄镇2023年建档立卡贫困户为758户、1686人[1]。\n留庄镇2023年村安全供水为22个、14584户[2]。")
    assert [c.n for c in answer.citations] == [1, 2]
    assert answer.notes == ()


def test_what_is_said_already_is_not_said_twice(engine: Engine) -> None:
    answer = engine.ask("留庄镇建档立卡贫困户有多少户多少人？")

    assert answer.text == "留庄镇2023年建档立卡贫困户为758户、1686人[1]。"


def test_a_part_without_an_answer_says_so(engine: Engine) -> None:
    answer = engine.ask("东平镇上半年税收收入是多少，旅游收入是多少？")

    assert answer.text.startswith("东平镇2023年上半年税收收入为14869万元[1]")
    assert "报告没有说明“旅游收入”" in answer.text
    assert not answer.abstained


def test_a_question_without_any_answer_is_declined_whole(engine: Engine) -> None:
    answer = engine.ask("东平镇上半年旅游收入是多少，粮食产量是多少？")

    assert answer.abstained
