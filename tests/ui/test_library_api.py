from __future__ import annotations

import pytest

from tests.ui.fakes import FILE
from ui.library_api import _plain_name


def test_remove_and_restore(client, engine, monkeypatch):
    monkeypatch.setattr("ui.library_api.take_out", lambda engine, name: (engine.index.catalogue.document(name), "注意"))
    monkeypatch.setattr(
        "ui.library_api.put_back", lambda engine, document: engine.index.catalogue.rename(FILE, "回来.txt")
    )
    assert client.delete("/api/reports", params={"file": FILE}).json() == {"removed": FILE, "remark": "注意"}
    assert client.post("/api/reports/restore", json={"file": FILE}).json() == {"restored": FILE}
    assert [d.name for d in engine.index.catalogue.documents()] == ["回来.txt"]
    again = client.post("/api/reports/restore", json={"file": FILE})
    assert (again.status_code, again.json()) == (404, {"error": f"“{FILE}”已无法恢复，请重新上传。"})


def test_what_is_not_there(client):
    gone = client.delete("/api/reports", params={"file": "没有.txt"})
    assert (gone.status_code, gone.json()) == (404, {"error": "库中没有文件“没有.txt”。"})
    job = client.get("/api/jobs/nothing")
    assert (job.status_code, job.json()) == (404, {"error": "没有这个上传任务。"})
    nothing = client.get("/api/nothing")
    assert (nothing.status_code, nothing.json()) == (404, {"error": "没有这个地址。"})


def test_a_file_that_is_too_big_is_refused_before_it_is_read(client, engine):
    engine.settings.max_file_mb = 1
    response = client.post("/api/reports", files={"files": ("大.txt", b"1" * ((1 << 20) + 1))})
    assert (response.status_code, response.json()) == (413, {"error": "文件太大，单个文件最多 1 MB：大.txt。"})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("报告（2023）.docx", "报告（2023）.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\报告\\东平镇.pdf", "东平镇.pdf"),
        (".hidden.txt", "hidden.txt"),
        ("..", "未命名文件"),
        ("", "未命名文件"),
        ("a\x00\nb.txt", "ab.txt"),
        ("镇" * 100 + ".txt", "镇" * 66 + ".txt"),
    ],
)
def test_names_are_plain_and_short(given, kept):
    assert _plain_name(given) == kept
