from __future__ import annotations

import pytest

from rag.schema import Answer, Turn
from rag.settings import ROOT
from tests.ui.fakes import FILE, abstention, comparison, tax_answer
from ui.chat import Exchange, as_turns, ask_button, copy_text, render_exchange, thread_items, to_markdown

TEXT = (ROOT / "data" / "reports" / FILE).read_text(encoding="utf-8")
TAX = tax_answer("东平镇上半年税收收入是多少？", TEXT)
LINE = (
    "[1] 政府工作报告 · 东平镇 · 2023年上半年 · 一、2023年上半年工作回顾 › （二）坚持创新驱动，促进经济高质量发展："
    "“受疫情及宏观经济形势影响，上半年完成税收收入 14869 万元，同比减少 36.2%，完成年度指标进度的 33.9%。”"
    f"（{FILE}，第 {TAX.citations[0].start}–{TAX.citations[0].end} 字）"
)


def test_the_answer_says_it_and_shows_where():
    html = render_exchange(Exchange(TAX.question, TAX))
    assert html.startswith('<div class="rq-question"><p>东平镇上半年税收收入是多少？</p></div><div class="rq-answer">')
    assert "14869万元，同比减少36.2%" in html
    assert '<li class="rq-note rq-carried">按：东平镇 · 2023年上半年</li>' in html
    assert "<b>14869 万元</b>" in html
    assert ask_button("那完成全年指标多少？") in html
    assert "<dt>理解</dt><dd>地方：东平镇；指标：税收收入</dd>" in html
    assert "<dt>用时</dt><dd>42 毫秒</dd>" in html


def test_an_abstention_looks_like_one():
    html = render_exchange(Exchange("竖新镇呢", abstention("竖新镇呢")))
    assert '<div class="rq-answer rq-abstained"><p class="rq-tag">未能从报告中得到答案</p>' in html
    assert '<li class="rq-note rq-caution">没有这个地方的报告</li>' in html
    assert "可以这样问" in html
    assert "rq-cites" not in html


@pytest.mark.parametrize(
    ("note", "look"),
    [
        ("按：东平镇", "rq-carried"),
        ("“东坪镇”按“东平镇”回答；如果不是，请写出全名。", "rq-caution"),
        ("推算：14869 − 2500 = 12369", "rq-computed"),
        ("报告称2023年，文中又说建党100周年。", "rq-caution"),
    ],
)
def test_notes_are_told_apart(note, look):
    answer = Answer(question="", text="", abstained=False, kind="figure", notes=(note,))
    assert f'<li class="rq-note {look}">{note}</li>' in render_exchange(Exchange("问", answer))


def test_a_partial_answer_has_no_tools_yet():
    html = render_exchange(Exchange(TAX.question, TAX, partial=True))
    assert '<div class="rq-answer rq-pending">' in html
    assert "rq-tools" not in html


def test_a_question_is_escaped_and_waits():
    assert render_exchange(Exchange("<b>税收</b>")) == (
        '<div class="rq-question"><p>&lt;b&gt;税收&lt;/b&gt;</p></div>'
        '<div class="rq-answer rq-pending"><p class="rq-wait" role="status">正在查找报告原文…</p></div>'
    )


def test_nothing_of_an_answer_is_markup():
    evil = "<script>alert(1)</script>"
    answer = Answer(
        question=evil, text=evil, abstained=True, kind="none", reason=evil + "!", notes=(evil,), suggestions=(evil,),
        trace=((evil, evil),),
    )  # fmt: skip
    assert "<script" not in render_exchange(Exchange(evil, answer))


def test_the_thread_of_an_empty_conversation_is_the_welcome():
    assert thread_items([], "<p>你好</p>") == [{"id": "welcome", "html": "<p>你好</p>"}]
    items = thread_items([Exchange("一"), Exchange("二")], "")
    assert [item["id"] for item in items] == ["turn-0", "turn-1"]


def test_history_for_the_engine():
    exchanges = [Exchange(TAX.question, TAX), Exchange("未答")]
    assert as_turns(exchanges) == (Turn(TAX.question, TAX.text),)


def test_copy_text():
    assert copy_text(TAX) == f"{TAX.text}\n说明：按：东平镇 · 2023年上半年\n{LINE}"


def test_markdown_whole():
    exchanges = [Exchange(TAX.question, TAX), Exchange("竖新镇呢", abstention("竖新镇呢")), Exchange("未答")]
    assert to_markdown(exchanges, "2026-11-23 10:00") == (
        "# 政府工作报告问答记录\n\n导出时间：2026-11-23 10:00\n\n"
        f"## 问：东平镇上半年税收收入是多少？\n\n{TAX.text}\n\n> 说明：按：东平镇 · 2023年上半年\n\n- {LINE}\n\n"
        "## 问：竖新镇呢\n\n库中没有竖新镇的报告。现有：东平镇。\n"
    )


def test_a_comparison_is_a_table_with_marks_in_its_cells():
    html = render_exchange(Exchange("比较", comparison("比较", TEXT)))
    assert html.count('class="rq-mark" data-cite="1"') == 2
    assert "报告中的年份前后不一致。" in html
