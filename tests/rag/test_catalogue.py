from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.catalogue import Catalogue
from rag.codec import from_json, to_json
from rag.errors import CorruptIndex, IndexLocked, IndexMissing, IndexTooNew, IndexUnusable
from rag.schema import Answer, Figure, Passage, Report, Section
from tests.rag.fakes import DONGPING, SONGNAN, parse

EAST = parse(DONGPING, name="dongping.txt", place="东平镇")
SOUTH = parse(SONGNAN, name="songnan.txt", place="淞南镇", year=2021)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite3")
    catalogue.store(EAST)
    catalogue.store(SOUTH)
    yield catalogue
    catalogue.close()


def test_everything_stored_comes_back_as_it_was(catalogue: Catalogue) -> None:
    report = EAST.reports[0]
    assert catalogue.document("dongping.txt") == EAST.document
    assert catalogue.document(EAST.document.id) == EAST.document
    assert catalogue.reports() == [report, SOUTH.reports[0]]
    assert tuple(catalogue.sections(report.id)) == EAST.sections
    assert tuple(catalogue.passages([report.id])) == EAST.passages
    assert tuple(catalogue.figures([report.id])) == EAST.figures
    assert catalogue.figures(passage_ids=[EAST.passages[1].id])[0].value == EAST.figures[2].value
    assert catalogue.source_text("dongping.txt") == catalogue.source_text(EAST.document.id) == DONGPING


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        (Report, EAST.reports[0]),
        (Section, EAST.sections[0]),
        (Passage, EAST.passages[0]),
        (Figure, EAST.figures[1]),
    ],
)
def test_json_loses_nothing(kind: type, record: object) -> None:
    assert from_json(kind, to_json(record)) == record


def test_documents_are_counted(catalogue: Catalogue) -> None:
    east, south = catalogue.documents()
    assert (east.name, east.characters, east.reports, east.passages, east.figures) == (
        "dongping.txt",
        len(DONGPING),
        1,
        2,
        3,
    )
    assert (south.name, south.sha256) == ("songnan.txt", SOUTH.document.sha256)
    assert catalogue.lookup(SOUTH.document.sha256) == "songnan.txt"
    assert catalogue.lookup("0" * 64) is None


def test_reading_what_is_not_there(catalogue: Catalogue) -> None:
    assert catalogue.document("x.txt") is None
    assert catalogue.reports(["x"]) == catalogue.passages(["x"]) == catalogue.passages(ids=["x"]) == []
    with pytest.raises(KeyError):
        catalogue.source_text("x.txt")


def test_passages_keep_the_order_asked_for(catalogue: Catalogue) -> None:
    ids = [SOUTH.passages[1].id, EAST.passages[0].id, SOUTH.passages[0].id]
    assert [passage.id for passage in catalogue.passages(ids=ids)] == ids
    assert [p.id for p in catalogue.passages([SOUTH.reports[0].id], ids)] == [ids[0], ids[2]]


def test_indicators_are_distinct(catalogue: Catalogue) -> None:
    assert catalogue.indicators([EAST.reports[0].id]) == ["同比下降", "税收收入完成", "税收收入目标"]
    assert "签约率达到" in "".join(catalogue.indicators())


def test_search_ranks_by_words_headings_and_place(catalogue: Catalogue) -> None:
    best, score = catalogue.search("东平镇税收收入是多少？")[0]
    assert (best, score > 0) == (EAST.passages[1].id, True) or best == EAST.passages[0].id
    assert catalogue.search("旧区改造")[0][0] == SOUTH.passages[0].id
    assert catalogue.search("14869万元")[0][0] == EAST.passages[0].id
    assert {key for key, _ in catalogue.search("工作安排")[:2]} == {EAST.passages[1].id, SOUTH.passages[1].id}


def test_search_stays_within_the_reports_given(catalogue: Catalogue) -> None:
    found = catalogue.search("税收收入", [SOUTH.reports[0].id])
    assert [key for key, _ in found] == [SOUTH.passages[0].id]
    assert catalogue.search("税收收入", []) == []
    many = [SOUTH.reports[0].id, *(f"{number:016x}" for number in range(60))]
    assert catalogue.search("税收收入", many) == found


@given(query=st.text())
def test_search_takes_any_text(shared: Catalogue, query: str) -> None:
    assert all(score > 0 for _, score in shared.search(query))


@pytest.mark.parametrize(
    "query", ['"', "税收 AND NOT", "NEAR(税收 收入)", "body:税收*", "'; DROP TABLE words; --", "🙂", ""]
)
def test_search_takes_operators_as_text(shared: Catalogue, query: str) -> None:
    assert isinstance(shared.search(query), list)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    catalogue = Catalogue(tmp_path_factory.mktemp("shared") / "catalogue.sqlite3")
    catalogue.store(EAST)
    yield catalogue
    catalogue.close()


def test_rarity_falls_with_frequency(catalogue: Catalogue) -> None:
    weights = catalogue.rarity(["税收", "公厕", "不在"])
    assert weights["税收"] < weights["公厕"] < weights["不在"]


def test_store_replaces_the_document_of_the_same_name(catalogue: Catalogue) -> None:
    newer = parse(DONGPING.replace("14869", "15000"), name="dongping.txt", place="东平镇")
    catalogue.store(newer)
    assert [info.id for info in catalogue.documents()] == [newer.document.id, SOUTH.document.id]
    assert catalogue.reports([EAST.reports[0].id]) == []
    assert catalogue.search("14869") == []
    assert catalogue.search("15000")[0][0] == newer.passages[0].id
    assert catalogue.check() == []


def test_remove_leaves_nothing_behind(catalogue: Catalogue) -> None:
    assert catalogue.remove("dongping.txt")
    assert not catalogue.remove("dongping.txt")
    assert catalogue.reports() == [SOUTH.reports[0]]
    assert catalogue.search("公厕") == catalogue.passages(ids=[EAST.passages[0].id]) == []
    assert catalogue.check() == []


def test_rename_changes_document_and_reports(catalogue: Catalogue) -> None:
    catalogue.rename("dongping.txt", "东平.txt")
    assert catalogue.source_text("东平.txt") == DONGPING
    assert [report.file for report in catalogue.reports()] == ["songnan.txt", "东平.txt"]
    with pytest.raises(KeyError):
        catalogue.rename("dongping.txt", "x.txt")
    with pytest.raises(ValueError, match="songnan"):
        catalogue.rename("东平.txt", "songnan.txt")


def test_another_process_s_changes_are_seen(catalogue: Catalogue) -> None:
    assert len(catalogue.passages()) == 4
    other = Catalogue(catalogue.path)
    other.remove("songnan.txt")
    other.close()
    assert len(catalogue.passages()) == 2


def test_threads_share_one_catalogue(catalogue: Catalogue) -> None:
    found: list[int] = []
    threads = [Thread(target=lambda: found.append(len(catalogue.search("税收收入")))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [3] * 8


def test_a_failed_store_changes_nothing(catalogue: Catalogue) -> None:
    newer = parse(DONGPING.replace("14869", "15000"), name="dongping.txt", place="东平镇")
    broken = type(newer)(
        document=newer.document,
        reports=newer.reports,
        sections=newer.sections,
        passages=newer.passages + newer.passages[:1],
        figures=newer.figures,
    )
    with pytest.raises(sqlite3.IntegrityError):
        catalogue.store(broken)
    assert catalogue.document("dongping.txt") == EAST.document


def test_questions_and_feedback_are_kept(catalogue: Catalogue) -> None:
    answer = Answer(question="税收多少？", text="14869万元", abstained=False, kind="figure")
    assert catalogue.log_question(answer) == 1
    assert catalogue.add_feedback("税收多少？", "14869万元", helpful=True, comment="好") == 1


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=r"没有找到索引.*python -m ingest"):
        Catalogue(tmp_path / "none" / "catalogue.sqlite3", create=False)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite3"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(CorruptIndex, match=r"索引文件已损坏.*catalogue.sqlite3"):
        Catalogue(path)


def test_a_damaged_page_is_named(catalogue: Catalogue) -> None:
    catalogue.close()
    path = catalogue.path
    size = path.stat().st_size
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * (size - 4096))
    path.with_name(path.name + "-wal").unlink(missing_ok=True)
    with pytest.raises(CorruptIndex, match="重新建立"):
        damaged = Catalogue(path)
        try:
            damaged.reports()
        finally:
            damaged.close()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexUnusable, match="权限"):
        Catalogue(tmp_path / "file" / "catalogue.sqlite3")


def test_a_file_held_by_another_writer_is_no_damage(catalogue: Catalogue) -> None:
    other = sqlite3.connect(catalogue.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    catalogue._connect().execute("PRAGMA busy_timeout = 0")
    with pytest.raises(IndexLocked, match="正在写入"):
        catalogue.remove("dongping.txt")
    other.close()


def test_two_openings_at_once_make_one_file(tmp_path: Path) -> None:
    made: list[list[str]] = []

    def open_one() -> None:
        catalogue = Catalogue(tmp_path / "catalogue.sqlite3")
        made.append(catalogue.check())
        catalogue.close()

    threads = [Thread(target=open_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [[]] * 4


def test_a_later_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite3"
    Catalogue(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(IndexTooNew, match="999"):
        Catalogue(path)
