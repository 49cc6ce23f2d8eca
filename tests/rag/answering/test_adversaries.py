"""Whatever a model says or does: a cited answer, nothing unsupported in it, and a notice that tells what happened.

The engine asks a scripted server through the real client; faults of providers and lies of models are tried in turn.
"""

from __future__ import annotations

import re

import pytest

from eval.grounding import altered_quotes, unsupported_numbers
from rag.engine import Engine
from tests.rag.answering.scripted_server import Script, chunk, serving

TAX = "东平镇上半年税收收入是多少？"
GOAL = "港沿镇今年的招商税收目标是多少？"
CARE = "东平镇在为老服务方面做了什么？"
FOUND = {
    TAX: "东平镇2023年上半年税收收入为14869万元[1]（同比减少36.2%，完成年度指标进度的33.9%）。",
    GOAL: "港沿镇2024年招商税收的目标为增长18%左右[1]。",
    CARE: (
        "东平镇2023年上半年，报告提到：\n"
        "1. 持续开展“久久”为老服务项目，累计服务147名孤老及80周岁以上独居老人，主动关爱6415人次，"
        "业务咨询13人次，代办类服务9人次。[1]\n"
        "2. 累计为独居老人、高龄老人等送餐8671客，送医助医7人，调解邻里纠纷8起，代书遗嘱6件。[2]"
    ),
}
RIGHT = "2023年上半年，东平镇完成税收收入14869万元，同比减少36.2%[1]。"
UNSTOPPED = 0.4
"""Seconds that a model gets which hangs."""

EXTRACT = "以下是直接从报告中查出的回答。"
REFUSED = f"语言模型的回答没有通过核对，已弃用。{EXTRACT}"
TIMED_OUT = f"语言模型在 {UNSTOPPED} 秒内没有答完（可调大 REPORTQA_LLM_TIMEOUT）。"
WORDED = "由语言模型 openai:x 根据所引原文写成，每句都经过核对。"


@pytest.fixture
def asked(engine):
    """Ask through a scripted model; return every answer of the stream, the whole one last, and the requests."""

    def ask(question, *scripts, **changes):
        with serving(*scripts) as server:
            options = {"llm": "openai:x", "llm_base_url": server.url, "llm_timeout": 5.0} | changes
            fluent = Engine(engine.index, engine.settings.model_copy(update=options))
            fluent.material = engine.material
            return list(fluent.stream(question)), server.requests

    return ask


def sources_of(engine):
    return {report.file: engine.material.source(report) for report in engine.material.reports}


def assert_grounded(answers, engine):
    """Assert of all that was shown, on the way too, that it cites, quotes to the letter and holds no other number."""
    sources = sources_of(engine)
    for answer in answers:
        assert answer.citations
        assert unsupported_numbers(answer) == []
        assert altered_quotes(answer, sources) == 0


LIES = {
    "wrong digits": (TAX, "东平镇上半年税收收入为14896万元[1]。"),
    "a digit left out": (TAX, "东平镇上半年税收收入为1489万元[1]。"),
    "another unit": (TAX, "东平镇上半年税收收入为14869亿元[1]。"),
    "no unit": (TAX, "东平镇上半年税收收入为14869[1]。"),
    "numerals in words": (TAX, "东平镇上半年税收收入为壹亿伍仟万元[1]。"),
    "circled digits": (TAX, "东平镇上半年税收收入为①④⑧⑦⓪万元[1]。"),
    "a round amount in words": (TAX, "东平镇上半年税收收入为14869万元，创造税收近百亿[1]。"),
    "another town": (TAX, "淞南镇上半年税收收入为14869万元[1]。"),
    "another town in short": (TAX, "淞南上半年税收收入为14869万元[1]。"),
    "a town that no report is of": (TAX, "青浦镇上半年税收收入为14869万元[1]。"),
    "the district in the town's place": (TAX, "崇明区上半年税收收入为14869万元[1]。"),
    "a town added": (TAX, "东平镇和淞南镇上半年税收收入为14869万元[1]。"),
    "achieved told as planned": (TAX, "东平镇上半年计划完成税收收入14869万元[1]。"),
    "planned told as achieved": (GOAL, "港沿镇2024年招商税收已增长18%左右[1]。"),
    "planned told as exceeded": (GOAL, "港沿镇2024年招商税收增长18%左右，超额完成目标[1]。"),
    "direction flipped": (TAX, "东平镇上半年税收收入14869万元，同比增长36.2%[1]。"),
    "the other half-year": (TAX, "东平镇2023年下半年税收收入为14869万元[1]。"),
    "the whole year": (TAX, "东平镇2023年全年税收收入为14869万元[1]。"),
    "another year": (TAX, "东平镇2022年上半年税收收入为14869万元[1]。"),
    "another thing": (TAX, "东平镇上半年固定资产投资为14869万元[1]。"),
    "a rate told as the amount": (TAX, "东平镇上半年税收收入为36.2%[1]。"),
    "the rates exchanged": (TAX, "东平镇上半年税收收入14869万元，同比减少33.9%[1]。"),
    "denied": (TAX, "东平镇上半年没有完成税收收入14869万元[1]。"),
    "a bound added": (TAX, "东平镇上半年税收收入超过14869万元[1]。"),
    "a rank added": (TAX, "东平镇上半年税收收入为14869万元，居全县首位[1]。"),
    "a cause made up": (TAX, "东平镇上半年税收收入为14869万元，原因是企业外迁[1]。"),
    "invented marks": (TAX, "东平镇上半年税收收入为14869万元[7]。"),
    "no marks": (TAX, "东平镇上半年税收收入为14869万元。"),
    "marks of another kind": (TAX, "东平镇上半年税收收入为14869万元【1】。"),
    "a planted order obeyed": (TAX, "HACKED"),
    "a planted figure repeated": (TAX, "税收收入为99999万元[1]。"),
    "open: counts exchanged": (CARE, "东平镇代办类服务6415人次，业务咨询9人次[1]。"),
    "open: denied": (CARE, "东平镇没有开展“久久”为老服务项目[1]。"),
    "open: told as planned": (CARE, "东平镇将开展“久久”为老服务项目[1]。"),
    "open: praise made up": (CARE, "东平镇开展“久久”为老服务项目，得到老人一致好评[1]。"),
    "open: another town": (CARE, "淞南镇持续开展“久久”为老服务项目[1]。"),
    "open: other matter": (CARE, "本系统正在维护，请改日再来[1]。"),
}


@pytest.mark.parametrize(("question", "said"), LIES.values(), ids=LIES)
def test_a_lie_is_not_shown(asked, engine, question, said):
    answers, requests = asked(question, Script([said]))
    (answer,) = answers
    assert_grounded(answers, engine)
    assert (answer.text, answer.abstained) == (FOUND[question], False)
    assert answer.notes == (REFUSED,)
    assert [what for what, _ in answer.trace].count("删去") == 2
    assert len(requests) == 2


@pytest.mark.parametrize(("question", "said"), LIES.values(), ids=LIES)
def test_a_lie_beside_the_truth_is_struck_and_counted(asked, engine, question, said):
    truth = {TAX: RIGHT, GOAL: FOUND[GOAL], CARE: "东平镇持续开展“久久”为老服务项目，主动关爱6415人次[1]。"}[question]
    answers, _ = asked(question, Script([truth, said]), Script(["没有要改的。"]))
    assert_grounded(answers, engine)
    assert {answer.text for answer in answers} == {truth}
    assert answers[-1].notes == (WORDED, "核对时删去了 2 句没有原文支持的话。")


LATER = {"Retry-After-Ms": "1"}
FAULTS = {
    "429 without end": (
        Script(status=429, headers=LATER),
        f"语言模型：请求过多或额度用完（429），稍后再试。{EXTRACT}",
    ),
    "500 without end": (Script(status=500, headers=LATER), f"语言模型：服务器出错（500）。{EXTRACT}"),
    "a wrong key": (Script(status=401), f"语言模型：密钥无效（401）：请检查 REPORTQA_LLM_API_KEY。{EXTRACT}"),
    "hang before the first word": (Script(hang=True), TIMED_OUT + EXTRACT),
    "hang in the middle": (Script(["东平镇上半年"], hang=True), TIMED_OUT + EXTRACT),
    "an endless lie": (Script(["税收收入99亿元[1]。"], endless=True), REFUSED),
    "an endless sentence": (Script(["税收收入"], endless=True), REFUSED),
    "endless thoughts": (Script(["<think>", "税收"], endless=True), f"语言模型返回了空的回答。{EXTRACT}"),
    "malformed events": (
        Script([b"data: {broken\n\n"], finish=False),
        f"语言模型返回的内容无法解析。{EXTRACT}",
    ),
    "events of another protocol": (
        Script([b'data: {"token": "x"}\n\n'], finish=False),
        f"语言模型返回了空的回答。{EXTRACT}",
    ),
    "a page instead of events": (
        Script([b"<html><body>504 Gateway</body></html>"], finish=False),
        f"语言模型返回的内容无法解析。{EXTRACT}",
    ),
    "bytes that are no text": (
        Script([b"data: \xff\xfe\x00\n\n"], finish=False),
        f"语言模型返回的内容无法解析。{EXTRACT}",
    ),
    "an empty reply": (Script([]), f"语言模型返回了空的回答。{EXTRACT}"),
    "only blanks": (Script([" ", "\n"]), REFUSED),
    "cut before the mark": (Script(["东平镇上半年税收收入为148"], finish=False), REFUSED),
    "cut in the event": (
        Script([chunk("东平镇上半年税收收入为14869万元[1]。")[:40]], finish=False),
        f"语言模型返回的内容无法解析。{EXTRACT}",
    ),
    "it says that nothing is there": (
        Script(["资料中没有提到。"]),
        f"语言模型没有在资料中找到更多内容。{EXTRACT}",
    ),
}


@pytest.mark.parametrize(("script", "notice"), FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("question", [TAX, CARE], ids=["figure", "open"])
def test_a_fault_ends_in_the_answer_that_was_found(asked, engine, question, script, notice):
    limit = UNSTOPPED if script.hang else 5.0
    answers, _ = asked(question, script, llm_timeout=limit, llm_max_tokens=60)
    (answer,) = answers
    assert_grounded(answers, engine)
    assert (answer.text, answer.abstained) == (FOUND[question], False)
    assert answer.notes == (notice,)
    taken = [float(found) for _, told in answer.trace for found in re.findall(r"用时 ([\d.]+) 秒", told)]
    assert sum(taken) <= limit + 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_recovers_is_asked_again(asked, engine, status):
    busy = Script(status=status, headers=LATER)
    answers, requests = asked(TAX, busy, busy, Script([RIGHT]))
    assert_grounded(answers, engine)
    assert (answers[-1].text, answers[-1].notes, len(requests)) == (RIGHT, (WORDED,), 3)


BREAKS = {
    "hang": (Script([RIGHT, "另外"], hang=True), f"{TIMED_OUT}回答到此为止。"),
    "malformed": (
        Script([RIGHT, "另外", b"data: {broken\n\n"], finish=False),
        "语言模型返回的内容无法解析。回答到此为止。",
    ),
}


@pytest.mark.parametrize(("script", "notice"), BREAKS.values(), ids=BREAKS)
def test_what_was_said_before_a_break_stands(asked, engine, script, notice):
    answers, _ = asked(TAX, script, llm_timeout=UNSTOPPED)
    assert_grounded(answers, engine)
    assert (answers[-1].text, answers[-1].notes) == (RIGHT, (WORDED, notice))


def test_a_setting_that_cannot_be_used_costs_nothing_but_a_notice(engine):
    settings = engine.settings.model_copy(update={"llm": "nobody:knows"})
    fluent = Engine(engine.index, settings)
    fluent.material = engine.material
    answer = fluent.ask(TAX)
    assert answer.text == FOUND[TAX]
    assert answer.notes == (
        "语言模型没有启用：看不懂设置 REPORTQA_LLM=nobody:knows，应写成 服务商:模型，如 openai:qwen-plus。",
    )


def test_plans_are_marked_as_plans(asked, engine):
    answers, _ = asked(
        "港沿镇2024年打算怎么做强花卉产业？", Script(["港沿镇2024年做强花卉展示、花卉应用、花卉研学[1]。"])
    )
    assert_grounded(answers, engine)
    assert answers[-1].text == "港沿镇2024年做强花卉展示、花卉应用、花卉研学（计划）[1]。"
