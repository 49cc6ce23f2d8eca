from __future__ import annotations

import pytest

from rag.understanding.english_customary import chinese_of, english_of


@pytest.mark.parametrize(
    ("name", "chinese"),
    [
        ("Inner Mongolia", "内蒙古"),
        ("ulanqab", "乌兰察布"),
        ("Ulaan Chab", "乌兰察布"),
        ("Lu'an", "六安"),
        ("Shaanxi", "陕西"),
        ("Shanxi", "山西"),
        ("Dongping", ""),
    ],
)
def test_chinese_names(name, chinese):
    assert chinese_of(name) == chinese


@pytest.mark.parametrize(("chinese", "name"), [("内蒙古", "Inner Mongolia"), ("澳门", "Macao"), ("东平", "")])
def test_english_names(chinese, name):
    assert english_of(chinese) == name
