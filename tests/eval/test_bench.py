from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from eval import bench
from eval.ablations import ABLATIONS
from eval.baselines import BASELINES
from eval.bench import OURS, Bench, open_bench
from eval.corpus import build, documents, list_files, source_texts
from eval.local_server import serving
from eval.run import evaluate
from rag.settings import Settings
from tests.rag.fakes import BigramEncoder

TOWN = """甲山镇政府工作报告

——2024年1月8日在甲山镇第三届人民代表大会第四次会议上

各位代表：

现在，我代表甲山镇人民政府，向大会报告工作，请予审议。

一、2023年工作回顾

（一）经济稳步增长。全镇实现税收收入1200万元，同比增长8%。

（二）环境持续改善。拆除违法建筑2500平

方米，完成年度任务的110%。

二、2024年工作打算

（一）聚力发展经济。全年税收收入增长5%左右。
"""
OTHER = TOWN.replace("甲山镇", "乙水镇").replace("1200万元", "900万元").replace("2500平", "3100平")


def rows(*questions: tuple[str, str, str, str]) -> str:
    return "".join(
        json.dumps(
            {
                "id": f"q-{n}", "question": text, "kind": "value", "places": [place], "answer": answer,
                "accepted": [[answer]], "evidence": [{"file": file, "text": answer}], "answerable": True,
            },
            ensure_ascii=False,
        ) + "\n"
        for n, (text, place, answer, file) in enumerate(questions)
    )  # fmt: skip


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    reports = tmp_path / "reports"
    (reports / "区").mkdir(parents=True)
    (reports / "甲山镇.txt").write_text(TOWN, encoding="utf-8")
    (reports / "区" / "乙水镇.md").write_text(OTHER, encoding="utf-8")
    (reports / "说明.log").write_text("不是报告", encoding="utf-8")
    monkeypatch.setattr(bench, "RUNS", tmp_path / "runs")
    return Settings(reports_dir=reports, index_dir=tmp_path / "index", _env_file=None)


@pytest.fixture
def place(settings: Settings, tmp_path: Path) -> Iterator[Bench]:
    path = tmp_path / "set.jsonl"
    text = rows(
        ("甲山镇2023年税收收入多少？", "甲山镇", "1200万元", "甲山镇.txt"),
        ("乙水镇2023年税收收入多少？", "乙水镇", "900万元", "区/乙水镇.md"),
        ("丙地税收多少？", "丙地", "1万元", "丙地.txt"),
    )
    path.write_text(text, encoding="utf-8")
    with open_bench(settings, path, encoder=BigramEncoder()) as opened:
        yield opened


def test_files_are_named_by_their_path(settings: Settings) -> None:
    names = list_files(settings.reports_dir)
    assert names == ["区/乙水镇.md", "甲山镇.txt"]
    assert [d.name for d in documents(settings.reports_dir, names, settings)] == names


def test_build_keeps_the_index_in_step(settings: Settings) -> None:
    texts = documents(settings.reports_dir, list_files(settings.reports_dir), settings)
    encoder = BigramEncoder()
    with build(settings, texts, encoder=encoder) as index:
        assert source_texts(index) == {"区/乙水镇.md": OTHER, "甲山镇.txt": TOWN}
    encoded = encoder.encoded
    with build(settings, texts, encoder=encoder):
        assert encoder.encoded == encoded
    with build(settings, texts[:1], encoder=encoder) as index:
        assert list(source_texts(index)) == ["区/乙水镇.md"]


def test_questions_without_their_file_are_skipped(place: Bench) -> None:
    assert [q.id for q in place.questions] == ["q-0", "q-1"]
    assert place.skipped == 1
    assert place.places == ["乙水镇", "甲山镇"]
    assert place.settings.index_dir == bench.RUNS / "index-reports"


def test_ours_answers_from_the_right_report(place: Bench) -> None:
    items = evaluate(place.system("ours"), place.questions, place.sources)["items"]
    assert [i["grade"]["outcome"] for i in items] == ["right", "right"]


def test_the_model_answers_in_a_column_of_its_own(place: Bench) -> None:
    said = "甲山镇2023年全镇实现税收收入1200万元[1]。"
    with serving(lambda messages, limit: [said]) as url:
        settings = place.settings.model_copy(update={"llm": "openai:x", "llm_base_url": url})
        both = replace(place, settings=settings)
        texts = [both.system(name).ask("甲山镇2023年税收收入多少？").text for name in OURS]
    assert texts == ["甲山镇2023年税收收入为1200万元[1]（同比增长8%）。", said]


@pytest.mark.parametrize("name", [*ABLATIONS, *BASELINES])
def test_every_system_retrieves_spans_of_the_sources(place: Bench, name: str) -> None:
    answer = place.system(name).ask("甲山镇2023年税收收入多少？")
    assert (answer.text, answer.abstained) == ("", False)
    assert answer.retrieved
    assert all(0 <= r.start < r.end <= len(place.sources[r.file]) for r in answer.retrieved)
    assert [r.score for r in answer.retrieved] == sorted((r.score for r in answer.retrieved), reverse=True)


def test_the_place_filter_is_what_keeps_other_places_out(place: Bench) -> None:
    question = "甲山镇2023年税收收入多少？"
    assert {r.file for r in place.system("retrieval").ask(question).retrieved} == {"甲山镇.txt"}
    assert {r.file for r in place.system("no_place_filter").ask(question).retrieved} == set(place.sources)


def test_no_mending_leaves_a_cut_sentence_cut(place: Bench) -> None:
    def passages(name: str) -> list[str]:
        index = place.system(name)._index
        return [p.text for p in index.catalogue.passages() if "拆除违法建筑" in p.text]

    assert all("2500平方米" in text or "3100平方米" in text for text in passages("retrieval"))
    assert not any("2500平方米" in text for text in passages("no_mending"))


def test_an_unknown_system_is_refused(place: Bench) -> None:
    with pytest.raises(KeyError):
        place.system("magic")


def test_a_given_index_is_opened_as_it_is(settings: Settings, tmp_path: Path) -> None:
    texts = documents(settings.reports_dir, ["甲山镇.txt"], settings)
    build(settings, texts, encoder=BigramEncoder()).close()
    path = tmp_path / "set.jsonl"
    path.write_text(rows(("税收？", "乙水镇", "900万元", "区/乙水镇.md")), encoding="utf-8")
    with open_bench(settings, path, index=settings.index_dir, encoder=BigramEncoder()) as opened:
        assert (list(opened.sources), opened.questions, opened.skipped) == (["甲山镇.txt"], [], 1)


def test_a_corpus_adds_the_files_asked_about(settings: Settings, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    (corpus / "丙市").mkdir(parents=True)
    for year in (2023, 2024):
        text = TOWN.replace("甲山镇", "丙市").replace("2024年1月8日", f"{year}年1月8日")
        (corpus / "丙市" / f"{year}.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "others.jsonl"
    path.write_text(rows(("丙市税收多少？", "丙市", "1200万元", "丙市/2024.txt")), encoding="utf-8")
    with open_bench(settings, path, corpus=corpus, encoder=BigramEncoder()) as opened:
        assert sorted(opened.sources) == ["丙市/2024.txt", "区/乙水镇.md", "甲山镇.txt"]
        assert (len(opened.questions), opened.settings.index_dir.name) == (1, "index-others")
