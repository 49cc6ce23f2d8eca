"""Grades one answer against its question's gold: right or wrong, found, cited, confused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from eval.grounding import altered_quotes, unsupported_numbers
from eval.metrics import token_f1
from eval.questions import Question
from eval.spans import Span, completions, coverage, locate
from eval.textmatch import fold, position, quantities, states
from rag.schema import Answer, AnswerFigure

__all__ = ["Grade", "Outcome", "grade", "tokens"]

CITED = 0.5
"""The share of a piece of evidence that citations must cover for it to count as cited."""

_EXPECTED_KIND = {
    "value": {"achieved", "count"},
    "count": {"achieved", "count"},
    "change": {"change"},
    "completion": {"completion"},
    "target": {"target"},
    "rank": {"rank"},
}
_PLANNED = {"target"}


class Outcome(StrEnum):
    """How an answer is judged.

    `RIGHT`: all required items stated (or a question that cannot be answered declined or its premise corrected);
    `DECLINED`: an answerable question declined; `WRONG_FIGURE`: not right, and a figure that is not among the accepted
    ones is stated as the answer; `WRONG`: not right otherwise (words that miss, or a right figure with others missing).
    """

    RIGHT = "right"
    DECLINED = "declined"
    WRONG_FIGURE = "wrong_figure"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """The judgement of one answer; `None` where a measure does not apply."""

    outcome: Outcome
    ranks: list[int | None] = field(default_factory=list)
    f1: float | None = None
    figure_right: bool | None = None
    citation_recall: float | None = None
    citation_precision: float | None = None
    cited: bool | None = None
    unsupported: list[str] = field(default_factory=list)
    altered: int = 0
    stated_kind: str = ""
    gold_kind: str = ""
    confused: bool = False
    wrong_places: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return the grade as plain values."""
        return asdict(self)


def grade(question: Question, answer: Answer, sources: Mapping[str, str]) -> Grade:
    """Judge an answer; `sources` maps each file name to its text."""
    evidence = [locate(e, sources) for e in question.evidence]
    retrieved = [Span(r.file, r.start, r.end) for r in answer.retrieved]
    ranks = completions(evidence, retrieved, sources) if question.answerable else []
    outcome = _outcome(question, answer)
    if not question.answerable or answer.abstained:
        unsupported = [] if answer.abstained else unsupported_numbers(answer)
        return Grade(outcome=outcome, ranks=ranks, unsupported=unsupported, altered=altered_quotes(answer, sources))
    cited = [Span(c.file, c.start, c.end) for c in answer.citations]
    covered = [coverage(span, cited, sources) for span in evidence]
    return Grade(
        outcome=outcome,
        ranks=ranks,
        f1=token_f1(tokens(answer.text), tokens(question.answer)) if question.answer else None,
        figure_right=_figure_right(question, answer),
        citation_recall=sum(covered) / len(covered),
        citation_precision=_precision(cited, evidence) if question.kind != "open" else None,
        cited=all(share >= CITED for share in covered),
        unsupported=unsupported_numbers(answer),
        altered=altered_quotes(answer, sources),
        stated_kind=_planned(answer.figures[0].kind) if answer.figures else "",
        gold_kind=_gold_kind(question),
        confused=_forbidden_first(question, answer.text),
        wrong_places=_wrong_places(question, answer),
    )


def tokens(text: str) -> list[str]:
    """Return the text's tokens for the token F1: single Chinese characters, whole numbers and foreign words."""
    found: list[str] = []
    for char in fold(text):
        joined = found and found[-1][-1].isascii() and char.isascii()
        if joined:
            found[-1] += char
        else:
            found.append(char)
    return found


def _outcome(question: Question, answer: Answer) -> Outcome:
    right = _stated(question, answer.text)
    if not question.answerable:
        if answer.abstained or (question.accepted and right):
            return Outcome.RIGHT
        return Outcome.WRONG_FIGURE if _states_figure(answer) else Outcome.WRONG
    if answer.abstained:
        return Outcome.DECLINED
    if right and not _forbidden_first(question, answer.text):
        return Outcome.RIGHT
    return Outcome.WRONG_FIGURE if _states_other_figure(question, answer) else Outcome.WRONG


def _stated(question: Question, text: str) -> bool:
    stated = sum(any(states(text, form) for form in item) for item in question.accepted)
    return bool(question.accepted) and stated >= question.required


def _states_figure(answer: Answer) -> bool:
    return bool(answer.figures or quantities(answer.text))


def _states_other_figure(question: Question, answer: Answer) -> bool:
    """Tell whether a figure is asked and another one is given: as the first figure, or with none of the accepted."""
    forms = [form for item in question.accepted for form in item if quantities(form.removeprefix("~"))]
    if not forms or not _states_figure(answer):
        return False
    gold = {(q.base, q.base_unit) for form in forms for q in quantities(form.removeprefix("~"))}
    first_is_gold = not answer.figures or _figure_base(answer.figures[0]) in gold
    return _forbidden_first(question, answer.text) or not (
        first_is_gold and any(states(answer.text, form) for form in forms)
    )


def _forbidden_first(question: Question, text: str) -> bool:
    """Tell whether something forbidden stands in the answer before, or without, the first required item."""
    wrong = [p for form in question.forbidden if (p := position(text, form)) >= 0]
    right = [p for item in question.accepted for form in item if (p := position(text, form)) >= 0]
    return bool(wrong) and (not right or min(wrong) < min(right))


def _figure_right(question: Question, answer: Answer) -> bool | None:
    """Tell whether a stated figure has the gold's amount, unit, place and kind; None where no kind is expected."""
    expected = _EXPECTED_KIND.get(question.kind)
    gold = [q for item in question.accepted for form in item for q in quantities(form)]
    if expected is None or not gold:
        return None
    return any(
        f.kind in expected
        and f.place in question.places
        and any(_figure_base(f) == (q.base, q.base_unit) for q in gold)
        for f in answer.figures
    )


def _figure_base(figure: AnswerFigure) -> tuple[Any, str] | None:
    found = quantities(f"{abs(figure.value):f}{figure.unit}")
    return (found[0].base, found[0].base_unit) if found else None


def _planned(kind: str) -> str:
    return "target" if kind in _PLANNED else "achieved"


def _gold_kind(question: Question) -> str:
    if question.figure_kind:
        return question.figure_kind
    if question.kind == "target":
        return "target"
    return "achieved" if question.kind in _EXPECTED_KIND else ""


def _precision(cited: Sequence[Span], evidence: Sequence[Span]) -> float:
    """Return the share of citations that touch evidence (after ALCE's citation precision, on spans)."""
    if not cited:
        return 0.0
    return sum(any(c.overlaps(e) for e in evidence) for c in cited) / len(cited)


def _wrong_places(question: Question, answer: Answer) -> list[str]:
    if not question.places:
        return []
    return sorted({c.place for c in answer.citations} - set(question.places))
