from __future__ import annotations

from dataclasses import replace

import pytest

from rag.answering.draft import Draft
from rag.answering.lookup import Finder
from rag.answering.told import (
    beside_told,
    knowing,
    multiple_told,
    of_part,
    since_told,
    value_in,
    whole_told,
    within_told,
)
from rag.answering.verify import check
from rag.question import understand
from rag.schema import Turn
from tests.rag.fakes import BigramEncoder

REPORT = """甲市政府工作报告

——2022年1月11日在甲市第七届人民代表大会第一次会议上

各位代表：

一、2021年工作回顾

全年接待游客877万人次、实现旅游花费44.8亿元。民生支出累计完成170.4亿元，占一般公共预算支出比重83%。
签约项目1134个，是2020年的3.4倍。外贸进出口总额22.5亿美元，其中对俄进出口总额11.7亿美元。
新开工项目254个，较上年增加23个。

二、2022年工作安排

地区生产总值增长6%左右。
"""


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """An engine over one short report."""
    from ingest.load import load
    from ingest.parse import parse_document
    from rag.engine import Engine
    from rag.index import Index
    from rag.settings import Settings

    folder = tmp_path_factory.mktemp("told")
    settings = Settings(index_dir=folder / "index", _env_file=None)
    path = folder / "甲市政府工作报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    with Index.open(settings, encoder=BigramEncoder()) as index:
        for document in load(path, settings):
            index.add(parse_document(document))
        yield Engine(index, settings)


@pytest.fixture
def after(spoken):
    """Return what is known of the last of some questions: the query, a finder that knows it, and a draft."""

    def ask(*questions):
        history = [Turn(question) for question in questions[:-1]]
        told = [spoken.ask(turn.question, history[:n]) for n, turn in enumerate(history)]
        assert all(not answer.abstained for answer in told)
        reports = spoken.material.reports
        query = understand(questions[-1], history, reports, told=spoken._told_before(history, (), None))
        finder = Finder(spoken.material, lambda phrase, ids: {}, tuple(r.id for r in reports))
        return query, knowing(query, finder), Draft(spoken.material)

    return ask


def test_what_was_told_is_known_with_what_belongs_to_it(after):
    query, finder, _ = after("甲市2021年新开工项目多少个", "比上年呢")
    known = [f.text for f in finder.material.figures(finder.reports) if f.id in finder.told]
    assert (query.indicators, [f.text for f in query.told], known) == (finder.subject, ["254个"], ["254个", "23个"])


def test_what_was_told_of_another_subject_is_only_near(after):
    query, finder, _ = after("甲市2021年新开工项目多少个", "签约项目呢")
    assert (query.told, [f.text for f in query.near], finder.told) == ((), ["254个"], frozenset())


@pytest.mark.parametrize(
    ("questions", "answerer", "text"),
    [
        (
            ("甲市2021年接待游客多少", "花了多少钱"),
            beside_told,
            "甲市2021年接待旅游花费为44.8亿元[1]。",
        ),
        (
            ("甲市2021年签约项目多少个", "是2020年的几倍"),
            since_told,
            "甲市2021年签约项目是2020年的3.4倍[1]（签约项目为1134个）。",
        ),
        (
            ("甲市2021年签约项目多少个", "翻了几倍"),
            multiple_told,
            "甲市2021年签约项目是2020年的3.4倍[1]（签约项目为1134个）。",
        ),
        (
            ("甲市2021年新开工项目多少个", "和2020年差多少"),
            since_told,
            "甲市2021年新开工项目比上年增长23个[1]（新开工项目为254个）。",
        ),
        (
            ("甲市2021年民生支出多少", "一般公共预算支出总共是多少"),
            whole_told,
            "甲市2021年一般公共预算支出约为205.3亿元（推算：170.4亿元 ÷ 83%）[1]。"
            "依据：民生支出为170.4亿元，民生支出占一般公共预算支出比重为83%[1]。",
        ),
    ],
    ids=["beside", "times", "manifold", "difference", "whole"],
)
def test_an_answer_from_what_was_told(after, questions, answerer, text):
    query, finder, draft = after(*questions)
    assert answerer(query, finder, draft)
    assert draft.text == text
    assert check(draft) == []


@pytest.mark.parametrize("answerer", [beside_told, multiple_told, since_told, whole_told])
def test_nothing_follows_from_what_was_not_told(after, answerer):
    query, finder, draft = after("甲市2021年签约项目多少个", "新开工项目呢")
    assert (answerer(query, finder, draft), draft.text, draft.figures) == (False, "", [])


def test_a_part_is_looked_for_in_the_sentence_that_was_told(after):
    query, finder, _ = after("甲市2021年外贸进出口总额多少", "其中对俄的占多少")
    within = within_told(query, finder)
    texts = {
        f.text for f in finder.material.figures(within.reports) if (f.report_id, f.sentence_start) in within.sentences
    }
    assert texts == {"22.5亿美元", "11.7亿美元"}
    assert [of_part(phrase) for phrase in ("对俄的占", "其中约束性的占", "十强产业")] == ["对俄", "约束性", "十强产业"]


def test_no_part_is_looked_for_where_none_is_asked(after):
    query, finder, _ = after("甲市2021年外贸进出口总额多少", "签约项目呢")
    assert within_told(query, finder) is None
    assert within_told(replace(query, part=True, near=()), finder) is None


def test_an_answer_in_a_sentence_tells_the_figure_in_it(after):
    query, finder, draft = after("甲市2021年旅游花费多少")
    figure = next(f for f in finder.material.figures(finder.reports) if f.text == "44.8亿元")
    assert value_in(draft, query, finder) == []
    draft.cite_figure(figure)
    assert value_in(draft, query, finder) == [figure]
