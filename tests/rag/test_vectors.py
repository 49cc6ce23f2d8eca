from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from rag.errors import VectorStoreUnavailable
from rag.vectors import Vectors

ROWS = np.eye(4, dtype=np.float32)


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[Vectors]:
    vectors = Vectors.open(tmp_path / "vectors", "", 4)
    vectors.upsert("passages", ["a", "b", "c"], ROWS[:3], [{"report_id": key} for key in ("r1", "r1", "r2")])
    yield vectors
    vectors.close()


def test_query_returns_the_nearest_with_their_cosine(vectors: Vectors) -> None:
    probe = np.array([0.8, 0.6, 0, 0], np.float32)
    found = vectors.query("passages", probe, 2)
    assert [key for key, _ in found] == ["a", "b"]
    assert [similarity for _, similarity in found] == pytest.approx([0.8, 0.6])
    assert [key for key, _ in vectors.query("passages", probe, 2, {"report_id": {"$in": ["r2"]}})] == ["c"]
    assert vectors.query("sentences", probe, 2) == []


def test_ids_counts_and_vectors(vectors: Vectors) -> None:
    assert vectors.count("passages") == 3
    assert sorted(vectors.ids("passages")) == ["a", "b", "c"]
    assert vectors.ids("passages", ["r2"]) == ["c"]
    found = vectors.get_vectors("passages", ["c", "x", "a"])
    assert {key: vector.tolist() for key, vector in found.items()} == {"a": [1, 0, 0, 0], "c": [0, 0, 1, 0]}


def test_blocks_hold_a_report_each(vectors: Vectors) -> None:
    second, absent, first = vectors.blocks("passages", ["r2", "r9", "r1"])
    assert (second.ids, absent.ids, sorted(first.ids)) == (("c",), (), ["a", "b"])
    assert second.metadatas == ({"report_id": "r2"},)
    assert second.matrix.tolist() == [[0, 0, 1, 0]]
    assert absent.matrix.shape == (0, 4)


def test_blocks_follow_writes(vectors: Vectors) -> None:
    assert len(vectors.blocks("passages", ["r1"])[0].ids) == 2
    vectors.upsert("passages", ["d"], ROWS[3:], [{"report_id": "r1"}])
    vectors.delete("passages", ids=["a", "x"])
    assert sorted(vectors.blocks("passages", ["r1"])[0].ids) == ["b", "d"]
    vectors.delete("passages", report_ids=["r1"])
    assert vectors.blocks("passages", ["r1"])[0].ids == ()


def test_another_process_s_writes_are_read(vectors: Vectors, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; import numpy as np; from rag.vectors import Vectors\n"
        "vectors = Vectors.open(Path(sys.argv[1]), '', 4)\n"
        "vectors.upsert('passages', ['z'], np.eye(4, dtype=np.float32)[3:], [{'report_id': 'r3'}])\n"
        "vectors.delete('passages', ids=['a'])\n"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "vectors")], check=True)
    assert vectors.blocks("passages", ["r3"])[0].ids == ("z",)
    assert sorted(vectors.ids("passages")) == ["b", "c", "z"]


def test_clear_takes_another_dimension(vectors: Vectors) -> None:
    vectors.clear()
    assert vectors.count("passages") == 0
    vectors.upsert("passages", ["a"], np.eye(3, dtype=np.float32)[:1], [{"report_id": "r"}])
    assert vectors.count("passages") == 1


def test_a_damaged_folder_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "vectors"
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(b"no database at all" * 100)
    with pytest.raises(VectorStoreUnavailable, match=r"向量库无法使用.*vectors"):
        Vectors.open(folder, "", 4)


def test_a_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    with pytest.raises(VectorStoreUnavailable, match=r"127\.0\.0\.1:9"):
        Vectors.open(tmp_path, "http://127.0.0.1:9", 4)


def test_indexes_that_share_a_store_keep_apart(tmp_path: Path) -> None:
    one, other = (Vectors.open(tmp_path / "vectors", "", 4, prefix) for prefix in ("one-", "other-"))
    one.upsert("passages", ["a"], ROWS[:1], [{"report_id": "r1"}])
    assert (one.count("passages"), other.count("passages")) == (1, 0)
    other.close()
    one.close()
