"""An index over the project's own reports, built once with the small encoder of the tests."""

from __future__ import annotations

import pytest

from ingest.load import load
from ingest.parse import parse_document
from rag.engine import Engine
from rag.index import Index
from rag.settings import ROOT, Settings
from tests.rag.fakes import BigramEncoder


@pytest.fixture(scope="session")
def five_reports(tmp_path_factory):
    """The settings of an index that holds every file of data/reports."""
    settings = Settings(index_dir=tmp_path_factory.mktemp("five") / "index", _env_file=None)
    with Index.open(settings, encoder=BigramEncoder()) as index:
        for path in sorted((ROOT / "data" / "reports").iterdir()):
            for document in load(path, settings):
                index.add(parse_document(document))
    return settings


@pytest.fixture(scope="session")
def engine(five_reports):
    """An engine over all reports of the project."""
    with Index.open(five_reports, encoder=BigramEncoder(), read_only=True) as index:
        yield Engine(index, five_reports)


@pytest.fixture(scope="session")
def finder(engine):
    """Return a finder over the reports of the named places, which knows no likeness of meaning."""
    from rag.answering.lookup import Finder

    def over(*places):
        reports = [r.id for r in engine.material.reports if r.place in places]
        return Finder(engine.material, lambda phrase, ids: {}, tuple(engine.material.order(reports)))

    return over
