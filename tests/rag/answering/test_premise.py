from __future__ import annotations

import pytest

from ingest.load import load
from ingest.parse import parse_document
from rag.answering.draft import Draft
from rag.answering.lookup import Finder
from rag.answering.material import Material
from rag.answering.premise import check_premise
from rag.answering.verify import check
from rag.catalogue import Catalogue
from rag.question import understand
from rag.settings import Settings


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "淞南镇2020年社会消费品零售总额增长2.4%，是怎么做到的？",
            "报告说的是下降：淞南镇2020年社会消费品零售总额增速为-2.4%[1]。",
        ),
        (
            "东平镇上半年税收同比增长36.2%的主要原因是什么？",
            "报告说的是下降：东平镇2023年上半年税收收入同比下降36.2%[1]。",
        ),
        (
            "淞南镇2020年财政收入增长的原因是什么？",
            "报告说的是下降：淞南镇2020年区级地方财政收入同比下降9%[1]。",
        ),
        (
            "淞南镇2020年财政收入突破10亿元，是靠什么实现的？",
            "报告的数字是另一个：淞南镇2020年区级地方财政收入为预计4.1亿元[1]。",
        ),
        (
            "淞南镇2020年固定资产投资没完成年度目标的原因？",
            "报告说的是另一回事：淞南镇2020年固定资产投资完成全年目标任务的119%[1]。",
        ),
    ],
)
def test_what_the_report_says_otherwise_is_put_right(figured, question, text):
    answered, draft = figured(check_premise, question)
    assert (answered, draft.text) == (True, text)
    assert check(draft) == []


def test_a_number_that_is_said_of_another_kind_of_thing_is_declined(figured):
    answered, draft = figured(check_premise, "新海镇2019年引进了不少于500家外资企业，主要来自哪些国家？")
    assert (answered, draft.abstained, draft.text) == (
        True,
        True,
        "报告没有说“500家外资企业”。报告说的是：新海镇2019年引进注册型企业的目标为不少于500家[1]。",
    )


@pytest.mark.parametrize(
    "question",
    [
        "东平镇上半年税收为什么下降？",
        "新海镇2019年引进的500家注册型企业有什么要求？",
        "东平镇上半年税收收入是多少？",
        "淞南镇2020年怎么提高教育质量？",
    ],
)
def test_what_holds_is_left_to_others(figured, question):
    answered, draft = figured(check_premise, question)
    assert (answered, draft.text) == (False, "")


def test_the_number_of_things_that_are_asked_for_is_no_assumption(figured):
    done, draft = figured(check_premise, "留庄镇2023年新增了哪两家招商增税企业？")
    assert (done, draft.text) == (False, "")


PORT = """# 岳阳市2020年政府工作报告

## 一、2019年工作回顾

集装箱吞吐量达到67万标箱，增长30%。

## 二、2020年工作安排

力争到2025年，集装箱吞吐量突破100万标箱。
"""


@pytest.fixture
def port(tmp_path):
    (tmp_path / "岳阳市2020.md").write_text(PORT, encoding="utf-8")
    catalogue = Catalogue(tmp_path / "catalogue.sqlite3")
    for document in load(tmp_path / "岳阳市2020.md", Settings(_env_file=None)):
        catalogue.store(parse_document(document))
    material = Material(catalogue)
    material.refresh()
    yield material
    catalogue.close()


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("岳阳要到哪一年集装箱吞吐量突破100万标箱？", ""),
        ("岳阳哪一年集装箱吞吐量突破300万标箱？", "报告的数字是另一个：岳阳市2019年集装箱吞吐量为67万标箱[1]。"),
        ("岳阳集装箱吞吐量为什么突破100万标箱？", "报告的数字是另一个：岳阳市2019年集装箱吞吐量为67万标箱[1]。"),
    ],
)
def test_a_number_that_only_says_which_is_meant_is_not_put_right(port, question, text):
    query = understand(question, (), port.reports)
    draft = Draft(port)
    finder = Finder(port, lambda _phrase, _reports: {}, tuple(r.id for r in port.reports))
    assert (check_premise(query, finder, draft), draft.text) == (bool(text), text)
