"""Runs a system over a question set and sums up its grades."""

from __future__ import annotations

import math
import resource
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from eval import metrics
from eval.grading import Grade, Outcome, grade
from eval.questions import Question
from eval.statistics import bootstrap_interval
from eval.system import System
from rag.schema import Answer, Progress
from rag.settings import ROOT, Settings

__all__ = ["KS", "commit", "evaluate", "new_run", "summarise"]

KS = (1, 4, 10)
"""The depths at which retrieval is measured."""


def evaluate(
    system: System, questions: Sequence[Question], sources: Mapping[str, str], progress: Progress | None = None
) -> dict[str, Any]:
    """Ask every question and return `{"summary", "kinds", "items"}` as plain values.

    The first question is asked once more beforehand, unmeasured, so that loading is not counted as answering.
    """
    if questions:
        system.ask(questions[0].question, questions[0].history)
    items, grades = [], []
    for number, question in enumerate(questions, start=1):
        begin = time.perf_counter()
        answer = system.ask(question.question, question.history)
        milliseconds = (time.perf_counter() - begin) * 1000
        judged = grade(question, answer, sources)
        grades.append(judged)
        items.append(_item(question, answer, judged, milliseconds))
        if progress:
            progress(number, len(questions), "提问")
    return {"summary": summarise(items), "kinds": by_kind(items), "items": items}


def _item(question: Question, answer: Answer, judged: Grade, milliseconds: float) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind,
        "question": question.question,
        "history": [{"question": t.question, "answer": t.answer} for t in question.history],
        "places": list(question.places),
        "gold": question.answer,
        "accepted": [list(item) for item in question.accepted],
        "evidence": [{"file": e.file, "text": e.text} for e in question.evidence],
        "answerable": question.answerable,
        "note": question.note,
        "milliseconds": round(milliseconds, 2),
        "grade": judged.to_json(),
        "answer": answer.to_json(),
        "trace": [list(step) for step in answer.trace],
    }


def by_kind(items: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """Return how many answers of each kind had each outcome, and how many were cited by the right span."""
    table: dict[str, dict[str, int]] = {}
    for item in items:
        row = table.setdefault(item["kind"], dict.fromkeys(("questions", *Outcome, "cited"), 0))
        row["questions"] += 1
        row[item["grade"]["outcome"]] += 1
        row["cited"] += bool(item["grade"]["cited"])
    return dict(sorted(table.items()))


def summarise(items: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return a flat dict of named measures over the items; each mean `x` has its interval in `x_interval`."""
    grades = [item["grade"] for item in items]
    answerable = [item for item in items if item["answerable"]]
    answered = [item for item in answerable if not item["answer"]["abstained"]]
    found = [item["grade"]["ranks"] for item in answerable if item["grade"]["ranks"]]
    summary: dict[str, Any] = {
        "questions": len(items),
        "answerable": len(answerable),
        "unsupported_numbers": sum(len(g["unsupported"]) for g in grades),
        "altered_quotes": sum(g["altered"] for g in grades),
        "confused_kind": sum(g["confused"] for g in grades),
        "wrong_place": sum(bool(g["wrong_places"]) for g in grades),
        "latency_p50": metrics.percentile([i["milliseconds"] for i in items], 0.5),
        "latency_p95": metrics.percentile([i["milliseconds"] for i in items], 0.95),
    }
    for k in KS:
        _mean(summary, f"complete@{k}", [metrics.complete_at(r, k) for r in found])
        _mean(summary, f"recall@{k}", [metrics.recall_at(r, k) for r in found])
    _mean(summary, "mrr", [metrics.reciprocal_rank(r) for r in found])
    _mean(summary, "ndcg@10", [metrics.ndcg_at(r, 10) for r in found])
    for outcome in Outcome:
        _mean(summary, outcome.value, [float(g["outcome"] == outcome) for g in grades])
    _mean(summary, "right_answerable", [float(i["grade"]["outcome"] == Outcome.RIGHT) for i in answerable])
    _mean(summary, "token_f1", _present(answered, "f1"))
    _mean(summary, "figure_right", _present(answered, "figure_right"))
    _mean(summary, "citation_recall", _present(answered, "citation_recall"))
    _mean(summary, "citation_precision", _present(answered, "citation_precision"))
    _mean(summary, "cited", _present(answered, "cited"))
    summary |= _abstention(items)
    return summary


def _abstention(items: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    declined = [i["answer"]["abstained"] or _corrected(i) for i in items]
    answerable = [i["answerable"] for i in items]
    measures = metrics.abstention(declined, answerable)
    return {f"abstention_{name}": value for name, value in measures.items()} | {
        "abstention_auroc": metrics.area_under_roc([i["answer"]["confidence"] for i in items], answerable)
    }


def _corrected(item: Mapping[str, Any]) -> bool:
    """Tell whether a question that cannot be answered had its premise put right instead."""
    return not item["answerable"] and bool(item["grade"]["outcome"] == Outcome.RIGHT)


def _present(items: Iterable[Mapping[str, Any]], name: str) -> list[float]:
    return [float(i["grade"][name]) for i in items if i["grade"][name] is not None]


def _mean(summary: dict[str, Any], name: str, values: Sequence[float]) -> None:
    summary[name] = sum(values) / len(values) if values else math.nan
    summary[f"{name}_interval"] = list(bootstrap_interval(values))


def new_run(settings: Settings, encoder: Mapping[str, str], question_set: str) -> dict[str, Any]:
    """Return the head of a run's record: when, at which commit, with which settings (no secrets) and encoder."""
    return {
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit(),
        "settings": settings.model_dump(mode="json", exclude={"llm_api_key"}),
        "encoder": dict(encoder),
        "set": question_set,
        "systems": {},
    }


def commit() -> str:
    """Return the commit that is checked out, with `+` where tracked files were changed, or an empty text."""
    read: Callable[..., str] = lambda *args: subprocess.run(  # noqa: E731
        ["git", *args], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()
    try:
        return read("rev-parse", "--short=12", "HEAD") + ("+" if read("status", "--porcelain", "-uno") else "")
    except (OSError, subprocess.CalledProcessError):
        return ""


def peak_memory_mb() -> float:
    """Return the largest resident memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
