from __future__ import annotations

from decimal import Decimal

import pytest

from rag.answering.compute import combine, in_unit, rounded
from rag.answering.verify import check

TABLE = "\n\n| 地方 | 期间 | 指标 | 数值 |\n| --- | --- | --- | --- |\n"


@pytest.mark.parametrize(
    ("question", "kind", "text"),
    [
        (
            "留庄和北蔡的固定资产投资哪个多？",
            "comparison",
            "北蔡镇更高：北蔡镇2023年固定资产投资为22.89亿元[2]；留庄镇2023年固定资产投资为8.7亿元[1]。"
            f"{TABLE}| 留庄镇 | 2023年 | 固定资产投资 | 8.7亿元[1] |\n"
            "| 北蔡镇 | 2023年 | 固定资产投资 | 22.89亿元[2] |",
        ),
        (
            "北蔡镇新引进的内资项目和外资项目一共多少个？",
            "computation",
            "合计476个（推算：471个 ＋ 5个）：北蔡镇2023年新引进内资注册项目为471个[1]；"
            "北蔡镇2023年新引进外资项目为5个[1]。",
        ),
        (
            "淞南镇2021年的固定资产投资目标比2020年实际多多少？",
            "computation",
            "淞南镇2021年全社会固定资产投资总额的目标为20.9亿元[1]，淞南镇2020年固定资产投资为19亿元[2]，"
            "前者比后者高1.9亿元（推算：20.9亿元 － 19亿元）。",
        ),
    ],
)
def test_figures_set_side_by_side(grouped, question, kind, text):
    found, draft = grouped(combine, question)
    assert (found, draft.kind, draft.text) == (True, kind, text)
    assert check(draft) == []


def test_amounts_in_different_units_are_added(grouped):
    found, draft = grouped(combine, "东平和北蔡发放的救助帮困资金合计多少？")
    assert found
    assert draft.text.startswith("合计7389.43万元（推算：370.43万元 ＋ 7019万元）：")
    (computed,) = [f for f in draft.figures if f.kind == "computed"]
    assert (computed.value, computed.unit, computed.citation) == (Decimal("7389.43"), "万元", 0)
    assert "注意：所比数据的期间长短不同，不能直接比较。" in draft.notes


def test_a_target_and_a_fact_are_told_apart(grouped):
    _, draft = grouped(combine, "淞南镇2021年的固定资产投资目标比2020年实际多多少？")
    assert "注意：其中既有实际完成数，也有计划目标。" in draft.notes


def test_one_figure_alone_is_no_comparison(grouped):
    found, draft = grouped(combine, "东平和淞南的粮食产量哪个多？")
    assert (found, draft.text) == (False, "")


def test_halves_are_rounded_up():
    assert [rounded(Decimal(v)) for v in ("2.345", "-2.345", "2.3449", "2")] == [
        Decimal("2.35"),
        Decimal("-2.35"),
        Decimal("2.34"),
        Decimal("2.00"),
    ]
    assert rounded(Decimal("2.5"), 0) == Decimal("3")


def test_a_base_value_in_the_unit_of_a_figure(engine):
    (report,) = [r for r in engine.material.reports if r.place == "东平镇"]
    tax = next(f for f in engine.material.figures([report.id]) if f.indicator == "税收收入")
    assert in_unit(Decimal(50000), tax) == Decimal(5)
