from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
from filelock import FileLock

import rag.index
from rag.errors import EncoderMismatch, IndexLocked, IndexMissing, VectorStoreUnavailable
from rag.index import AddResult, Index
from rag.retrieval import Retriever
from rag.schema import Query
from rag.settings import Settings
from tests.rag.fakes import DONGPING, SONGNAN, BigramEncoder, parse

EAST = parse(DONGPING, name="dongping.txt", place="东平镇")
NEWER = parse(DONGPING.replace("14869", "15000"), name="dongping.txt", place="东平镇")
SOUTH = parse(SONGNAN, name="songnan.txt", place="淞南镇", year=2021)

Opener = Callable[..., Index]


@pytest.fixture
def opener(tmp_path: Path) -> Opener:
    settings = Settings(index_dir=tmp_path / "index", _env_file=None)

    def open_index(**options: object) -> Index:
        return Index.open(settings, **{"encoder": BigramEncoder(), **options})

    return open_index


def test_add_puts_every_passage_sentence_and_indicator_in(opener: Opener) -> None:
    steps: list[tuple[int, int, str]] = []
    with opener() as index:
        assert index.add(EAST, lambda *step: steps.append(step)) is AddResult.ADDED
        assert index.add(SOUTH) is AddResult.ADDED
        counts = {name: index.vectors.count(name) for name in ("passages", "sentences", "indicators")}
        assert counts == {"passages": 4, "sentences": 8, "indicators": 5}
        assert index.check() == []
    assert steps == [(2, 2, "文段向量"), (5, 5, "句子向量"), (3, 3, "指标向量")]


def test_add_again_encodes_nothing(opener: Opener) -> None:
    with opener() as index:
        index.add(EAST)
        encoded = index.encoder.encoded
        assert index.add(EAST) is AddResult.UNCHANGED
        assert index.encoder.encoded == encoded


def test_add_replaces_the_earlier_version(opener: Opener) -> None:
    with opener() as index:
        index.add(EAST)
        assert index.add(NEWER) is AddResult.REPLACED
        assert index.catalogue.source_text("dongping.txt") == NEWER.document.text
        assert sorted(index.vectors.ids("passages")) == sorted(passage.id for passage in NEWER.passages)
        assert index.check() == []


def test_the_same_content_under_another_name_is_kept_once(opener: Opener) -> None:
    with opener() as index:
        index.add(EAST)
        assert index.add(parse(DONGPING, name="copy.txt", place="东平镇")) is AddResult.DUPLICATE
        assert [info.name for info in index.catalogue.documents()] == ["dongping.txt"]
        assert index.lookup(EAST.document.sha256) == "dongping.txt"
        assert index.rename("dongping.txt", "copy.txt") is AddResult.RENAMED
        assert index.lookup(EAST.document.sha256) == "copy.txt"
        assert index.check() == []


def test_remove_takes_the_vectors_along(opener: Opener) -> None:
    with opener() as index:
        index.add(EAST)
        index.add(SOUTH)
        assert index.remove("dongping.txt")
        assert not index.remove("dongping.txt")
        assert index.vectors.count("sentences") == 3
        assert index.check() == []


def test_readers_see_the_earlier_version_while_the_new_one_is_encoded(opener: Opener) -> None:
    with opener() as index, opener(read_only=True) as reader:
        index.add(EAST)
        seen: list[str] = []
        index.add(NEWER, lambda *_: seen.append(reader.catalogue.source_text("dongping.txt")))
        assert set(seen) == {EAST.document.text}
        assert reader.catalogue.source_text("dongping.txt") == NEWER.document.text
        assert sorted(reader.vectors.ids("passages")) == sorted(passage.id for passage in NEWER.passages)


KILLED = """
import os, sys
from pathlib import Path
from rag.index import Index
from rag.settings import Settings
from tests.rag import test_index as t
index = Index.open(Settings(index_dir=Path(sys.argv[1]), _env_file=None), encoder=t.BigramEncoder())
index.add(t.EAST)
owner = getattr(index, sys.argv[2])
setattr(owner, sys.argv[3], lambda *_, **__: os._exit(9))
index.add(t.NEWER)
index.remove("dongping.txt")
"""


@pytest.mark.parametrize(
    ("owner", "method", "kept"),
    [
        ("_vectors", "upsert", EAST),
        ("catalogue", "store", EAST),
        ("_vectors", "delete", NEWER),
        ("catalogue", "close_journal", NEWER),
        ("catalogue", "remove", NEWER),
    ],
)
def test_a_killed_write_is_put_right(opener: Opener, tmp_path: Path, owner: str, method: str, kept: object) -> None:
    script = [sys.executable, "-W", "ignore", "-c", KILLED, str(tmp_path / "index"), owner, method]
    assert subprocess.run(script, check=False).returncode == 9
    with opener(read_only=True) as reader:
        assert reader.catalogue.passages() == list(kept.passages)
        assert reader.check() != []
    with opener() as index:
        assert index.catalogue.document("dongping.txt") == kept.document
        assert index.check() == []


def test_lost_vectors_are_made_again(opener: Opener, tmp_path: Path) -> None:
    with opener() as index:
        index.add(EAST)
    shutil.rmtree(tmp_path / "index" / "vectors")
    with pytest.raises(VectorStoreUnavailable, match="缺少部分文段的向量"):
        opener(read_only=True)
    with opener() as index:
        assert index.check() == []


def test_check_names_what_is_wrong(opener: Opener) -> None:
    with opener() as index:
        index.add(EAST)
        index.vectors.delete("sentences", ids=[f"{EAST.passages[0].id}:0"])
        index.vectors.upsert("passages", ["x"], index.encoder.encode_passages(["多余"]), [{"report_id": "x"}])
        assert index.check() == ["文段向量：多出 1 个向量", "句子向量：缺少 1 个向量"]
        index.repair()
        assert index.check() == []


def test_another_encoder_is_refused_until_the_index_is_rebuilt(opener: Opener) -> None:
    with opener() as index:
        index.add(EAST)
    other = BigramEncoder("bigrams-2")
    with pytest.raises(EncoderMismatch, match="另一个向量模型"):
        opener(encoder=other)
    with opener(encoder=other, rebuild=True) as index:
        assert index.check() == []
    assert other.encoded == 10
    with pytest.raises(EncoderMismatch):
        opener()


def test_an_empty_index_takes_any_encoder(opener: Opener) -> None:
    opener().close()
    with opener(encoder=BigramEncoder("bigrams-2")) as index:
        assert index.add(EAST) is AddResult.ADDED


def test_one_writer_at_a_time(opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rag.index, "_PATIENCE", 0.0)
    with opener() as index, FileLock(tmp_path / "index" / "write.lock"):
        with pytest.raises(IndexLocked, match="另一个程序正在写入"):
            index.add(EAST)
        with opener(read_only=True) as reader:
            assert reader.catalogue.documents() == []


def test_questions_are_answered_while_documents_change(opener: Opener) -> None:
    wrong: list[Exception] = []
    found: list[int] = []
    done = Event()

    def read(index: Index) -> None:
        retriever = Retriever(index)
        asked = Query(text="税收收入", resolved="税收收入")
        try:
            while not done.is_set():
                hits = retriever.search(asked, [report.id for report in index.catalogue.reports()])
                found.append(len(hits))
        except Exception as error:  # a thread's own error would be lost
            wrong.append(error)

    with opener() as index, opener(read_only=True) as reader:
        index.add(SOUTH)
        threads = [Thread(target=read, args=(one,)) for one in (index, reader)]
        for thread in threads:
            thread.start()
        for document in (EAST, NEWER, EAST, NEWER):
            index.add(document)
        index.remove("dongping.txt")
        done.set()
        for thread in threads:
            thread.join()
        assert index.check() == []
    assert wrong == []
    assert set(found) <= {2, 4}


def test_a_reader_needs_an_index(opener: Opener) -> None:
    with pytest.raises(IndexMissing, match="没有找到索引"):
        opener(read_only=True)
