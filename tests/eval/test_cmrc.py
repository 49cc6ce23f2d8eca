from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

import rag.index
from eval.cmrc import as_document, main, measure
from eval.external import Reading
from rag.retrieval import Hit
from tests.rag.fakes import BigramEncoder

PARAGRAPHS = ["长江全长6300公里。它流入东海。", "黄河全长5464公里。它流入渤海。"]
READINGS = [
    Reading(id="1", question="长江流入哪个海？", paragraph_id="a", paragraph=PARAGRAPHS[0], answers=("东海",)),
    Reading(id="2", question="黄河有多长？", paragraph_id="b", paragraph=PARAGRAPHS[1], answers=("5464公里",)),
    Reading(id="3", question="长江有多长？", paragraph_id="a", paragraph=PARAGRAPHS[0], answers=("6300公里",)),
]


def test_distinct_paragraphs_become_passages_with_exact_spans() -> None:
    parsed = as_document(READINGS, "rivers")
    assert [passage.text for passage in parsed.passages] == PARAGRAPHS
    text = parsed.document.text
    assert [text[p.start : p.end] for p in parsed.passages] == PARAGRAPHS
    assert [text[s.start : s.end] for p in parsed.passages for s in p.sentences] == [
        "长江全长6300公里。",
        "它流入东海。",
        "黄河全长5464公里。",
        "它流入渤海。",
    ]


def test_measure_counts_ranks_and_answering_sentences() -> None:
    parsed = as_document(READINGS, "rivers")

    def search(question: str) -> list[Hit]:
        return [
            Hit(
                passage=passage,
                report=parsed.reports[0],
                score=1.0,
                dense=1.0,
                lexical=0.0,
                sentences=[(passage.sentences[0], 0.9), (passage.sentences[1], 0.1)],
            )
            for passage in parsed.passages
        ]

    assert measure(READINGS, search) == {
        "recall@1": 2 / 3,
        "recall@5": 1.0,
        "recall@10": 1.0,
        "sentence@1": 2 / 3,
        "sentence@2": 1.0,
    }


def test_main_reads_a_packed_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rag.index, "_default_encoder", lambda _: BigramEncoder())
    rows = [
        {
            "context_id": reading.paragraph_id,
            "context_text": reading.paragraph,
            "qas": [{"query_id": reading.id, "query_text": reading.question, "answers": list(reading.answers)}],
        }
        for reading in READINGS
    ]
    (tmp_path / "rivers.json.xz").write_bytes(lzma.compress(json.dumps(rows).encode()))
    main([str(tmp_path / "rivers.json.xz"), "--index", str(tmp_path / "index")])
    numbers = json.loads(capsys.readouterr().out)
    assert (numbers["questions"], numbers["recall@1"], numbers["recall@5"]) == (3, 1.0, 1.0)
