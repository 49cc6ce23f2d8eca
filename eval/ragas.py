"""Hands a run over in the form of Ragas' evaluation data set, for those who want a language model as judge."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

__all__ = ["sample", "write"]


def sample(item: Mapping[str, Any], sources: Mapping[str, str]) -> dict[str, Any]:
    """Return one item of a run as a single-turn sample: input, response, reference and their contexts."""
    answer = item["answer"]
    return {
        "user_input": item["question"],
        "response": answer["answer"],
        "retrieved_contexts": [sources[r["file"]][r["start"] : r["end"]] for r in answer["retrieved"]],
        "reference": item["gold"] or "；".join(forms[0] for forms in item["accepted"]),
        "reference_contexts": [e["text"] for e in item["evidence"]],
    }


def write(path: Path, items: Iterable[Mapping[str, Any]], sources: Mapping[str, str]) -> None:
    """Write a JSON-lines file that `ragas.EvaluationDataset.from_jsonl` reads; only answerable questions."""
    rows = (json.dumps(sample(i, sources), ensure_ascii=False) for i in items if i["answerable"])
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
