from __future__ import annotations

from pathlib import Path

import gradio as gr
import pytest

from rag.schema import Turn
from ui.chat import Exchange
from ui.handlers import Handlers
from ui.library import ALL_PLACES, ALL_YEARS
from ui.startup import Startup

ANYWHERE = (ALL_PLACES, ALL_YEARS)


@pytest.fixture
def handlers(ready, tmp_path):
    return Handlers(ready, tmp_path / "latest.html")


def _skips(value):
    return value == gr.skip()


def test_a_question_is_shown_at_once_then_streamed_then_kept(handlers):
    steps = list(handlers.ask("东平镇上半年税收收入是多少 ", [], *ANYWHERE))
    assert ["正在查找报告原文" in step[0][0]["html"] for step in steps] == [True, False, False, False]
    assert steps[0][2] == ""
    turns = steps[-1][1]
    assert [(turn.question, turn.partial) for turn in turns] == [("东平镇上半年税收收入是多少", False)]
    assert "14869万元" in turns[0].answer.text
    assert all(_skips(step[1]) for step in steps[:-1])


def test_history_and_filters_reach_the_engine(handlers, engine):
    first = list(handlers.ask("税收收入", [], *ANYWHERE))[-1][1]
    list(handlers.ask("那同比呢", first, "东平镇", "2023"))
    assert engine.asked[0]["places"] == ()
    assert engine.asked[0]["year"] is None
    assert engine.asked[-1] == {
        "question": "那同比呢",
        "history": (Turn("税收收入", first[0].answer.text),),
        "places": ("东平镇",),
        "year": 2023,
    }


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("", "请输入问题。"),
        (" \n ", "请输入问题。"),
        ("税" * 5000, "问题太长：5,000 字，最多 2,000 字。请缩短后再问。"),
    ],
)
def test_what_cannot_be_asked_stays_in_the_box(handlers, engine, question, message):
    (step,) = handlers.ask(question, [], *ANYWHERE)
    assert _skips(step[0])
    assert _skips(step[1])
    assert step[2] == question
    assert step[3] == f'<p class="rq-problem" role="alert">{message}</p>'
    assert engine.asked == []


def test_a_question_before_the_start_is_over(tmp_path):
    early = Handlers(Startup(lambda progress: None), tmp_path / "latest.html")
    (step,) = early.ask("税收收入", [], *ANYWHERE)
    assert step[2] == "税收收入"
    assert "索引还在准备中" in step[3]


def test_an_error_inside_gives_the_question_back(handlers):
    step = list(handlers.ask("请出错", [], *ANYWHERE))[-1]
    assert step[0][0]["id"] == "welcome"
    assert step[2] == "请出错"
    assert step[3] == '<p class="rq-problem" role="alert">回答时程序出错，请换个问法或稍后重试。</p>'


def test_clear_and_undo(handlers):
    turns = list(handlers.ask("税收收入", [], *ANYWHERE))[-1][1]
    items, now, cleared, undo, _ = handlers.clear(turns, [])
    assert (items[0]["id"], now, cleared, undo["visible"]) == ("welcome", [], turns, True)
    later = [Exchange("又问")]
    items, now, cleared, undo, _ = handlers.undo(later, cleared)
    assert ([turn.question for turn in now], cleared, undo["visible"]) == (["税收收入", "又问"], [], False)
    assert [item["id"] for item in items] == ["turn-0", "turn-1"]


def test_clearing_an_empty_conversation_keeps_what_was_cleared(handlers):
    assert handlers.clear([], [Exchange("旧")])[2] == [Exchange("旧")]
    assert handlers.clear([], [])[3]["visible"] is False


def test_stopping_shows_what_was_there_before(handlers):
    step = handlers.stopped([], "税收收入")
    assert (step[0][0]["id"], step[2]) == ("welcome", "税收收入")


def test_export(handlers):
    turns = list(handlers.ask("税收收入", [], *ANYWHERE))[-1][1]
    assert handlers.export(turns).startswith("# 政府工作报告问答记录")
    assert handlers.export([]) == ""


def test_refresh_keeps_a_filter_that_is_still_there(handlers):
    header, place, year, thread, listed, _, _ = handlers.refresh([], "东平镇", "1999")
    assert "1 份报告 · 1 个地方 · 2023 年" in header
    assert (place["choices"], place["value"]) == ([ALL_PLACES, "东平镇"], "东平镇")
    assert (year["choices"], year["value"]) == ([ALL_YEARS, "2023"], ALL_YEARS)
    assert 'data-ask="库里有哪些报告？"' in thread[0]["html"]
    assert "dongping-2023-midyear-report.txt" in listed


def test_refresh_leaves_a_running_conversation_alone(handlers):
    assert _skips(handlers.refresh([Exchange("问")], *ANYWHERE)[3])


def test_before_the_start_is_over_the_library_says_so():
    early = Handlers(Startup(lambda progress: None), Path("none.html"))
    assert "索引还在准备中" in early.refresh([], *ANYWHERE)[4]
    assert "每个数字都有出处" in early.header()
