from __future__ import annotations

from dataclasses import replace

from rag.records import Records, indicator_id, passage_text, records_of, sentence_id, sentence_text
from tests.rag.fakes import SONGNAN, parse

SOUTH = parse(SONGNAN, name="songnan.txt", place="淞南镇", year=2021)
REPORT, FIRST = SOUTH.reports[0], SOUTH.passages[0]


def test_a_passage_is_encoded_with_place_period_and_headings() -> None:
    assert passage_text(FIRST, REPORT) == ("淞南镇 2021年 › 工作回顾\n税收收入完成8.05亿元。旧区改造签约率达到100%。")
    assert passage_text(replace(FIRST, path=()), replace(REPORT, place="", period=None)) == FIRST.text


def test_a_sentence_is_encoded_with_its_nearest_heading() -> None:
    assert sentence_text(FIRST, 1) == "工作回顾\n旧区改造签约率达到100%。"
    assert sentence_text(replace(FIRST, path=()), 1) == "旧区改造签约率达到100%。"


def test_records_of_a_report() -> None:
    passages, sentences, indicators = records_of(SOUTH.reports, SOUTH.passages, SOUTH.figures)
    second = SOUTH.passages[1]
    assert passages.ids == [FIRST.id, second.id]
    assert passages.metadatas[0] == {"report_id": REPORT.id, "place": "淞南镇", "year": 2021, "role": "review"}
    assert sentences.ids == [sentence_id(FIRST.id, 0), sentence_id(FIRST.id, 1), sentence_id(second.id, 0)]
    assert sentences.metadatas[2] == {"report_id": REPORT.id, "passage_id": second.id}
    assert indicators.texts == ["税收收入完成", "区改造签约率达到"]
    assert indicators.ids[0] == indicator_id(REPORT.id, "税收收入完成")


def test_an_indicator_said_twice_is_encoded_once() -> None:
    assert len(records_of(SOUTH.reports, SOUTH.passages, SOUTH.figures * 2)[2].ids) == 2


def test_only_keeps_what_is_chosen() -> None:
    records = Records("passages", "文段", ["a", "b"], ["甲", "乙"], [{"n": 1}, {"n": 2}])
    assert records.only([False, True]) == Records("passages", "文段", ["b"], ["乙"], [{"n": 2}])
