from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.external import Noisy, Reading, read_rgb, read_squad


def write(path: Path, data: object) -> Path:
    path.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_read_squad_nested(tmp_path: Path) -> None:
    qas = [{"id": "Q1", "question": "何时？", "answers": [{"text": "2020年", "answer_start": 0}, {"text": "2020年"}]}]
    data = {"data": [{"title": "甲", "id": "7", "paragraphs": [{"context": "2020年建成。", "qas": qas}]}]}
    assert read_squad(write(tmp_path / "a.json", data)) == [
        Reading(id="Q1", question="何时？", paragraph_id="7-0", paragraph="2020年建成。", answers=("2020年",))
    ]


def test_read_squad_flat_as_cmrc_has_it(tmp_path: Path) -> None:
    data = [
        {
            "context_id": "T0",
            "context_text": "乙。",
            "qas": [{"query_id": "Q2", "query_text": "谁？", "answers": ["乙"]}],
        }
    ]
    assert read_squad(write(tmp_path / "a.json", data)) == [
        Reading(id="Q2", question="谁？", paragraph_id="T0", paragraph="乙。", answers=("乙",))
    ]


def test_read_rgb_flattens_and_keeps_required_items(tmp_path: Path) -> None:
    row = {
        "id": 1,
        "query": "何时何地？",
        "answer": [["1月2日", "1月2号"], "北京"],
        "positive": [["甲"], ["乙"]],
        "negative": ["丙"],
    }
    assert read_rgb(write(tmp_path / "a.json", json.dumps(row, ensure_ascii=False) + "\n\n")) == [
        Noisy(
            id="1", question="何时何地？", answers=(("1月2日", "1月2号"), ("北京",)), positive=("甲", "乙"),
            negative=("丙",),
        )
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["{", '{"data": [{"paragraphs": [{}]}]}', "[1]"])
def test_other_forms_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match=r"a\.json: not in SQuAD form"):
        read_squad(write(tmp_path / "a.json", text))
    with pytest.raises(ValueError, match=r"a\.json:1: not in RGB's form"):
        read_rgb(write(tmp_path / "a.json", text))
