"""Sums and orders of listed things, and plans set against facts; the sentences are short spans of real reports."""

from __future__ import annotations

import pytest

from rag.answering.draft import strip_marks
from rag.answering.listed import read_list
from rag.question import understand
from tests.rag.fakes import BigramEncoder

REPORT = """甲市政府工作报告

——2020年1月11日在甲市第七届人民代表大会第一次会议上

各位代表：

一、2019年工作回顾

总投资80亿元的长城整车制造、31亿元的乐叶5GW太阳能组件、15.3亿元的赛孚士抗体药物等项目开工建设。
完成东平路5200平方米沥青路面维修及恒春路15000平方米混凝土路面大中修工程。城镇新增就业1.8万人。
全年战略性新兴产业产值87亿元、增长28%，高新技术产业产值285亿元、增长23%。
一般公共预算收入100亿元，其中税收收入80亿元。

二、2020年工作安排

城镇新增就业1.44万人。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """An engine over one short report."""
    from ingest.load import load
    from ingest.parse import parse_document
    from rag.engine import Engine
    from rag.index import Index
    from rag.settings import Settings

    folder = tmp_path_factory.mktemp("listed")
    settings = Settings(index_dir=folder / "index", _env_file=None)
    path = folder / "甲市政府工作报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    with Index.open(settings, encoder=BigramEncoder()) as index:
        for document in load(path, settings):
            index.add(parse_document(document))
        yield Engine(index, settings)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        (
            "甲市开工的长城整车制造、乐叶太阳能组件、赛孚士抗体药物三个项目总投资合计多少？",
            "合计126.3亿元（推算：80亿元 ＋ 31亿元 ＋ 15.3亿元）",
        ),
        ("甲市修的路面，沥青的和混凝土的面积加起来多少？", "合计20200平方米（推算：5200平方米 ＋ 15000平方米）"),
        ("甲市战略性新兴产业和高新技术产业，哪个产值大？", "高新技术产业产值更高"),
        (
            "甲市今年城镇新增就业目标比去年实际实现的少多少？",
            "甲市2019年城镇新增就业为1.8万人，甲市2020年城镇新增就业的目标为1.44万人，"
            "前者比后者高0.36万人（推算：1.8万人 － 1.44万人）",
        ),
    ],
)
def test_listed_things_are_added_up_and_ordered(engine, question, opening):
    answer = engine.ask(question)
    assert strip_marks(answer.text).partition("。")[0].partition("：甲市")[0] == opening


@pytest.mark.parametrize(
    "question",
    [
        "甲市开工的长城整车制造、乐叶太阳能组件、风电装备三个项目总投资合计多少？",
        "甲市2019年城镇新增就业的目标和实际完成数差多少？",
        "甲市城镇新增就业新目标9万人，比已经实现的高多少？",
    ],
)
def test_nothing_is_worked_out_where_a_member_or_the_plan_is_missing(engine, question):
    assert "推算" not in engine.ask(question).text


@pytest.mark.parametrize(
    ("question", "members", "head"),
    [
        (
            "交通、水务、电网和互联网这三块计划投的钱加起来一共多少亿？",
            ("交通", "水务", "电网和互联网"),
            "计划投的钱",
        ),
        ("沥青的和混凝土的面积加起来多少？", ("沥青", "混凝土"), "面积"),
        ("财政收入一共多少？", (), ""),
    ],
)
def test_lists_are_cut_by_their_count(question, members, head):
    listed = read_list(understand(question, (), []))
    assert (listed.members, listed.head) == (members, head) if listed else members == ()
