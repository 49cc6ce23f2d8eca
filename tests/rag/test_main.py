from __future__ import annotations

import json
import re

import pytest

import rag.index
from rag.__main__ import main
from rag.index import Index
from rag.settings import ROOT, Settings
from tests.rag.fakes import DONGPING, BigramEncoder, parse

TAX = "东平镇2023年上半年税收收入为14869万元[1]（同比减少36.2%，完成年度指标进度的33.9%）。"
KEYS = {
    "id", "answer", "abstained", "kind", "citations", "figures", "retrieved", "latency_ms",
    "reason", "notes", "suggestions", "confidence",
}  # fmt: skip
CITED = {"n", "report_id", "title", "place", "period", "file", "section", "quote", "start", "end", "page", "notes"}


@pytest.fixture(autouse=True)
def small_encoder(monkeypatch):
    monkeypatch.setattr(rag.index, "_default_encoder", lambda settings: BigramEncoder())


@pytest.fixture
def index(five_reports):
    return str(five_reports.index_dir)


def write(path, *rows):
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
    return path


def batch(index, source, target):
    return main(["batch", "--input", str(source), "--output", str(target), "--index", index])


def test_ask_prints_answer_and_sources(index, capsys):
    assert main(["ask", "东平镇上半年税收收入是多少？", "--index", index]) == 0
    out, err = capsys.readouterr()
    assert out == (
        f"{TAX}\n"
        "[1] dongping-2023-midyear-report.txt · 政府工作报告 › 一、2023年上半年工作回顾 › "
        "（二）坚持产业带动，推进经济发展更有活力 › 招商力度持续加大\n"
        "    受疫情及宏观经济形势影响，上半年完成税收收入 14869 万元，同比减少 36.2%，完成年度指标进度的 33.9%。\n"
    )
    assert err == ""


def test_ask_prints_json(index, capsys):
    assert main(["ask", "东平镇上半年税收收入是多少？", "--json", "--index", index]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert set(shown) == KEYS - {"id"}
    assert (shown["answer"], shown["abstained"]) == (TAX, False)


def test_ask_declines_with_exit_status_nought(index, capsys):
    assert main(["ask", "东平镇粮食产量多少吨？", "--index", index]) == 0
    assert capsys.readouterr().out == "东平镇的报告没有说明“粮食产量”。\n"


def test_ask_without_an_index_names_the_command_that_builds_one(tmp_path, capsys):
    assert main(["ask", "税收收入？", "--index", str(tmp_path / "none")]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"没有找到索引：{tmp_path / 'none'}。请先建立索引：python -m ingest data/reports --index ")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("argv", [[], ["ask"], ["batch", "--input", "x"], ["sing"], ["ask", "a", "--colour"]])
def test_wrong_usage(argv, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(argv)
    assert stopped.value.code == 2
    assert "usage: python -m rag" in capsys.readouterr().err


def test_batch_answers_every_line(index, tmp_path):
    source = write(
        tmp_path / "q.jsonl",
        {"id": "a", "question": "东平镇上半年税收收入是多少？"},
        "",
        {"id": 2, "question": "同比呢？", "history": [{"question": "东平镇上半年税收收入是多少？", "answer": TAX}]},
        {"id": "c", "question": "东平镇粮食产量多少吨？", "history": None},
        {"id": "d", "question": ""},
    )
    target = tmp_path / "a.jsonl"
    assert batch(index, source, target) == 0
    rows = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [(row["id"], row["answer"], row["abstained"]) for row in rows] == [
        ("a", TAX, False),
        (2, "东平镇2023年上半年税收收入同比下降36.2%[1]（税收收入为14869万元，完成年度指标进度的33.9%）。", False),
        ("c", "东平镇的报告没有说明“粮食产量”。", True),
        ("d", "请输入要问的内容，例如：上半年税收收入是多少？", True),
    ]
    for row in rows:
        assert set(row) == KEYS
        assert len(row["retrieved"]) <= 20
        assert all(set(found) == {"file", "start", "end", "score"} for found in row["retrieved"])
        for cited in row["citations"]:
            assert set(cited) == CITED
            text = (ROOT / "data" / "reports" / cited["file"]).read_text("utf-8")
            assert text[cited["start"] : cited["end"]] == cited["quote"]


def test_batch_reads_a_byte_order_mark(index, tmp_path):
    source = tmp_path / "q.jsonl"
    source.write_text('{"id": 1, "question": "有哪些报告？"}\n', "utf-8-sig")
    assert batch(index, source, tmp_path / "a.jsonl") == 0
    assert json.loads((tmp_path / "a.jsonl").read_text("utf-8"))["kind"] == "catalogue"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("不是 JSON", r"第 2 行不是 JSON：Expecting value"),
        ("[1, 2]", "第 2 行缺少 id 或 question。"),
        ('{"id": 1}', "第 2 行缺少 id 或 question。"),
        ('{"question": "东平镇税收收入？"}', "第 2 行缺少 id 或 question。"),
        ('{"id": 1, "question": 5}', "第 2 行缺少 id 或 question。"),
    ],
)
def test_batch_names_a_bad_line_and_writes_nothing(index, tmp_path, capsys, line, message):
    source = write(tmp_path / "q.jsonl", {"id": 0, "question": "有哪些报告？"}, line)
    assert batch(index, source, tmp_path / "a.jsonl") == 1
    assert re.search(message, capsys.readouterr().err)
    assert [p.name for p in tmp_path.iterdir()] == ["q.jsonl"]


def test_batch_without_its_input_says_so(index, tmp_path, capsys):
    assert batch(index, tmp_path / "none.jsonl", tmp_path / "a.jsonl") == 1
    assert capsys.readouterr().err.startswith(f"读不了 {tmp_path / 'none.jsonl'}：")
    assert list(tmp_path.iterdir()) == []


def test_batch_that_breaks_off_leaves_an_earlier_output_as_it_was(index, tmp_path, monkeypatch):
    source = write(tmp_path / "q.jsonl", {"id": 1, "question": "有哪些报告？"}, {"id": 2, "question": "东平镇？"})
    target = write(tmp_path / "a.jsonl", "earlier")
    whole = rag.__main__.Engine.ask

    def failing(self, question, history=()):
        if question == "东平镇？":
            raise KeyboardInterrupt
        return whole(self, question, history)

    monkeypatch.setattr(rag.__main__.Engine, "ask", failing)
    assert batch(index, source, target) == 130
    assert target.read_text("utf-8") == "earlier"


def test_check_finds_a_whole_index_in_order(index, capsys):
    assert main(["check", "--index", index]) == 0
    assert capsys.readouterr().out == "索引完好。\n"


def test_check_leaves_no_vector_missing(tmp_path):
    settings = Settings(index_dir=tmp_path / "index", _env_file=None)
    with Index.open(settings, encoder=BigramEncoder()) as opened:
        opened.add(parse(DONGPING, name="dongping.txt", place="东平镇"))
        opened.vectors.delete("passages", ids=opened.vectors.ids("passages"))
    assert main(["check", "--index", str(tmp_path / "index")]) == 0
    with Index.open(settings, encoder=BigramEncoder()) as opened:
        assert opened.check() == []
