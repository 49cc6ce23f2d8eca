"""Find the files to take in under the given paths, and give each the name that it gets in the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import ingest
import rag
from ingest.loaders.base import Refused
from rag.settings import Settings

__all__ = ["Candidate", "candidates", "reader_stamp"]

_USED_OF_RAG = (
    "schema",
    "numbers",
    "number_names",
    "numerals",
    "counted",
    "units",
    "period",
    "tokens",
    "addressed",
    "operation",
)
"""The modules of `rag` that have a part in reading documents."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to take in; `name` is relative to the folder that was given, with `/` between its parts."""

    path: Path
    name: str


def candidates(paths: Sequence[Path]) -> list[Candidate | Refused]:
    """Walk the paths and return every visible file once, in order; a path that does not exist is a refusal.

    A file that was named itself is called by its file name; where two would be called the same, by as many folders
    as it takes to tell them apart.
    """
    found: dict[Path, Candidate | Refused] = {}
    named: list[Path] = []
    for path in paths:
        if path.is_dir():
            for file in _visible_files(path):
                found.setdefault(file.resolve(), Candidate(file, file.relative_to(path).as_posix()))
        elif path.exists():
            named.append(path)
            found.setdefault(path.resolve(), Candidate(path, path.name))
        else:
            found[path.absolute()] = Refused(str(path), "找不到这个文件或文件夹。请检查路径。")
    return _told_apart(list(found.values()))


def _visible_files(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in file.relative_to(folder).parts)
        if not hidden and file.is_file():
            yield file


def _told_apart(found: list[Candidate | Refused]) -> list[Candidate | Refused]:
    """Put folder names before equal names until no two files are called the same."""
    names = Counter(file.name for file in found if isinstance(file, Candidate))
    if not any(count > 1 for count in names.values()):
        return found
    longer = [
        Candidate(file.path, _one_folder_more(file)) if isinstance(file, Candidate) and names[file.name] > 1 else file
        for file in found
    ]
    return longer if longer == found else _told_apart(longer)


def _one_folder_more(file: Candidate) -> str:
    parts = file.path.resolve().parts
    return "/".join(parts[-min(file.name.count("/") + 2, len(parts) - 1) :])


def reader_stamp(settings: Settings) -> str:
    """Return a hash of the reading code and its settings: what was read by another form of it is read again."""
    return sha256(f"{_code_hash()}:{settings.passage_tokens}:{settings.ocr}".encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _code_hash() -> str:
    all_ingest = (file for folder in ingest.__path__ for file in Path(folder).rglob("*.py"))
    some_rag = (Path(folder) / f"{name}.py" for folder in rag.__path__ for name in _USED_OF_RAG)
    modules = sorted([*all_ingest, *some_rag])
    return sha256(b"\0".join(file.read_bytes() for file in modules)).hexdigest()
