from __future__ import annotations

import pytest

import ingest.understand
from ingest.load import Refused, load_bytes
from ingest.understand import understand
from rag.settings import ROOT, Settings

SETTINGS = Settings(_env_file=None)
DOCUMENT = load_bytes("a.txt", (ROOT / "data/reports/xinhai-2019-work-plan.txt").read_bytes(), SETTINGS)


def test_a_report_is_parsed():
    assert [report.place for report in understand(DOCUMENT, SETTINGS).reports] == ["新海镇"]


def test_a_text_without_a_body_is_refused():
    with pytest.raises(Refused, match=r"a\.txt：没有找到可用的正文"):
        understand(load_bytes("a.txt", "打印 关闭\n".encode(), SETTINGS), SETTINGS)


def test_a_failing_parser_refuses_the_file(monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(ingest.understand, "parse_document", fail)
    with pytest.raises(Refused, match="解析时出错（ZeroDivisionError：oops）"):
        understand(DOCUMENT, SETTINGS)
