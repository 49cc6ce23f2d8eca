from __future__ import annotations

import pytest

from rag.answering.outline import bare, outline, paragraph_at
from rag.schema import Role


@pytest.fixture
def nodes(asking):
    def of(place):
        _, (report,), draft = asking(f"{place}的报告")
        return outline(report.id, draft.material)

    return of


def titles(nodes, depth):
    return [(n.title, n.role) for n in nodes if n.depth == depth and not n.parts[0].inner]


def test_headings_stand_under_one_another(nodes):
    found = nodes("东平镇")
    assert titles(found, 0) == [("2023年上半年工作回顾", Role.REVIEW), ("2023年下半年工作打算", Role.PLAN)]
    assert [title for title, role in titles(found, 1) if role is Role.PLAN] == [
        "聚力生态建设，持续擦亮绿色环境大底色",
        "聚焦产业质量，坚定打好转型升级组合拳",
        "立足民生福祉，不断提高人民群众幸福感",
        "强化创新引领，加快凝聚社会治理新动能",
        "注重自身建设，全面提升为民服务新水平",
    ]


def test_every_sentence_of_a_section_but_headings_stands_below_it(nodes):
    node = next(n for n in nodes("东平镇") if n.title == "多点发力提升招商质量")
    assert [s.text[:12] for s in node.sentences] == [
        "落实重点项目、重点企业“",
        "不断扩大招商引资“朋友圈",
        "关注重点税源户和重点行业",
        "创新招商模式，开展“云招",
    ]


def test_a_topic_sentence_inside_a_section_divides_it(nodes):
    node = next(n for n in nodes("新海镇") if n.title == "加快发展卫生事业")
    assert [(part.topic, len(part.sentences)) for part in node.parts] == [
        ("加快发展卫生事业", 3),
        ("深化落实家庭医生签约", 4),
    ]


def test_an_outline_is_made_once_while_the_report_stays(asking):
    _, (report,), draft = asking("东平镇的报告")
    first = outline(report.id, draft.material)
    assert outline(report.id, draft.material) is first


def test_a_paragraph_ends_where_the_next_begins(asking):
    _, (report,), draft = asking("东平镇的报告")
    at = draft.material.source(report).index("依托社会组织、专业力量")
    texts = [s.text for s in paragraph_at(report.id, at, draft.material)]
    assert len(texts) == 5
    assert texts[0].startswith("始终坚持“就业是最大的民生”理念")
    assert texts[-1].startswith("积极落实好医疗、住房等各")


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("（一）聚力生态建设", "聚力生态建设"),
        ("5.以民生优先为取向", "以民生优先为取向"),
        ("——产业转型取得成效。", "产业转型取得成效"),
        ("二、2020年工作任务**", "2020年工作任务"),
        ("一是决战脱贫攻坚", "决战脱贫攻坚"),
    ],
)
def test_a_bare_heading_has_no_number(heading, title):
    assert bare(heading) == title
