from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

import rag.migrations
from rag.migrations import LATEST, migrate


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield connection
    connection.close()


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def test_a_new_file_gets_every_table(connection: sqlite3.Connection) -> None:
    migrate(connection)
    assert connection.execute("PRAGMA user_version").fetchone() == (LATEST,)
    assert _tables(connection) >= {
        "meta",
        "documents",
        "reports",
        "sections",
        "passages",
        "figures",
        "words",
        "journal",
        "questions",
        "feedback",
    }


def test_migrating_twice_changes_nothing(connection: sqlite3.Connection) -> None:
    migrate(connection)
    before = _tables(connection)
    migrate(connection)
    assert _tables(connection) == before


def test_only_the_steps_that_lack_are_applied(connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    migrate(connection)
    monkeypatch.setattr(
        rag.migrations, "_STEPS", (*rag.migrations._STEPS, "CREATE TABLE later (id); CREATE TABLE b (id)")
    )
    monkeypatch.setattr(rag.migrations, "LATEST", LATEST + 1)
    migrate(connection)
    assert {"later", "b"} <= _tables(connection)
    assert connection.execute("PRAGMA user_version").fetchone() == (LATEST + 1,)


def test_a_step_that_fails_leaves_the_file_as_it_was(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rag.migrations, "_STEPS", ("CREATE TABLE one (id); CREATE nonsense",))
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection)
    assert _tables(connection) == set()
    assert connection.execute("PRAGMA user_version").fetchone() == (0,)
