"""Material from real reports, parsed once for the tests of answering that need no vectors."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.load import load
from ingest.parse import parse_document
from rag.answering.material import Material
from rag.catalogue import Catalogue
from rag.settings import ROOT, Settings

REPORTS = ROOT / "data" / "reports"


@pytest.fixture(scope="session")
def dongping(tmp_path_factory):
    """The reports of 东平镇 and 淞南镇."""
    catalogue = Catalogue(tmp_path_factory.mktemp("material") / "catalogue.sqlite3")
    for name in ("dongping-2023-midyear-report.txt", "songnan-2021-report.txt"):
        for document in load(Path(REPORTS / name), Settings(_env_file=None)):
            catalogue.store(parse_document(document))
    yield Material(catalogue)
    catalogue.close()
