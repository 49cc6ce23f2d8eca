from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval import __main__ as command
from eval.run import evaluate, new_run
from rag.settings import Settings
from tests.eval.fakes import SOURCES, Canned, question, refusal, reply

GOOD, BAD = question(question="好"), question(id="q-2", question="坏")


def record(path: Path, answers: dict[str, object], name: str = "test") -> Path:
    run = new_run(Settings(_env_file=None), {"name": "e5", "fingerprint": "f"}, name)
    run["systems"]["ours"] = evaluate(Canned(answers), [GOOD, BAD], SOURCES)  # type: ignore[arg-type]
    path.write_text(json.dumps(run, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def thresholds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "load_thresholds", lambda: {"test": {"right": {"min": 0.9}, "wrong": {"max": 0.1}}})


def test_check_passes_the_project_s_sets(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["check"]) == 0
    shown = capsys.readouterr().out
    assert "test.jsonl：170 题，不可答 28（16%）" in shown
    assert shown.endswith("没有问题。\n")


def test_check_fails_on_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"id": "a", "question": "谁？", "kind": "who", "places": [], "answer": "", "accepted": [], "evidence": []}
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(row | {"answerable": True}) + "\n", encoding="utf-8")
    assert command.main(["check", str(path)]) == 1
    assert "set.jsonl a: answerable without evidence or accepted forms" in capsys.readouterr().out


@pytest.mark.usefixtures("thresholds")
def test_gate_is_green_or_red(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    green = record(tmp_path / "a.json", {"好": reply(), "坏": reply()})
    assert command.main(["gate", "--json", str(green)]) == 0
    assert "全部 2 项门槛都已达到。" in capsys.readouterr().out
    red = record(tmp_path / "b.json", {"好": reply(), "坏": refusal()})
    assert command.main(["gate", "--json", str(red)]) == 1
    assert "未过：right = 0.5，低于下限 0.9" in capsys.readouterr().out


def test_compare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = record(tmp_path / "a.json", {"好": reply(), "坏": refusal()})
    after = record(tmp_path / "b.json", {"好": reply(), "坏": reply()})
    assert command.main(["compare", str(before), str(after)]) == 0
    assert "变好（1）：q-2" in capsys.readouterr().out


def test_report(tmp_path: Path) -> None:
    run = record(tmp_path / "a.json", {"好": reply(), "坏": refusal()}, name="dev")
    assert command.main(["report", "--json", str(run), "--html", str(tmp_path / "a.html")]) == 0
    assert "<h1>评测报告 · dev</h1>" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_wrong_usage_exits_with_2() -> None:
    with pytest.raises(SystemExit, match="2"):
        command.main(["guess"])
