"""The vectors, in Chroma: embedded in a folder by default, or a Chroma server; read through a small cache."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError
from numpy.typing import NDArray

from rag.errors import VectorStoreUnavailable

__all__ = ["COLLECTIONS", "Block", "Matrix", "Vectors"]

Matrix = NDArray[np.float32]
T = TypeVar("T")

COLLECTIONS = ("passages", "sentences", "indicators")
"""Every collection; each record carries the `report_id` it belongs to."""
_BATCH = 4000
"""Records sent at a time; an embedded Chroma takes at most 5,461."""
_REPORTS_AT_A_TIME = 50
_CLIENTS = threading.RLock()
"""Chroma counts the clients of a folder without a lock: making and closing them must not happen at once."""
_CACHED_ROWS = 400_000
"""How many vectors stay in memory: 600 MB at 384 dimensions."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Block:
    """All vectors of one report in one collection, by id: `matrix` has a row for each id, L2-normalised."""

    ids: tuple[str, ...]
    metadatas: tuple[dict[str, Any], ...]
    matrix: Matrix


class Vectors:
    """The collections of one index; safe to share between threads.

    Every failure of Chroma becomes a `VectorStoreUnavailable`.
    """

    def __init__(self, folder: Path, url: str, dimension: int, prefix: str = "") -> None:
        self._folder, self._url, self._dimension, self._prefix = folder, url, dimension, prefix
        self._lock = threading.RLock()
        self._blocks: dict[tuple[str, str], Block] = {}
        self._rows = 0
        self._connect()

    @classmethod
    def open(cls, folder: Path, url: str, dimension: int, prefix: str = "") -> Vectors:
        """Open or make the collections in a folder, or on the server at `url` where that is not empty.

        `prefix` stands before the collections' names: indexes that share a server need different ones.
        """
        return cls(folder, url, dimension, prefix)

    def _connect(self) -> None:
        with self._guard(), _CLIENTS:
            self._client: Any = _client(self._folder, self._url)
            self._make_collections()

    def _make_collections(self) -> None:
        self._collections: dict[str, Collection] = {
            name: self._client.get_or_create_collection(
                self._prefix + name, configuration={"hnsw": {"space": "ip"}}, embedding_function=None
            )
            for name in COLLECTIONS
        }

    @contextmanager
    def _guard(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except (ChromaError, httpx.HTTPError, ValueError, OSError, AttributeError) as error:
                raise VectorStoreUnavailable(self._url or str(self._folder), str(error)) from error

    def _collection(self, name: str) -> Collection:
        return self._collections[name]

    def close(self) -> None:
        """Let go of the files; the object is of no use afterwards."""
        with self._lock, _CLIENTS:
            self._forget()
            self._client.close()

    def refresh(self) -> None:
        """Forget what was read before: another process has written. An embedded Chroma is opened anew."""
        with self._lock, _CLIENTS:
            self._forget()
            self._client.close()
            self._connect()

    def clear(self) -> None:
        """Delete every vector, and what the collections know of an earlier dimension."""
        with self._guard():
            self._forget()
            for name in COLLECTIONS:
                self._client.delete_collection(self._prefix + name)
            self._make_collections()

    # ------------------------------------------------------------------ writing

    def upsert(self, collection: str, ids: Sequence[str], vectors: Matrix, metadatas: Sequence[dict[str, Any]]) -> None:
        """Write vectors (shape n × dimension, float32, L2-normalised); an id that is there already is replaced.

        Each record's metadata must name its `report_id`.
        """
        with self._guard():
            self._forget({str(metadata["report_id"]) for metadata in metadatas})
            for start in range(0, len(ids), _BATCH):
                part = slice(start, start + _BATCH)
                self._collection(collection).upsert(
                    ids=list(ids[part]), embeddings=vectors[part], metadatas=list(metadatas[part])
                )

    def delete(
        self, collection: str, *, ids: Sequence[str] | None = None, report_ids: Sequence[str] | None = None
    ) -> None:
        """Delete the vectors with these ids, or all of these reports; unknown ones do no harm."""
        with self._guard():
            gone = set(ids or ())
            self._forget(
                {key for (_, key), block in self._blocks.items() if not gone.isdisjoint(block.ids)}
                | {*(report_ids or ())}
            )
            if report_ids:
                self._collection(collection).delete(where=_of_reports(report_ids))
            for start in range(0, len(ids or ()), _BATCH):
                self._collection(collection).delete(ids=list(ids or ())[start : start + _BATCH])

    # ------------------------------------------------------------------ reading

    def _read(self, look: Callable[[], T]) -> T:
        """Look, and look again after a refresh where an embedded Chroma was changed by another process meanwhile."""
        with self._lock:
            try:
                with self._guard():
                    return look()
            except VectorStoreUnavailable:
                self.refresh()
            with self._guard():
                return look()

    def count(self, collection: str) -> int:
        """Return how many vectors a collection has."""
        return self._read(lambda: self._collection(collection).count())

    def ids(self, collection: str, report_ids: Sequence[str] | None = None) -> list[str]:
        """Return the ids of a collection, or those of these reports, in no certain order."""
        where = _of_reports(report_ids)
        return self._read(lambda: list(self._collection(collection).get(where=where, include=[])["ids"]))

    def get_vectors(self, collection: str, ids: Sequence[str]) -> dict[str, Matrix]:
        """Return the vector (shape: dimension) of each id that is there."""
        found: dict[str, Matrix] = {}
        for start in range(0, len(ids), _BATCH):
            wanted = list(ids[start : start + _BATCH])
            part = self._read(partial(self._collection(collection).get, ids=wanted, include=["embeddings"]))
            found.update(zip(part["ids"], np.asarray(part["embeddings"], np.float32), strict=True))
        return found

    def query(
        self, collection: str, vector: Matrix, k: int, where: dict[str, Any] | None = None
    ) -> list[tuple[str, float]]:
        """Return the `k` ids nearest to a vector with their cosine similarity, best first, by Chroma's own index."""
        if not self.count(collection):
            return []
        found = self._read(
            lambda: self._collection(collection).query(
                query_embeddings=vector[None, :], n_results=k, where=where, include=["distances"]
            )
        )
        distances = found["distances"] or [[]]
        return [(key, 1.0 - distance) for key, distance in zip(found["ids"][0], distances[0], strict=True)]

    def blocks(self, collection: str, report_ids: Sequence[str]) -> list[Block]:
        """Return all vectors of each of these reports, in this order; read from Chroma once, then kept in memory."""
        with self._lock:
            missing = [key for key in report_ids if (collection, key) not in self._blocks]
            for start in range(0, len(missing), _REPORTS_AT_A_TIME):
                part = missing[start : start + _REPORTS_AT_A_TIME]
                self._read(partial(self._load, collection, part))
            found = [self._blocks[collection, key] for key in report_ids]
            if self._rows > _CACHED_ROWS:
                self._forget()
            return found

    def _load(self, collection: str, report_ids: Sequence[str]) -> None:
        found = self._collection(collection).get(where=_of_reports(report_ids), include=["embeddings", "metadatas"])
        ids, metadatas = found["ids"], found["metadatas"] or []
        vectors = np.asarray(found["embeddings"], np.float32).reshape(len(ids), self._dimension)
        rows: dict[str, list[int]] = {key: [] for key in report_ids}
        for row in sorted(range(len(ids)), key=ids.__getitem__):
            rows[str(metadatas[row]["report_id"])].append(row)
        for key, mine in rows.items():
            self._blocks[collection, key] = Block(
                tuple(ids[row] for row in mine), tuple(dict(metadatas[row]) for row in mine), vectors[mine]
            )
        self._rows += len(ids)

    def _forget(self, report_ids: Set[str] | None = None) -> None:
        """Drop the blocks of these reports (None = of all) from memory."""
        for key in [key for key in self._blocks if report_ids is None or key[1] in report_ids]:
            self._rows -= len(self._blocks.pop(key).ids)


def _of_reports(report_ids: Sequence[str] | None) -> Any:
    return None if report_ids is None else {"report_id": {"$in": list(report_ids)}}


def _client(folder: Path, url: str) -> ClientAPI:
    settings = ChromaSettings(anonymized_telemetry=False)
    if not url:
        folder.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(folder, settings=settings)
    parts = urlsplit(url if "://" in url else f"http://{url}")
    secure = parts.scheme == "https"
    return chromadb.HttpClient(
        parts.hostname or "localhost", parts.port or (443 if secure else 8000), ssl=secure, settings=settings
    )
