from __future__ import annotations

import pytest

from rag.answering.causes import telling_causes
from rag.retrieval import Retriever


@pytest.fixture
def caused(engine, asking):
    """Return the sentences that tell a cause for a question's subject."""

    def find(question):
        query, reports, _ = asking(question)
        hits = Retriever(engine.index).search(query, [r.id for r in reports], k=20)
        return [s.text.strip() for hit in telling_causes(hits, query, engine.material) for s, _ in hit.sentences]

    return find


def test_only_sentences_with_a_cause_of_the_subject_are_left(caused):
    assert caused("东平镇税收收入是什么原因") == [
        "受疫情及宏观经济形势影响，上半年完成税收收入14869万元，同比减少36.2%，完成年度指标进度的33.9%。"
    ]


def test_nothing_is_left_where_no_cause_is_told(caused):
    assert caused("东平镇新增就业是什么原因") == []
