from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import ingest.pipeline
import ingest.understand
from ingest.outcome import Outcome, Status
from ingest.pipeline import ingest_each, ingest_paths, remove_each, sync_folder
from rag.errors import IndexLocked
from rag.index import Index
from rag.settings import Settings
from tests.rag.fakes import BigramEncoder

EAST = """东平镇2023年政府工作报告
一、2023年工作回顾
全镇完成税收收入14869万元，同比减少36.2%。招商引资新增企业120家。
二、2024年工作安排
力争税收收入增长5%以上。
"""
SOUTH = EAST.replace("东平镇", "南桥镇").replace("14869", "20011")
WEST = EAST.replace("东平镇", "西湖镇").replace("14869", "30022")


class World:
    """A folder of reports, an index beside it, and what the encoder was asked to do."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "reports"
        self.folder.mkdir()
        self.settings = Settings(index_dir=root / "index", max_file_mb=1, _env_file=None)
        self.encoder = BigramEncoder()
        self.index = Index.open(self.settings, encoder=self.encoder)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def ingest(self, *paths: Path, replace: bool = False) -> list[str]:
        result = ingest_paths(paths or [self.folder], self.index, replace=replace, settings=self.settings)
        return [str(outcome) for outcome in result.outcomes]

    def sync(self) -> list[str]:
        return [str(outcome) for outcome in sync_folder(self.folder, self.index, settings=self.settings).outcomes]

    def names(self) -> list[str]:
        assert self.index.check() == []
        return [info.name for info in self.index.catalogue.documents()]

    def newly_encoded(self) -> int:
        encoded, self.encoder.encoded = self.encoder.encoded, 0
        return encoded


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.index.close()


def test_folder_goes_in_and_a_second_time_costs_nothing(world, monkeypatch):
    world.write("a.txt", EAST)
    world.write("市/b.md", SOUTH)
    world.write(".hidden.txt", WEST)
    assert world.ingest() == ["新增：a.txt", "新增：市/b.md"]
    assert world.names() == ["a.txt", "市/b.md"]
    assert world.newly_encoded() > 0
    monkeypatch.setattr(ingest.pipeline, "load_each", lambda *_: pytest.fail("an unchanged file was read"))
    assert world.ingest() == ["未变：a.txt", "未变：市/b.md"]
    assert world.sync() == ["未变：a.txt", "未变：市/b.md"]
    assert world.newly_encoded() == 0


def test_a_changed_file_is_replaced_and_only_it_is_encoded(world):
    for number in range(5):
        world.write(f"{number}.txt", EAST.replace("14869", f"1{number}000"))
    world.ingest()
    all_encoded = world.newly_encoded()
    world.write("3.txt", EAST.replace("14869", "99999"))
    assert [line for line in world.ingest() if "未变" not in line] == ["更新：3.txt"]
    assert world.newly_encoded() * 5 == all_encoded
    assert "99999" in world.index.catalogue.source_text("3.txt")
    assert "13000" not in str(world.index.catalogue.passages())


def test_same_text_under_two_names_is_indexed_once(world):
    world.write("a.txt", EAST)
    world.write("b.txt", EAST)
    assert world.ingest() == ["新增：a.txt", "重复：b.txt（与“a.txt”内容相同，只收一份）"]
    assert world.names() == ["a.txt"]
    assert world.ingest() == ["未变：a.txt", "未变：b.txt"]


def test_same_text_in_another_encoding_is_a_duplicate(world):
    world.write("a.txt", EAST)
    (world.folder / "b.txt").write_bytes(EAST.encode("gb18030"))
    assert world.ingest() == ["新增：a.txt", "重复：b.txt（与“a.txt”内容相同，只收一份）"]


@pytest.mark.parametrize("changed", ["a.txt", "b.txt"])
def test_changing_one_of_two_copies_keeps_the_other(world, changed):
    world.write("a.txt", EAST)
    world.write("b.txt", EAST)
    world.ingest()
    world.write(changed, SOUTH)
    world.ingest()
    assert world.names() == ["a.txt", "b.txt"]
    kept = {"a.txt": "b.txt", "b.txt": "a.txt"}[changed]
    assert world.index.catalogue.source_text(kept) == EAST
    assert world.index.catalogue.source_text(changed) == SOUTH


def test_a_removed_copy_leaves_the_text_under_the_other_name(world):
    first = world.write("a.txt", EAST)
    world.write("b.txt", EAST)
    world.ingest()
    first.unlink()
    assert world.sync() == ["未变：b.txt", "改名：b.txt（原名“a.txt”）"]
    assert world.names() == ["b.txt"]


@pytest.mark.parametrize("how", ["ingest", "sync"])
def test_a_renamed_file_is_only_renamed(world, how):
    path = world.write("old.txt", EAST)
    world.ingest()
    world.newly_encoded()
    path.rename(world.folder / "new.txt")
    assert getattr(world, how)() == ["改名：new.txt（原名“old.txt”）"]
    assert world.names() == ["new.txt"]
    assert world.newly_encoded() == 0
    assert {report.file for report in world.index.catalogue.reports()} == {"new.txt"}


def test_a_file_moved_onto_another_takes_its_place(world):
    world.write("a.txt", EAST)
    world.write("b.txt", SOUTH)
    world.ingest()
    (world.folder / "a.txt").rename(world.folder / "b.txt")
    world.sync()
    assert world.names() == ["b.txt"]
    assert world.index.catalogue.source_text("b.txt") == EAST


def test_two_files_that_swap_their_names(world):
    world.write("a.txt", EAST)
    world.write("b.txt", SOUTH)
    world.ingest()
    world.write("a.txt", SOUTH)
    world.write("b.txt", EAST)
    world.sync()
    world.sync()
    assert world.names() == ["a.txt", "b.txt"]
    assert world.index.catalogue.source_text("a.txt") == SOUTH
    assert world.index.catalogue.source_text("b.txt") == EAST


def test_sync_removes_what_vanished_from_this_folder_only(world, tmp_path):
    world.write("a.txt", EAST)
    gone = world.write("b.txt", SOUTH)
    elsewhere = tmp_path / "upload.txt"
    elsewhere.write_text(WEST, encoding="utf-8")
    world.ingest(world.folder, elsewhere)
    elsewhere.unlink()
    gone.unlink()
    assert world.sync() == ["未变：a.txt", "移除：b.txt"]
    assert world.names() == ["a.txt", "upload.txt"]
    shutil.rmtree(world.folder)
    assert world.sync() == ["移除：a.txt"]


def test_a_name_taken_by_a_report_from_elsewhere_is_refused_unless_replaced(world, tmp_path):
    world.write("2023.txt", EAST)
    world.ingest()
    other = tmp_path / "2023.txt"
    other.write_text(SOUTH, encoding="utf-8")
    (line,) = world.ingest(other)
    assert line.startswith("拒绝：2023.txt（索引里已有同名但内容不同的报告")
    assert world.index.catalogue.source_text("2023.txt") == EAST
    assert world.ingest(other, replace=True) == ["更新：2023.txt"]
    assert world.index.catalogue.source_text("2023.txt") == SOUTH


def test_equal_names_in_one_command_are_told_apart_by_their_folders(world):
    east, south = world.write("东/2023.txt", EAST), world.write("南/2023.txt", SOUTH)
    assert world.ingest(east, south) == ["新增：东/2023.txt", "新增：南/2023.txt"]
    assert world.ingest(east) == ["未变：东/2023.txt"]


def test_a_moved_folder_is_taken_over(world, tmp_path):
    world.write("a.txt", EAST)
    world.write("b.txt", SOUTH)
    world.sync()
    world.newly_encoded()
    world.folder.rename(tmp_path / "moved")
    world.folder = tmp_path / "moved"
    world.write("b.txt", WEST)
    world.sync()
    assert world.names() == ["a.txt", "b.txt"]
    assert world.index.catalogue.source_text("b.txt") == WEST


def test_without_the_file_of_sources_nothing_is_encoded_again(world):
    world.write("a.txt", EAST)
    world.ingest()
    world.newly_encoded()
    (world.index.folder / "sources.json").write_text("[", encoding="utf-8")
    assert world.ingest() == ["未变：a.txt"]
    assert world.newly_encoded() == 0


def test_one_bad_file_harms_no_other(world, monkeypatch):
    world.write("a.txt", EAST)
    world.write("b.txt", "")
    world.write("c.txt", SOUTH)
    world.write("d.xyz", "x")
    real = ingest.understand.parse_document

    def parse(document, tokens):
        if document.name == "c.txt":
            raise ZeroDivisionError("oops")
        return real(document, tokens)

    monkeypatch.setattr(ingest.understand, "parse_document", parse)
    result = ingest_paths([world.folder, world.folder / "none.txt"], world.index, settings=world.settings)
    assert {outcome.name: outcome.status for outcome in result.outcomes} == {
        "a.txt": Status.ADDED,
        "b.txt": Status.REFUSED,
        "c.txt": Status.REFUSED,
        "d.xyz": Status.REFUSED,
        str(world.folder / "none.txt"): Status.REFUSED,
    }
    assert result.summary() == "新增 1，拒绝 4"
    assert world.names() == ["a.txt"]


def test_a_file_that_becomes_bad_keeps_its_last_good_form(world):
    world.write("a.txt", EAST)
    world.ingest()
    world.write("a.txt", "")
    (line,) = world.sync()
    assert line.startswith("拒绝：a.txt（文件是空的")
    assert world.index.catalogue.source_text("a.txt") == EAST


def test_archive_members_are_documents_and_follow_the_archive(world):
    path = world.folder / "包.zip"

    def pack(**members: str) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in members.items():
                archive.writestr(f"{name}.txt", text)

    pack(东=EAST, 南=SOUTH)
    assert world.ingest() == ["新增：包.zip/东.txt", "新增：包.zip/南.txt"]
    assert world.ingest() == ["未变：包.zip"]
    pack(东=EAST, 西=WEST, 空="")
    assert world.sync() == [
        "未变：包.zip/东.txt",
        "新增：包.zip/西.txt",
        "拒绝：包.zip/空.txt（文件是空的（0 字节）。请确认文件已保存或下载完整，再重新加入。）",
        "移除：包.zip/南.txt",
    ]
    assert any(line.startswith("拒绝：包.zip/空.txt") for line in world.sync()), "told again, as nothing was mended"
    path.unlink()
    assert world.sync() == ["移除：包.zip/东.txt", "移除：包.zip/西.txt"]


def test_remove_by_name_by_path_and_by_folder(world):
    world.write("a.txt", EAST)
    b = world.write("b.txt", SOUTH)
    world.write("市/c.txt", WEST)
    world.ingest()
    outcomes = list(remove_each(["a.txt", str(b), "无.txt", str(world.folder / "市")], world.index, world.settings))
    assert outcomes == [
        Outcome("a.txt", Status.REMOVED),
        Outcome("b.txt", Status.REMOVED),
        Outcome("无.txt", Status.REFUSED, "索引里没有这个报告。现有：市/c.txt"),
        Outcome("市/c.txt", Status.REMOVED),
    ]
    assert world.names() == []
    assert world.ingest() == ["新增：a.txt", "新增：b.txt", "新增：市/c.txt"]


def test_interrupting_keeps_what_is_done_and_changes_nothing_else(world, monkeypatch):
    for number in range(3):
        world.write(f"{number}.txt", EAST.replace("14869", f"1{number}000"))
    encode = world.encoder.encode_passages
    monkeypatch.setattr(world.encoder, "encode_passages", lambda texts: interrupt_at("11000", texts, encode))
    with pytest.raises(KeyboardInterrupt):
        world.ingest()
    assert world.names() == ["0.txt"]
    monkeypatch.setattr(world.encoder, "encode_passages", encode)
    assert world.ingest() == ["未变：0.txt", "新增：1.txt", "新增：2.txt"]


def interrupt_at(mark, texts, encode):
    if any(mark in text for text in texts):
        raise KeyboardInterrupt
    return encode(texts)


def test_a_locked_index_stops_the_run(world, monkeypatch):
    world.write("a.txt", EAST)

    def locked(*_):
        raise IndexLocked(world.index.folder)

    monkeypatch.setattr(world.index, "add", locked)
    with pytest.raises(IndexLocked):
        world.ingest()
    assert world.names() == []


def test_other_passage_size_reads_the_files_again(world):
    world.write("a.txt", EAST.replace("招商", "全镇上下团结一心，经济运行总体平稳。" * 12 + "招商"))
    world.ingest()
    before = len(world.index.catalogue.passages())
    world.settings = world.settings.model_copy(update={"passage_tokens": 60})
    assert world.ingest() == ["更新：a.txt"]
    assert len(world.index.catalogue.passages()) > before


def test_progress_counts_passages_and_ends_full(world):
    world.write("a.txt", EAST)
    world.write("b.txt", SOUTH)
    steps: list[tuple[int, int, str]] = []
    list(ingest_each([world.folder], world.index, progress=lambda *step: steps.append(step), settings=world.settings))
    passages = len(world.index.catalogue.passages())
    assert steps[-1] == (passages, passages, "完成 b.txt")
    done = [step[0] for step in steps]
    assert done == sorted(done)
    assert all(0 <= now <= total for now, total, _ in steps)
