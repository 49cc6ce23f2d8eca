from __future__ import annotations

import pytest

from rag.answering.terms import TermWeights, asked_terms, content_terms, head_of, parts_of

SENTENCES = ["上半年完成税收收入14869万元。", "税收完成年度指标。", "推进养老服务。"]


def test_content_terms_leave_out_what_every_text_says():
    assert content_terms("全镇完成多少") == ()
    assert content_terms("养老服务和GDP增长5.5%") == ("养老", "服务", "gdp", "增长", "5.5")


def test_the_head_of_a_phrase_tells_most():
    assert asked_terms("引进注册型企业数量") == {"引进": 0.6, "注册": 0.6, "型": 0.25, "企业": 1.5, "数量": 0.25}


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        ("税收收入", "税收收入"),
        ("引进注册型企业数量", "企业"),
        ("解决率", "解决率"),
        ("绿化面积", "绿化"),
        ("多少", ""),
    ],
)
def test_the_head_is_what_is_counted_not_the_measure(phrase, head):
    assert head_of(phrase) == head


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        ("调解邻里纠纷、代书遗嘱", ["调解邻里纠纷", "代书遗嘱"]),
        ("内资项目和外资项目", ["内资项目", "外资项目"]),
        ("固定资产投资", []),
        ("招商和税收", []),
    ],
)
def test_a_phrase_that_lists_things_is_parted(phrase, parts):
    assert parts_of(phrase) == parts


def test_rare_words_weigh_more():
    weights = TermWeights(SENTENCES)
    assert weights.weight("医疗") > weights.weight("养老") > weights.weight("税收") > 0
    assert weights.weight("养") == pytest.approx(weights.weight("养老") / 2)


def test_coverage_is_the_weighted_share_of_what_is_asked():
    weights = TermWeights(SENTENCES)
    assert weights.coverage({"税收": 1.0}, "完成税收收入") == 1.0
    assert weights.coverage({"税收": 1.0}, "养老服务") == 0.0
    assert weights.coverage({}, "养老服务") == 0.0
    assert 0 < weights.coverage({"税收": 1.0, "养老": 1.0}, "完成税收收入") < 0.5
    assert weights.coverage({"gdp": 1.0}, "全市GDP") == 1.0
