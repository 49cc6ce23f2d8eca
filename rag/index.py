"""The index: catalogue and vectors, kept in step through crashes, renames and replacements."""

from __future__ import annotations

import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import numpy as np
from filelock import FileLock, Timeout

from rag.catalogue import Catalogue, digest
from rag.errors import EncoderMismatch, IndexLocked, VectorStoreUnavailable
from rag.records import Records, records_of
from rag.schema import ParsedDocument, Progress
from rag.settings import Settings
from rag.vectors import COLLECTIONS, Matrix, Vectors

__all__ = ["AddResult", "Index", "TextEncoder"]

_CHUNK = 256
"""Texts encoded between two progress reports."""
_PATIENCE = 10.0
"""Seconds to wait for another process to finish writing."""
_VECTORS = "vectors"
_LOCK = "write.lock"
_FINGERPRINT = "encoder.fingerprint"
_ENCODER = "encoder.name"
_NAMESPACE = "vectors.namespace"


class TextEncoder(Protocol):
    """What the index needs of an encoder; `rag.encoder.Encoder` is one."""

    @property
    def name(self) -> str:
        """The model's name, for people."""

    @property
    def fingerprint(self) -> str:
        """What changes with the model: vectors of two fingerprints are not comparable."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    def encode_queries(self, texts: list[str]) -> Matrix:
        """Return a float32, L2-normalised vector for each question or phrase."""

    def encode_passages(self, texts: list[str]) -> Matrix:
        """Return a float32, L2-normalised vector for each text to be found."""


class AddResult(StrEnum):
    """What `Index.add` did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    RENAMED = "renamed"
    DUPLICATE = "duplicate"


class Index:
    """Catalogue and vectors of one folder. Make one with `Index.open`; close it when done."""

    def __init__(self, folder: Path, catalogue: Catalogue, vectors: Vectors, encoder: TextEncoder) -> None:
        self.folder = folder
        self.catalogue = catalogue
        self.encoder = encoder
        self._vectors = vectors
        self._generation = catalogue.generation()
        self._turn = threading.Lock()
        self._own = False  # while this object writes, what changes is its own doing

    @classmethod
    def open(
        cls,
        settings: Settings,
        *,
        encoder: TextEncoder | None = None,
        read_only: bool = False,
        rebuild: bool = False,
        progress: Progress | None = None,
    ) -> Index:
        """Open the index of `settings.index_dir`, or make an empty one unless `read_only`.

        What an interrupted write left behind is put right first (not when `read_only`, and not while another
        process writes). `rebuild` throws all vectors away and encodes the catalogue's texts anew, as after a change
        of the encoder. Raises `IndexMissing`, `CorruptIndex`, `IndexTooNew`, `EncoderMismatch`, `IndexLocked` or
        `VectorStoreUnavailable`, each with a Chinese message.
        """
        try:
            return cls._open(settings, encoder, read_only=read_only, rebuild=rebuild, progress=progress)
        except VectorStoreUnavailable:
            if read_only or rebuild or settings.chroma_url or _being_written(settings.index_dir):
                raise
        # a write that was killed can leave Chroma's files unreadable; the catalogue has all that is needed
        return cls._open(settings, encoder, read_only=False, rebuild=True, progress=progress)

    @classmethod
    def _open(
        cls,
        settings: Settings,
        encoder: TextEncoder | None,
        *,
        read_only: bool,
        rebuild: bool,
        progress: Progress | None,
    ) -> Index:
        folder = settings.index_dir
        catalogue = Catalogue(folder / "catalogue.sqlite3", create=not read_only)
        try:
            encoder = encoder or _default_encoder(settings)
            if not rebuild:
                _check_fingerprint(folder, catalogue, encoder)
            if rebuild and not settings.chroma_url:
                shutil.rmtree(folder / _VECTORS, ignore_errors=True)
            prefix = f"{_namespace(catalogue)}-" if settings.chroma_url else ""
            vectors = Vectors.open(folder / _VECTORS, settings.chroma_url, encoder.dimension, prefix)
        except BaseException:
            catalogue.close()
            raise
        index = cls(folder, catalogue, vectors, encoder)
        try:
            index._settle(read_only=read_only, rebuild=rebuild, progress=progress)
        except BaseException:
            index.close()
            raise
        return index

    def _settle(self, *, read_only: bool, rebuild: bool, progress: Progress | None) -> None:
        """Bring the vectors in step with the catalogue, as far as this process may write."""
        missing = self.catalogue.count_passages() > self._vectors.count("passages")
        if read_only:
            if missing:
                raise VectorStoreUnavailable(str(self.folder / _VECTORS), "缺少部分文段的向量")
            return
        if rebuild or self.catalogue.get_meta(_FINGERPRINT) != self.encoder.fingerprint:
            with self._writing():
                self.catalogue.open_journal(report.id for report in self.catalogue.reports())
                self.catalogue.set_meta(_FINGERPRINT, self.encoder.fingerprint)
                self.catalogue.set_meta(_ENCODER, self.encoder.name)
                self._vectors.clear()
        if missing or self.catalogue.journal():
            with suppress(IndexLocked):
                self.repair(progress)

    @property
    def vectors(self) -> Vectors:
        """The vectors, as the last finished write of any process left them."""
        if not self._own:
            self._catch_up()
        return self._vectors

    def _catch_up(self) -> None:
        generation = self.catalogue.generation()
        if generation != self._generation:
            self._vectors.refresh()
            self._generation = generation

    def close(self) -> None:
        """Let go of the files; the object is of no use afterwards."""
        self._vectors.close()
        self.catalogue.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------------ writing

    def add(self, parsed: ParsedDocument, progress: Progress | None = None) -> AddResult:
        """Put a document in, or in the place of the one with its name.

        A document whose content is there under another name is a duplicate and changes nothing (see `rename`).
        Readers see the earlier version until the new one is complete; a process killed on the way leaves the
        earlier version, and the next `open` clears what it left. Raises `IndexLocked` while another process writes.
        """
        document = parsed.document
        with self._writing():
            twin = self.catalogue.lookup(document.sha256) or self.catalogue.name_of(document.id)
            if twin is not None and twin != document.name:
                return AddResult.DUPLICATE
            known = self.catalogue.digest_of(document.name)
            if known == digest(parsed):
                return AddResult.UNCHANGED
            self._exchange(parsed, progress)
            return AddResult.REPLACED if known else AddResult.ADDED

    def _exchange(self, parsed: ParsedDocument, progress: Progress | None) -> None:
        """Encode first, then note what changes, write the vectors, the catalogue, and clear the old vectors."""
        encoded = [
            (records, self._encode(records, progress))
            for records in records_of(parsed.reports, parsed.passages, parsed.figures)
        ]
        earlier = self.catalogue.report_ids(parsed.document.name)
        touched = list(dict.fromkeys(earlier + [report.id for report in parsed.reports]))
        vectors = self.vectors
        self.catalogue.open_journal(touched)
        for records, matrix in encoded:
            vectors.upsert(records.collection, records.ids, matrix, records.metadatas)
        self.catalogue.store(parsed)
        if earlier:
            for records, _ in encoded:
                left = set(vectors.ids(records.collection, touched)) - set(records.ids)
                vectors.delete(records.collection, ids=sorted(left))
        self._finish()

    def remove(self, name: str) -> bool:
        """Take the document with this file name out; tell whether it was there."""
        with self._writing():
            touched = self.catalogue.report_ids(name)
            vectors = self.vectors
            self.catalogue.open_journal(touched)
            found = self.catalogue.remove(name)
            for collection in COLLECTIONS if touched else ():
                vectors.delete(collection, report_ids=touched)
            self._finish()
            return found

    def lookup(self, sha256: str) -> str | None:
        """Return the name of the document with these bytes, or None."""
        return self.catalogue.lookup(sha256)

    def rename(self, old: str, new: str) -> AddResult:
        """Give a document another name; raises `KeyError` where `old` is absent, `ValueError` where `new` is taken."""
        with self._writing():
            self.catalogue.rename(old, new)
            self._generation = self.catalogue.generation()
            return AddResult.RENAMED

    def _finish(self) -> None:
        self.catalogue.close_journal()
        self._generation = self.catalogue.generation()

    def _encode(self, records: Records, progress: Progress | None) -> Matrix:
        """Return a row for each text, in batches of similar length so that little is spent on padding."""
        matrix = np.empty((len(records.texts), self.encoder.dimension), np.float32)
        order = sorted(range(len(records.texts)), key=lambda row: len(records.texts[row]))
        encode = self.encoder.encode_queries if records.collection == "indicators" else self.encoder.encode_passages
        for start in range(0, len(order), _CHUNK):
            rows = order[start : start + _CHUNK]
            matrix[rows] = encode([records.texts[row] for row in rows])
            if progress:
                progress(start + len(rows), len(order), records.label)
        return matrix

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the folder's only right to write; threads queue for it, other processes are told that it is taken."""
        lock = FileLock(self.folder / _LOCK, timeout=_PATIENCE)
        try:
            with self._turn, lock:
                self._catch_up()
                self._own = True
                try:
                    yield
                finally:
                    self._own = False
        except Timeout as error:
            raise IndexLocked(self.folder) from error

    # ------------------------------------------------------------------ soundness

    def check(self) -> list[str]:
        """Return Chinese lines on everything that is not as it should be: none where all is well."""
        found = self.catalogue.check()
        if self.catalogue.journal():
            found.append(f"上次写入没有完成，涉及 {len(self.catalogue.journal())} 份报告")
        for records in self._expected():
            have, want = set(self.vectors.ids(records.collection)), set(records.ids)
            if want - have:
                found.append(f"{records.label}：缺少 {len(want - have)} 个向量")
            if have - want:
                found.append(f"{records.label}：多出 {len(have - want)} 个向量")
        return found

    def repair(self, progress: Progress | None = None) -> None:
        """Make the vectors agree with the catalogue: encode what lacks, delete what is left over."""
        with self._writing():
            doubtful = set(self.catalogue.journal())
            vectors = self.vectors
            for records in self._expected():
                have = set(vectors.ids(records.collection))
                vectors.delete(records.collection, ids=sorted(have - set(records.ids)))
                lacking = records.only(
                    key not in have or metadata["report_id"] in doubtful
                    for key, metadata in zip(records.ids, records.metadatas, strict=True)
                )
                vectors.upsert(lacking.collection, lacking.ids, self._encode(lacking, progress), lacking.metadatas)
            self._finish()

    def _expected(self) -> list[Records]:
        return records_of(self.catalogue.reports(), self.catalogue.passages(), self.catalogue.figures())


def _default_encoder(settings: Settings) -> TextEncoder:
    from rag.encoder import Encoder  # noqa: PLC0415 - loading torch takes seconds; readers of the catalogue need none

    return Encoder.load(settings)


def _being_written(folder: Path) -> bool:
    """Tell whether another process holds the right to write, so that its half-written files are no damage."""
    try:
        with FileLock(folder / _LOCK, timeout=0):
            return False
    except Timeout:
        return True


def _namespace(catalogue: Catalogue) -> str:
    """Return what marks this index's own collections on a shared Chroma server; chosen at random once."""
    if not catalogue.get_meta(_NAMESPACE):
        catalogue.set_meta(_NAMESPACE, secrets.token_hex(6))
    return catalogue.get_meta(_NAMESPACE)


def _check_fingerprint(folder: Path, catalogue: Catalogue, encoder: TextEncoder) -> None:
    stored = catalogue.get_meta(_FINGERPRINT)
    if stored and stored != encoder.fingerprint and catalogue.count_passages():
        raise EncoderMismatch(folder, catalogue.get_meta(_ENCODER) or stored, encoder.name)
