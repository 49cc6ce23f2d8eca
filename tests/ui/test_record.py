from __future__ import annotations

import sqlite3

from ui.record import keep


def test_a_question_is_kept(engine):
    keep(engine, engine.ask("税收收入"))
    rows = engine.index.catalogue._rows("SELECT question, abstained FROM questions")
    assert [tuple(row) for row in rows] == [("税收收入", 0)]


def test_a_failure_to_keep_it_is_only_logged(engine, monkeypatch, caplog):
    def full(answer):
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr(engine.index.catalogue, "log_question", full)
    keep(engine, engine.ask("税收收入"))
    assert caplog.messages == ["问题未能记录：disk full"]
