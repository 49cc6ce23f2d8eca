from __future__ import annotations

import pytest

from rag.question import understand
from rag.scope import Scope, describe_reports, matches_place, select_reports
from tests.rag.question_catalogues import CITIES, COUNTIES, TOWNS, report


def _chosen(question, reports):
    return [(r.place, r.year) for r in select_reports(understand(question, (), reports), reports).reports]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("东平镇税收收入是多少", [("东平镇", 2023)]),
        ("东平镇2023年税收收入", [("东平镇", 2023)]),
        ("东平镇去年同期税收收入", [("东平镇", 2023)]),
        ("淞南镇2021年固定资产投资目标", [("淞南镇", 2021)]),
        ("淞南镇“十三五”期间财政收入年均增长", [("淞南镇", 2021)]),
        ("淞南镇2018年财政收入", []),
        ("新海镇2022年引进多少家企业", []),
        ("竖新镇税收收入", []),
        ("崇明区各镇税收收入", [("港沿镇", 2024), ("东平镇", 2023), ("新海镇", 2019)]),
        ("北蔡镇和留庄镇2023年固定资产投资谁高", [("留庄镇", 2023), ("北蔡镇", 2023)]),
    ],
)
def test_only_reports_of_the_asked_place_and_time(question, expected):
    assert _chosen(question, TOWNS) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("天水市2020年GDP是多少", [("天水市", 2021)]),
        ("天水市2018年GDP是多少", [("天水市", 2018)]),
        ("2018年天水市政府工作报告里GDP是多少", [("天水市", 2018)]),
        ("2016年天水市报告", []),
        ("天水市GDP是多少", [("天水市", y) for y in (2025, 2023, 2021, 2018, 2014)]),
        ("天水市“十三五”期间GDP年均增速", [("天水市", 2021), ("天水市", 2018)]),
        ("天水市2016年GDP是多少", [("天水市", 2018)]),
        ("天水市2015年GDP是多少", []),
    ],
)
def test_the_report_that_looks_back_on_the_year_comes_first(question, expected):
    assert _chosen(question, CITIES) == expected


def test_the_reviewing_report_stands_before_the_planning_one():
    reports = [report("天水市", 2022, 2021, 2022), report("天水市", 2023, 2022, 2023)]
    assert _chosen("天水市2022年GDP是多少", reports) == [("天水市", 2023), ("天水市", 2022)]


def test_a_report_is_also_named_by_the_year_it_looks_back_on():
    assert _chosen("淞南镇2020年的报告里固定资产投资是多少", TOWNS) == [("淞南镇", 2021)]
    assert _chosen("淞南镇2021年的报告里固定资产投资是多少", TOWNS) == [("淞南镇", 2021)]
    assert _chosen("淞南镇2019年的报告里固定资产投资是多少", TOWNS) == []


def test_a_place_without_report_is_named_with_what_there_is():
    scope = select_reports(understand("竖新镇税收收入是多少", (), TOWNS), TOWNS)
    assert scope == Scope(
        missing_places=("竖新镇",),
        reason=(
            "没有竖新镇的报告；现有：东平镇（2023年上半年）、港沿镇（2024年）、新海镇（2019年）、淞南镇（2020年）、"
            "留庄镇（2023年）、北蔡镇（2023年）、孙岗镇（2023年）"
        ),
        alternatives=TOWNS,
    )


def test_a_missing_year_names_the_years_there_are():
    scope = select_reports(understand("淞南镇2018年财政收入是多少", (), TOWNS), TOWNS)
    assert (scope.reports, scope.missing_periods) == ((), ("2018年",))
    assert scope.reason == "没有淞南镇2018年的报告；现有：淞南镇（2020年）"
    assert [r.place for r in scope.alternatives] == ["淞南镇"]


def test_one_of_two_places_lacks_the_year():
    scope = select_reports(understand("北蔡镇和淞南镇2023年税收谁高", (), TOWNS), TOWNS)
    assert [r.place for r in scope.reports] == ["北蔡镇"]
    assert scope.missing_periods == ("淞南镇2023年",)


def test_a_parent_named_alone_has_no_report_of_its_own():
    scope = select_reports(understand("崇明区税收收入是多少", (), TOWNS), TOWNS)
    assert (scope.reports, scope.missing_places) == ((), ("崇明区",))
    assert scope.reason == "没有崇明区本级的报告；其下现有：东平镇（2023年上半年）、港沿镇（2024年）、新海镇（2019年）"
    assert [r.place for r in scope.alternatives] == ["东平镇", "港沿镇", "新海镇"]


def test_a_question_over_a_parents_places_goes_to_them():
    scope = select_reports(understand("崇明区有哪些养老举措", (), TOWNS), TOWNS)
    assert [r.place for r in scope.reports] == ["港沿镇", "东平镇", "新海镇"]
    assert scope.missing_places == ("崇明区",)


def test_namesakes_are_kept_apart_by_their_parent():
    both = select_reports(understand("城关镇财政收入", (), COUNTIES), COUNTIES).reports
    one = select_reports(understand("甲县城关镇财政收入", (), COUNTIES), COUNTIES).reports
    assert [r.place_path for r in both] == [("甲县", "城关镇"), ("乙县", "城关镇")]
    assert [r.place_path for r in one] == [("甲县", "城关镇")]


def test_a_report_without_any_year_is_the_last_resort():
    unknown = report("留庄镇", None)
    scope = select_reports(understand("留庄镇2023年税收", (), [unknown]), [unknown])
    assert scope.reports == (unknown,)


def test_matches_place_by_name_or_by_path():
    town = report("上海市/崇明区/东平镇", 2023)
    assert matches_place(town, "东平镇")
    assert matches_place(town, "崇明区东平镇")
    assert not matches_place(town, "新东平镇")
    assert not matches_place(town, "平镇")


def test_many_places_and_years_are_described_briefly():
    reports = [report(f"{letter}市", 2010 + n, 2009 + n, 2010 + n) for letter in "甲乙" for n in range(13)]
    assert describe_reports(reports) == "甲市（2009年至2021年共13份）、乙市（2009年至2021年共13份）"
    assert describe_reports([report(f"{n}镇", 2020, 2019) for n in "甲乙丙丁戊己庚辛壬癸子丑寅"]).endswith("等13个地方")
