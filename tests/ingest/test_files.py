from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ingest.files import _USED_OF_RAG, Candidate, candidates, reader_stamp
from ingest.load import Refused
from rag.settings import ROOT, Settings


def names(found: list[Candidate | Refused]) -> list[str]:
    return [file.name for file in found]


def write(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def test_folders_are_walked_in_order_and_hidden_files_left_out(tmp_path):
    write(*(tmp_path / name for name in ("b.txt", "a/c.md", ".git/x.txt", "~$b.docx", "__MACOSX/b.txt")))
    assert names(candidates([tmp_path])) == ["a/c.md", "b.txt"]


def test_a_file_given_twice_is_one(tmp_path):
    write(tmp_path / "a" / "b.txt")
    found = candidates([tmp_path, tmp_path / "a" / "b.txt", tmp_path / "a" / ".." / "a" / "b.txt"])
    assert names(found) == ["a/b.txt"]


def test_equal_names_get_as_many_folders_as_it_takes(tmp_path):
    paths = [tmp_path / name for name in ("东/镇/2023.txt", "西/镇/2023.txt", "西/镇/2024.txt")]
    write(*paths)
    assert names(candidates(paths)) == ["东/镇/2023.txt", "西/镇/2023.txt", "2024.txt"]


def test_missing_path_is_a_refusal(tmp_path):
    (refusal,) = candidates([tmp_path / "无.txt"])
    assert isinstance(refusal, Refused)
    assert refusal.reason == "找不到这个文件或文件夹。请检查路径。"


def test_stamp_follows_the_settings_that_change_what_is_read():
    settings = Settings(_env_file=None)
    assert reader_stamp(settings) == reader_stamp(settings.model_copy(update={"port": 1}))
    assert reader_stamp(settings) != reader_stamp(settings.model_copy(update={"passage_tokens": 99}))


def test_stamp_covers_every_module_that_reading_uses():
    code = "import sys, ingest.parse; print(*(name for name in sys.modules if name.startswith('rag.')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    used = {name.removeprefix("rag.") for name in done.stdout.split()}
    assert used - {"errors", "settings"} <= set(_USED_OF_RAG)
