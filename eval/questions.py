"""The form of a question set, how it is read, and the checks that keep it honest.

A set is a JSON-lines file, one question a line:

- `id` unique over all sets; `question` as a person would type it; `history` earlier turns (`question`, `answer`);
- `kind` one of `KINDS`; `places` the places asked about;
- `answer` a short gold text; `accepted` the required items, each a list of accepted forms (see `eval.textmatch`);
  `need` how many of the items are required (all, unless given); `forbidden` what must not be given instead;
- `evidence` the spans that a complete answer rests on: `file` and `text`, the verbatim source text;
- `answerable` false where the reports do not say; `figure_kind` `achieved` or `target` where the two could be mixed up;
- `needs` files, beside those of the evidence, without which the question makes no sense;
- `note` a remark for readers of the set.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.textmatch import states
from rag.schema import Turn

__all__ = ["COMPUTED", "FOLDER", "KINDS", "Evidence", "Question", "check", "counts", "load_questions"]

FOLDER = Path(__file__).resolve().parent / "questions"
"""Where the question sets lie."""

COMPUTED = frozenset({
    "comparison", "difference", "total", "ratio", "previous", "implied_target", "yes_no", "share", "follow_up",
})  # fmt: skip
"""Kinds whose answer may be worked out, so that it need not stand in the evidence."""

UNANSWERABLE = frozenset({"unanswerable_place", "unanswerable_year", "unanswerable_indicator", "false_premise"})

KINDS = frozenset({
    "value", "change", "completion", "target", "achieved_vs_target", "count", "rank", "list", "who", "when", "where",
    "name", "definition", "why", "open", "english", "traditional", "noisy", "typo_place",
}) | COMPUTED | UNANSWERABLE  # fmt: skip
"""Every kind of question."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of a source file, given by its verbatim text."""

    file: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question with its gold answer; see the module's description for the fields."""

    id: str
    question: str
    kind: str
    places: tuple[str, ...]
    answer: str
    accepted: tuple[tuple[str, ...], ...]
    evidence: tuple[Evidence, ...]
    answerable: bool
    history: tuple[Turn, ...] = ()
    forbidden: tuple[str, ...] = ()
    need: int | None = None
    figure_kind: str = ""
    needs: tuple[str, ...] = ()
    note: str = ""

    @property
    def files(self) -> frozenset[str]:
        """The files that must be in the index for the question to be asked."""
        return frozenset(e.file for e in self.evidence) | frozenset(self.needs)

    @property
    def required(self) -> int:
        """How many accepted items an answer must state."""
        return len(self.accepted) if self.need is None else self.need

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Question:
        """Build a question from one line's object; raises `KeyError` or `TypeError` on a malformed one."""
        unknown = set(row) - set(cls.__dataclass_fields__)
        if unknown:
            raise TypeError(f"unknown fields {sorted(unknown)}")
        return cls(
            id=row["id"],
            question=row["question"],
            kind=row["kind"],
            places=tuple(row["places"]),
            answer=row["answer"],
            accepted=tuple(tuple(item) for item in row["accepted"]),
            evidence=tuple(Evidence(e["file"], e["text"]) for e in row["evidence"]),
            answerable=row["answerable"],
            history=tuple(Turn(t["question"], t.get("answer", "")) for t in row.get("history", ())),
            forbidden=tuple(row.get("forbidden", ())),
            need=row.get("need"),
            figure_kind=row.get("figure_kind", ""),
            needs=tuple(row.get("needs", ())),
            note=row.get("note", ""),
        )


def load_questions(path: Path) -> list[Question]:
    """Read a question set; raises `ValueError` that names the file and line of a malformed question."""
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            questions.append(Question.from_json(json.loads(line)))
        except (KeyError, TypeError, json.JSONDecodeError) as error:
            raise ValueError(f"{path.name}:{number}: {error!r}") from error
    return questions


def counts(questions: Iterable[Question]) -> dict[str, int]:
    """Return how many questions each kind has, most frequent first."""
    return dict(Counter(q.kind for q in questions).most_common())


def check(questions: Sequence[Question], sources: Mapping[str, str]) -> list[str]:
    """Return every fault of a set, each as one line; `sources` maps a file name to its text.

    Checked: unique ids, known kinds, evidence verbatim and found once in its file, a computable number of required
    items, and for kinds that are not computed that each required item has a form that stands in the evidence.
    Evidence in files that `sources` lacks is not checked.
    """
    faults = [f"{id_}: id given {n} times" for id_, n in Counter(q.id for q in questions).items() if n > 1]
    for question in questions:
        faults.extend(f"{question.id}: {fault}" for fault in _faults(question, sources))
    return faults


def _faults(question: Question, sources: Mapping[str, str]) -> list[str]:
    faults = []
    if question.kind not in KINDS:
        faults.append(f"unknown kind {question.kind}")
    if question.kind != "follow_up" and question.answerable == (question.kind in UNANSWERABLE):
        faults.append("kind and answerable contradict each other")
    if question.answerable and not (question.evidence and question.accepted):
        faults.append("answerable without evidence or accepted forms")
    if question.required > len(question.accepted):
        faults.append("more items needed than given")
    for evidence in question.evidence:
        found = sources[evidence.file].count(evidence.text) if evidence.file in sources else 1
        if found != 1:
            faults.append(f"evidence found {found} times in {evidence.file}: {evidence.text[:30]}")
    if question.answerable and question.kind not in COMPUTED:
        faults.extend(_outside_evidence(question))
    return faults


def _outside_evidence(question: Question) -> list[str]:
    text = "\n".join(e.text for e in question.evidence)
    missing = [item[0] for item in question.accepted if not any(form[:1] == "~" or states(text, form) for form in item)]
    if len(question.accepted) - len(missing) >= question.required:
        return []
    return [f"not in the evidence: {'、'.join(missing)}"]
