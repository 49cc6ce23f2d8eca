from __future__ import annotations

import pytest

from rag.answering.shares import implied_whole, share_of_whole, whole_by_rate
from rag.answering.verify import check

WORKED = [
    (
        share_of_whole,
        "孙岗工业固定资产投资占固定资产投资的比重（1-10月）？",
        "孙岗镇截至2023年10月底工业固定资产投资占固定资产投资的比重约为32.78%（推算：8194万元 ÷ 2.5亿元）[1]。"
        "依据：固定资产投资为2.5亿元，其中工业固定资产投资为8194万元[1]。",
    ),
    (
        share_of_whole,
        "孙岗镇到10月底的固定资产投资当中，工业固定资产投资占几成？",
        "孙岗镇截至2023年10月底工业固定资产投资占固定资产投资的比重约为32.78%（推算：8194万元 ÷ 2.5亿元）[1]。"
        "依据：固定资产投资为2.5亿元，其中工业固定资产投资为8194万元[1]。",
    ),
    (
        share_of_whole,
        "淞南镇大企业（5000万以上）的注册资金占新增总额多大比例？",
        "淞南镇2020年注册资金5000万元以上企业注册资金占新增注册资金人民币的比重约为50.02%"
        "（推算：36.4亿元 ÷ 72.77亿元）[1]。"
        "依据：新增注册资金人民币为72.77亿元[2]，其中注册资金5000万元以上企业注册资金为36.4亿元[1]。",
    ),
    (
        share_of_whole,
        "北蔡引进注册资金里，3000万以上重大项目占了多少？",
        "北蔡镇2023年注册资金3000万元以上重大项目和新兴产业项目注册资金占引进内资注册资金的比重约为47.62%"
        "（推算：超过25亿元 ÷ 52.5亿元）[1]。"
        "依据：引进内资注册资金为52.5亿元[2]，注册资金3000万元以上重大项目和新兴产业项目注册资金为超过25亿元[1]。",
    ),
    (
        implied_whole,
        "北蔡镇一般公共预算支出是多少？",
        "北蔡镇2023年一般公共预算支出约为11.64亿元（推算：约5.67亿元 ÷ 48.7%）[1]。"
        "依据：民生投入为约5.67亿元，民生投入占一般公共预算支出比重为超过48.7%[1]。",
    ),
    (
        whole_by_rate,
        "按核减率倒推，北蔡审计的资金总量大概多大？",
        "北蔡镇2023年审计的资金总量约为34167.81万元（推算：1793.81万元 ÷ 5.25%）[1]。"
        "依据：核减资金为1793.81万元，核减率为5.25%[1]。",
    ),
]


@pytest.mark.parametrize(("answerer", "question", "text"), WORKED, ids=[case[1] for case in WORKED])
def test_a_share_or_a_whole_that_follows(figured, answerer, question, text):
    found, draft = figured(answerer, question)
    assert (found, draft.kind, draft.text) == (True, "computation", text)
    assert check(draft) == []


@pytest.mark.parametrize(
    "question",
    [
        "淞南镇固定资产投资与财政收入之比是多少？",
        "孙岗镇固定资产投资占工业固定资产投资的比重？",
        "北蔡镇税收收入占粮食产量的比重？",
    ],
)
def test_what_is_no_part_of_a_whole_has_no_share(figured, question):
    found, draft = figured(share_of_whole, question)
    assert (found, draft.text) == (False, "")
