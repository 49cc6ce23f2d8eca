"""Where every document of an index came from: a small JSON file beside the index, kept by the pipeline.

The catalogue stays the source of truth. This file only saves work and tells a renamed file from a second copy; where
it is lost, the next run reads the files again and writes it anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["Source", "Sources"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was taken in: the name it has in the index, its SHA-256, and the ids of its documents.

    `stamp` says by which form of the reading code; a file read by another form is read again.
    """

    name: str
    sha256: str
    ids: tuple[str, ...]
    stamp: str


class Sources:
    """The known source files by absolute path."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _read(path)

    def get(self, file: Path) -> Source | None:
        """Return what is known of this file."""
        return self._known.get(str(file.resolve()))

    def record(self, file: Path, source: Source) -> None:
        """Note that a file was taken in."""
        self._known[str(file.resolve())] = source

    def forget(self, file: Path) -> None:
        """Drop a file that is gone."""
        self._known.pop(str(file.resolve()), None)

    def holders(self, document_id: str) -> Iterator[tuple[Path, Source]]:
        """Yield the files that held this document when they were last read, on disk or not."""
        return ((Path(key), source) for key, source in list(self._known.items()) if document_id in source.ids)

    def under(self, place: Path) -> list[tuple[Path, Source]]:
        """Return the known files that are `place` or lie in the folder `place`."""
        root = place.resolve()
        return [(Path(key), source) for key, source in self._known.items() if Path(key).is_relative_to(root)]

    def save(self) -> None:
        """Write the file, whole or not at all."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({key: asdict(source) for key, source in self._known.items()}, ensure_ascii=False, indent=0)
        draft = self._path.with_suffix(".tmp")
        draft.write_text(text, encoding="utf-8")
        draft.replace(self._path)


def _read(path: Path) -> dict[str, Source]:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        return {key: Source(v["name"], v["sha256"], tuple(v["ids"]), v["stamp"]) for key, v in known.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
