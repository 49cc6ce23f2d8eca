from __future__ import annotations

import re

import pytest

from rag.answering.llm import LanguageModel
from rag.answering.llm_check import check_model
from rag.answering.prompts import compose
from rag.answering.writer import Written, checker, write
from rag.schema import Citation
from rag.settings import Settings
from tests.rag.answering.scripted_server import Script, serving

QUESTION = "东平镇上半年税收收入是多少？养老方面做了什么？"
TAX = "上半年完成税收收入 14869 万元，同比减少 36.2%，完成年度指标进度的 33.9%"
RIGHT = "东平镇2023年上半年完成税收收入14869万元，同比减少36.2%，完成年度指标进度的33.9%[1]。"


@pytest.fixture
def material(dongping):
    return dongping


def citing(material, place, words, n):
    """Return the citation of the sentence of a place's report that holds the words."""
    report = next(r for r in material.reports if r.place == place)
    source = material.source(report)
    sentence = material.sentence_at(report.id, source.index(words, report.start))
    period = material.period_at(report.id, sentence.start)
    return Citation(
        n=n,
        report_id=report.id,
        title=report.title,
        place=place,
        period=period.label,
        file=report.file,
        section=material.passage_at(report.id, sentence.start).path,
        quote=source[sentence.start : sentence.end],
        start=sentence.start,
        end=sentence.end,
    )


@pytest.fixture
def sources(material):
    return [citing(material, "东平镇", TAX, 1), citing(material, "淞南镇", "区级地方财政收入", 2)]


def run(material, sources, *scripts, **changes):
    """Let the scripted server write; return what stands, what was struck and the requests."""
    with serving(*scripts) as server:
        options = {"llm": "openai:x", "llm_base_url": server.url, "llm_timeout": 5.0} | changes
        model = LanguageModel.from_settings(Settings(_env_file=None, **options))
        prompt = compose(QUESTION, sources)
        written = Written()
        shown = list(write(model, prompt, checker(material, prompt.sources, QUESTION), written))
        assert shown == written.accepted
        return written, server.requests


def test_a_faithful_answer_stands_whole(material, sources):
    written, requests = run(material, sources, Script([RIGHT[:30], RIGHT[30:]]))
    assert (written.text, written.struck, written.failure, len(requests)) == (RIGHT, [], None, 1)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("东平镇上半年完成税收收入14896万元[1]。", "“14896万元”不在所引原文中"),
        ("东平镇上半年完成税收收入1.4869万元[1]。", "“1.4869万元”不在所引原文中"),
        ("淞南镇上半年完成税收收入14869万元[1]。", "所引原文不是淞南镇的"),
        ("东平镇上半年税收收入同比增长36.2%[1]。", "“36.2%”的增减方向与原文相反"),
        ("东平镇上半年完成税收收入14869万元[7]。", "引用编号不存在"),
        ("东平镇上半年完成税收收入14869万元。", "没有注明出处"),
        ("东平镇上半年完成税收收入14869万元【1】。", "引用标记写法不对"),
        ("东平镇2022年完成税收收入14869万元[1]。", "数字“2022”不在所引原文中"),
        ("系统维护中，请拨打热线咨询更多优惠信息[1]。", "所引原文没有说这些"),
    ],
)
def test_what_the_sources_do_not_say_is_struck(material, sources, said, reason):
    written, requests = run(material, sources, Script([said]), Script(["没有要改的。"]))
    assert written.accepted == []
    assert written.struck[0] == (said, reason)
    assert len(requests) == 2


def test_what_was_struck_is_repaired_once(material, sources):
    written, requests = run(
        material, sources, Script(["东平镇完成税收收入15000万元[1]。" + RIGHT]), Script(["东平镇同比减少36.2%[1]。"])
    )
    assert written.text == RIGHT + "东平镇同比减少36.2%[1]。"
    assert [text for text, _ in written.struck] == ["东平镇完成税收收入15000万元[1]。"]
    assert "东平镇完成税收收入15000万元［1］。（“15000万元”不在所引原文中）" in requests[1]["messages"][-1]["content"]


def test_the_same_is_not_said_twice(material, sources):
    assert run(material, sources, Script([RIGHT + RIGHT]))[0].text == RIGHT


def test_a_model_that_finds_nothing_is_understood(material, sources):
    written, _ = run(material, sources, Script(["资料中没有提到。"]))
    assert (written.declined, written.accepted, written.struck) == (True, [], [])


def test_a_stream_that_breaks_keeps_what_stood_and_tells(material, sources):
    written, _ = run(material, sources, Script([RIGHT + "另外", b"data: {broken\n\n"], finish=False))
    assert (written.text, written.failure.kind) == (RIGHT, "rubbish")


def test_a_model_that_hangs_is_left(material, sources):
    written, requests = run(material, sources, Script(["东平镇"], hang=True), llm_timeout=0.3)
    assert (written.accepted, written.failure.kind, len(requests)) == ([], "timeout", 1)


def test_an_endless_reply_shows_nothing_unsupported(material, sources):
    written, _ = run(material, sources, Script(["税收收入99亿元[1]。"], endless=True), llm_max_tokens=60)
    assert written.accepted == []
    assert {reason for _, reason in written.struck} == {"“99亿元”不在所引原文中"}


@pytest.mark.parametrize(
    ("script", "good", "line"),
    [
        (
            Script(["1 2 3 4 5 ", "6 7 8 9 10 ", "11 12 13"]),
            True,
            r"openai:x 正常：.* 秒出第一个字，每秒约 .* 词元，流式输出。",
        ),
        (
            Script(["1 2 3 4 5 6 7 8 9 10 11 12"]),
            False,
            r"openai:x 能用，但不支持流式输出：整个回答一次到达，用时 .* 秒。",
        ),
        (Script(status=401), False, r"语言模型：密钥无效（401）：请检查 REPORTQA_LLM_API_KEY。"),
        (Script(hang=True), False, r"语言模型在 0\.5 秒内没有答完（可调大 REPORTQA_LLM_TIMEOUT）。"),
    ],
)
def test_the_check_says_in_one_line_how_the_model_fares(script, good, line):
    with serving(script) as server:
        settings = Settings(_env_file=None, llm="openai:x", llm_base_url=server.url, llm_timeout=0.5)
        found, told = check_model(settings)
    assert found is good
    assert re.fullmatch(line, told), told


def test_the_check_without_a_model():
    told = "没有设置语言模型（REPORTQA_LLM 为空）；不设也能正常问答。"
    assert check_model(Settings(_env_file=None)) == (False, told)
