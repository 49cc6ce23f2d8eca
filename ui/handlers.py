"""What happens on the page's events: asking, clearing, exporting, refreshing."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from rag.schema import Answer
from ui.chat import Exchange, as_turns, ask_button, thread_items, to_markdown
from ui.evaluation import render_evaluation
from ui.examples import examples
from ui.library import ALL_PLACES, ALL_YEARS, places, render_library, summary, years
from ui.record import keep
from ui.requests import question_problem
from ui.startup import Startup

if TYPE_CHECKING:
    from rag.engine import Engine

__all__ = ["Handlers", "Updates"]

_log = logging.getLogger(__name__)

Updates = tuple[Any, ...]
"""New values for an event's outputs, in their order."""
Turns = list[Exchange]


class Handlers:
    """The event handlers of the page; they keep nothing themselves, a conversation lives in its page's state."""

    def __init__(self, startup: Startup, evaluation: Path) -> None:
        self._startup = startup
        self._evaluation = evaluation
        self._examples: tuple[int, list[str]] = (-1, [])

    # ------------------------------------------------------------------ asking

    def ask(self, question: str, turns: Turns, place: str, year: str) -> Iterator[Updates]:
        """Answer a typed question; yields thread, turns, question box, problem, send and stop button, what is asked."""
        engine = self._startup.engine
        problem = question_problem(question)
        if problem or engine is None:
            message = str(problem or self._startup.state.sentence)
            yield (gr.skip(), gr.skip(), question, _problem(message), *_buttons(busy=False), "")
            return
        asked = question.strip()
        yield (self.items([*turns, Exchange(asked)]), gr.skip(), "", "", *_buttons(busy=True), asked)
        try:
            answer = None
            for answer in engine.stream(asked, as_turns(turns), places=_chosen(place), year=_year(year)):
                partial = [*turns, Exchange(asked, answer, partial=True)]
                yield (self.items(partial), *[gr.skip()] * 6)
            done = [*turns, Exchange(asked, self._with_offers(answer))]
            yield (self.items(done), done, gr.skip(), "", *_buttons(busy=False), "")
            if answer is not None:
                keep(engine, answer)
        except Exception:
            _log.exception("question failed: %s", asked)
            message = "回答时程序出错，请换个问法或稍后重试。"
            yield (self.items(turns), gr.skip(), question, _problem(message), *_buttons(busy=False), "")

    def ask_clicked(self, turns: Turns, place: str, year: str, event: gr.EventData) -> Iterator[Updates]:
        """Answer a question that was clicked."""
        yield from self.ask(str(event.question), turns, place, year)

    def stopped(self, turns: Turns, asking: str) -> Updates:
        """Show the conversation as it was before the question that was stopped, and that question in its box."""
        return (self.items(turns), gr.skip(), asking, _problem("已停止。"), *_buttons(busy=False), "")

    # ------------------------------------------------------------------ the conversation as a whole

    def clear(self, turns: Turns, cleared: Turns) -> Updates:
        """Empty the conversation; yields thread, turns, cleared turns, undo button, problem."""
        kept = turns or cleared
        return self.items([]), [], kept, gr.update(visible=bool(kept)), ""

    def undo(self, turns: Turns, cleared: Turns) -> Updates:
        """Bring the cleared conversation back, before what was asked since."""
        back = [*cleared, *turns]
        return self.items(back), back, [], gr.update(visible=False), ""

    @staticmethod
    def export(turns: Turns) -> str:
        """Return the conversation as Markdown, empty where there is none."""
        return to_markdown(turns, f"{datetime.now():%Y-%m-%d %H:%M}") if turns else ""

    # ------------------------------------------------------------------ what the library changes

    def refresh(self, turns: Turns, place: str, year: str) -> Updates:
        """Bring header, filters, list, evaluation and (in an empty conversation) the examples up to date."""
        engine = self._startup.engine
        found = places(engine.index.catalogue) if engine else []
        spans = [str(y) for y in years(engine.index.catalogue)] if engine else []
        return (
            self.header(),
            gr.update(choices=[ALL_PLACES, *found], value=place if place in found else ALL_PLACES),
            gr.update(choices=[ALL_YEARS, *spans], value=year if year in spans else ALL_YEARS),
            gr.skip() if turns else self.items([]),
            render_library(engine.index.catalogue) if engine else _waiting(self._startup),
            render_evaluation(self._evaluation),
            "",
        )

    def items(self, turns: Sequence[Exchange]) -> list[dict[str, str]]:
        """Return what the thread shows for these turns."""
        return thread_items(turns, "" if turns else self._welcome())

    def header(self) -> str:
        """Return the page's head: name and size of the library."""
        engine = self._startup.engine
        size = summary(engine.index.catalogue) if engine else ""
        return f'<h1>政府工作报告问答</h1><p class="rq-small">{escape(size) or "每个数字都有出处"}</p>'

    def _with_offers(self, answer: Answer | None) -> Answer | None:
        """Give an answer that abstains without a suggestion some questions that the library can answer."""
        engine = self._startup.engine
        if engine is None or answer is None or not answer.abstained or answer.suggestions:
            return answer
        return replace(answer, suggestions=tuple(self._offers(engine)[:3]))

    def _offers(self, engine: Engine) -> list[str]:
        """Return example questions, made anew when the library has changed."""
        generation = engine.index.catalogue.generation()
        if generation != self._examples[0]:
            self._examples = (generation, examples(engine.index.catalogue))
        return self._examples[1]

    def _welcome(self) -> str:
        engine = self._startup.engine
        asked = self._offers(engine) if engine else []
        buttons = "".join(ask_button(question) for question in asked)
        offered = f'<p class="rq-small">可以这样问</p><div class="rq-examples">{buttons}</div>' if buttons else ""
        return (
            '<div class="rq-welcome"><h2>问报告里的数字和工作</h2>'
            "<p>用平常的话提问。答案只来自库中的报告，每个数字都附原文出处；报告里没有的，会直接告诉您没有。</p>"
            f"{offered}</div>"
        )


def _problem(message: str) -> str:
    return f'<p class="rq-problem" role="alert">{escape(message)}</p>'


def _waiting(startup: Startup) -> str:
    return f'<p class="rq-empty">{escape(startup.state.sentence)}</p>'


def _buttons(*, busy: bool) -> Updates:
    return gr.update(visible=not busy), gr.update(visible=busy)


def _chosen(place: str) -> tuple[str, ...]:
    return () if place in {"", ALL_PLACES} or place is None else (place,)


def _year(year: str) -> int | None:
    return int(year) if year and year.isdigit() else None
