from __future__ import annotations

import pytest

from ingest.load import load
from ingest.parse import parse_document
from rag.answering.definitions import asked_term, definition_of, speaks_of_term
from rag.answering.material import Material
from rag.answering.sentences import define
from rag.catalogue import Catalogue
from rag.settings import Settings

TEXT = """# 滨州市政府工作报告

——2021年1月15日在滨州市第十一届人民代表大会第五次会议上

## 一、2020年工作回顾

严格落实“四早”“四集中”要求，在全省率先复工复产。

## 二、2021年工作安排

“三翻番”，就是经济总量、财政收入和城乡居民收入力争翻一番。

培育汽车、钢铁、新能源、电子信息四大主导产业。

## 部分用语说明

1.四早四集中

四早：早发现、早报告、早隔离、早治疗；四集中：集中患者、集中专家、集中资源、集中救治。

22.“滨周到”服务品牌

滨州市政务服务着力打造“‘滨’至如归，‘州’到服务”品牌。
"""


@pytest.fixture(scope="module")
def material(tmp_path_factory):
    folder = tmp_path_factory.mktemp("glossary")
    (folder / "滨州市2021.md").write_text(TEXT, encoding="utf-8")
    catalogue = Catalogue(folder / "catalogue.sqlite3")
    for document in load(folder / "滨州市2021.md", Settings(_env_file=None)):
        catalogue.store(parse_document(document))
    yield Material(catalogue)
    catalogue.close()


@pytest.mark.parametrize(
    ("term", "sentences"),
    [
        ("四早", ["四早：早发现、早报告、早隔离、早治疗；"]),
        ("三翻番", ["“三翻番”，就是经济总量、财政收入和城乡居民收入力争翻一番。"]),
        ("四大主导产业", ["培育汽车、钢铁、新能源、电子信息四大主导产业。"]),
        ("滨周到", ["滨州市政务服务着力打造“‘滨’至如归，‘州’到服务”品牌。"]),
        ("五早", []),
    ],
)
def test_a_term_is_explained_where_the_report_explains_it(material, term, sentences):
    found = definition_of(term, material.reports, material)
    assert [s.text for s in found[1]] == sentences if found else sentences == []


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("滨州说的“四早”是哪四早？", "四早"),
        ("白城“十三五”的“三翻番”是哪三个翻番？", "三翻番"),
        ("什么是“北沿星火聚”？", "北沿星火聚"),
        ("淞南报告里“1+3+N”是指什么？", "1+3+N"),
        ("东平的“北沿星火聚”项目是干什么的？", ""),
        ("港沿合兴村家门口服务站提供哪些“微服务”？", ""),
        ("留庄镇的“一村一品”是什么时候评上的？", ""),
        ("东平镇税收收入是多少？", ""),
    ],
)
def test_the_term_of_a_question(asking, question, term):
    query, _, _ = asking(question)
    assert asked_term(query) == term


def test_a_term_that_no_report_explains_is_left_to_others(asking):
    query, reports, draft = asking("淞南报告里“1+3+N”是指什么？")
    assert (define(query, reports, draft), draft.text) == (False, "")


@pytest.mark.parametrize(("text", "speaks"), [("优化“一心 三线”产业布局", True), ("优化产业布局", False)])
def test_a_term_is_known_without_its_quotation_marks(text, speaks):
    assert speaks_of_term("一心三线", text) is speaks
