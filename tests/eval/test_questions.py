from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.questions import FOLDER, Evidence, Question, check, counts, load_questions
from rag.schema import Turn
from rag.settings import ROOT
from tests.eval.fakes import FILE, SOURCES, question

ROW = {
    "id": "a-1", "question": "同比呢？", "history": [{"question": "税收多少？", "answer": "14869万元"}],
    "kind": "follow_up", "places": ["甲镇"], "answer": "减少36.2%", "accepted": [["36.2%"], ["减少", "下降"]],
    "evidence": [{"file": FILE, "text": "同比减少36.2%"}], "answerable": True, "need": 1, "forbidden": ["1%"],
    "figure_kind": "achieved", "needs": ["乙镇.txt"], "note": "注",
}  # fmt: skip


def test_load_reads_every_field(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(ROW, ensure_ascii=False) + "\n\n", encoding="utf-8")
    assert load_questions(path) == [
        Question(
            id="a-1", question="同比呢？", history=(Turn("税收多少？", "14869万元"),),
            kind="follow_up", places=("甲镇",),
            answer="减少36.2%", accepted=(("36.2%",), ("减少", "下降")), evidence=(Evidence(FILE, "同比减少36.2%"),),
            answerable=True, need=1, forbidden=("1%",), figure_kind="achieved", needs=("乙镇.txt",), note="注",
        )
    ]  # fmt: skip
    assert load_questions(path)[0].files == {FILE, "乙镇.txt"}


@pytest.mark.parametrize("line", ["{", '{"id": "a"}', json.dumps(ROW | {"place": "甲镇"})])
def test_load_names_the_malformed_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(ValueError, match=r"set\.jsonl:1"):
        load_questions(path)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"kind": "riddle"}, "q-1: unknown kind riddle"),
        ({"answerable": False}, "q-1: kind and answerable contradict each other"),
        ({"evidence": ()}, "q-1: answerable without evidence or accepted forms"),
        ({"need": 2}, "q-1: more items needed than given"),
        ({"evidence": (Evidence(FILE, "税收14869万元"),)}, "q-1: evidence found 0 times in 甲镇.txt: 税收14869万元"),
        ({"evidence": (Evidence(FILE, "税收"),)}, "q-1: evidence found 2 times in 甲镇.txt: 税收"),
        ({"accepted": (("999万元", "9.9亿元"),)}, "q-1: not in the evidence: 999万元"),
    ],
)
def test_check_names_the_fault(changes: dict[str, object], fault: str) -> None:
    assert fault in check([question(**changes)], SOURCES)


def test_check_passes_a_good_question_and_finds_doubled_ids() -> None:
    assert check([question()], SOURCES) == []
    assert check([question(), question()], SOURCES) == ["q-1: id given 2 times"]
    assert check([question(kind="difference", accepted=(("9万元",),))], SOURCES) == []


def test_the_sets_of_the_project_hold() -> None:
    sources = {p.name: p.read_bytes().decode() for p in (ROOT / "data" / "reports").iterdir()}
    sets = {p.stem: load_questions(p) for p in sorted(FOLDER.glob("*.jsonl"))}
    everything = [q for questions in sets.values() for q in questions]
    assert check(everything, sources) == []
    assert set(sets) == {
        *("dev", "dev_b", "dev_c", "dev_cities", *(f"dev_cities_{letter}" for letter in "bcdefghi")),
        *("dev_conversations", *(f"dev_conversations_{letter}" for letter in "bcd")),
        *("conversations", "generalisation", "generalisation_b", "test"),
    }
    sizes = {"dev": 400, "test": 170, "generalisation": 90, "generalisation_b": 90, "conversations": 170}
    assert all(len(sets[name]) >= size for name, size in sizes.items())
    for name in ("dev", "test", "generalisation", "generalisation_b"):
        assert sum(not q.answerable for q in sets[name]) >= 0.15 * len(sets[name])
    assert len(counts(everything)) >= 30


def test_counts_most_frequent_first() -> None:
    assert counts([question(kind="who"), question(), question()]) == {"value": 2, "who": 1}
