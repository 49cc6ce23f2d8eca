from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from rag.answering.faithful import misread
from rag.numbers import find_quantities
from rag.schema import Figure, FigureKind, Period

HOMES = {"d": "东平镇", "s": "淞南镇"}


def figure(indicator, text, *, report="d", kind=FigureKind.ACHIEVED, direction=""):
    (quantity,) = find_quantities(text)
    return Figure(
        id=indicator + text,
        report_id=report,
        passage_id="p",
        place=HOMES[report],
        indicator=indicator,
        value=quantity.value,
        unit=quantity.unit,
        base=quantity.base,
        base_unit=quantity.base_unit,
        high=None,
        kind=kind,
        qualifier="",
        direction=direction,
        basis="",
        period=None,
        head="",
        start=0,
        end=0,
        text=text,
        clause_start=0,
        clause_end=0,
        clause="",
        sentence_start=0,
        sentence_end=0,
    )


FIGURES = [
    figure("税收收入", "14869万元"),
    figure("税收收入", "36.2%", kind=FigureKind.CHANGE, direction="减"),
    figure("固定资产投资", "19亿元", report="s"),
    figure("区级地方财政收入", "4.1亿元", report="s"),
    figure("区级地方财政收入", "9%", report="s", kind=FigureKind.CHANGE, direction="减"),
    figure("农民收入", "8%", kind=FigureKind.CHANGE, direction="增"),
]


def test_the_figures_are_read_as_meant():
    assert FIGURES[0].base == Decimal(148690000)


@pytest.mark.parametrize(
    "text",
    [
        "东平镇税收收入14869万元，同比减少36.2%。",
        "东平镇税收收入14869万元，淞南镇固定资产投资19亿元。",
        "淞南镇区级地方财政收入4.1亿元，下降9%；固定资产投资19亿元。",
        "东平镇税收收入1.4869亿元，降幅为36.2%。",
        "税收收入负增长36.2%。",
        "农民收入增长8%，税收收入减少36.2%。",
        "实现14869万元的税收收入。",
        "建成3个公园。",
    ],
)
def test_faithful_readings_pass(text):
    assert misread(text, FIGURES, HOMES) == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("东平镇税收收入14869万元，东平镇固定资产投资19亿元。", "“19亿元”不是东平镇的"),
        ("淞南镇税收收入14869万元。", "“14869万元”不是淞南镇的"),
        ("固定资产投资4.1亿元，区级地方财政收入19亿元。", "“4.1亿元”不是固定资产投资的数"),
        ("东平镇税收收入同比增长36.2%。", "“36.2%”的增减方向与原文相反"),
        ("税收收入提高了36.2%。", "“36.2%”的增减方向与原文相反"),
        ("农民收入下降8%。", "“8%”的增减方向与原文相反"),
    ],
)
def test_what_is_given_to_another_thing_is_told(text, reason):
    assert misread(text, FIGURES, HOMES) == reason


QUOTE = "获批国家级绿色工厂2家、省级绿色工厂4家，税收收入增长8%。"


def test_what_is_copied_with_its_words_passes_and_no_more():
    figures = [figure("获批国家级绿色工厂", "2家"), figure("农民收入", "8%", direction="增")]
    figures += [figure("绿色工厂", "4家"), figure("税收收入", "5%")]
    assert misread("获批国家级绿色工厂2家、省级绿色工厂4家。", figures, HOMES, [QUOTE]) == ""
    assert misread("获批国家级绿色工厂4家。", [*figures[:1], figure("园区", "4家")], HOMES, [QUOTE]) != ""
    assert misread("税收收入增加，增长8%。", figures, HOMES, [QUOTE]) == "“8%”不是税收收入的数"


TARGET = (
    "上半年税收收入14869万元，同比减少36.2%，完成年度指标的33.9%；解决率92.3%，低于去年同期的96.3%；预期投资5亿元左右。"
)
RATES = [
    figure("税收收入", "14869万元"),
    figure("税收收入", "36.2%", kind=FigureKind.CHANGE, direction="减"),
    figure("税收收入", "33.9%", kind=FigureKind.COMPLETION),
    figure("解决率", "92.3%"),
    replace(figure("解决率", "96.3%"), basis="去年同期"),
    replace(figure("投资", "5亿元", kind=FigureKind.TARGET), qualifier="左右"),
]
CLAUSES = re.split("[，；。]", TARGET)
HALF = Period(2023 * 12, 2023 * 12 + 5, "2023年上半年")
RATES = [replace(f, period=HALF, clause=next(c for c in CLAUSES if f.text in c)) for f in RATES]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("税收收入14869万元，同比减少36.2%，完成年度指标的33.9%。", ""),
        ("税收收入为1.4869亿元，降幅36.2%，全年指标完成了33.9%。", ""),
        ("解决率92.3%，去年同期为96.3%。", ""),
        ("预期投资5亿元左右。", ""),
        ("2023年上半年税收收入14869万元。", ""),
        ("税收收入为36.2%。", "“36.2%”是增减的幅度，不是数额"),
        ("税收收入为33.9%。", "“33.9%”是完成的比例，不是数额"),
        ("税收收入增加了14869万元。", "“14869万元”不是增减的幅度"),
        ("税收收入同比减少33.9%。", "“33.9%”不是增减的幅度"),
        ("计划完成税收收入14869万元。", "“14869万元”是实际数，不是目标"),
        ("财政支出为14869万元。", "“14869万元”不是“财政支出”的数"),
        ("解决率为96.3%。", "“96.3%”在原文中是去年同期的数"),
        ("去年同期解决率为92.3%。", "“92.3%”不是去年同期的数"),
        ("投资目标5亿元。", "原文写的是“左右”，不是确数"),
        ("2022年税收收入14869万元。", "“14869万元”不是2022年的数"),
        ("2023年税收收入14869万元。", "“14869万元”是2023年上半年的数"),
        ("一季度税收收入14869万元。", "“14869万元”不是一季度的数"),
        ("解决率比上年提高17个百分点。", "“17个百分点”在原文中说的不是这个"),
    ],
)
def test_a_number_keeps_its_kind_and_its_time(text, reason):
    assert misread(text, RATES, HOMES, [TARGET.replace("上半年", "")]) == reason
