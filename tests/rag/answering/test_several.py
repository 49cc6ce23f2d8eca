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


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "孙岗镇开发了多少个公益性岗位，多少个辅助性岗位，解决多少贫困人口？",
            "孙岗镇2023年开发公益性岗位为155个[1]。\n孙岗镇2023年开发辅助性岗位为199个[1]。\n"
            "孙岗镇2023年解决贫困人口居家灵活就业为354人[1]。",
        ),
        (
            "淞南镇给2021年定的全社会固定资产投资总额是多少？别给我上一年完成的数。",
            "淞南镇2021年全社会固定资产投资总额的目标为20.9亿元[1]。",
        ),
    ],
)
def test_every_asked_figure_is_of_the_asked_thing(engine, question, text):
    assert engine.ask(question).text == text


def test_half_a_year_is_no_answer_for_one_who_insists_on_the_whole(engine):
    answer = engine.ask("东平镇2023年全年税收最后实际收了多少？")
    assert (answer.abstained, answer.kind) == (True, "none")
    assert engine.ask("东平镇2023年税收收入是多少？").text.startswith("东平镇2023年上半年税收收入为14869万元[1]")


def test_people_who_are_counted_are_no_thing_of_their_own(engine):
    answer = engine.ask("留庄镇建档立卡贫困户分红是多少钱，多少户人家拿到？")
    assert [f.text for f in answer.figures] == ["385户", "33.83万元"]
