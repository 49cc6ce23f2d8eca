"""Watch files and folders, and say when they have changed and come to rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

from ingest.files import candidates
from ingest.loaders.base import Refused

__all__ = ["changes"]

_Look = dict[Path, tuple[int, int]]


def changes(paths: Sequence[Path], *, seconds: float = 2.0, stop: Event | None = None) -> Iterator[None]:
    """Yield each time that files under `paths` have changed and then stayed the same for one look, until `stop`.

    What counts as a change is counted from the call on, not from the first look.
    """
    return _changes(paths, seconds, stop or Event(), _look(paths))


def _changes(paths: Sequence[Path], seconds: float, stop: Event, settled: _Look) -> Iterator[None]:
    last = settled
    while not stop.wait(seconds):
        now = _look(paths)
        if now == last and now != settled:
            settled = now
            yield
        last = now


def _look(paths: Sequence[Path]) -> _Look:
    seen: _Look = {}
    for file in candidates(paths):
        if isinstance(file, Refused):
            continue
        try:
            status = file.path.stat()
        except OSError:
            continue
        seen[file.path] = (status.st_size, status.st_mtime_ns)
    return seen
