from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.period import find_periods, parse_period
from rag.schema import Period

YEAR = Period.of_year(2023)


def months(period: Period) -> tuple[int, int, int, int]:
    return period.first // 12, period.first % 12 + 1, period.last // 12, period.last % 12 + 1


@pytest.mark.parametrize(
    ("text", "label", "span"),
    [
        ("2023年上半年", "2023年上半年", (2023, 1, 2023, 6)),
        ("2022 年度", "2022年", (2022, 1, 2022, 12)),
        ("二〇二三年三月", "2023年3月", (2023, 3, 2023, 3)),
        ("2016-2020年", "2016-2020年", (2016, 1, 2020, 12)),
        ("“十三五”期间", "“十三五”期间", (2016, 1, 2020, 12)),
        ("“十五五”时期", "“十五五”期间", (2026, 1, 2030, 12)),
        ("“十一五”末", "2010年", (2010, 1, 2010, 12)),
        ("到2025年", "2025年", (2025, 1, 2025, 12)),
        ("截至 2023 年 6 月 30 日", "截至2023年6月30日", (2023, 1, 2023, 6)),
    ],
)
def test_absolute(text: str, label: str, span: tuple[int, int, int, int]) -> None:
    ((start, end, period),) = find_periods(text)
    assert (text[start:end], period.label, months(period)) == (text, label, span)


@pytest.mark.parametrize(
    ("text", "found", "label", "span"),
    [
        ("上半年完成", "上半年", "2023年上半年", (2023, 1, 2023, 6)),
        ("前三季度", "前三季度", "2023年前三季度", (2023, 1, 2023, 9)),
        ("一季度", "一季度", "2023年一季度", (2023, 1, 2023, 3)),
        ("1-10月全镇", "1-10月", "2023年1-10月", (2023, 1, 2023, 10)),
        ("截至10月底，", "截至10月底", "截至2023年10月底", (2023, 1, 2023, 10)),
        ("截止 6 月底", "截止 6 月底", "截至2023年6月底", (2023, 1, 2023, 6)),
        ("去年同期", "去年", "2022年", (2022, 1, 2022, 12)),
        ("上年", "上年", "2022年", (2022, 1, 2022, 12)),
        ("明年我们", "明年", "2024年", (2024, 1, 2024, 12)),
        ("全年", "全年", "2023年", (2023, 1, 2023, 12)),
        ("今年以来", "今年以来", "2023年", (2023, 1, 2023, 12)),
        ("五年来", "五年来", "2019-2023年", (2019, 1, 2023, 12)),
        ("未来五年", "未来五年", "2024-2028年", (2024, 1, 2028, 12)),
        ("去年上半年", "去年上半年", "2022年上半年", (2022, 1, 2022, 6)),
        ("过去的五年", "过去的五年", "2019-2023年", (2019, 1, 2023, 12)),
    ],
)
def test_relative(text: str, found: str, label: str, span: tuple[int, int, int, int]) -> None:
    assert find_periods(text) == []
    ((start, end, period),) = find_periods(text, YEAR)
    assert (text[start:end], period.label, months(period)) == (found, label, span)


@pytest.mark.parametrize(
    "text",
    ["三年行动计划", "“七五”普法", "“六五”环境日", "二十五个", "五年平均", "学前三年毛入园率", "12345热线", "20年"],
)
def test_no_periods(text: str) -> None:
    assert find_periods(text, YEAR) == []


def test_several_in_order() -> None:
    text = "2022年增长5%，2023年上半年增长6%"
    assert [p.label for _, _, p in find_periods(text)] == ["2022年", "2023年上半年"]


def test_parse_period() -> None:
    assert parse_period("东平镇去年税收多少", YEAR) == Period.of_year(2022)
    assert parse_period("东平镇去年税收多少") is None


@given(st.text(alphabet="0123456789年月日底初上下半去今明前三五十“”-—至到截季度个一二四 ", max_size=30))
def test_spans_lie_in_the_text(text: str) -> None:
    found = find_periods(text, YEAR)
    assert all(0 <= s < e <= len(text) and text[s:e].strip() == text[s:e] for s, e, _ in found)
    assert all(p.first <= p.last and p.label for _, _, p in found)


@given(st.integers(1950, 2099), st.integers(1, 12))
def test_year_and_month(year: int, month: int) -> None:
    assert parse_period(f"在{year}年{month}月") == Period(
        year * 12 + month - 1, year * 12 + month - 1, f"{year}年{month}月"
    )
