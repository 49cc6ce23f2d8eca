from __future__ import annotations

import pytest

from rag.answering.draft import Draft
from rag.answering.formula import formula_problems


def asked(engine, question, old="", new=""):
    """Return what is wrong with the formula of a computed answer once a part of its text is changed."""
    answer = engine.ask(question)
    assert answer.kind == "computation"
    assert old in answer.text
    text = answer.text.replace(old, new, 1) if old else answer.text
    figures = list(answer.figures)
    return formula_problems(
        Draft(engine.material, kind=answer.kind, text=text, citations=list(answer.citations), figures=figures)
    )


@pytest.mark.parametrize(
    "question",
    [
        "东平镇2022年上半年税收收入大约是多少？",
        "东平镇全年税收收入的目标是多少？",
        "东平和北蔡发放的救助帮困资金合计多少？",
        "淞南镇2021年的固定资产投资目标比2020年实际多多少？",
        "淞南镇2019年受理的12345工单大约多少件？",
        "孙岗工业固定资产投资占固定资产投资的比重（1-10月）？",
        "按民生投入和占比算，北蔡镇一般公共预算支出大约是多少？",
        "孙岗镇发给贫困户的产业奖补平均每户多少？",
        "东平镇热线不满意率今年上半年比去年上半年少了几个百分点？",
    ],
)
def test_every_kind_of_formula_is_worked_out_again(engine, question):
    assert asked(engine, question) == []


@pytest.mark.parametrize(
    ("question", "old", "new", "formula"),
    [
        ("东平镇2022年上半年税收收入大约是多少？", "1 －", "1 ＋", "14869万元 ÷ （1 ＋ 36.2%）"),
        ("东平镇2022年上半年税收收入大约是多少？", "－ 36.2%", "－ 33.9%", "14869万元 ÷ （1 － 33.9%）"),
        ("东平镇全年税收收入的目标是多少？", "÷ 33.9%", "÷ 36.2%", "14869万元 ÷ 36.2%"),
        ("东平和北蔡发放的救助帮困资金合计多少？", "＋", "－", "370.43万元 － 7019万元"),
        ("淞南镇2021年的固定资产投资目标比2020年实际多多少？", "－ 19亿元", "－ 18亿元", "20.9亿元 － 18亿元"),
        ("孙岗工业固定资产投资占固定资产投资的比重（1-10月）？", "32.78%", "68.3%", "8194万元 ÷ 2.5亿元"),
    ],
)  # fmt: skip
def test_a_wrong_formula_is_told(engine, question, old, new, formula):
    assert asked(engine, question, old, new)[0] == f"算式“{formula}”得不出所说的结果"
