"""The numbered steps that bring a catalogue file to the present form; a step, once released, is never changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

__all__ = ["LATEST", "migrate"]

_STEPS: tuple[str, ...] = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE documents (
        id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, text TEXT NOT NULL,
        pages TEXT NOT NULL, notes TEXT NOT NULL, digest TEXT NOT NULL, added TEXT NOT NULL
    );
    CREATE INDEX documents_sha256 ON documents (sha256);

    CREATE TABLE reports (
        id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        ordinal INTEGER NOT NULL, data TEXT NOT NULL
    );
    CREATE INDEX reports_document ON reports (document_id);

    CREATE TABLE sections (
        id TEXT PRIMARY KEY, report_id TEXT NOT NULL REFERENCES reports ON DELETE CASCADE,
        ordinal INTEGER NOT NULL, data TEXT NOT NULL
    );
    CREATE INDEX sections_report ON sections (report_id, ordinal);

    CREATE TABLE passages (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        report_id TEXT NOT NULL REFERENCES reports ON DELETE CASCADE, ordinal INTEGER NOT NULL, data TEXT NOT NULL
    );
    CREATE INDEX passages_report ON passages (report_id, ordinal);

    CREATE TABLE figures (
        id TEXT PRIMARY KEY, report_id TEXT NOT NULL REFERENCES reports ON DELETE CASCADE,
        passage_id TEXT NOT NULL, ordinal INTEGER NOT NULL, indicator TEXT NOT NULL, data TEXT NOT NULL
    );
    CREATE INDEX figures_report ON figures (report_id, ordinal);
    CREATE INDEX figures_passage ON figures (passage_id);

    CREATE VIRTUAL TABLE words USING fts5 (
        body, heading, place, report, tokenize = "ascii tokenchars '.%'"
    );
    CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
    CREATE TRIGGER passages_gone AFTER DELETE ON passages BEGIN DELETE FROM words WHERE rowid = old.number; END;

    CREATE TABLE journal (report_id TEXT PRIMARY KEY) WITHOUT ROWID;

    CREATE TABLE questions (
        id INTEGER PRIMARY KEY, asked TEXT NOT NULL, question TEXT NOT NULL, text TEXT NOT NULL,
        abstained INTEGER NOT NULL, kind TEXT NOT NULL, latency_ms REAL NOT NULL, answer TEXT NOT NULL
    );
    CREATE TABLE feedback (
        id INTEGER PRIMARY KEY, given TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL,
        helpful INTEGER NOT NULL, comment TEXT NOT NULL
    );
    """,
)

LATEST = len(_STEPS)
"""The number of the newest form; SQLite's `user_version` holds a file's own."""


def migrate(connection: sqlite3.Connection) -> None:
    """Apply every step that the file lacks, in one transaction, so that two processes never apply the same one."""
    if _version(connection) >= LATEST:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in _STEPS[_version(connection) :]:
            for statement in _statements(step):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {LATEST}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for part in script.split(";"):
        statement += f"{part};"
        if sqlite3.complete_statement(statement):
            if statement.strip(" \n;"):
                yield statement
            statement = ""
