from __future__ import annotations

from dataclasses import replace

import pytest

from eval.grounding import altered_quotes, unsupported_numbers
from tests.eval.fakes import GOAL, SOURCES, TAX, cite, reply


@pytest.mark.parametrize(
    "text",
    [
        "税收14869万元，同比减少36.2%[1]。",
        "税收1.4869亿元。",
        "2023年上半年（8月1日报告）税收14,869万元。",
        "（1）税收14869万元；",
        "1. 税收14869万元",
    ],
)
def test_supported(text: str) -> None:
    assert unsupported_numbers(reply(text)) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("税收14868万元。", ["14868"]),
        ("税收14869万元，同比减少63.2%。", ["63.2"]),
        ("目标4.4亿元。", ["4.4"]),
        ("税收14869万元，占全镇的12.5%。", ["12.5"]),
    ],
)
def test_unsupported(text: str, numbers: list[str]) -> None:
    assert unsupported_numbers(reply(text)) == numbers


def test_the_result_of_a_shown_formula_is_supported() -> None:
    previous = "上年约为23305.64万元（推算：14869万元 ÷ （1 － 36.2%））[1]。"
    assert unsupported_numbers(reply(previous)) == []
    both = (cite(TAX), cite(GOAL, 2))
    assert unsupported_numbers(reply("相差2.9131亿元。", notes=("4.4亿元 － 14869万元",), citations=both)) == []
    assert unsupported_numbers(reply("高2.9131亿元（推算：预计4.4亿元 － 约14869万元）。", citations=both)) == []
    assert unsupported_numbers(reply("已完成33.8%（14869万元 ÷ 4.4亿元）。", citations=both)) == []


def test_a_result_may_stand_in_a_smaller_unit() -> None:
    quotes = (cite(TAX), cite("拆除违建2500平方米。", 2))
    assert unsupported_numbers(reply("每亩59476000公斤（14869万元 ÷ 2500平方米）。", citations=quotes)) == []


def test_a_formula_that_does_not_come_out_supports_nothing() -> None:
    assert unsupported_numbers(reply("上年约20000万元（推算：14869万元 ÷ （1 － 36.2%））。")) == ["20000"]
    assert unsupported_numbers(reply("合计14924（14869 + 55）。")) == ["14924", "55"]
    assert unsupported_numbers(reply("结果5（14869 ÷ （1 － 1））。")) == ["5"]


def test_altered_quotes() -> None:
    assert altered_quotes(reply(), SOURCES) == 0
    false = replace(cite(TAX), quote=TAX.replace("14869", "14860"))
    assert altered_quotes(reply(citations=(false, cite(GOAL, 2))), SOURCES) == 1
