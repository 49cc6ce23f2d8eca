from __future__ import annotations

import random

import pytest

import eval.mutations
import rag.index
from eval.mutations import main, measure, mutants, says_the_same
from ingest.load import load
from ingest.parse import parse_document
from rag.engine import Engine
from rag.index import Index
from rag.settings import ROOT, Settings
from tests.rag.fakes import BigramEncoder

ASKED = [
    ("东平镇上半年税收收入是多少？", ()),
    ("东平镇2022年上半年税收收入大约是多少？", ()),
    ("东平镇下半年打算怎么招商？", ()),
]


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    settings = Settings(index_dir=tmp_path_factory.mktemp("mutations") / "index", _env_file=None)
    with Index.open(settings, encoder=BigramEncoder()) as index:
        for document in load(ROOT / "data" / "reports" / "dongping-2023-midyear-report.txt", settings):
            index.add(parse_document(document))
    return settings


@pytest.fixture(scope="module")
def engine(settings):
    with Index.open(settings, encoder=BigramEncoder(), read_only=True) as index:
        yield Engine(index, settings)


def test_every_falsified_answer_is_caught(engine):
    tried, caught, missed = measure(engine, ASKED, 400)
    assert missed == []
    assert tried == caught
    assert set(tried) == {"数字", "单位", "期间", "增减", "实际说成目标", "计划说成已做", "引用", "换数"}


def test_a_check_that_sees_nothing_is_found_out(engine, monkeypatch):
    monkeypatch.setattr(eval.mutations, "check", lambda draft: [])
    tried, caught, missed = measure(engine, ASKED[:1], 20)
    assert (tried.total(), caught.total(), len(missed)) == (20, 0, 20)


def test_the_same_changes_every_time(engine):
    answer = engine.ask(ASKED[0][0])
    once, again = (list(mutants(answer, engine.material, random.Random(3))) for _ in range(2))
    assert once == again
    assert all(m.text != answer.text for m in once)
    texts = {m.what: m.text for m in once}
    assert texts["引用"] == "东平镇2023年上半年税收收入为14869万元[2]（同比减少36.2%，完成年度指标进度的33.9%）。"
    assert texts["实际说成目标"].startswith("东平镇2023年上半年税收收入的目标为14869万元[1]")
    assert not any(says_the_same(m, answer, engine.material) for m in once)


def test_the_command_says_what_was_caught(settings, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(rag.index, "_default_encoder", lambda settings: BigramEncoder())
    monkeypatch.setattr(eval.mutations, "questions", lambda engine, file: ASKED[:1])
    arguments = ["--index", str(settings.index_dir), "--count", "30"]
    assert main(arguments) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "合计：30 / 30"
    monkeypatch.setattr(eval.mutations, "check", lambda draft: [])
    assert main([*arguments, "--show", "1"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2] == "合计：0 / 30"
    assert lines[-1].startswith("未发现（")
