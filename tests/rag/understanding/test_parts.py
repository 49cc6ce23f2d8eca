"""Questions that ask several things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.understanding.parts import MOST, split_parts


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("东平镇上半年税收收入是多少？同比呢？", ("东平镇上半年税收收入是多少", "同比呢")),
        ("留庄镇建档立卡贫困户有多少户多少人？", ("留庄镇建档立卡贫困户有多少户", "多少人")),
        ("留庄饮水工程惠及几个村、几户？", ("留庄饮水工程惠及几个村", "几户")),
        ("滨州2020年固定资产投资增长多少，全省第几？", ("滨州2020年固定资产投资增长多少", "全省第几")),
        ("一般公共预算收入2020年增幅及排位？", ("一般公共预算收入2020年增幅", "排位")),
        ("北蔡审计核减了多少资金，核减率多少？", ("北蔡审计核减了多少资金", "核减率多少")),
        ("今年财政收入不错，完成了多少，占目标的几成", ("今年财政收入不错，完成了多少", "占目标的几成")),
        (
            "How much tax did Dongping collect and what was the change?",
            ("How much tax did Dongping collect", "what was the change"),
        ),
    ],
)
def test_a_question_in_parts(question: str, parts: tuple[str, ...]) -> None:
    assert split_parts(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "东平镇上半年税收收入是多少？",
        "PM2.5从多少降到多少",
        "北蔡镇呢，新增了多少岗位",
        "东平镇和北蔡镇税收各多少，哪个镇高？",
        "城镇和农村居民收入相差多少，各是多少？",
        "现场签约金额多少？绵阳的",
        "",
    ],
)
def test_a_question_that_stays_whole(question: str) -> None:
    parts = split_parts(question)

    assert len(parts) == 1
    assert set(parts[0]) == set(question.strip())


@given(st.text(alphabet="多少几哪个率，？、和及户人税收东平镇是呢 and what", max_size=40))
def test_parts_are_few_and_made_of_the_question(question: str) -> None:
    parts = split_parts(question)

    assert 1 <= len(parts) <= MOST
    assert set("".join(parts)) <= set(question) | {"，"}


def test_english_pieces_with_one_verb_between_them_both_have_it():
    asked = "How many roads and how many bridges did Dongping Town build?"
    assert split_parts(asked) == ("How many roads did Dongping Town build", "how many bridges did Dongping Town build")
