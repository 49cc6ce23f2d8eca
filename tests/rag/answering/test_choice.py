from __future__ import annotations

import pytest

from rag.answering.choice import points_around, with_list
from rag.answering.ranking import rank_sentences
from rag.retrieval import Retriever


@pytest.fixture
def chosen(engine, asking):
    def choose(question, first):
        query, reports, draft = asking(question)
        hits = Retriever(engine.index).search(query, [r.id for r in reports], k=20)
        ranked = rank_sentences(query, hits, draft.material)
        best = next(c for c in ranked if c.sentence.text.startswith(first))
        return query, best, ranked, draft.material

    return choose


def test_the_items_that_a_sentence_announces_follow_it(chosen):
    _, best, _, material = chosen(
        "淞南镇《纲要（草案）》的六项主要任务分别是什么？", "《纲要(草案)》提出了六项主要任务"
    )
    texts = [s.text for s in with_list(best, material)]
    assert texts[:2] == ["《纲要(草案)》提出了六项主要任务。", "一是加快经济创新转型,巩固发展之势。"]
    assert any(text.startswith("六是") for text in texts)


def test_a_paragraph_that_begins_with_the_subject_is_given_whole(chosen):
    query, best, ranked, material = chosen("新海镇2019年怎么推进垃圾分类？", "深入推进市级生活垃圾分类示范镇创建")
    assert [s.text[:10] for s in points_around(query, best, ranked, material)] == [
        "深入推进市级生活垃圾",
        "深化做实公共机构单位",
        "持续巩固提升住宅小区",
        "加大执法检查惩处和宣",
        "积极探索“智能化+”",
        "探索湿垃圾处置废渣资",
    ]


def test_below_a_topic_sentence_stand_its_points(chosen):
    query, best, ranked, material = chosen("北蔡镇重点要培育哪些经济新动能？", "大力培育经济新动能")
    assert [s.text[:6] for s in points_around(query, best, ranked, material)][1:] == [
        "瞄准创新经济",
        "瞄准大健康产",
        "瞄准现代服务",
        "瞄准园区经济",
    ]


def test_a_sentence_in_the_middle_of_a_list_announces_nothing(chosen):
    _, best, _, material = chosen("淞南镇的经济创新转型包括哪些方面？", "包括营造产业发展生态")
    assert [s.text for s in with_list(best, material)] == [best.sentence.text]
