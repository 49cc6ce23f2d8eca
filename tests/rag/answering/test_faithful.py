from __future__ import annotations

from decimal import Decimal

import pytest

from rag.answering.faithful import misread
from rag.numbers import find_quantities
from rag.schema import Figure, FigureKind

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
