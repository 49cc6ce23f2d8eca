"""The catalogue: documents, reports, sections, passages and figures in one SQLite file, the source of truth."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import log
from pathlib import Path
from typing import Any, TypeVar

from rag.codec import from_json, to_json
from rag.database import Database
from rag.lexical import match_expression, tokens
from rag.schema import Answer, Document, Figure, ParsedDocument, Passage, Report, Section

__all__ = ["Catalogue", "DocumentInfo", "digest"]

T = TypeVar("T", Section, Passage, Figure)

_TABLES: dict[type, str] = {Section: "sections", Passage: "passages", Figure: "figures"}
_CACHED_LISTS = 1024
"""How many reports' lists of sections, passages or figures stay in memory (each about 0.3 MB)."""
_CACHED_PASSAGES = 20_000
_NAMED_REPORTS = 50
"""Up to this many reports the full-text index itself skips the passages of all others."""
_BM25 = "bm25(words, 1.0, 2.0, 1.0, 0.0)"
"""FTS5's BM25 with the columns' weights: body, heading, place, report (the last is a filter only)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInfo:
    """A document in the catalogue and how much was read out of it; `added` is an ISO time in UTC."""

    id: str
    name: str
    sha256: str
    characters: int
    reports: int
    passages: int
    figures: int
    added: str
    notes: tuple[str, ...]


def digest(parsed: ParsedDocument) -> str:
    """Return the SHA-256 of all that was read out of a document: equal digests need no new indexing."""
    return hashlib.sha256(repr(parsed).encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


class Catalogue(Database):
    """The SQLite file at `path`, made on first use; safe to share between threads, one connection for each.

    Raises as `Database` does.
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        super().__init__(path, create=create)
        self._cache: dict[tuple[type, str], list[Any]] = {}
        self._reports: dict[str, Report] = {}
        self._passages: dict[str, Passage] = {}
        self._indicators: list[str] | None = None
        self._seen = -1

    def check(self) -> list[str]:
        """Return Chinese lines on what is unsound in the file: none where all is well."""
        found = [row[0] for row in self._rows("PRAGMA quick_check") if row[0] != "ok"]
        loose = len(self._rows("PRAGMA foreign_key_check"))
        lost = self._rows("SELECT count(*) FROM passages WHERE number NOT IN (SELECT rowid FROM words_docsize)")[0][0]
        return (
            [f"目录库文件有错：{line}" for line in found]
            + ([f"目录库有 {loose} 条记录失去归属"] if loose else [])
            + ([f"全文检索缺少 {lost} 个文段"] if lost else [])
        )

    # ------------------------------------------------------------------ writing

    def store(self, parsed: ParsedDocument) -> None:
        """Put a document in, in one transaction, in the place of an earlier one of the same name or text."""
        document = parsed.document
        with self._transaction() as connection:
            connection.execute("DELETE FROM documents WHERE name = ? OR id = ?", (document.name, document.id))
            connection.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    document.id,
                    document.name,
                    document.sha256,
                    document.text,
                    json.dumps(document.pages),
                    json.dumps(document.notes, ensure_ascii=False),
                    digest(parsed),
                    _now(),
                ),
            )
            self._insert(connection, parsed)

    def _insert(self, connection: sqlite3.Connection, parsed: ParsedDocument) -> None:
        connection.executemany(
            "INSERT INTO reports VALUES (?, ?, ?, ?)",
            [(r.id, r.document_id, i, to_json(r)) for i, r in enumerate(parsed.reports)],
        )
        connection.executemany(
            "INSERT INTO sections VALUES (?, ?, ?, ?)",
            [(s.id, s.report_id, i, to_json(s)) for i, s in enumerate(parsed.sections)],
        )
        reports = {report.id: report for report in parsed.reports}
        for passage in parsed.passages:
            number = connection.execute(
                "INSERT INTO passages (id, report_id, ordinal, data) VALUES (?, ?, ?, ?)",
                (passage.id, passage.report_id, passage.ordinal, to_json(passage)),
            ).lastrowid
            connection.execute(
                "INSERT INTO words (rowid, body, heading, place, report) VALUES (?, ?, ?, ?, ?)",
                (number, *_searchable(passage, reports[passage.report_id])),
            )
        connection.executemany(
            "INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?)",
            [(f.id, f.report_id, f.passage_id, i, f.indicator, to_json(f)) for i, f in enumerate(parsed.figures)],
        )

    def remove(self, name: str) -> bool:
        """Take a document out; tell whether it was there."""
        with self._transaction() as connection:
            return connection.execute("DELETE FROM documents WHERE name = ?", (name,)).rowcount > 0

    def rename(self, old: str, new: str) -> None:
        """Give a document another name; raises `KeyError` where there is none, `ValueError` where `new` is taken."""
        document = self.document(old)
        if document is None or document.name != old:
            raise KeyError(old)
        if any(info.name == new for info in self.documents()):
            raise ValueError(new)
        with self._transaction() as connection:
            connection.execute("UPDATE documents SET name = ? WHERE name = ?", (new, old))
            rows = connection.execute("SELECT id, data FROM reports WHERE document_id = ?", (document.id,)).fetchall()
            for key, data in rows:
                report = replace(from_json(Report, data), file=new)
                connection.execute("UPDATE reports SET data = ? WHERE id = ?", (to_json(report), key))

    # ------------------------------------------------------------------ reading

    def documents(self) -> list[DocumentInfo]:
        """Return every document, by name."""
        rows = self._rows(
            "SELECT id, name, sha256, length(text),"
            " (SELECT count(*) FROM reports r WHERE r.document_id = d.id),"
            " (SELECT count(*) FROM passages p JOIN reports r ON r.id = p.report_id WHERE r.document_id = d.id),"
            " (SELECT count(*) FROM figures f JOIN reports r ON r.id = f.report_id WHERE r.document_id = d.id),"
            " added, notes FROM documents d ORDER BY name"
        )
        names = ("id", "name", "sha256", "characters", "reports", "passages", "figures", "added")
        return [DocumentInfo(**dict(zip(names, row[:8], strict=True)), notes=tuple(json.loads(row[8]))) for row in rows]

    def lookup(self, sha256: str) -> str | None:
        """Return the name of the document with these bytes, or None."""
        rows = self._rows("SELECT name FROM documents WHERE sha256 = ?", (sha256,))
        return rows[0][0] if rows else None

    def document(self, key: str) -> Document | None:
        """Return the document with this name or id, its whole text included, or None."""
        rows = self._rows(
            "SELECT id, name, sha256, text, pages, notes FROM documents WHERE name = ? OR id = ?"
            " ORDER BY name = ? DESC LIMIT 1",
            (key, key, key),
        )
        if not rows:
            return None
        names = ("id", "name", "sha256", "text")
        pages, notes = (tuple(json.loads(part)) for part in rows[0][4:])
        return Document(**dict(zip(names, rows[0][:4], strict=True)), pages=pages, notes=notes)

    def name_of(self, document_id: str) -> str | None:
        """Return the name of the document with this id, or None."""
        rows = self._rows("SELECT name FROM documents WHERE id = ?", (document_id,))
        return rows[0][0] if rows else None

    def report_ids(self, name: str) -> list[str]:
        """Return the ids of the reports in the document with this name, in the order of the text."""
        rows = self._rows(
            "SELECT r.id FROM reports r JOIN documents d ON d.id = r.document_id WHERE d.name = ? ORDER BY r.ordinal",
            (name,),
        )
        return [row[0] for row in rows]

    def count_passages(self, report_ids: Sequence[str] | None = None) -> int:
        """Return how many passages these reports (None = all) have."""
        if report_ids is None:
            return int(self._rows("SELECT count(*) FROM passages")[0][0])
        chosen = json.dumps(list(report_ids))
        rows = self._rows(
            "SELECT count(*) FROM passages WHERE report_id IN (SELECT value FROM json_each(?))", (chosen,)
        )
        return int(rows[0][0])

    def digest_of(self, name: str) -> str:
        """Return the stored digest of a document (see `digest`), or an empty string."""
        rows = self._rows("SELECT digest FROM documents WHERE name = ?", (name,))
        return rows[0][0] if rows else ""

    def source_text(self, key: str) -> str:
        """Return the text that all offsets count in, by document id or file name; raises `KeyError`."""
        rows = self._rows("SELECT text FROM documents WHERE id = ? OR name = ? LIMIT 1", (key, key))
        if not rows:
            raise KeyError(key)
        return str(rows[0][0])

    def reports(self, ids: Sequence[str] | None = None) -> list[Report]:
        """Return the reports with these ids, in this order (unknown ids are left out), or all by file and position."""
        self._refresh()
        known = self._reports
        return list(known.values()) if ids is None else [known[key] for key in ids if key in known]

    def sections(self, report_id: str) -> list[Section]:
        """Return a report's sections in the order of the text."""
        self._refresh()
        return self._of_report(Section, report_id)

    def passages(self, report_ids: Sequence[str] | None = None, ids: Sequence[str] | None = None) -> list[Passage]:
        """Return the passages of these reports in the order of the text, or those with these ids in this order."""
        if ids is None:
            return self._of_reports(Passage, report_ids)
        self._refresh()
        found = self._by_id(ids)
        wanted = set(report_ids) if report_ids is not None else None
        return [found[key] for key in ids if key in found and (wanted is None or found[key].report_id in wanted)]

    def figures(
        self, report_ids: Sequence[str] | None = None, passage_ids: Sequence[str] | None = None
    ) -> list[Figure]:
        """Return the figures of these reports, or of these passages, in the order of the text."""
        if passage_ids is None:
            return self._of_reports(Figure, report_ids)
        owners = dict.fromkeys(passage.report_id for passage in self.passages(report_ids, passage_ids))
        wanted = set(passage_ids)
        return [figure for figure in self._of_reports(Figure, list(owners)) if figure.passage_id in wanted]

    def indicators(self, report_ids: Sequence[str] | None = None) -> list[str]:
        """Return the distinct indicator phrases of these reports (None = all), sorted."""
        if report_ids is None:
            self._refresh()
            if self._indicators is None:
                rows = self._rows("SELECT DISTINCT indicator FROM figures WHERE indicator != '' ORDER BY 1")
                self._indicators = [row[0] for row in rows]
            return list(self._indicators)
        rows = self._rows(
            "SELECT DISTINCT indicator FROM figures WHERE indicator != ''"
            " AND report_id IN (SELECT value FROM json_each(?)) ORDER BY 1",
            (json.dumps(list(report_ids)),),
        )
        return [row[0] for row in rows]

    def search(self, query: str, report_ids: Sequence[str] | None = None, limit: int = 50) -> list[tuple[str, float]]:
        """Return passage ids with their BM25 score, best first: passages that share any token with the query.

        Higher is better. Only passages of `report_ids` (None = all; none given = nothing). Any text is safe.
        """
        expression = match_expression(query, "{body heading place}")
        if not expression or (report_ids is not None and not report_ids):
            return []
        where, values = "", [expression]
        if report_ids is not None and len(report_ids) <= _NAMED_REPORTS:
            either = " OR ".join(f'"{key}"' for key in report_ids)
            values = [f"({expression}) AND report : ({either})"]
        elif report_ids is not None:
            where = " AND p.report_id IN (SELECT value FROM json_each(?))"
            values.append(json.dumps(list(report_ids)))
        rows = self._rows(
            f"SELECT p.id, -{_BM25} AS score FROM words JOIN passages p ON p.number = words.rowid"
            f" WHERE words MATCH ?{where} ORDER BY score DESC, p.number LIMIT ?",
            (*values, limit),
        )
        return [(key, float(score)) for key, score in rows]

    def rarity(self, words: Iterable[str]) -> dict[str, float]:
        """Return each token's BM25 weight over all passages: ln(1 + (N - n + 0.5) / (n + 0.5)), n of N have it."""
        wanted = list(dict.fromkeys(words))
        total = self._rows("SELECT count(*) FROM passages")[0][0]
        rows = self._rows(f"SELECT term, doc FROM vocabulary WHERE term IN ({_marks(wanted)})", wanted)
        having = dict(rows)
        return {word: log(1 + (total - having.get(word, 0) + 0.5) / (having.get(word, 0) + 0.5)) for word in wanted}

    # ------------------------------------------------------------------ questions asked

    def log_question(self, answer: Answer) -> int:
        """Keep a question with its answer; return the number under which it is kept."""
        with self._transaction(counts=False) as connection:
            row = connection.execute(
                "INSERT INTO questions (asked, question, text, abstained, kind, latency_ms, answer)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    _now(),
                    answer.question,
                    answer.text,
                    int(answer.abstained),
                    answer.kind,
                    answer.latency_ms,
                    json.dumps(answer.to_json(), ensure_ascii=False),
                ),
            )
            return int(row.lastrowid or 0)

    def add_feedback(self, question: str, answer: str, *, helpful: bool, comment: str = "") -> int:
        """Keep a user's judgement of an answer; return the number under which it is kept."""
        with self._transaction(counts=False) as connection:
            row = connection.execute(
                "INSERT INTO feedback (given, question, answer, helpful, comment) VALUES (?, ?, ?, ?, ?)",
                (_now(), question, answer, int(helpful), comment),
            )
            return int(row.lastrowid or 0)

    # ------------------------------------------------------------------ caches

    def _refresh(self) -> None:
        now = self.generation()
        with self._lock:
            if now == self._seen:
                return
            rows = self._rows(
                "SELECT r.data FROM reports r JOIN documents d ON d.id = r.document_id ORDER BY d.name, r.ordinal"
            )
            reports = [from_json(Report, row[0]) for row in rows]
            self._reports = {report.id: report for report in reports}
            self._cache.clear()
            self._passages.clear()
            self._indicators = None
            self._seen = now

    def _of_reports(self, kind: type[T], report_ids: Sequence[str] | None) -> list[T]:
        self._refresh()
        wanted = list(self._reports) if report_ids is None else list(dict.fromkeys(report_ids))
        return [record for key in wanted for record in self._of_report(kind, key)]

    def _of_report(self, kind: type[T], report_id: str) -> list[T]:
        """Return a report's records of one kind, read once for as long as nothing changes."""
        key = (kind, report_id)
        with self._lock:
            if key in self._cache:
                return list(self._cache[key])
            seen = self._seen
        rows = self._rows(f"SELECT data FROM {_TABLES[kind]} WHERE report_id = ? ORDER BY ordinal", (report_id,))
        records = [from_json(kind, row[0]) for row in rows]
        with self._lock:
            if seen == self._seen:
                while len(self._cache) >= _CACHED_LISTS:
                    del self._cache[next(iter(self._cache))]
                self._cache[key] = records
        return list(records)

    def _by_id(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Return those of the passages that there are, each read once for as long as nothing changes."""
        with self._lock:
            found = {key: self._passages[key] for key in ids if key in self._passages}
            seen = self._seen
        missing = json.dumps([key for key in ids if key not in found])
        if missing != "[]":
            rows = self._rows("SELECT data FROM passages WHERE id IN (SELECT value FROM json_each(?))", (missing,))
            read = {passage.id: passage for passage in (from_json(Passage, row[0]) for row in rows)}
            found |= read
            with self._lock:
                if len(self._passages) > _CACHED_PASSAGES:
                    self._passages.clear()
                if seen == self._seen:
                    self._passages |= read
        return found


def _searchable(passage: Passage, report: Report) -> tuple[str, str, str, str]:
    """Return the columns of the full-text index for a passage, each as tokens between spaces."""
    place = " ".join((*report.place_path, report.title))
    columns = (" ".join(tokens(text)) for text in (passage.text, " ".join(passage.path), place))
    body, heading, where = columns
    return body, heading, where, report.id
