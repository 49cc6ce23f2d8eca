from __future__ import annotations

from rag.settings import ROOT
from tests.ui.fakes import FILE, tax_answer
from ui.source import source_json


def test_the_source_is_whole_and_citations_fit_it(engine):
    found = source_json(engine.index.catalogue, FILE)
    text = (ROOT / "data" / "reports" / FILE).read_text(encoding="utf-8")
    assert found == {
        "file": FILE,
        "text": text,
        "pages": [],
        "notes": [],
        "reports": [{"title": "政府工作报告", "place": "东平镇", "start": 0, "end": len(text), "notes": []}],
    }
    citation = tax_answer("", text).citations[0]
    assert found["text"][citation.start : citation.end] == citation.quote


def test_only_files_of_the_library_are_sources(engine):
    assert source_json(engine.index.catalogue, "../../../etc/passwd") is None
    assert source_json(engine.index.catalogue, "") is None
