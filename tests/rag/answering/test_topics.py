from __future__ import annotations

import pytest

from rag.answering.ranking import rank_sentences
from rag.answering.topics import rounded_out, topics_of
from rag.retrieval import Retriever
from rag.schema import Aspect, Query


@pytest.mark.parametrize(
    ("phrases", "topics"),
    [
        (("港口、铁路、公路建设",), ["港口", "铁路", "公路建设"]),
        (("河湖水质、长江禁捕、林地这些生态红线",), ["河湖水质", "长江禁捕", "林地"]),
        (("环境保护、治污",), ["环境保护", "治污"]),
        (("和谐社会建设",), []),
        (("垃圾分类",), []),
    ],
)
def test_the_topics_that_a_question_names(phrases, topics):
    query = Query(text="", resolved="", aspects=(Aspect.OPEN,), indicators=phrases)
    assert [topic.phrase for topic in topics_of(query)] == topics


@pytest.fixture
def rounded(engine, asking):
    def ask(question, first):
        query, reports, draft = asking(question)
        hits = Retriever(engine.index).search(query, [r.id for r in reports], k=20)
        ranked = rank_sentences(query, hits, draft.material)
        best = next(c for c in ranked if c.sentence.text.startswith(first))
        return [s.text[:9] for s in rounded_out(query, [best.sentence], best, ranked, draft.material)]

    return ask


def test_what_a_paragraph_goes_on_to_say_belongs_to_a_thin_answer(rounded):
    assert rounded("留庄镇在环境保护、治污方面都做了哪些工作？", "实施最严格的环境保护政策") == [
        "实施最严格的环境保",
        "开展非禁养区畜禽养",
        "成立农村生活污水治",
        "严格落实“河长制”",
        "严格落实南四湖自然",
    ]


def test_a_sentence_that_names_the_subject_in_passing_stands_alone(rounded):
    assert rounded("淞南镇怎么推进创建全国文明城区？", "公众安全感指数") == ["公众安全感指数(五"]
