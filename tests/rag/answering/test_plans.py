from __future__ import annotations

import pytest

from rag.answering.plans import implied_target, over_plan
from rag.answering.verify import check

WORKED = [
    (
        "东平镇全年税收收入的目标是多少？",
        "东平镇2023年税收收入的全年目标约为43861.36万元（推算：14869万元 ÷ 33.9%）[1]。"
        "依据：东平镇2023年上半年税收收入为14869万元，完成年度指标进度的33.9%[1]。",
    ),
    (
        "孙岗镇年初的财政收入预算大约是多少？",
        "孙岗镇2023年财政收入的年初预算约为2704.87万元（推算：4720万元 ÷ （1 ＋ 74.5%））[1]。"
        "依据：孙岗镇截至2023年10月底财政收入为4720万元，超出年初预算74.5%[1]。",
    ),
    (
        "孙岗镇财政收入的年初预算大概是多少？（10月底的数已超出年初预算74.5%）",
        "孙岗镇2023年财政收入的年初预算约为2704.87万元（推算：4720万元 ÷ （1 ＋ 74.5%））[1]。"
        "依据：孙岗镇截至2023年10月底财政收入为4720万元，超出年初预算74.5%[1]。",
    ),
    (
        "淞南镇2020年固定资产投资的任务大约定了多少亿？",
        "淞南镇2020年固定资产投资的全年目标约为15.97亿元（推算：19亿元 ÷ 119%）[1]。"
        "依据：淞南镇2020年固定资产投资为19亿元[1]，固定资产投资完成全年目标任务的119%[2]。",
    ),
]


@pytest.mark.parametrize(("question", "text"), WORKED, ids=[question for question, _ in WORKED])
def test_a_plan_that_follows_from_what_was_reached(figured, question, text):
    found, draft = figured(implied_target, question)
    assert (found, draft.kind, draft.text) == (True, "computation", text)
    assert [f.citation for f in draft.figures if f.kind == "computed"] == [0]
    assert check(draft) == []


def test_by_how_much_a_plan_was_exceeded(figured):
    found, draft = figured(over_plan, "孙岗镇财政收入超出年初预算百分之几？")
    assert (found, draft.text) == (
        True,
        "孙岗镇截至2023年10月底财政收入比年初预算增长74.5%[1]（财政收入为4720万元）。",
    )
    assert check(draft) == []


@pytest.mark.parametrize(
    "question", ["孙岗镇财政收入目标比固定资产投资目标低多少？", "北蔡镇税收收入超出年度计划多少？"]
)
def test_two_plans_or_an_unsaid_one_are_not_exceeded(figured, question):
    found, draft = figured(over_plan, question)
    assert (found, draft.text) == (False, "")
