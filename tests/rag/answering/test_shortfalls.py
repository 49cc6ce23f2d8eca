from __future__ import annotations

import pytest

from ingest.load import load
from ingest.parse import parse_document
from rag.answering.draft import Draft
from rag.answering.exact import exact_problems
from rag.answering.lookup import Finder
from rag.answering.material import Material
from rag.answering.shortfalls import missed_targets, told_of_missed
from rag.catalogue import Catalogue
from rag.question import understand
from rag.settings import Settings

TEXT = """# 天水市2019年政府工作报告

——2019年1月10日在天水市第七届人民代表大会第四次会议上

## 一、2018年工作回顾

过去的一年，全市脱贫攻坚取得重大进展。没有完成产业招商任务的，严格实行“一票否决”。

需要说明的是，经济还有短板，主要是：受宏观经济下行、消化过高基数等因素影响，地区生产总值、固定资产投资两项指标未能完成目标；外出务工人数增长，固定资产投资、城乡居民人均可支配收入没有达到预期目标；部分企业经营困难。

## 二、2019年工作安排

全市生产总值增长6.5%，固定资产投资增长7%。
"""
INVESTED = "外出务工人数增长，固定资产投资、城乡居民人均可支配收入没有达到预期目标；"
CAUSED = "受宏观经济下行、消化过高基数等因素影响，地区生产总值、固定资产投资两项指标未能完成目标；"


@pytest.fixture(scope="module")
def material(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shortfalls")
    (folder / "天水市2019.md").write_text(TEXT, encoding="utf-8")
    catalogue = Catalogue(folder / "catalogue.sqlite3")
    for document in load(folder / "天水市2019.md", Settings(_env_file=None)):
        catalogue.store(parse_document(document))
    material = Material(catalogue)
    material.refresh()
    yield material
    catalogue.close()


def test_a_condition_and_a_sentence_on_something_else_tell_of_no_missed_target(material):
    assert [(m.said.text, m.things) for m in missed_targets(material.reports, material)] == [
        (CAUSED, "地区生产总值、固定资产投资两项"),
        (INVESTED, "固定资产投资、城乡居民人均可支配收入"),
    ]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("天水2018年GDP没达到预期目标，原因是什么？", f"天水市2018年：{CAUSED}[1]"),
        ("天水2018年有个别指标没完成，原因在哪里？", f"天水市2018年：{CAUSED}[1]"),
        ("天水2018年哪些指标没有完成目标？", f"天水市2018年：{CAUSED}[1]"),
        ("天水2018年农村居民收入目标实现了没有？", f"没有，天水市2018年：{INVESTED}[1]"),
        ("天水2018年固定资产投资达到预期目标了吗？", f"没有，天水市2018年：{CAUSED}[1]"),
        ("天水2018年GDP是怎么超额完成目标的？", f"报告说的是另一回事，天水市2018年：{CAUSED}[1]"),
        ("天水2018年农村居民收入没达到预期目标，原因是什么？", ""),
        ("天水2018年务工人数目标实现了吗？", ""),
        ("天水2018年民间投资目标实现了吗？", ""),
        ("天水2018年固定资产投资的目标是多少？", ""),
        ("天水2019年固定资产投资目标完成了吗？", ""),
    ],
)
def test_what_a_report_says_of_missed_targets(material, question, text):
    query = understand(question, (), material.reports)
    draft = Draft(material)
    finder = Finder(material, lambda _phrase, _reports: {}, tuple(r.id for r in material.reports))
    assert (told_of_missed(query, finder, draft), draft.text) == (bool(text), text)
    assert exact_problems(draft) == []
