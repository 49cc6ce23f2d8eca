from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rag.schema import FigureKind, Period
from tests.ui.fakes import FakeIndex, figure, parsed
from ui.examples import examples


def _index(tmp_path, **figures):
    documents = []
    for place, found in figures.items():
        document = parsed(place=place)
        name = f"{place}.txt"
        report = replace(document.reports[0], id=f"r-{place}", document_id=f"d-{place}", file=name)
        own = tuple(replace(f, id=f"{place}-{f.id}", report_id=report.id, place=place) for f in found)
        documents.append(
            replace(
                document,
                document=replace(document.document, id=f"d-{place}", name=name, text=f"{place}报告"),
                reports=(report,),
                sections=(),
                passages=(),
                figures=own,
            )
        )
    return FakeIndex(tmp_path, tuple(documents))


def test_questions_come_from_the_figures_of_the_library(tmp_path):
    tax, area = figure("税收收入"), figure("绿化面积", base_unit="平方米")
    index = _index(tmp_path, 甲镇=[area, tax], 乙镇=[tax])
    assert examples(index.catalogue) == [
        "乙镇2023年上半年税收收入是多少？",
        "甲镇2023年上半年税收收入是多少？",
        "乙镇和甲镇的税收收入相比如何？",
        "库里有哪些报告？",
    ]


def test_targets_and_odd_phrases_are_no_examples(tmp_path):
    index = _index(tmp_path, 甲镇=[figure("税收收入", kind=FigureKind.TARGET), figure("PM2.5浓度", value=Decimal(35))])
    assert examples(index.catalogue) == ["库里有哪些报告？"]


def test_an_empty_library_has_no_examples(tmp_path):
    index = _index(tmp_path, 甲镇=[])
    index.remove("甲镇.txt")
    assert examples(index.catalogue) == []


def test_a_comparison_prefers_money_and_one_period(tmp_path):
    later = Period.of_year(2024)
    index = _index(
        tmp_path,
        甲镇=[figure("绿化面积", base_unit="平方米"), figure("财政总收入"), figure("税收收入")],
        乙镇=[figure("绿化面积", base_unit="平方米"), figure("财政总收入", period=later), figure("税收收入")],
    )
    assert "乙镇和甲镇的税收收入相比如何？" in examples(index.catalogue)


def test_a_place_with_several_reports_is_asked_about_once(tmp_path):
    index = _index(tmp_path, 甲镇=[figure("税收收入")])
    older = parsed(place="甲镇")
    report = replace(older.reports[0], id="old", document_id="old", file="旧.txt", year=2010)
    index.add(
        replace(
            older,
            document=replace(older.document, id="old", name="旧.txt"),
            reports=(report,),
            sections=(),
            passages=(),
            figures=(replace(figure("老指标值"), id="old", report_id="old", place="甲镇"),),
        )
    )
    assert examples(index.catalogue) == ["甲镇2023年上半年税收收入是多少？", "库里有哪些报告？"]
