"""Conversations over the project's own reports: every turn's answer, and what it was taken to mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.schema import Turn


def _conversations():
    """Yield (questions, answers) of each conversation: a line with a question, an indented line with its answer."""
    blocks = (Path(__file__).parent / "conversations.txt").read_text(encoding="utf-8").strip().split("\n\n")
    for block in blocks:
        lines = block.splitlines()
        yield pytest.param(lines[::2], [line.strip() for line in lines[1::2]], id=" || ".join(lines[::2]))


def _shown(answer):
    """Return an answer's first line, without the citation marks, after a mark for a refusal."""
    text = answer.text.splitlines()[0]
    for citation in answer.citations:
        text = text.replace(f" [{citation.n}]", "").replace(f"[{citation.n}]", "")
    return f"{'—' if answer.abstained else ''}{text}"


@pytest.mark.parametrize(("questions", "answers"), list(_conversations()))
def test_each_turn_is_answered_with_what_went_before(engine, questions, answers):
    history, got = [], []
    for question in questions:
        answer = engine.ask(question, history)
        history.append(Turn(question, answer.text))
        got.append(_shown(answer))
    assert got == answers


def test_a_period_that_gave_way_is_told(engine):
    answer = engine.ask("北蔡镇呢", [Turn("东平镇上半年救助资金多少")])
    assert answer.notes == (
        "按：2023年上半年 · 救助资金",
        "2023年上半年是沿用上文的；报告没有单独给出，以下是全年的。",
    )


def test_a_rate_that_gave_way_is_told(engine):
    history = [Turn("东平镇上半年税收收入多少？"), Turn("完成全年任务多少？")]
    answer = engine.ask("那北蔡镇呢？", history)
    assert answer.notes[-1] == "报告没有给出“税收收入”的完成进度，以下是数值。"


def test_a_period_that_was_asked_for_never_gives_way(engine):
    answer = engine.ask("北蔡镇2023年上半年呢", [Turn("东平镇上半年救助资金多少")])
    assert answer.abstained or all(f.period == "2023年上半年" for f in answer.figures)
