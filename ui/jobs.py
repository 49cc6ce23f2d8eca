"""Uploads taken into the index one after the other, each with progress that the page can ask for."""

from __future__ import annotations

import logging
import shutil
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rag.errors import ReportQAError
from rag.schema import Progress
from ui.shelf import Told

__all__ = ["Job", "Jobs"]

_log = logging.getLogger(__name__)
_KEPT = 100


@dataclass(frozen=True, slots=True)
class Job:
    """A batch of uploaded files on its way into the index."""

    id: str
    message: str = "排队等候"
    done: int = 0
    total: int = 0
    finished: bool = False
    outcomes: tuple[Told, ...] = field(default=())


class Jobs:
    """Runs `take(paths, progress)` for one batch at a time and remembers how each went."""

    def __init__(self, take: Callable[[Sequence[Path], Progress], Iterable[Told]]) -> None:
        self._take = take
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._threads: dict[str, threading.Thread] = {}
        self._lock = threading.Lock()

    def get(self, job_id: str) -> Job | None:
        """Return the job as it stands, or None where it is unknown."""
        return self._jobs.get(job_id)

    def start(self, folder: Path, names: Sequence[str]) -> Job:
        """Take in the files `names` of `folder` in the background; the folder is deleted afterwards."""
        job = Job(uuid.uuid4().hex)
        self._jobs[job.id] = job
        while len(self._jobs) > _KEPT:
            self._threads.pop(self._jobs.popitem(last=False)[0], None)
        arguments = (job.id, folder, [folder / name for name in names])
        self._threads[job.id] = threading.Thread(target=self._run, args=arguments, name="upload", daemon=True)
        self._threads[job.id].start()
        return job

    def wait(self, job_id: str, timeout: float | None = None) -> None:
        """Wait until the job is over, or until `timeout` seconds have passed."""
        self._threads[job_id].join(timeout)

    def _update(self, job_id: str, **changes: object) -> None:
        if job_id in self._jobs:
            self._jobs[job_id] = replace(self._jobs[job_id], **changes)  # type: ignore[arg-type]

    def _run(self, job_id: str, folder: Path, paths: Sequence[Path]) -> None:
        def progress(done: int, total: int, what: str) -> None:
            self._update(job_id, done=done, total=total, message=what)

        told: list[Told] = []
        try:
            with self._lock:
                for one in self._take(paths, progress):
                    told.append(one)
                    self._update(job_id, outcomes=tuple(told))
        except ReportQAError as error:
            told.append(Told("上传", False, f"中断：{error}"))
        except Exception as error:
            _log.exception("upload failed")
            told.append(Told("上传", False, f"程序出错（{type(error).__name__}），其余文件未收入。"))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        self._update(job_id, finished=True, outcomes=tuple(told), message="已完成")
