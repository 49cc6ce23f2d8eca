from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from rag.index import Index
from rag.settings import ROOT, Settings
from tests.rag.fakes import BigramEncoder
from tests.ui.fakes import FILE, FakeEngine
from ui.shelf import Told, put_back, read_again, take_in, take_out

REPORT = ROOT / "data" / "reports" / FILE


@pytest.fixture
def shelf(tmp_path):
    """An engine over an index with real ingestion and a small encoder."""
    settings = Settings(index_dir=tmp_path / "index", reports_dir=tmp_path / "reports", _env_file=None)
    with Index.open(settings, encoder=BigramEncoder()) as index:
        yield FakeEngine(index, settings)


def _upload(tmp_path: Path, **files: bytes) -> list[Path]:
    folder = tmp_path / "upload"
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


def _take(shelf, paths):
    steps = []
    told = list(take_in(shelf, paths, lambda *step: steps.append(step)))
    return told, steps


def test_an_upload_tells_what_is_in_it_and_how_far_it_is(shelf, tmp_path):
    told, steps = _take(shelf, _upload(tmp_path, **{FILE: REPORT.read_bytes()}))
    (info,) = shelf.index.catalogue.documents()
    assert told == [Told(FILE, True, f"已收入：东平镇2023年上半年半年报告，{info.passages} 段、{info.figures} 个数字")]
    assert steps[-1][0] == steps[-1][1] > 0


def test_the_same_file_again_is_not_taken_in_twice(shelf, tmp_path):
    data = REPORT.read_bytes()
    _take(shelf, _upload(tmp_path, **{FILE: data}))
    told, _ = _take(shelf, _upload(tmp_path, **{"又一份.txt": data}))
    assert told == [Told("又一份.txt", True, f"库中已有相同的文件“{FILE}”，未重复收入。")]
    assert [d.name for d in shelf.index.catalogue.documents()] == [FILE]


def test_another_report_of_the_same_name_does_not_take_its_place(shelf, tmp_path):
    other = (ROOT / "data" / "reports" / "songnan-2021-report.txt").read_bytes()
    _take(shelf, _upload(tmp_path, **{"政府工作报告.txt": REPORT.read_bytes()}))
    told, _ = _take(shelf, _upload(tmp_path, **{"政府工作报告.txt": other}))
    assert [d.name for d in shelf.index.catalogue.documents()] == ["政府工作报告.txt", "政府工作报告（2）.txt"]
    assert told[0].name == "政府工作报告（2）.txt"
    assert told[0].message.endswith("库中已有另一个同名文件，故改用此名；若是同一份报告的新版本，请移除旧文件。")
    assert {r.place for r in shelf.index.catalogue.reports()} == {"东平镇", "淞南镇"}


def test_refusals_are_told_and_harm_no_other_file(shelf, tmp_path):
    told, _ = _take(shelf, _upload(tmp_path, **{"空.txt": b"", "表.xlsx": b"PK\x03\x04", FILE: REPORT.read_bytes()}))
    by_name = {one.name: one for one in told}
    assert [by_name[name].ok for name in ("空.txt", "表.xlsx", FILE)] == [False, False, True]
    assert all(one.message.startswith("未收入。") for one in told if not one.ok)


def test_an_archive_is_taken_in_file_by_file(shelf, tmp_path):
    archive = tmp_path / "两份.zip"
    with zipfile.ZipFile(archive, "w") as target:
        target.write(REPORT, FILE)
        target.writestr("说明.exe", b"MZ")
    told, _ = _take(shelf, [archive])
    assert [(one.name, one.ok) for one in told if one.ok] == [(f"两份.zip/{FILE}", True)]


def test_removal_can_be_undone(shelf, tmp_path):
    _take(shelf, _upload(tmp_path, **{FILE: REPORT.read_bytes()}))
    catalogue = shelf.index.catalogue
    before = (catalogue.documents()[0].passages, catalogue.documents()[0].figures, catalogue.reports())
    document, remark = take_out(shelf, FILE)
    assert remark == ""
    assert catalogue.documents() == []
    put_back(shelf, document)
    assert (catalogue.documents()[0].passages, catalogue.documents()[0].figures, catalogue.reports()) == before


def test_a_file_of_the_watched_folder_comes_back_and_that_is_said(shelf, tmp_path):
    shelf.settings.reports_dir.mkdir()
    shutil.copy(REPORT, shelf.settings.reports_dir)
    _take(shelf, [shelf.settings.reports_dir / FILE])
    _, remark = take_out(shelf, FILE)
    assert remark == (
        f"它的原文件仍在 {shelf.settings.reports_dir} 中，下次启动会重新收入；要永久移除，请同时删除该文件。"
    )


def test_uploads_are_read_again_when_the_reading_code_has_changed(shelf, tmp_path, monkeypatch):
    _take(shelf, _upload(tmp_path, **{FILE: REPORT.read_bytes()}))
    steps = []

    def progress(*step):
        steps.append(step)

    read_again(shelf.index, shelf.settings, progress)
    read_again(shelf.index, shelf.settings, progress)
    monkeypatch.setattr("ingest.files.reader_stamp", lambda settings: "later")
    read_again(shelf.index, shelf.settings, progress)
    assert steps == [(1, 1, f"正在更新 {FILE}")] * 2


def test_what_is_not_there_cannot_be_removed(shelf):
    assert take_out(shelf, "没有.txt") is None
