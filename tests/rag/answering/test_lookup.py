from __future__ import annotations

import pytest

from rag.answering.lookup import companions, lookup
from rag.answering.verify import check


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "东平镇上半年税收收入是多少？",
            "东平镇2023年上半年税收收入为14869万元[1]（同比减少36.2%，完成年度指标进度的33.9%）。",
        ),
        (
            "东平镇上半年税收收入同比增长多少？",
            "东平镇2023年上半年税收收入同比下降36.2%[1]（税收收入为14869万元，完成年度指标进度的33.9%）。",
        ),
        (
            "东平镇税收收入完成了年度指标的百分之几？",
            "东平镇2023年上半年税收收入：完成年度指标进度的33.9%[1]（税收收入为14869万元，同比减少36.2%）。",
        ),
        ("新海镇2019年引进注册型企业不少于多少家？", "新海镇2019年引进注册型企业的目标为不少于500家[1]。"),
        ("港沿镇招商税收增长目标是多少？", "港沿镇2024年招商税收的目标为增长18%左右[1]。"),
        ("留庄镇脱贫户多少户多少人？", "留庄镇2023年脱贫享受政策为715户、1576人[1]。"),
        (
            "留庄镇和北蔡镇的固定资产投资是多少？",
            "留庄镇2023年固定资产投资为8.7亿元[1]；北蔡镇2023年固定资产投资为22.89亿元[2]。",
        ),
    ],
)
def test_figures_are_stated_whole(grouped, question, text):
    found, draft = grouped(lookup, question)
    assert (found, draft.kind, draft.text) == (True, "figure", text)
    assert draft.confidence >= 0.55
    assert check(draft) == []


@pytest.mark.parametrize("question", ["东平镇粮食产量是多少吨？", "东平镇镇长的工资是多少？", "淞南镇房价是多少？"])
def test_what_is_not_there_is_not_stated(grouped, question):
    found, draft = grouped(lookup, question)
    assert (found, draft.text, draft.citations, draft.figures) == (False, "", [], [])
    assert draft.confidence < 0.55


def test_a_place_that_says_nothing_is_named(grouped):
    found, draft = grouped(lookup, "北蔡镇和淞南镇的税收收入分别是多少？")
    assert found
    assert draft.text == "北蔡镇2023年税收收入为预计38亿元[1]。"
    assert draft.notes == ["淞南镇的报告没有给出“税收收入”。"]


def test_what_belongs_to_an_amount(engine):
    (report,) = [r for r in engine.material.reports if r.place == "东平镇"]
    amount, change, part = [f for f in engine.material.figures([report.id]) if f.indicator == "税收收入"]
    assert companions(amount, engine.material) == [change, part]
    assert companions(change, engine.material) == [amount, part]


def test_the_better_match_wins_over_the_order_of_reports(finder):
    """With several reports the preferred one wins only among equals."""
    over = finder("东平镇", "淞南镇")
    assert over.within(over.reports[:1]).reports == over.reports[:1]
    assert over.within(()).all(None) == []
