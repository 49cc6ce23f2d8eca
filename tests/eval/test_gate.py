from __future__ import annotations

import math
from pathlib import Path

import pytest

from eval.gate import breaches, load_thresholds
from eval.questions import FOLDER
from eval.report import MEASURE_NAMES


def test_breaches() -> None:
    limits = {"right": {"min": 0.9}, "wrong_figure": {"max": 0.01}, "mrr": {"min": 0.5, "max": 1.0}}
    assert breaches({"right": 0.9, "wrong_figure": 0.01, "mrr": 0.7}, limits) == []
    assert breaches({"right": 0.89, "wrong_figure": 0.02, "mrr": 0.7}, limits) == [
        "right = 0.89，低于下限 0.9",
        "wrong_figure = 0.02，高于上限 0.01",
    ]


def test_a_missing_or_undefined_measure_breaks_its_limit() -> None:
    assert breaches({}, {"right": {"min": 0.9}}) == ["right = nan，低于下限 0.9"]
    assert breaches({"right": math.nan}, {"right": {"max": 0.9}}) == ["right = nan，高于上限 0.9"]


def test_the_project_s_thresholds_name_known_sets_and_measures() -> None:
    thresholds = load_thresholds()
    assert {f"{name}.jsonl" for name in thresholds} <= {p.name for p in FOLDER.glob("*.jsonl")}
    assert {measure for limits in thresholds.values() for measure in limits} <= MEASURE_NAMES.keys()
    assert {"right", "wrong_figure", "altered_quotes", "abstention_recall"} <= thresholds["test"].keys()


@pytest.mark.parametrize(
    "text", ["[test]\nright = {}", "[test]\nright = { least = 1 }", '[test]\nright = { min = "1" }']
)
def test_malformed_thresholds_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "gate.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"\[test\] right needs min or max"):
        load_thresholds(path)
