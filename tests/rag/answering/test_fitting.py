from __future__ import annotations

import pytest

from rag.answering.fitting import asked_kind, fits_closely, fitting, is_of_kind
from rag.answering.ranking import rank_sentences
from rag.retrieval import Retriever
from rag.schema import Aspect, Query


def query(text, aspect=Aspect.LIST):
    return Query(text=text, resolved=text, aspects=(aspect,))


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("落地了哪些大项目？", "项目"),
        ("从哪条江引水？", "江"),
        ("准备修哪两条路？", "路"),
        ("跑了哪些城市？", "城市"),
        ("哪几家企业冠名？", "企业"),
        ("在哪些方面做了工作？", ""),
        ("哪个地方批下来的？", ""),
    ],
)
def test_the_kind_of_thing_that_is_asked(question, noun):
    assert asked_kind(query(question)) == noun


def test_a_question_for_a_figure_asks_for_no_kind():
    assert asked_kind(query("哪条江有多少公里？", Aspect.VALUE)) == ""


@pytest.mark.parametrize(
    ("noun", "text", "held"),
    [
        ("路", "推进兴谷路海强路项目施工建设,实施洪永路大修。", True),
        ("路", "明确发展思路，畅通道路。", False),
        ("江", "从80公里外引进优质长江水源", True),
        ("城市", "“三推”活动佛山行、无锡行、宁波行成效明显。", True),
        ("制度", "研究出台《东平镇政府购买服务管理办法》", True),
        ("制度", "推行政府法律顾问制度", False),
        ("企业", "魏桥、京博、龙福3家企业冠名乒超球队", True),
        ("企业", "新增市场主体2.2万户", False),
    ],
)
def test_whether_a_text_holds_a_thing_of_the_kind(noun, text, held):
    assert is_of_kind(noun, text) is held


@pytest.mark.parametrize(
    ("question", "text", "close"),
    [
        ("“三推”活动去了哪里？", "“三推”活动佛山行成效明显。", True),
        ("“三推”活动去了哪里？", "招商活动佛山行成效明显。", False),
        ("落地了哪些项目？", "甲公司机械制造项目、乙公司生猪养殖项目落地。", True),
        ("落地了哪些项目？", "攻坚重点项目建设。", False),
        ("“十四五”时期修哪些路？", "“十四五”时期要提高质量。", False),
    ],
)
def test_quoted_names_and_names_of_the_kind_fit_closely(question, text, close):
    assert fits_closely(query(question), text) is close


@pytest.fixture
def fitted(engine, asking):
    def fit(question):
        asked, reports, draft = asking(question)
        hits = Retriever(engine.index).search(asked, [r.id for r in reports], k=20)
        return fitting(asked, rank_sentences(asked, hits, draft.material), hits, draft.material)

    return fit


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        ("留庄镇招商引资落地了哪些大项目好项目？", "山东臣通金属材料有限公司矿山机械生产制造项目"),
        ("新海镇2019年推进哪条路的施工建设？", "推进兴谷路海强路项目施工建设"),
        ("新海镇说的“三随机”机制用在哪里？", "完成镇政府管理的生活污水处理项目建设"),
    ],
)
def test_what_holds_the_asked_kind_or_the_quoted_name_comes_first(fitted, question, beginning):
    assert fitted(question)[0].sentence.text.startswith(beginning)


def test_only_sentences_with_the_quoted_name_are_left(fitted):
    assert [c.sentence.text[:12] for c in fitted("新海镇说的“三随机”机制用在哪里？")] == ["完成镇政府管理的生活污水"]
