from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering.english_names import period_in_english, place_in_english


@pytest.mark.parametrize(
    ("place", "english"),
    [
        ("东平镇", "Dongping Town (东平镇)"),
        ("惠军村", "Huijun Village (惠军村)"),
        ("西安市", "Xi'an City (西安市)"),
        ("吕梁市", "Lüliang City (吕梁市)"),
        ("陕西省", "Shaanxi Province (陕西省)"),
        ("山西省", "Shanxi Province (山西省)"),
        ("浦东新区", "Pudong New Area (浦东新区)"),
        ("新华街道", "Xinhua Subdistrict (新华街道)"),
        ("全市", "the whole city (全市)"),
        ("北部湾", "北部湾"),
        ("", ""),
    ],
)
def test_places_by_their_ending(place, english):
    assert place_in_english(place) == english


@pytest.mark.parametrize(
    ("label", "english"),
    [
        ("2023年", "2023"),
        ("2023年上半年", "first half of 2023"),
        ("2023年下半年", "second half of 2023"),
        ("2023年一季度", "first quarter of 2023"),
        ("2023年前三季度", "first three quarters of 2023"),
        ("截至2023年10月底", "by the end of October 2023"),
        ("截至2023年6月30日", "by 30 June 2023"),
        ("截至2023年底", "by the end of 2023"),
        ("2023年1-9月", "January to September 2023"),
        ("2023年10月", "October 2023"),
        ("2021-2025年", "2021–2025"),
        ("“十四五”期间", "Fourteenth Five-Year Plan period (2021–2025)"),
        ("“十五”期间", "Tenth Five-Year Plan period (2001–2005)"),
        ("“十五五”时期", "Fifteenth Five-Year Plan period (2026–2030)"),
        ("2023年春季", "2023年春季"),
        ("2023年13月", "2023年13月"),
        ("", ""),
    ],
)
def test_periods_that_a_rule_reads(label, english):
    assert period_in_english(label) == english


@given(st.text())
def test_other_words_stay_as_they_are(text):
    assert place_in_english(text).endswith((text, f"({text})"))


@given(st.integers(1000, 9999), st.integers(1, 12))
def test_every_month_keeps_its_year(year, month):
    assert period_in_english(f"截至{year}年{month}月底").startswith("by the end of ")
    assert period_in_english(f"{year}年{month}月").endswith(f" {year}")
