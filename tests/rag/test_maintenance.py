from __future__ import annotations

from pathlib import Path

import pytest

import rag.index
from rag.index import Index
from rag.maintenance import main
from rag.settings import Settings
from tests.rag.fakes import DONGPING, BigramEncoder, parse


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(rag.index, "_default_encoder", lambda _: BigramEncoder())
    with Index.open(Settings(index_dir=tmp_path / "index", _env_file=None)) as index:
        index.add(parse(DONGPING, name="dongping.txt", place="东平镇"))
    return tmp_path / "index"


def _lose_a_vector(folder: Path) -> None:
    with Index.open(Settings(index_dir=folder, _env_file=None)) as index:
        index.vectors.delete("sentences", ids=index.vectors.ids("sentences")[:1])


def test_check_says_that_all_is_well(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--index", str(folder)]) == 0
    assert capsys.readouterr().out == "索引完好。\n"


def test_check_names_the_damage_and_repair_mends_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _lose_a_vector(folder)
    assert main(["check", "--index", str(folder)]) == 1
    assert capsys.readouterr().out == "句子向量：缺少 1 个向量\n"
    assert main(["repair", "--index", str(folder)]) == 0
    assert main(["check", "--index", str(folder)]) == 0


def test_rebuild_takes_another_encoder(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rag.index, "_default_encoder", lambda _: BigramEncoder("bigrams-2"))
    assert main(["check", "--index", str(folder)]) == 1
    assert "python -m rag.maintenance rebuild" in capsys.readouterr().err
    assert main(["rebuild", "--index", str(folder)]) == 0
    assert main(["check", "--index", str(folder)]) == 0


def test_a_missing_index_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--index", str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err.startswith("没有找到索引：")
