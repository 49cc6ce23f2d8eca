"""A language model's answer, checked statement by statement as it arrives; what does not stand is never shown."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from rag.answering.faithful import misread
from rag.answering.llm import LanguageModel, ModelFailure, Reply
from rag.answering.marks import Statement, StatementReader, joined
from rag.answering.material import Material
from rag.answering.prompts import NOT_SAID, Prompt, repair
from rag.answering.telling import departs, foreign_place, ground_of, own_share
from rag.answering.verify import verify_text
from rag.schema import Citation, Figure, FigureKind
from rag.understanding.gazetteer import gazetteer

__all__ = ["Written", "checker", "write"]

_LEAST_TIME = 2.0
"""Seconds that must be left of the time limit for a second request to be worth making."""

_SHARE = 0.5
"""Least part of a statement's pairs of characters that must stand in what it cites."""

Check = Callable[[Statement], str]


@dataclass(slots=True)
class Written:
    """What the model wrote, complete when `write` has ended.

    `accepted` are the statements that stand, in order; `struck` the others with the Chinese reason; `declined` tells
    that the model found no answer in its sources; `failure` is why the model gave out, with `accepted` as far as it
    came. `replies` are one or two: the second is the repair of what was struck. `checks` are the seconds that each
    check against the sources took.
    """

    accepted: list[Statement] = field(default_factory=list)
    struck: list[tuple[str, str]] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    checks: list[float] = field(default_factory=list)
    declined: bool = False
    failure: ModelFailure | None = None

    @property
    def text(self) -> str:
        """The accepted statements as one text, its marks numbering the prompt's sources."""
        return joined(statement.text for statement in self.accepted)


def write(
    model: LanguageModel, prompt: Prompt, check: Check, written: Written, limit: float | None = None
) -> Iterator[Statement]:
    """Yield the statements that stand as they arrive, and fill `written`; failures of the model end it quietly.

    Where something was struck, the model is asked once more for those sentences, within the same time limit.
    """
    limit = model.timeout if limit is None else limit
    started = time.monotonic()
    yield from _attempt(model, prompt, check, written, limit)
    left = limit - (time.monotonic() - started)
    if not written.struck or written.failure or left < _LEAST_TIME:
        return
    struck, written.struck = written.struck, []
    said = written.text + "".join(text for text, _ in struck)
    yield from _attempt(model, repair(prompt, said, struck), check, written, left)
    written.struck = struck + written.struck


def _attempt(model: LanguageModel, prompt: Prompt, check: Check, written: Written, limit: float) -> Iterator[Statement]:
    reader = StatementReader(len(prompt.sources))
    reply = Reply()
    written.replies.append(reply)
    pieces = model.stream(prompt.messages, reply, limit=limit)
    try:
        for piece in pieces:
            yield from _judge(reader.feed(piece), check, written)
        yield from _judge(reader.close(), check, written)
    except ModelFailure as failure:
        written.failure = failure


def _judge(statements: Iterator[Statement], check: Check, written: Written) -> Iterator[Statement]:
    for statement in statements:
        if not statement.marks and NOT_SAID in statement.text:
            written.declined = True
            continue
        reason = statement.problem or _timed(check, statement, written)
        if reason:
            written.struck.append((statement.text, reason))
        elif all(statement.body != earlier.body for earlier in written.accepted):
            written.accepted.append(statement)
            yield statement


def _timed(check: Check, statement: Statement, written: Written) -> str:
    started = time.perf_counter()
    try:
        return check(statement)
    finally:
        written.checks.append(time.perf_counter() - started)


def checker(material: Material, sources: Sequence[Citation], question: str) -> Check:
    """Return the check of one statement against the sources that it cites, and only those.

    Numbers, places, times, plan or fact, direction and what a number measures must be the sources' own; the wording may
    be the model's, but not the matter: most of its pairs of characters must stand in the cited sentences or headings.
    """
    by_number = {source.n: source for source in sources}
    places = [report.place for report in material.reports]
    known = gazetteer(material.reports)

    def check(statement: Statement) -> str:
        cited = [by_number[mark] for mark in statement.marks]
        figures = [f for s in cited for f in material.figures_within(s.report_id, s.start, s.end)]
        problems = verify_text(
            statement.text,
            cited,
            labels=[*(source.period or source.title for source in cited), *_periods(figures)],
            places=places,
            kinds=_kinds(figures),
        )
        if problems:
            return problems[0].reason
        ground = ground_of(material, cited, _periods(figures))
        foreign = foreign_place(statement.body, ground, known)
        if foreign:
            return f"所引原文不是{foreign}的"
        wrong = misread(statement.body, figures, {s.report_id: s.place for s in cited}, [s.quote for s in cited])
        wrong = wrong or departs(statement.body, ground, question)
        if wrong:
            return wrong
        return "" if own_share(statement.body, ground) >= _SHARE else "所引原文没有说这些"

    return check


def _periods(figures: Sequence[Figure]) -> list[str]:
    return [figure.period.label for figure in figures if figure.period]


def _kinds(figures: Sequence[Figure]) -> dict[str, set[FigureKind]]:
    kinds: dict[str, set[FigureKind]] = {}
    for figure in figures:
        kinds.setdefault("".join(figure.text.split()), set()).add(figure.kind)
    return kinds
