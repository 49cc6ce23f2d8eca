from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.understanding.colloquial import report_wording
from rag.understanding.equivalents import PLAIN, WORDS, same_words


@pytest.mark.parametrize(
    ("said", "formal"),
    [
        ("有几名困难人员找到了工作", "有几名困难人员实现就业"),
        ("发大水救助金发了几家多少钱", "洪灾救助金发放了几家多少钱"),
        ("给老人送了几顿饭", "给老人送了几餐"),
        ("少收了多少房租", "减免了多少租金"),
        ("因为烧秸秆罚了多少户", "因为秸秆焚烧处罚了多少户"),
        ("厕所盖了几个", "厕所建了几个"),
        ("2014年粮食打了多少", "2014年粮食产量了多少"),
        ("种了多少棵树", "植树造林了多少棵"),
        ("城里人收入涨了多少", "城镇居民人均可支配收入涨了多少"),
        ("来了多少万游客", "接待游客多少万人次"),
        ("隔离点收了多少人", "隔离点接收了多少人"),
    ],
)
def test_puts_plain_words_as_reports_do(said, formal):
    assert report_wording(said) == formal


@pytest.mark.parametrize(
    "text",
    [
        "秸秆焚烧处罚了多少户",
        "税收收入是多少",
        "粮食总产多少",
        "鱼池退养了多少",
        "安装了多少个爱心门铃",
        "新建了多少公里道路",
        "《关于发大水的故事》讲了什么",
        "“找到工作”行动是什么",
        "覆盖了多少户",
    ],
)
def test_leaves_formal_and_quoted_words_alone(text):
    assert report_wording(text) == text


@given(st.text(alphabet="发大水找到工作了多少几个秸秆焚烧打粮食收房租，。 “”", max_size=30))
def test_never_fails_on_any_text(text):
    assert isinstance(report_wording(text), str)


def test_words_of_one_line_stand_for_each_other():
    for line in WORDS.strip().splitlines():
        words = line.split()
        assert len(words) == len(set(words)) > 1
        assert all(set(words) <= set(same_words(word)) for word in words)


def test_a_plain_word_stands_for_formal_ones_but_not_the_other_way_round():
    assert "销售" in same_words("卖")
    assert "卖" not in same_words("销售额")
    assert same_words("国内生产总值") == ("国内生产总值",)
    words = [line.split()[0] for line in PLAIN.strip().splitlines()]
    assert len(words) == len(set(words))
