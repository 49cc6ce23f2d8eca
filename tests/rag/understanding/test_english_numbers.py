from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.understanding.english_numbers import put_amounts


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("projects worth over 100 million yuan", "projects of 亿元以上"),
        ("projects worth 10 million yuan or more", "projects of 千万元以上"),
        ("projects with a total investment of more than 1 billion yuan", "projects of 10亿元以上"),
        ("100-million-yuan projects", "1亿元 projects"),
        ("loans of 35,000 yuan", "loans of 3.5万元"),
        ("deals worth 30 million US dollars", "deals of 3000万美元"),
        ("how many million yuan of tax", "how many yuan of tax"),
        ("1,237 companies and 7,524 firms", "1237 companies and 7524 firms"),
        ("in 2021, 12 towns", "in 2021, 12 towns"),
        ("a yuan", "a yuan"),
    ],
)
def test_sums_are_put_as_reports_say_them(text, chinese):
    assert put_amounts(text) == chinese


@given(st.text())
def test_a_text_with_its_amounts_put_has_none_left(text):
    once = put_amounts(text)
    assert put_amounts(once) == once
