"""Compares two runs question by question: what got better, what got worse, and whether it may be chance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eval.grading import Outcome
from eval.metrics import complete_at
from eval.run import KS
from eval.statistics import mcnemar, permutation_test

__all__ = ["MEASURES", "compare", "render"]

MEASURES = (
    "right",
    "wrong_figure",
    "declined",
    "cited",
    "complete@1",
    "complete@4",
    "complete@10",
    "unsupported_numbers",
    "latency_p50",
)
"""The measures that the table shows."""


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Compare one system's results of two runs; only questions that both have count.

    Returns `gained` and `lost` (ids), `changed` (id, outcome before, outcome after, both answers) and `p_values`.
    """
    old = {item["id"]: item for item in before["items"]}
    pairs = [(old[item["id"]], item) for item in after["items"] if item["id"] in old]
    right = [(_right(a), _right(b)) for a, b in pairs]
    changed = [
        {
            "id": b["id"],
            "question": b["question"],
            "before": a["grade"]["outcome"],
            "after": b["grade"]["outcome"],
            "answer_before": a["answer"]["answer"],
            "answer_after": b["answer"]["answer"],
        }
        for a, b in pairs
        if a["grade"]["outcome"] != b["grade"]["outcome"]
    ]
    p_values = {"right": mcnemar([a for a, _ in right], [b for _, b in right])}
    ranked = [
        (a["grade"]["ranks"], b["grade"]["ranks"]) for a, b in pairs if a["grade"]["ranks"] and b["grade"]["ranks"]
    ]
    for k in KS:
        scores = [(complete_at(a, k), complete_at(b, k)) for a, b in ranked]
        p_values[f"complete@{k}"] = permutation_test([a for a, _ in scores], [b for _, b in scores])
    return {
        "questions": len(pairs),
        "gained": [b["id"] for (_, b), (was, now) in zip(pairs, right, strict=True) if now and not was],
        "lost": [b["id"] for (_, b), (was, now) in zip(pairs, right, strict=True) if was and not now],
        "changed": changed,
        "p_values": p_values,
        "summaries": [{m: run["summary"].get(m) for m in MEASURES} for run in (before, after)],
    }


def _right(item: Mapping[str, Any]) -> bool:
    return bool(item["grade"]["outcome"] == Outcome.RIGHT)


def render(result: Mapping[str, Any]) -> str:
    """Return a comparison as text in Chinese."""
    first, second = result["summaries"]
    lines = [f"共同的问题 {result['questions']} 个", "", f"{'指标':<24}{'前':>10}{'后':>10}{'p':>10}"]
    for name in MEASURES:
        p_value = result["p_values"].get(name)
        shown = "" if p_value is None else f"{p_value:.3f}"
        lines.append(f"{name:<24}{_number(first[name]):>10}{_number(second[name]):>10}{shown:>10}")
    for title, key in (("变好", "gained"), ("变差", "lost")):
        lines += ["", f"{title}（{len(result[key])}）：{'、'.join(result[key]) or '无'}"]
    for change in result["changed"]:
        lines += [
            "",
            f"{change['id']} {change['before']} → {change['after']}  {change['question']}",
            f"  前：{change['answer_before']}",
            f"  后：{change['answer_after']}",
        ]
    return "\n".join(lines)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
