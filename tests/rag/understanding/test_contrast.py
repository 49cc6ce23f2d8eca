from __future__ import annotations

import pytest

from rag.understanding.contrast import counterpart, opposed


@pytest.mark.parametrize(
    ("phrase", "earlier", "meant"),
    [
        ("农村", "城镇居民人均可支配收入", "农村居民人均可支配收入"),
        ("农民的", "城镇人均可支配收入", "农村人均可支配收入"),
        ("城镇居民", "农村居民人均可支配收入", "城镇居民人均可支配收入"),
        ("第二产业", "第一产业增加值", "第二产业增加值"),
        ("三产", "第一产业增加值", "第三产业增加值"),
        ("农业", "规上工业总产值", "农业总产值"),
        ("外资的", "新引进内资注册项目", "新引进外资注册项目"),
        ("出口", "外贸进出口总额", "外贸出口总额"),
        ("进口", "出口总额", "进口总额"),
        ("女的", "男性就业人数", "女性就业人数"),
        ("贷款", "金融机构存款余额", "金融机构贷款余额"),
        ("民办", "公办幼儿园", "民办幼儿园"),
        ("城里", "农民收入", "城镇居民收入"),
    ],
)
def test_the_telling_word_is_exchanged(phrase, earlier, meant):
    assert counterpart(phrase, earlier) == meant


@pytest.mark.parametrize(
    ("phrase", "earlier"),
    [("农村", "税收收入"), ("城镇", "城镇居民人均可支配收入"), ("养老", "城镇新增就业"), ("", "城镇新增就业")],
)
def test_other_phrases_are_no_counterparts(phrase, earlier):
    assert counterpart(phrase, earlier) == ""


@pytest.mark.parametrize(
    ("asked", "indicator", "clause", "other"),
    [
        ("出口总额", "进出口总额", "完成进出口总额8亿美元", True),
        ("出口总额", "进出口总额", "进出口总额8亿美元，其中出口5亿美元", False),
        ("一产增加值", "规上工业增加值", "规上工业增加值增长12%以上", True),
        ("农业增加值", "第一产业增加值", "第一产业增加值增长4%", False),
        ("外国游客", "接待国内外游客", "接待国内外游客5700万人次", True),
        ("农民收入", "农村居民人均可支配收入", "农村居民人均可支配收入8000元", False),
        ("税收收入", "财政收入", "财政收入4720万元", False),
    ],
)
def test_another_of_several_like_things_is_opposed(asked, indicator, clause, other):
    assert opposed(asked, indicator, clause) is other
