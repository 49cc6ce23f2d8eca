from __future__ import annotations

import pytest

from ingest.load import load
from ingest.parse import parse_document
from rag.answering.choice import points_around, with_list, with_reasons
from rag.answering.material import Material
from rag.answering.ranking import Candidate, rank_sentences
from rag.catalogue import Catalogue
from rag.retrieval import Retriever
from rag.settings import Settings


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


PARAGRAPHS = """# 岳阳市政府工作报告

——2014年1月4日在岳阳市第七届人民代表大会第三次会议上

## 一、2013年工作回顾

主要指标增速趋缓，没有达到年初预期。究其原因，主要是：宏观经济趋紧的影响。去年全球经济增速放缓，全国经济换挡。产业结构不优的影响。传统产业比重偏高，新增量不大。严重干旱灾害的影响。干旱制约了农业增产，农民增收不易。

二是节能减排压力大。我市经济总量小，产业基础薄弱，减少污染排放的空间较小。

三是民生短板多。

## 二、2014年工作安排

全市经济社会发展主要预期目标是：地区生产总值增长7%左右。

确定上述目标，主要基于以下考虑：一是应对风险挑战的现实所需。当前宏观经济形势严峻，我们必须坚持稳中求进。二是履行使命担当的应有之义。
"""


@pytest.fixture(scope="module")
def paragraphs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("paragraphs")
    (folder / "岳阳市2014.md").write_text(PARAGRAPHS, encoding="utf-8")
    catalogue = Catalogue(folder / "catalogue.sqlite3")
    for document in load(folder / "岳阳市2014.md", Settings(_env_file=None)):
        catalogue.store(parse_document(document))
    yield Material(catalogue)
    catalogue.close()


@pytest.mark.parametrize(
    ("beginning", "sentences"),
    [
        ("究其原因", ["究其原因，主要是：宏观经济趋紧的影响。", "产业结构不优的影响。", "严重干旱灾害的影响。"]),
        (
            "全市经济社会",
            [
                "全市经济社会发展主要预期目标是：地区生产总值增长7%左右。",
                "确定上述目标，主要基于以下考虑：一是应对风险挑战的现实所需。",
                "二是履行使命担当的应有之义。",
            ],
        ),
        (
            "二是节能",
            ["二是节能减排压力大。", "我市经济总量小，产业基础薄弱，减少污染排放的空间较小。"],
        ),
    ],
)
def test_reasons_stand_behind_what_they_explain(paragraphs, beginning, sentences):
    report = paragraphs.reports[0]
    passage, sentence = next(
        (p, s) for p in paragraphs.passages(report.id) for s in p.sentences if s.text.startswith(beginning)
    )
    best = Candidate(report, passage, sentence, 1.0, 1.0)
    assert [s.text for s in with_reasons(best, paragraphs)] == sentences
