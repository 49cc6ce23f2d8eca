from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.understanding.ellipsis import amounts_of, is_hollow, take_pointers, thing_of
from rag.understanding.normalise import BLANK


@pytest.mark.parametrize("phrase", ["当初", "想", "任务", "想做到", "打算", "这么少", "实际完成", "年度目标"])
def test_hollow_words_name_no_subject(phrase):
    assert is_hollow(phrase)


@pytest.mark.parametrize("phrase", ["税收", "养老", "新增就业", "大数据", "目标公司", "农村", ""])
def test_words_with_a_subject_are_not_hollow(phrase):
    assert not is_hollow(phrase)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("那个项目什么时候建成", "▁▁▁▁什么时候建成"),
        ("这笔钱用在哪里", "▁▁▁用在哪里"),
        ("上面说的税收同比呢", "▁▁▁▁税收同比呢"),
        ("该工程总投资多少", "▁▁▁总投资多少"),
        ("这些困难打算怎么解决", "▁▁▁▁打算怎么解决"),
    ],
)
def test_words_that_point_back_are_blanked(text, left):
    assert take_pointers(text) == (left, True)


@pytest.mark.parametrize("text", ["那税收呢", "该镇税收多少", "项目有多少个", "那么企业呢", "这里有多少人"])
def test_other_words_are_left(text):
    assert take_pointers(text) == (text, False)


@given(st.text(alphabet="那个这些项目该工程上面说的税收多少的确", max_size=20))
def test_blanking_keeps_every_place(text):
    blanked, found = take_pointers(text)
    assert len(blanked) == len(text)
    assert all(new in {old, BLANK} for old, new in zip(text, blanked, strict=True))
    assert found == (blanked != text)


@pytest.mark.parametrize(
    ("phrase", "thing"),
    [
        ("实事工程总投资", "实事工程"),
        ("北路道路新建工程完工", "北路道路新建工程"),
        ("粮食产量", "粮食"),
        ("养老院", "养老院"),
        ("收入", "收入"),
    ],
)
def test_the_thing_that_is_measured(phrase, thing):
    assert thing_of(phrase) == thing


@pytest.mark.parametrize(
    ("text", "amounts"),
    [("脱贫多少户多少人?", "多少户多少人"), ("脱贫多少户、多少人", "多少户、多少人"), ("税收多少", "")],
)
def test_several_amounts_asked_at_once(text, amounts):
    assert amounts_of(text) == amounts
