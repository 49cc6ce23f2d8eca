from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.understanding.normalise import normalise, simplify


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("東平鎮的稅收收入是多少？？？", ("东平镇的税收收入是多少?", True)),
        ("东 平 镇　税收 收入", ("东平镇税收收入", False)),
        ("２０２３年ＧＤＰ增速", ("2023年GDP增速", False)),
        ("税收😀多少！！。。", ("税收多少!", False)),
        ("What  is\tGDP ?", ("What is GDP ?", False)),
        ("《管理办法》（草案）", ("《管理办法》(草案)", False)),
        ("", ("", False)),
    ],
)
def test_brings_a_question_into_one_form(typed, expected):
    assert normalise(typed) == expected


def test_simplify_leaves_simplified_text_alone():
    assert simplify("著名的乾坤湾和东平镇") == "著名的乾坤湾和东平镇"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)[0]
    assert normalise(once)[0] == once
