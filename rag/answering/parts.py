"""Puts the answers to the parts of one question together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answering.draft import Draft
from rag.answering.marks import renumber
from rag.schema import AnswerFigure

__all__ = ["CARRIED", "together"]

CARRIED = "按："
"""What the note begins with that says what was carried over."""


def together(drafts: Sequence[Draft]) -> Draft:
    """Return one draft that says what each of them says, its citations numbered anew.

    A part without an answer says so; one that only repeats figures already given is left out, and so is what a later
    part carried over. At least one of the drafts must have an answer.
    """
    answered = [draft for draft in drafts if not draft.abstained]
    whole = Draft(answered[0].material, kind=answered[0].kind)
    texts: dict[str, None] = {}
    known: set[tuple[str, ...]] = set()
    for draft in drafts:
        whole.trace += draft.trace
        if draft.figures and all(_key(f) in known and any(f.text in said for said in texts) for f in draft.figures):
            continue
        known |= {_key(figure) for figure in draft.figures}
        numbers = {c.n: whole.cite(c.report_id, c.start, c.end) for c in draft.citations}
        texts[renumber(draft.text, numbers)] = None
        whole.note(renumber(note, numbers) for note in draft.notes if not note.startswith(CARRIED))
        whole.computed += draft.computed
        whole.told += draft.told
        for figure in draft.figures:
            whole.figures.append(replace(figure, citation=numbers.get(figure.citation, 0)))
    whole.text = "\n".join(texts)
    whole.confidence = min(draft.confidence for draft in answered)
    return whole


def _key(figure: AnswerFigure) -> tuple[str, ...]:
    return (figure.place, figure.period, figure.indicator, figure.kind, figure.text)
