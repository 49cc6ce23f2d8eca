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


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "淞南镇12家企业平均每家申请到多少贷款？",
            "淞南镇2020年企业申请信贷资金平均每家约685.83万元（推算：8230万元 ÷ 12家）[1]。"
            "依据：企业申请信贷资金为8230万元，企业申请信贷资金为12家[1]。",
        ),
        (
            "新海镇招商目标里平均每家注册型企业要贡献多少税？",
            "新海镇2019年注册型企业税收平均每家的目标约64万元（推算：3.2亿元 ÷ 不少于500家）[1]。"
            "依据：注册型企业税收的目标为3.2亿元，引进注册型企业的目标为不少于500家[1]。",
        ),
        (
            "留庄给贫困户的分红平均每户多少钱？",
            "留庄镇2023年建档立卡贫困户分红平均每户约878.7元（推算：33.83万元 ÷ 385户）[1]。"
            "依据：建档立卡贫困户分红为33.83万元，建档立卡贫困户分红为385户[1]。",
        ),
        (
            "东平镇每次为受助对象发放的救助资金平均是多少元（按人次）？",
            "东平镇2023年上半年发放各类社会救助帮困资金平均每人次约637.46元（推算：370.43万元 ÷ 5811人次）[1]。"
            "依据：发放各类社会救助帮困资金为370.43万元，救助各类对象为5811人次[1]。",
        ),
        (
            "东平镇查出的燃气隐患，平均大约几户一条？",
            "东平镇2023年上半年检查商户平均每条约4.78户（推算：239户 ÷ 50条）[1]。"
            "依据：检查商户为239户，查出隐患为50条[1]。",
        ),
    ],
)
def test_who_or_what_an_amount_goes_to(figured, question, text):
    found, draft = figured(average, question)
    assert (found, draft.text) == (True, text)
    assert check(draft) == []


@pytest.mark.parametrize(
    "question",
    [
        "留庄给贫困户的分红平均每个社区多少钱？",
        "东平镇燃气报警器平均每家学校安装多少个？",
        "淞南镇固定资产投资平均每户多少？",
    ],
)
def test_a_number_of_something_else_divides_nothing(figured, question):
    found, draft = figured(average, question)
    assert (found, draft.text) == (False, "")


def test_without_a_number_to_divide_by_there_is_no_average(figured):
    found, draft = figured(average, "北蔡镇税收收入平均每户多少？")
    assert (found, draft.text) == (False, "")


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("孙岗镇发给贫困户的产业奖补平均每户多少？", True),
        ("东平镇人均救助金是多少？", True),
        ("东平镇居民人均可支配收入是多少？", False),
        ("淞南镇公园绿地人均面积是多少？", False),
        ("东平镇税收收入是多少？", False),
        ("东平镇下半年打算怎么招商？", False),
    ],
)
def test_which_questions_ask_for_an_average(asking, question, asked):
    query, _, _ = asking(question)
    assert averaged(query) is asked
