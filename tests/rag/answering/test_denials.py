from __future__ import annotations

import pytest

from rag.answering.denials import denied, denies, otherwise_compared
from rag.schema import Aspect, Query

NOBODY = (
    "孙岗镇2023年：全镇共调配镇村干部200余人、协调武警47人、组建基干民兵30人,争取皮划艇两艘、快艇两艘,"
    "第一时间应对“7.18”强降雨,设立4个集中安置点,集中转移安置群众505人,确保我镇无一人因灾伤亡;[1]"
)
SMALLER = (
    "报告说的正相反，淞南镇2020年：受新冠肺炎疫情和各类不确定因素影响,预计实现区级地方财政收入4.1亿元,同比下降9%;"
    "社会消费品零售总额102.6亿元,降幅小于全区平均水平;固定资产投资19亿元,完成年度目标。[1]"
)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("孙岗镇这次大洪灾有多少人遇难？", NOBODY),
        ("孙岗镇洪灾死亡多少人？", NOBODY),
        ("孙岗镇转移安置了多少群众？", ""),
        ("淞南镇有多少人死亡？", ""),
    ],
)
def test_who_came_to_harm_where_the_report_says_that_nobody_did(figured, question, text):
    done, draft = figured(denied, question)
    assert (done, draft.text) == (bool(text), text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("为什么淞南镇2020年社零降幅比整个宝山区还大？", SMALLER),
        ("淞南镇2020年社零降幅为什么高于全区？", SMALLER),
        ("淞南镇2020年社零降幅为什么小于全区？", ""),
        ("淞南镇2020年社零为什么下降？", ""),
    ],
)
def test_a_comparison_that_the_report_turns_round_is_corrected(figured, question, text):
    done, draft = figured(otherwise_compared, question)
    assert (done, draft.text) == (bool(text), text)


@pytest.mark.parametrize(
    ("phrase", "text", "said"),
    [
        ("企业非正常外迁", "未出现企业非正常外迁", True),
        ("重大安全事故", "未发生重大及以上生产安全事故", True),
        ("安全事故", "生产安全事故下降14%", False),
        ("零售企业", "零售企业达到20家", False),
    ],
)
def test_whether_a_text_denies_what_is_asked(phrase, text, said):
    assert denies(Query(text="", resolved="", aspects=(Aspect.YES_NO,), indicators=(phrase,)), text) is said
