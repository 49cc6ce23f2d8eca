from __future__ import annotations

import pytest

from rag.answering.pairs import find_pair
from rag.answering.settle import settle
from rag.answering.sides import read_sides


@pytest.fixture
def paired(asking, engine, finder):
    """Return the two figures of a question: indicator, number and kind of each; None where one is missing."""

    def pair(question):
        query, reports, _ = asking(question)
        sides = read_sides(settle(query, reports), engine.material.reports)
        found = find_pair(sides, finder(*(r.place for r in reports)))
        return found and tuple(f"{m.figure.indicator} {m.figure.text} {m.figure.kind.value}" for m in found)

    return pair


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        (
            "留庄镇建档立卡贫困户比享受政策的脱贫户多几户？",
            ("建档立卡贫困户 758户 count", "脱贫享受政策 715户 count"),
        ),
        (
            "留庄镇建档立卡贫困人口比享受政策的脱贫人口多多少人？",
            ("建档立卡贫困户 1686人 count", "脱贫享受政策 1576人 count"),
        ),
        (
            "孙岗镇财政收入的预期目标比10月底的实绩高多少？",
            ("财政收入 5500万元 target", "财政收入 4720万元 achieved"),
        ),
        ("港沿镇招商税收的目标增速比财政收入高几个百分点？", ("招商税收 18% target", "财政收入 5% target")),
        (
            "北蔡和淞南的固定资产投资目标相差多少？",
            ("全社会固定资产投资 30亿元 target", "全社会固定资产投资总额 20.9亿元 target"),
        ),
    ],
)
def test_figures_that_go_together(paired, question, figures):
    assert paired(question) == figures


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "北蔡镇引进的内资项目加外资项目一共有几个？",
            "合计476个（推算：471个 ＋ 5个）：北蔡镇2023年新引进内资注册项目为471个[1]；"
            "北蔡镇2023年新引进外资项目为5个[1]。",
        ),
    ],
)
def test_answers_over_figures_that_go_together(engine, question, text):
    assert engine.ask(question).text == text


@pytest.mark.parametrize(
    "question",
    [
        "东平镇和淞南镇的粮食产量相差多少？",
        "淞南镇2020年的财政收入比2012年增加了多少？",
        "北蔡镇固定资产投资比独居老人多多少？",
    ],
)
def test_a_side_without_its_figure_makes_no_pair(paired, question):
    assert paired(question) is None
