from __future__ import annotations

import pytest

from ingest.pipeline import ingest_paths
from rag.engine import Engine
from rag.index import Index
from rag.settings import ROOT, Settings

FILE = ROOT / "data" / "reports" / "dongping-2023-midyear-report.txt"
QUOTE = "受疫情及宏观经济形势影响，上半年完成税收收入 14869 万元，同比减少 36.2%，完成年度指标进度的 33.9%。"


@pytest.fixture(scope="module")
def engine(tmp_path_factory, encoder):
    """An engine over one file, read and encoded with the encoder that users get."""
    settings = Settings(index_dir=tmp_path_factory.mktemp("whole") / "index", _env_file=None)
    with Index.open(settings, encoder=encoder) as index:
        ingest_paths([FILE], index)
        assert index.check() == []
        yield Engine(index, settings)


def test_from_a_file_to_a_cited_answer(engine):
    answer = engine.ask("东平镇上半年税收收入是多少")
    assert answer.text == "东平镇2023年上半年税收收入为14869万元[1]（同比减少36.2%，完成年度指标进度的33.9%）。"
    assert (answer.kind, answer.abstained, answer.notes) == ("figure", False, ())
    (cited,) = answer.citations
    source = FILE.read_text(encoding="utf-8")
    assert (cited.file, cited.place, cited.period) == (FILE.name, "东平镇", "2023年上半年")
    assert cited.section == ("一、2023年上半年工作回顾", "（二）坚持产业带动，推进经济发展更有活力", "招商力度持续加大")
    assert (cited.start, cited.end, cited.quote) == (source.index(QUOTE), source.index(QUOTE) + len(QUOTE), QUOTE)
    assert source[cited.start : cited.end] == QUOTE
    top = answer.retrieved[0]
    assert (top.file, top.start <= cited.start, cited.end <= top.end) == (FILE.name, True, True)


def test_what_the_file_does_not_say_is_declined(engine):
    answer = engine.ask("东平镇粮食产量是多少吨？")
    assert (answer.abstained, answer.text) == (True, "东平镇的报告没有说明“粮食产量”。")
