from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.understanding.gazetteer import gazetteer
from rag.understanding.workings import Way, plainly, way_of, without_plan
from tests.rag.question_catalogues import CATALOGUES

KNOWN = gazetteer(CATALOGUES["towns"])

QUESTIONS = [
    ("照2020年的数和降幅算,淞南镇2019年税收收入大约是多少?", "淞南镇2019年税收收入大约是多少?", Way.BACK),
    ("2022年上半年东平镇的税收是多少?(请根据2023年上半年的数推算)", "2022年上半年东平镇的税收是多少?", Way.BACK),
    ("从2022年的量和增速推回去,东平镇2021年粮食产量多少吨?", "东平镇2021年粮食产量多少吨?", Way.BACK),
    ("按2023年上半年的完成比例倒推,东平镇新增就业的指标是多少人?", "2023年东平镇新增就业的指标是多少人?", Way.PLAN),
    (
        "孙岗镇财政收入的年初预算是多少?(10月底的数已超出年初预算74.5%)",
        "孙岗镇财政收入的年初预算是多少?",
        Way.PLAN,
    ),
    ("淞南镇2020年重点工程实际投了127.49亿,那当初计划要投多少钱?", "淞南镇2020年重点工程当初计划要投多少钱", Way.PLAN),
    ("淞南镇2020年税收4.1亿,照2021年的增长目标应该做到多少亿元?", "淞南镇2021年税收是多少亿元", Way.GROWN),
    (
        "要是刚好完成税收收入增长7.5%的目标,淞南镇2021年总额得达到多少亿元?",
        "税收收入淞南镇2021年总额是多少亿元?",
        Way.GROWN,
    ),
    ("淞南镇2020年税收4.1亿,那2019年大约是多少?", "淞南镇税收2019年大约是多少", None),
    ("东平镇2021年的税收是多少?可以拿2022年的数减一减", "东平镇2021年的税收是多少?", Way.BACK),
    ("要是2021年真按6.5%的目标涨,淞南镇人均收入能到多少元?", "2021年淞南镇人均收入是多少元?", Way.GROWN),
    ("淞南镇2020年外贸进出口190亿,比前一年涨了13.6%,那前一年是多少?", "淞南镇外贸进出口2019年是多少", None),
    ("2019年淞南镇受理工单多少件?2020年比它多了945件", "2019年淞南镇受理工单多少件", None),
    ("淞南镇2020年税收4.1亿,那上一年是多少?", "淞南镇税收2019年是多少", None),
]


@pytest.mark.parametrize(("question", "plain", "way"), QUESTIONS, ids=[question for question, _, _ in QUESTIONS])
def test_the_way_to_an_answer_is_no_part_of_what_is_asked(question, plain, way):
    assert (plainly(question, KNOWN), way_of(question)) == (plain, way)


@pytest.mark.parametrize(
    "question",
    [
        "东平镇上半年税收收入是多少?",
        "留庄镇一般公共预算收入47.17亿元,比上年多多少?",
        "东平镇的固定资产投资增长目标是多少?",
        "北蔡镇12家企业获得奖励300万元,平均每家多少?",
        "为什么淞南镇2020年税收下降了9%,2021年要收多少?",
        "按户籍人口算不算上外来人口?",
    ],
)
def test_a_question_that_names_no_way_stays_as_it_is(question):
    assert (plainly(question, KNOWN), way_of(question)) == (question, None)


@pytest.mark.parametrize(
    ("phrase", "thing"),
    [
        ("省市重点项目投资原先的年度计划", "省市重点项目投资"),
        ("重点工程当初计划要投", "重点工程"),
        ("财政收入", "财政收入"),
    ],
)
def test_what_a_former_plan_was_for(phrase, thing):
    assert without_plan(phrase) == thing


@given(st.text("东平镇照按2020年的增长目标算倒推投了12亿,(),多少?那", max_size=40))
def test_any_text_is_read(text):
    plain = plainly(text, KNOWN)

    assert plain == text or len(plain) <= len(text) + 12
