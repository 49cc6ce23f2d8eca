from __future__ import annotations

import pytest

from rag.answering.route import fill
from rag.answering.verify import check
from rag.retrieval import Retriever
from rag.scope import select_reports


@pytest.fixture
def routed(engine, asking):
    """Answer a question as the engine does, without likeness of meaning."""

    def answer(question):
        query, _, draft = asking(question)
        scope = select_reports(query, engine.material.reports)
        hits = Retriever(engine.index).search(query, [r.id for r in scope.reports], k=20)
        fill(query, scope, hits, draft, lambda phrase, reports: {})
        return draft

    return answer


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("东平镇上半年税收收入是多少？", "figure"),
        ("东平镇上半年税收收入同比增长多少？", "figure"),
        ("留庄和北蔡的固定资产投资哪个多？", "comparison"),
        ("北蔡镇新引进的内资项目和外资项目一共多少个？", "computation"),
        ("东平镇2022年上半年税收收入大约是多少？", "computation"),
        ("东平镇税收任务是多少？", "computation"),
        ("孙岗镇发给贫困户的产业奖补平均每户多少？", "computation"),
        ("东平镇半年报告是谁作的？", "fact"),
        ("北蔡有三个实事项目为什么没按时做？", "fact"),
        ("东平镇下半年打算怎么招商？", "open"),
        ("淞南报告里“1+3+N”是指什么？", "definition"),
    ],
)
def test_each_question_finds_its_answerer(routed, question, kind):
    draft = routed(question)
    assert (draft.abstained, draft.kind) == (False, kind)
    assert check(draft) == []


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("竖新镇2023年税收收入是多少？", "没有竖新镇的报告；现有："),
        ("东平镇2018年税收收入是多少？", "没有东平镇2018年的报告；现有：东平镇（2023年上半年）"),
        ("东平镇粮食产量多少吨？", "东平镇的报告没有说明“粮食产量”。"),
        ("东平镇和竖新镇的税收收入哪个高？", "没有竖新镇的报告；现有："),
    ],
)
def test_what_cannot_be_answered_is_declined(routed, question, reason):
    draft = routed(question)
    assert draft.abstained
    assert draft.text.startswith(reason)
    assert draft.citations == []


def test_a_part_that_is_there_is_answered_with_a_remark(routed):
    draft = routed("东平镇和竖新镇的税收收入是多少？")
    assert draft.text.startswith("东平镇2023年上半年税收收入为14869万元[1]")
    assert draft.notes[0].startswith("没有竖新镇的报告；现有：")
