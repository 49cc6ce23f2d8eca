"""Answers that start from a number which the question gives; the report's sentences are short spans of real ones."""

from __future__ import annotations

import pytest

from rag.answering.draft import strip_marks
from tests.rag.fakes import BigramEncoder

REPORT = """甲市政府工作报告

——2018年1月11日在甲市第七届人民代表大会第一次会议上

各位代表：

一、2017年工作回顾

棚户区改造新开工1.1万户、建成9652户，完成省定任务的101%、180%。签约项目445个，是既定目标数的1.7倍。
73个省重点项目完成投资217亿元，超年度计划37%。地区生产总值预计增长11%左右、高于年初计划目标2.5个百分点。
国家级开发区综合考评位列全国第22位，较上年提升20位。新增高新技术企业17家，总数达96家。
全市工业税收实现63.5亿元，占全市税收总额70.6%。

二、2018年工作安排

地区生产总值增长6%左右。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """An engine over one short report."""
    from ingest.load import load
    from ingest.parse import parse_document
    from rag.engine import Engine
    from rag.index import Index
    from rag.settings import Settings

    folder = tmp_path_factory.mktemp("given")
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
            "甲市2017年棚户区建成9652户，是省定任务的180%，那省里原定的任务大约多少户？",
            "甲市2017年建成棚户区改造新开工的全年目标约为5362.22户（推算：9652户 ÷ 180%）",
        ),
        (
            "甲市2017年棚户区新开工1.1万户是省定任务的101%，省定任务大概多少万户？",
            "甲市2017年棚户区改造新开工的全年目标约为1.09万户（推算：1.1万户 ÷ 101%）",
        ),
        (
            "甲市2017年签约445个项目，既定目标大约是多少个？",
            "甲市2017年签约项目的全年目标约为261.76个（推算：445个 ÷ 1.7倍）",
        ),
        (
            "甲市73个省重点项目完成投资217亿元，超年度计划37%，计划本来是多少亿？",
            "甲市2017年省重点项目投资的年度计划约为158.39亿元（推算：217亿元 ÷ （1 ＋ 37%））",
        ),
        (
            "甲市2017年GDP预计增长11%左右，那年初定的增长目标是多少？",
            "甲市2017年地区生产总值增长的年初计划目标约为8.5%（推算：11%左右 － 2.5个百分点）",
        ),
        (
            "甲市国家级开发区2017年综合考评全国第22位，前一年是第几？",
            "甲市2016年国家级开发区综合考评居第42位（推算：第22位 ＋ 20位）",
        ),
        (
            "甲市国家级开发区综合考评上一年是第几位？",
            "甲市2016年国家级开发区综合考评居第42位（推算：第22位 ＋ 20位）",
        ),
        (
            "甲市新增高新技术企业之前一共有多少家？",
            "甲市增加前的高新技术企业总数约为79家（推算：96家 － 17家）",
        ),
        (
            "甲市工业税收63.5亿元，占全市税收总额70.6%，那全市税收总额是多少？",
            "甲市2017年全市税收约为89.94亿元（推算：63.5亿元 ÷ 70.6%）",
        ),
    ],
)
def test_what_follows_from_a_given_number(engine, question, opening):
    answer = engine.ask(question)
    assert answer.kind == "computation"
    assert strip_marks(answer.text).partition("。")[0] == opening


@pytest.mark.parametrize(
    "question",
    [
        "甲市2017年棚户区建成9652户，是省定任务的150%，那省里原定的任务大约多少户？",
        "甲市新增规上工业企业之前一共有多少家？",
    ],
)
def test_a_number_that_the_report_does_not_have_gives_nothing(engine, question):
    answer = engine.ask(question)
    assert "推算" not in answer.text or answer.abstained, answer.text
