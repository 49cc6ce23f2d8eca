from __future__ import annotations

import pytest

from rag.answering.settle import settle
from rag.schema import Aspect, FigureKind


@pytest.mark.parametrize(
    ("question", "aspect", "indicators", "kind"),
    [
        ("新海镇2019年主要目标有哪些？", Aspect.LIST, ("主要目标",), FigureKind.TARGET),
        ("东平镇税收任务是多少？", Aspect.IMPLIED_TARGET, ("税收",), None),
        ("北蔡镇内资项目和外资项目一共多少个？", Aspect.TOTAL, ("内资项目", "外资项目"), None),
        ("淞南镇登记失业率从多少下降到多少？", Aspect.VALUE, ("登记失业率",), None),
        ("淞南镇2021年的固定资产投资目标比2020年实际多多少？", Aspect.DIFFERENCE, ("固定资产投资",), None),
        ("孙岗镇年初的财政收入预算是多少？", Aspect.IMPLIED_TARGET, ("财政收入",), None),
        ("孙岗镇扶贫产业的省定任务是多少个？", Aspect.IMPLIED_TARGET, ("扶贫产业",), None),
        ("淞南镇财政收入从2018年到2020年增加了多少？", Aspect.DIFFERENCE, ("财政收入",), None),
        ("淞南镇2020年城乡居民收入比是多少？", Aspect.RATIO, ("城乡居民收入比",), None),
        ("北蔡镇2023年预计税收收入是多少？", Aspect.VALUE, ("税收收入",), None),
        ("东平镇税收收入是多少？", Aspect.VALUE, ("税收收入",), None),
    ],
)
def test_what_a_question_means_on_its_reports(asking, question, aspect, indicators, kind):
    query, reports, _ = asking(question)
    settled = settle(query, reports)
    assert (settled.aspect, settled.indicators, settled.kind) == (aspect, indicators, kind)


def test_a_plain_question_is_left_as_it_is(asking):
    query, reports, _ = asking("东平镇2023年上半年税收收入是多少？")
    assert settle(query, reports) == query
