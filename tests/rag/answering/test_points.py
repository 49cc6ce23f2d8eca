from __future__ import annotations

import pytest

from rag.answering.outline import outline
from rag.answering.points import best_node, chosen_points, is_framing, overview, subject_of, subjects_of
from rag.retrieval import Retriever


def node_of(engine, asking, question):
    query, reports, draft = asking(question)
    hits = Retriever(engine.index).search(query, [r.id for r in reports], k=20)
    found = best_node(query, hits, draft.material, hits[0].passage.start)
    return found.node if found else None


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("孙岗镇在乡村振兴方面接下来要干什么？", "乡村振兴"),
        ("新海镇2019年怎么推进垃圾分类？", "垃圾分类"),
        ("东平镇下半年的主要工作是什么？", ""),
    ],
)
def test_the_subject_is_what_is_left_without_words_of_any_work(asking, question, subject):
    query, _, _ = asking(question)
    assert subject_of(query) == subject


def test_joined_subjects_are_each_one(asking):
    query, _, _ = asking("淞南镇2021年垃圾分类和市容管理打算怎么做？")
    assert [phrase.phrase for phrase in subjects_of(query)] == ["垃圾分类", "市容管理"]


@pytest.mark.parametrize(
    ("question", "title", "role"),
    [
        ("孙岗镇在乡村振兴方面接下来要干什么？", "在乡村振兴上开创更新局面", "plan"),
        ("北蔡镇打算怎么加强养老？", "强化养老服务", "plan"),
        ("东平镇上半年营商环境做了什么？", "营商环境不断优化", "review"),
    ],
)
def test_the_heading_that_names_the_subject_is_found_in_plans_or_in_the_review(engine, asking, question, title, role):
    node = node_of(engine, asking, question)
    assert (node.title, node.role.value) == (title, role)


def test_no_heading_names_the_subject(engine, asking):
    assert node_of(engine, asking, "东平镇怎么发展航天发射？") is None


def test_a_short_section_is_given_whole_and_in_order(asking):
    _, (report,), draft = asking("北蔡镇的报告")
    node = next(n for n in outline(report.id, draft.material) if n.title == "强化养老服务")
    assert [s.text for s in chosen_points(node, "养老", draft.material, {})] == [
        "加快杨莲路养老院建设,推进养老服务设施网点布局,整合辖区各类养老资源,打造体系完善的养老服务圈。",
        "下沉养老服务资源到村居,提供微型日托、微型助餐网点等触手可及的服务。",
        "扩大“智慧养老”服务,拓展“一网统管”场景应用,推动社区养老服务精准化、精细化。",
    ]


def test_of_a_long_section_every_topic_has_its_point(asking):
    _, (report,), draft = asking("东平镇的报告")
    node = next(n for n in outline(report.id, draft.material) if n.title.startswith("聚焦产业质量"))
    points = chosen_points(node, "产业", draft.material, {})
    assert len(points) <= 6
    assert [s.start for s in points] == sorted(s.start for s in points)
    for part in node.parts:
        assert {s.start for s in part.sentences} & {s.start for s in points}


def test_all_main_tasks_are_the_headings_of_the_plan(asking):
    query, (report,), draft = asking("东平镇下半年的主要工作是什么？")
    assert [s.text for s in overview(query, [report.id], draft.material)] == [
        "聚力生态建设，持续擦亮绿色环境大底色",
        "聚焦产业质量，坚定打好转型升级组合拳",
        "立足民生福祉，不断提高人民群众幸福感",
        "强化创新引领，加快凝聚社会治理新动能",
        "注重自身建设，全面提升为民服务新水平",
    ]


@pytest.mark.parametrize(
    ("text", "framing"),
    [
        ("让我们紧密团结在以习近平同志为核心的党中央周围，锐意进取、真抓实干。", True),
        ("主要做了以下七个方面工作:", True),
        ("强化招商队伍建设，培养“全岗通”复合型人才。", False),
    ],
)
def test_what_opens_or_closes_a_report_is_no_point(text, framing):
    assert is_framing(text) is framing
