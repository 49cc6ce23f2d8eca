"""The texts and the index that questions are asked on: the reports of the project, or a folder of others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ingest.load import SUFFIXES, load_bytes
from ingest.parse import parse_document
from rag.index import Index, TextEncoder
from rag.schema import Document, ParsedDocument, Progress
from rag.settings import Settings

__all__ = ["Change", "build", "documents", "list_files", "source_texts"]

Change = Callable[[ParsedDocument], ParsedDocument]
"""Alters what ingestion read, before it is indexed: for ablations."""


def list_files(folder: Path) -> list[str]:
    """Return the readable files below a folder, as sorted paths relative to it, parts joined by `/`."""
    found = (p for p in folder.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
    return sorted(p.relative_to(folder).as_posix() for p in found)


def documents(folder: Path, names: Iterable[str], settings: Settings) -> list[Document]:
    """Read files of a folder; each document is named by its path relative to the folder (天水市/2018.md)."""
    return [load_bytes(name, (folder / name).read_bytes(), settings) for name in names]


def build(
    settings: Settings,
    texts: Sequence[Document],
    *,
    encoder: TextEncoder | None = None,
    change: Change | None = None,
    progress: Progress | None = None,
) -> Index:
    """Bring the index of `settings.index_dir` in step with the documents and return it, open.

    Documents that are there unchanged are not encoded again; other documents in it are removed.
    """
    index = Index.open(settings, encoder=encoder)
    for known in index.catalogue.documents():
        if known.name not in {t.name for t in texts}:
            index.remove(known.name)
    for number, document in enumerate(texts, start=1):
        parsed = parse_document(document, settings.passage_tokens)
        index.add(change(parsed) if change else parsed)
        if progress:
            progress(number, len(texts), f"收入 {document.name}")
    return index


def source_texts(index: Index) -> dict[str, str]:
    """Return the source text of every document in the index, by file name."""
    return {info.name: index.catalogue.source_text(info.name) for info in index.catalogue.documents()}
