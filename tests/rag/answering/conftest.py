"""Material from real reports, parsed once for the tests of answering that need no vectors."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.load import load
from ingest.parse import parse_document
from rag.answering.draft import Draft
from rag.answering.material import Material
from rag.answering.settle import settle
from rag.catalogue import Catalogue
from rag.question import understand
from rag.scope import select_reports
from rag.settings import ROOT, Settings

REPORTS = ROOT / "data" / "reports"


@pytest.fixture
def asking(engine):
    """Return what is known of a question before it is answered: the query, its reports, and a draft."""

    def ask(question, **changes):
        query = replace(understand(question, (), engine.material.reports), **changes)
        return query, list(select_reports(query, engine.material.reports).reports), Draft(engine.material)

    return ask


@pytest.fixture
def figured(asking, finder):
    """Let an answerer of one finder answer a question; return whether it did, and the draft."""

    def answer(answerer, question, **changes):
        query, reports, draft = asking(question, **changes)
        query = settle(query, reports)
        return answerer(query, finder(*(r.place for r in reports)), draft), draft

    return answer


@pytest.fixture
def grouped(asking, finder):
    """Let an answerer of several places answer a question; return whether it did, and the draft."""

    def answer(answerer, question, **changes):
        query, reports, draft = asking(question, **changes)
        query = settle(query, reports)
        return answerer(query, [(r.place, finder(r.place)) for r in reports], draft), draft

    return answer


@pytest.fixture(scope="session")
def dongping(tmp_path_factory):
    """The reports of 东平镇 and 淞南镇."""
    catalogue = Catalogue(tmp_path_factory.mktemp("material") / "catalogue.sqlite3")
    for name in ("dongping-2023-midyear-report.txt", "songnan-2021-report.txt"):
        for document in load(Path(REPORTS / name), Settings(_env_file=None)):
            catalogue.store(parse_document(document))
    yield Material(catalogue)
    catalogue.close()
