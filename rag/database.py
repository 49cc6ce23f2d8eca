"""One SQLite file for many threads: connections, transactions, migrations, and what is wrong with it in words."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rag.errors import CorruptIndex, IndexLocked, IndexMissing, IndexTooNew, IndexUnusable
from rag.migrations import LATEST, migrate

__all__ = ["Database"]

_UNUSABLE = ("SQLITE_READONLY", "SQLITE_FULL", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_PERM", "SQLITE_AUTH")


class Database:
    """The SQLite file at `path`, made on first use; safe to share between threads, one connection for each.

    Raises `IndexMissing` where `create` is false and there is no file, `CorruptIndex` where the file is not a sound
    database, `IndexUnusable` where it cannot be read or written, `IndexTooNew` where a later version of the program
    wrote it.
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        if not create and not path.is_file():
            raise IndexMissing(path.parent)
        self.path = path
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock = threading.RLock()
        try:
            with self._guard() as connection:
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                if version > LATEST:
                    raise IndexTooNew(path, version, LATEST)
                migrate(connection)
        except BaseException:
            self.close()
            raise

    def _connect(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            self._make_folder()
            connection = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
            with self._lock:
                self._open.append(connection)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            self._local.connection = connection
        return connection

    def _make_folder(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexUnusable(self.path, error.strerror or str(error)) from error

    @contextmanager
    def _guard(self) -> Iterator[sqlite3.Connection]:
        """Give this thread's connection; what SQLite cannot do becomes an error with a Chinese message."""
        try:
            yield self._connect()
        except sqlite3.IntegrityError:
            raise
        except sqlite3.DatabaseError as error:
            name = getattr(error, "sqlite_errorname", "")
            if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise IndexLocked(self.path.parent) from error
            if name.startswith(_UNUSABLE):
                raise IndexUnusable(self.path, str(error)) from error
            raise CorruptIndex(self.path, str(error)) from error

    @contextmanager
    def _transaction(self, *, counts: bool = True) -> Iterator[sqlite3.Connection]:
        """One write transaction; `counts` tells readers in every process that what they have cached is old."""
        with self._guard() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                if counts:
                    connection.execute(
                        "INSERT INTO meta VALUES ('generation', '1')"
                        " ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
                    )
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._guard() as connection:
            return connection.execute(sql, values).fetchall()

    def close(self) -> None:
        """Close every thread's connection; the object is of no use afterwards."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()
            self._local = threading.local()

    # ------------------------------------------------------------------ what an index keeps beside the reports

    def get_meta(self, key: str) -> str:
        """Return a value kept beside the reports, or an empty string."""
        rows = self._rows("SELECT value FROM meta WHERE key = ?", (key,))
        return rows[0][0] if rows else ""

    def set_meta(self, key: str, value: str) -> None:
        """Keep a value beside the reports."""
        with self._transaction(counts=False) as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def journal(self) -> list[str]:
        """Return the reports whose vectors a write has touched and not finished with."""
        return [row[0] for row in self._rows("SELECT report_id FROM journal ORDER BY 1")]

    def open_journal(self, report_ids: Iterable[str]) -> None:
        """Note, before the first change, the reports whose vectors are about to change."""
        with self._transaction(counts=False) as connection:
            connection.executemany("INSERT OR IGNORE INTO journal VALUES (?)", [(key,) for key in report_ids])

    def close_journal(self) -> None:
        """Note that catalogue and vectors are in step again; readers drop what they have cached."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM journal")

    def generation(self) -> int:
        """Return a number that grows with every change of the reports, by any process."""
        rows = self._rows("SELECT value FROM meta WHERE key = 'generation'")
        return int(rows[0][0]) if rows else 0
