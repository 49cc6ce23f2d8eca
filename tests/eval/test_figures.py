from __future__ import annotations

import json

import pytest

from eval.figures import LABELS, main, score

ROWS = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("half", ["dev", "test", "hard", "fresh", "final"])
def test_every_set_of_labels_meets_the_aims(half: str) -> None:
    result = score([row for row in ROWS if row["half"] == half])
    assert result["labels"] >= 100
    assert result["precision"] >= 0.98
    assert result["recall"] >= 0.98
    assert result["kind"] >= 0.95
    assert result["indicator"] >= 0.92


def test_a_wrong_label_counts_against_every_measure() -> None:
    figure = {"value": "5", "unit": "家", "kind": "count", "indicator": [["企业"]], "optional": False}
    row = {"id": 1, "half": "dev", "role": "review", "sentence": "新建公园3个", "figures": [figure]}
    assert score([row]) == {"labels": 1, "precision": 0.0, "recall": 0.0, "kind": 0.0, "indicator": 0.0}


def test_optional_labels_count_neither_way() -> None:
    figure = {"value": "3", "unit": "个", "kind": "count", "indicator": [["公园"]], "optional": True}
    row = {"id": 1, "half": "dev", "role": "review", "sentence": "新建公园3个", "figures": [figure]}
    assert score([row])["labels"] == 0


def test_command_line_prints_each_set(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--half", "final"]) == 0
    assert capsys.readouterr().out.startswith("final labels=115 ")
