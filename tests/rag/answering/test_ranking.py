from __future__ import annotations

import pytest

from rag.answering.ranking import of_period, rank_sentences
from rag.retrieval import Retriever


@pytest.fixture
def ranked(engine, asking):
    def rank(question):
        query, reports, draft = asking(question)
        hits = Retriever(engine.index).search(query, [r.id for r in reports], k=20)
        return rank_sentences(query, hits, draft.material, limit=10)

    return rank


def test_sentences_come_once_and_best_first(ranked):
    found = ranked("北蔡有三个实事项目为什么没按时做？")
    assert len({(c.report.id, c.sentence.start) for c in found}) == len(found) == 10
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("北蔡有三个实事项目为什么没按时做？", "受疫情、业委会换届等因素影响"),
        ("孙岗印了什么招商资料？", "印制《孙岗投资指南》"),
        ("北蔡镇有没有企业非正常外迁？", "未出现企业非正常外迁"),
        ("孙岗镇洪灾里有没有人因灾伤亡？", "无一人因灾伤亡"),
    ],
)
def test_what_holds_the_kind_of_thing_that_is_asked_comes_first(ranked, question, words):
    assert words in ranked(question)[0].sentence.text


def test_without_passages_there_are_no_sentences(asking):
    query, _, draft = asking("东平镇下半年打算怎么招商？")
    assert rank_sentences(query, [], draft.material) == []


def test_a_sentence_is_of_the_period_that_its_section_speaks_of(ranked, asking):
    query, _, draft = asking("淞南镇2021年打算怎么推进教育？")
    found = {of_period(query, c, draft.material): c.passage.role.value for c in ranked("淞南镇怎么推进教育？")}
    assert found[True] == "plan"
