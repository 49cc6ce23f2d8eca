from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.figures import Carry, RawFigure, extract_figures
from ingest.figures.moves import reaches, start_of, without_start
from rag.schema import FigureKind, Period, Role

YEAR = Period.of_year(2021)


def read(text: str, role: Role = Role.REVIEW) -> list[RawFigure]:
    return extract_figures(text, role=role, period=YEAR, place="某市", carry=Carry(year=2022))


def brief(text: str, role: Role = Role.REVIEW) -> list[tuple[str, str, str, str, str]]:
    return [
        (text[f.start : f.end], f.indicator, f.kind.value, f.period.label if f.period else "", f.basis)
        for f in read(text, role)
    ]


def test_a_move_gives_two_values_with_their_years_and_its_change() -> None:
    text = "地区生产总值由2017年的689.8亿元增加到2021年的903.6亿元，净增213.8亿元，年均增长5%；"
    assert brief(text) == [
        ("689.8亿元", "地区生产总值", "achieved", "2017年", "2017年"),
        ("903.6亿元", "地区生产总值", "achieved", "2021年", ""),
        ("213.8亿元", "地区生产总值", "change", "2021年", ""),
        ("5%", "地区生产总值", "change", "2021年", "年均"),
    ]
    assert [f.head for f in read(text)] == [None, None, 1, 1]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "地区生产总值由2010年1492亿元增加到2015年2720亿元（预计数，下同）",
            [
                ("1492亿元", "地区生产总值", "achieved", "2010年", "2010年"),
                ("2720亿元", "地区生产总值", "achieved", "2015年", ""),
            ],
        ),
        (
            "将山区和农村边远地区学校教师生活补助从每月人均不低于900元提高到不低于1000元",
            [
                ("900元", "山区和农村边远地区学校教师生活补助", "achieved", "", "此前"),
                ("1000元", "山区和农村边远地区学校教师生活补助", "achieved", "2021年", ""),
            ],
        ),
        (
            "城镇化率由26%提高到31%",
            [("26%", "城镇化率", "achieved", "", "此前"), ("31%", "城镇化率", "achieved", "2021年", "")],
        ),
        (
            "规模以上工业企业由2018年底的500家，增加到2021年底的620家",
            [
                ("500家", "规模以上工业企业", "count", "2018年", "2018年底"),
                ("620家", "规模以上工业企业", "count", "2021年", ""),
            ],
        ),
        (
            "年旅客吞吐量由154万人次增加到最高峰415.9万人次",
            [
                ("154万人次", "年旅客吞吐量", "count", "", "此前"),
                ("415.9万人次", "年旅客吞吐量", "count", "2021年", ""),
            ],
        ),
        (
            "工程项目审批时限由原来的300多个工作日缩减至81个。",
            [
                ("300多个工作日", "工程项目审批时限", "achieved", "", "原来"),
                ("81个", "工程项目审批时限", "achieved", "2021年", ""),
            ],
        ),
        (
            "困难残疾人生活补贴、重度残疾人护理补贴标准，分别从每人每年1800元、2400元提高到1890元、2520元",
            [
                ("1800元", "困难残疾人生活补贴标准", "achieved", "", "此前"),
                ("2400元", "重度残疾人护理补贴标准", "achieved", "", "此前"),
                ("1890元", "困难残疾人生活补贴标准", "achieved", "2021年", ""),
                ("2520元", "重度残疾人护理补贴标准", "achieved", "2021年", ""),
            ],
        ),
    ],
)  # fmt: skip
def test_moves_in_their_many_forms(text: str, figures: list[tuple[str, str, str, str, str]]) -> None:
    assert brief(text) == figures


def test_a_planned_move_starts_from_what_is_reached() -> None:
    low, high = read("到2025年，城镇化率从2020年的55%提高到60%以上", Role.PLAN)
    assert (low.kind, low.period, high.kind, high.period) == (
        FigureKind.ACHIEVED,
        Period.of_year(2020),
        FigureKind.TARGET,
        Period.of_year(2025),
    )


def test_a_start_without_a_number_is_no_part_of_the_name() -> None:
    (figure,) = read("农村居民人均可支配收入由不足万元增加到1.6万元。")
    assert figure.indicator == "农村居民人均可支配收入"


def test_a_year_that_a_level_is_measured_in_is_not_its_period() -> None:
    (figure,) = read("接待游客量、旅游总收入恢复到上年75%左右")
    assert figure.period == YEAR


def test_a_person_s_share_is_of_what_was_named_before() -> None:
    *_, figure = read("地区生产总值达2800亿元，人均达40000元以上")
    assert figure.indicator == "人均地区生产总值"


def test_words_of_a_move() -> None:
    assert start_of("城镇化率由2015年的") == ("城镇化率", "2015年")
    assert start_of("从业人员") is None
    assert start_of("城市低保标准由月人均") == ("城市低保标准", "此前")
    assert reaches("提高到     的")  # the year is blanked
    assert not reaches("增加")
    assert without_start("收入由不足万元增加到") == "收入"


@given(st.text(alphabet="从由到至增加提高的收入年20", max_size=24))
def test_a_start_is_cut_off_the_end_only(text: str) -> None:
    assert text.startswith(without_start(text))
    found = start_of(text)
    assert found is None or text.startswith(found[0])
