"""Adding files to the library, removing them and putting them back, told in Chinese."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from rag.schema import Document, Progress

if TYPE_CHECKING:
    from ingest.outcome import Outcome
    from rag.catalogue import Catalogue
    from rag.engine import Engine
    from rag.index import Index
    from rag.settings import Settings

__all__ = ["Told", "put_back", "read_again", "take_in", "take_out"]

_READER = "ui.reader"


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one file; `message` is Chinese."""

    name: str
    ok: bool
    message: str


def take_in(engine: Engine, paths: Sequence[Path], progress: Progress) -> Iterator[Told]:
    """Take uploaded files into the index; yields what became of each document.

    A file that the library holds already is left out. A different file of the same name never takes the place of the
    old one, as towns call their reports alike: it gets a number behind its name.
    """
    from ingest.pipeline import ingest_each  # noqa: PLC0415 - heavy, and the server must listen first

    catalogue = engine.index.catalogue
    fresh: list[Path] = []
    renamed: dict[str, str] = {}
    for path in paths:
        twin = catalogue.lookup(sha256(path.read_bytes()).hexdigest())
        if twin is not None:
            yield Told(path.name, True, f"库中已有相同的文件“{twin}”，未重复收入。")
            continue
        kept = _under_free_name(path, catalogue)
        if kept.name != path.name:
            renamed[kept.name] = path.name
        fresh.append(kept)
    for outcome in ingest_each(fresh, engine.index, progress=progress, settings=engine.settings):
        yield _told(outcome, catalogue, renamed)


def take_out(engine: Engine, name: str) -> tuple[Document, str] | None:
    """Remove a document; return it for `put_back`, with a remark for the user, or None where there is none."""
    from ingest.pipeline import remove_each  # noqa: PLC0415

    document = engine.index.catalogue.document(name)
    if document is None or document.name != name:
        return None
    list(remove_each([name], engine.index, engine.settings))
    source = _file_of(name, engine.settings.reports_dir)
    remark = f"它的原文件仍在 {engine.settings.reports_dir} 中，下次启动会重新收入；要永久移除，请同时删除该文件。"
    return document, remark if source.exists() else ""


def put_back(engine: Engine, document: Document) -> None:
    """Take a removed document into the index again, from the text that was kept of it."""
    from ingest.parse import parse_document  # noqa: PLC0415

    engine.index.add(parse_document(document, engine.settings.passage_tokens))


def read_again(index: Index, settings: Settings, progress: Progress) -> None:
    """Read the documents that came by upload again where the reading code has changed since, from their kept text.

    (Those of the folder of reports are read again from their files.)
    """
    from ingest.files import reader_stamp  # noqa: PLC0415
    from ingest.parse import parse_document  # noqa: PLC0415

    stamp, catalogue = reader_stamp(settings), index.catalogue
    if catalogue.get_meta(_READER) == stamp:
        return
    uploaded = [d for d in catalogue.documents() if not _file_of(d.name, settings.reports_dir).exists()]
    for number, info in enumerate(uploaded, 1):
        progress(number, len(uploaded), f"正在更新 {info.name}")
        document = catalogue.document(info.name)
        if document is not None:
            index.add(parse_document(document, settings.passage_tokens))
    catalogue.set_meta(_READER, stamp)


def _file_of(name: str, folder: Path) -> Path:
    """Return the file that a document came from, an archive for one of its members."""
    path = folder / name
    return next((p for p in path.parents if p.is_file()), path)


def _under_free_name(path: Path, catalogue: Catalogue) -> Path:
    """Rename the file where the library has another of its name; return where it lies then."""
    taken = {part for info in catalogue.documents() for part in (info.name, info.name.split("/")[0])}
    name, number = path.name, 2
    while name in taken:
        name, number = f"{path.stem}（{number}）{path.suffix}", number + 1
    return path if name == path.name else path.rename(path.with_name(name))


def _told(outcome: Outcome, catalogue: Catalogue, renamed: dict[str, str]) -> Told:
    from ingest.outcome import Status  # noqa: PLC0415

    if outcome.status is Status.REFUSED:
        return Told(outcome.name, False, f"未收入。{outcome.detail}")
    if outcome.status is Status.DUPLICATE:
        return Told(outcome.name, True, f"{outcome.detail}。")
    message = f"已收入：{_contents(outcome.name, catalogue)}"
    if outcome.name in renamed:
        message += "。库中已有另一个同名文件，故改用此名；若是同一份报告的新版本，请移除旧文件。"
    return Told(outcome.name, True, message)


def _contents(name: str, catalogue: Catalogue) -> str:
    info = next((d for d in catalogue.documents() if d.name == name), None)
    if info is None:
        return name
    reports = [r for r in catalogue.reports() if r.document_id == info.id]
    said = "、".join(f"{r.place or '地方不明'}{r.period.label if r.period else ''}{r.kind.value}" for r in reports)
    return f"{said}，{info.passages} 段、{info.figures} 个数字"
