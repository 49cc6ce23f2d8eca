from __future__ import annotations

from decimal import Decimal

import pytest

from rag.answering.average import average, averaged
from rag.answering.verify import check


def test_an_amount_for_each_household(figured):
    found, draft = figured(average, "孙岗镇发给贫困户的产业奖补平均每户多少？")
    assert found
    assert draft.text == (
        "孙岗镇2023年发放产业奖补资金平均每户约2360.37元（推算：203.7万元 ÷ 863户）[1]。"
        "依据：发放产业奖补资金为203.7万元，贫困户发放产业奖补资金为863户[1]。"
    )
    (computed,) = [f for f in draft.figures if f.kind == "computed"]
    assert (computed.value, computed.unit) == (Decimal("2360.37"), "元")
    assert check(draft) == []


def test_without_a_number_to_divide_by_there_is_no_average(figured):
    found, draft = figured(average, "北蔡镇税收收入平均每户多少？")
    assert (found, draft.text) == (False, "")


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("孙岗镇发给贫困户的产业奖补平均每户多少？", True),
        ("东平镇人均救助金是多少？", True),
        ("东平镇税收收入是多少？", False),
        ("东平镇下半年打算怎么招商？", False),
    ],
)
def test_which_questions_ask_for_an_average(asking, question, asked):
    query, _, _ = asking(question)
    assert averaged(query) is asked
