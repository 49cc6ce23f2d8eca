"""The conversation: its exchanges, their HTML, and the Markdown it is exported as."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from rag.schema import Answer, Turn
from ui.citations import citation_line, render_citations
from ui.markup import render_text

__all__ = ["Exchange", "as_turns", "copy_text", "render_exchange", "thread_items", "to_markdown"]

_ABSTAINED = "未能从报告中得到答案"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer; `answer` is missing and `partial` true while the answer is being made."""

    question: str
    answer: Answer | None = None
    partial: bool = False


def as_turns(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """Return the exchanges as the engine wants its history, oldest first."""
    return tuple(Turn(e.question, e.answer.text) for e in exchanges if e.answer is not None)


def thread_items(exchanges: Sequence[Exchange], welcome: str) -> list[dict[str, str]]:
    """Return what the page shows, as `{"id", "html"}`: the exchanges, or the welcome where there are none."""
    if not exchanges:
        return [{"id": "welcome", "html": welcome}]
    return [{"id": f"turn-{i}", "html": render_exchange(e)} for i, e in enumerate(exchanges)]


def render_exchange(exchange: Exchange) -> str:
    """Return one question and its answer as safe HTML."""
    question = f'<div class="rq-question"><p>{escape(exchange.question)}</p></div>'
    if exchange.answer is None:
        body = '<p class="rq-wait" role="status">正在查找报告原文…</p>'
        return f'{question}<div class="rq-answer rq-pending">{body}</div>'
    return question + _render_answer(exchange.answer, partial=exchange.partial)


def copy_text(answer: Answer) -> str:
    """Return the answer with its citations as plain text."""
    lines = [answer.text, *(f"说明：{note}" for note in answer.notes), *(citation_line(c) for c in answer.citations)]
    return "\n".join(lines)


def to_markdown(exchanges: Sequence[Exchange], when: str) -> str:
    """Return the conversation as Markdown with its citations; `when` is the moment of the export as text."""
    parts = ["# 政府工作报告问答记录", "", f"导出时间：{when}", ""]
    for exchange in exchanges:
        if exchange.answer is None:
            continue
        parts += [f"## 问：{' '.join(exchange.question.split())}", "", exchange.answer.text, ""]
        parts += [f"> 说明：{note}" for note in exchange.answer.notes] + [""] * bool(exchange.answer.notes)
        parts += [f"- {citation_line(c)}" for c in exchange.answer.citations] + [""] * bool(exchange.answer.citations)
    return "\n".join(parts)


def _render_answer(answer: Answer, *, partial: bool) -> str:
    classes = "rq-answer" + (" rq-abstained" if answer.abstained else "") + (" rq-pending" if partial else "")
    marks = {c.n for c in answer.citations}
    parts = [
        f'<p class="rq-tag">{_ABSTAINED}</p>' if answer.abstained else "",
        f'<div class="rq-text">{render_text(answer.text, marks)}</div>',
        _render_notes(answer),
        render_citations(answer),
    ]
    if not partial:
        parts += [_render_suggestions(answer), _render_tools(answer)]
    return f'<div class="{classes}">{"".join(parts)}</div>'


def _render_notes(answer: Answer) -> str:
    reason = answer.reason if answer.abstained and answer.reason not in answer.text else ""
    notes = [note for note in (reason, *answer.notes) if note]
    if not notes:
        return ""
    items = "".join(f'<li class="rq-note {_note_class(note)}">{escape(note)}</li>' for note in notes)
    return f'<ul class="rq-notes" aria-label="说明">{items}</ul>'


def _note_class(note: str) -> str:
    if note.startswith(("按：", "按:", "沿用", "承接", "Carried over")):
        return "rq-carried"
    return "rq-computed" if "推算" in note or note.startswith("Computed") else "rq-caution"


def _render_suggestions(answer: Answer) -> str:
    if not answer.suggestions:
        return ""
    title = "可以这样问" if answer.abstained else "接着问"
    buttons = "".join(ask_button(s) for s in answer.suggestions)
    return f'<div class="rq-suggest"><span class="rq-small">{title}</span>{buttons}</div>'


def ask_button(question: str) -> str:
    """Return a button that asks the question when it is pressed."""
    return f'<button type="button" class="rq-ask" data-ask="{escape(question)}">{escape(question)}</button>'


def _render_tools(answer: Answer) -> str:
    feedback = escape(json.dumps({"question": answer.question, "answer": answer.text}, ensure_ascii=False))
    copied = escape(copy_text(answer))
    return (
        f'<div class="rq-tools"><button type="button" class="rq-tool" data-copy="{copied}">复制</button>'
        f'<span class="rq-votes" data-feedback="{feedback}">'
        '<button type="button" class="rq-tool" data-vote="up" aria-pressed="false">有帮助</button>'
        '<button type="button" class="rq-tool" data-vote="down" aria-pressed="false">有问题</button></span></div>'
        f"{_render_trace(answer)}"
    )


def _render_trace(answer: Answer) -> str:
    steps = "".join(f"<dt>{escape(name)}</dt><dd>{escape(what)}</dd>" for name, what in answer.trace)
    found = "".join(_render_retrieved(answer, i) for i in range(min(5, len(answer.retrieved))))
    timing = f"<dt>用时</dt><dd>{answer.latency_ms:.0f} 毫秒</dd>" if answer.latency_ms else ""
    passages = f"<dt>查到的段落</dt><dd>{found}</dd>" if found else ""
    if not (steps or passages):
        return ""
    return f'<details class="rq-trace"><summary>如何得到这个答案</summary><dl>{steps}{passages}{timing}</dl></details>'


def _render_retrieved(answer: Answer, i: int) -> str:
    hit = answer.retrieved[i]
    target: dict[str, Any] = {"n": i + 1, "file": hit.file, "start": hit.start, "end": hit.end, "title": hit.file}
    target |= {"meta": f"查到的第 {i + 1} 段", "path": [], "notes": []}
    data = escape(json.dumps(target, ensure_ascii=False, separators=(",", ":")))
    label = escape(f"{i + 1}. {hit.file}（{hit.score:.2f}）")
    return f'<button type="button" class="rq-hit" data-open="{data}">{label}</button>'
