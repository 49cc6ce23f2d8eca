from __future__ import annotations

import json
from pathlib import Path

from eval.ragas import write
from eval.run import evaluate
from tests.eval.fakes import SOURCES, TAX, Canned, question, refusal, reply


def test_answerable_questions_are_written(tmp_path: Path) -> None:
    none = question(id="q-2", question="无", kind="unanswerable_year", answerable=False, accepted=(), evidence=())
    items = evaluate(Canned({"好": reply(), "无": refusal()}), [question(question="好"), none], SOURCES)["items"]
    write(tmp_path / "ragas.jsonl", items, SOURCES)
    rows = [json.loads(line) for line in (tmp_path / "ragas.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows == [
        {
            "user_input": "好",
            "response": "甲镇2023年上半年税收收入14869万元。",
            "retrieved_contexts": ["拆除违建2500平方米。", TAX],
            "reference": "14869万元",
            "reference_contexts": [TAX],
        }
    ]
