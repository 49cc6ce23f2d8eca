"""Several amounts asked at once, each stated or said to be missing."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "北蔡镇一共建好了几个美丽接区、几个街角绿地呀",
            "北蔡镇2023年建成美丽街区为8个[1]。\n北蔡镇2023年建成街角绿地为5个[1]。",
        ),
        (
            "北蔡鎮累計發放了多少救助幫困資金？惠及多少人次？",
            "北蔡镇2023年发放各类救助帮困资金为7019万元[1]。\n北蔡镇2023年救助帮困为超过8.62万人次[1]。",
        ),
        (
            "留庄镇建档立卡贫困户分红是多少钱，有几户拿到？",
            "留庄镇2023年建档立卡贫困户分红为33.83万元[1]。\n留庄镇2023年建档立卡贫困户分红为385户[1]。",
        ),
    ],
)
def test_what_stands_beside_the_known_figure_answers_the_other_part(engine, question, text):
    answer = engine.ask(question)
    assert (answer.kind, answer.text) == ("figure", text)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("北蔡镇建成了几个美丽街区、几个地铁站？", "北蔡镇的报告没有说明“地铁站”。"),
        ("东平镇上半年税收收入是多少，修了几座桥？", "东平镇的报告没有说明“修桥”。"),
    ],
)
def test_the_figure_of_another_thing_is_not_given_for_a_missing_part(engine, question, missing):
    answer = engine.ask(question)
    assert missing in answer.text.split("\n")[1]
    assert len(answer.citations) <= 2
