from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import rag.index
from ingest.__main__ import main
from ingest.meter import ConsoleProgress
from rag.errors import IndexLocked
from rag.index import Index
from rag.settings import ROOT, Settings
from tests.rag.fakes import BigramEncoder

DONGPING = ROOT / "data/reports/dongping-2023-midyear-report.txt"
TEXT = "东平镇2023年政府工作报告\n一、2023年工作回顾\n全镇完成税收收入14869万元，同比减少36.2%。\n"


@pytest.fixture(autouse=True)
def small_encoder(monkeypatch):
    monkeypatch.setattr(rag.index, "_default_encoder", lambda settings: BigramEncoder())


@pytest.fixture
def index(tmp_path: Path) -> str:
    return str(tmp_path / "index")


def documents(index: str) -> list[str]:
    with Index.open(Settings(index_dir=Path(index), _env_file=None), encoder=BigramEncoder()) as opened:
        assert opened.check() == []
        return [info.name for info in opened.catalogue.documents()]


def test_everything_goes_in(tmp_path, index, capsys):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert main([str(tmp_path / "a.txt"), "--index", index]) == 0
    assert capsys.readouterr().out == "新增：a.txt\n合计：新增 1\n"
    assert documents(index) == ["a.txt"]


def hostile(folder: Path) -> dict[str, str]:
    """Write files that nobody should trust; return the start of the reason for each."""
    bomb, escape = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.txt", bytes(60_000_000))
    with zipfile.ZipFile(escape, "w") as archive:
        archive.writestr("../../x.txt", TEXT)
    files = {
        "空.txt": (b"", "文件是空的"),
        "空.pdf": (b"", "文件是空的"),
        "空白.txt": (b" " * 1_000_000, "文件里没有任何文字"),
        "太大.txt": (b" " * 101_000_000, "文件太大：101 MB，上限 100 MB"),
        "程序.docx": (b"MZ\x90\x00" + bytes(500), "扩展名是 .docx，内容却不是 Word 文档"),
        "程序.txt": (b"\x7fELF" + bytes(500), "扩展名是文本，内容却是Linux 程序"),
        "加密.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "文档有密码"),
        "坏.pdf": (b"%PDF-1.4 nothing", "PDF 已损坏"),
        "炸弹.zip": (bomb.getvalue(), "疑似压缩炸弹"),
        "越界.zip": (escape.getvalue(), "压缩包里有指向包外的危险路径"),
        "混杂.txt": (TEXT.encode() + TEXT.encode("gbk"), "编码混杂或文件损坏"),
        "旧.doc": (b"\xd0\xcf\x11\xe0", "不支持的格式“.doc”"),
    }
    for name, (data, _) in files.items():
        (folder / name).write_bytes(data)
    return {name: reason for name, (_, reason) in files.items()}


def test_hostile_files_are_each_refused_and_harm_nothing(tmp_path, index, capsys):
    folder = tmp_path / "files"
    folder.mkdir()
    reasons = hostile(folder)
    (folder / "好.txt").write_text(TEXT, encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    assert main([str(folder), "--index", index]) == 1
    told = capsys.readouterr()
    assert told.out == f"新增：好.txt\n合计：新增 1，拒绝 {len(reasons)}\n"
    for name, reason in reasons.items():
        assert f"拒绝：{name}（{reason}" in told.err
    assert documents(index) == ["好.txt"]
    assert [path for path in sorted(tmp_path.rglob("*")) if not path.is_relative_to(index)] == before


def test_replace_and_remove(tmp_path, index, capsys):
    for folder, text in (("a", TEXT), ("b", TEXT.replace("14869", "15000"))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(text, encoding="utf-8")
    assert main([str(tmp_path / "a" / "x.txt"), "--index", index]) == 0
    assert main([str(tmp_path / "b" / "x.txt"), "--index", index]) == 1
    assert "--replace" in capsys.readouterr().err
    assert main([str(tmp_path / "b" / "x.txt"), "--index", index, "--replace"]) == 0
    assert main(["无.txt", "--index", index, "--remove"]) == 1
    assert main(["x.txt", "--index", index, "--remove"]) == 0
    assert documents(index) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "缺少参数：路径"),
        (["a.txt", "--replace", "--remove"], "不能与 --replace 同用"),
        (["a.txt", "--nonsense"], "不认识的参数：--nonsense"),
        (["a.txt", "--index"], "参数 --index 后面要有一个值"),
    ],
)
def test_misuse_is_told_in_chinese_and_exits_with_2(arguments, message, capsys):
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 2
    assert message in capsys.readouterr().err


def test_help_is_chinese(capsys):
    with pytest.raises(SystemExit) as exit_:
        main(["--help"])
    assert exit_.value.code == 0
    told = capsys.readouterr().out
    assert told.startswith("用法：python -m ingest")
    assert not {"usage", "options", "positional", "show"} & set(told.split())


def test_missing_path_is_refused(tmp_path, index, capsys):
    assert main([str(tmp_path / "无.txt"), "--index", index]) == 1
    assert "找不到这个文件或文件夹" in capsys.readouterr().err


def test_empty_folder_is_told(tmp_path, index, capsys):
    (tmp_path / "空").mkdir()
    assert main([str(tmp_path / "空"), "--index", index]) == 1
    assert capsys.readouterr().err == "没有找到文件：给出的文件夹是空的。\n"


def test_failure_of_the_index_is_told_without_a_traceback(tmp_path, index, capsys, monkeypatch):
    def locked(*_, **__):
        raise IndexLocked(Path(index))

    monkeypatch.setattr(Index, "add", locked)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert main([str(tmp_path / "a.txt"), "--index", index]) == 1
    assert "另一个程序正在写入索引" in capsys.readouterr().err


def test_interruption_says_what_stands(tmp_path, index, capsys, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(Index, "add", interrupted)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert main([str(tmp_path / "a.txt"), "--index", index]) == 130
    assert "已中断" in capsys.readouterr().err
    assert documents(index) == []


def test_explain_shows_what_is_understood_and_needs_no_index(capsys, monkeypatch):
    monkeypatch.setattr(Index, "open", lambda *_, **__: pytest.fail("the index was opened"))
    assert main(["--explain", str(DONGPING)]) == 0
    told = capsys.readouterr().out
    assert "  地区：上海市 › 崇明区 › 东平镇\n" in told
    assert "  时段：2023年上半年\n" in told
    assert "    一、2023年上半年工作回顾" in told
    assert "税收收入：14869万元（实绩，2023年上半年，东平镇）" in told


def test_json_is_for_machines(tmp_path, capsys):
    text = DONGPING.read_text(encoding="utf-8")
    (tmp_path / "空.txt").write_bytes(b"")
    assert main(["--json", str(DONGPING), str(tmp_path / "空.txt")]) == 1
    told = capsys.readouterr()
    (report,) = json.loads(told.out)["reports"]
    wanted = {
        "place",
        "level",
        "year",
        "period",
        "kind",
        "date",
        "title",
        "start",
        "end",
        "notes",
        "sections",
        "figures",
    }
    assert wanted <= set(report)
    assert (report["place"], report["level"], report["year"], report["kind"]) == ("东平镇", "镇街", 2023, "半年报告")
    assert {"level", "heading", "path", "start", "end"} <= set(report["sections"][0])
    assert any(text[figure["start"] : figure["end"]] == "14869 万元" for figure in report["figures"])
    assert "拒绝：空.txt（文件是空的" in told.err


def test_explain_does_not_load_the_encoder():
    code = (
        "import sys; from ingest.__main__ import main; main(['--explain', sys.argv[1]]);"
        "sys.exit(len({'torch', 'chromadb', 'sentence_transformers'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(DONGPING)], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_watching_syncs_after_each_change(tmp_path, index, capsys, monkeypatch):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")

    def changes(paths):
        (folder / "b.txt").write_text(TEXT.replace("东平", "南桥"), encoding="utf-8")
        yield
        (folder / "a.txt").unlink()
        yield

    monkeypatch.setattr("ingest.__main__.changes", changes)
    assert main([str(folder), "--watch", "--index", index]) == 0
    assert (
        capsys.readouterr().out == "新增：a.txt\n合计：新增 1\n新增：b.txt\n合计：新增 1\n移除：a.txt\n合计：移除 1\n"
    )
    assert documents(index) == ["b.txt"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_a_bar_on_a_terminal_and_lines_elsewhere():
    terminal, pipe = Terminal(), io.StringIO()
    for stream in (terminal, pipe):
        console = ConsoleProgress(stream)
        for done in (0, 5, 10):
            console(done, 10, "编码 a.txt")
        console.close()
    assert "编码 a.txt" in terminal.getvalue()
    assert "100%" in terminal.getvalue()
    assert "段/s" in terminal.getvalue() or "s/段" in terminal.getvalue() or "?段" in terminal.getvalue()
    assert pipe.getvalue().startswith("编码 a.txt：10/10 段，")
    assert pipe.getvalue().count("\n") == 1
