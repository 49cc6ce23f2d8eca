from __future__ import annotations

from pathlib import Path

from rag.errors import IndexLocked
from ui.jobs import Job, Jobs
from ui.shelf import Told


def _finished(jobs: Jobs, job: Job) -> Job:
    jobs.wait(job.id)
    found = jobs.get(job.id)
    assert found is not None
    return found


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "upload"
    folder.mkdir()
    (folder / "a.txt").write_text("甲", encoding="utf-8")
    return folder


def test_a_batch_is_taken_in_and_its_folder_cleared(tmp_path):
    folder = _folder(tmp_path)
    seen = []

    def take(paths, progress):
        progress(1, 2, "正在编码")
        seen.extend(path.read_text(encoding="utf-8") for path in paths)
        yield Told("a.txt", True, "已收入")

    jobs = Jobs(take)
    job = _finished(jobs, jobs.start(folder, ["a.txt"]))
    assert job == Job(job.id, "已完成", 1, 2, True, (Told("a.txt", True, "已收入"),))
    assert seen == ["甲"]
    assert not folder.exists()


def test_what_went_well_before_a_failure_is_told(tmp_path):
    def take(paths, progress):
        yield Told("a.txt", True, "已收入")
        raise IndexLocked(tmp_path)

    jobs = Jobs(take)
    job = _finished(jobs, jobs.start(_folder(tmp_path), ["a.txt"]))
    assert job.finished
    assert job.outcomes == (
        Told("a.txt", True, "已收入"),
        Told("上传", False, f"中断：另一个程序正在写入索引 {tmp_path}，请等它结束后再试。提问不受影响。"),
    )


def test_a_defect_is_told_without_a_traceback(tmp_path):
    jobs = Jobs(lambda paths, progress: 1 / 0)
    job = _finished(jobs, jobs.start(_folder(tmp_path), ["a.txt"]))
    assert job.outcomes == (Told("上传", False, "程序出错（ZeroDivisionError），其余文件未收入。"),)


def test_an_unknown_job():
    assert Jobs(lambda paths, progress: []).get("nothing") is None
