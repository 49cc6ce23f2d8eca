from __future__ import annotations

import pytest

from rag.understanding.gazetteer import gazetteer, one_edit_apart, pinyin, split_suffix, stem
from tests.rag.question_catalogues import COUNTIES, TOWNS


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("东平镇", "东平"),
        ("石嘴山市", "石嘴山"),
        ("黔东南苗族侗族自治州", "黔东南"),
        ("内蒙古自治区", "内蒙古"),
        ("广西壮族自治区", "广西"),
        ("新疆维吾尔自治区", "新疆"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("易县", "易县"),
        ("浦东新区", "浦东"),
        ("新华街道", "新华"),
        ("留庄", "留庄"),
    ],
)
def test_short_names_have_two_characters_at_least(name, short):
    assert stem(name) == short


def test_split_suffix_takes_the_longest_ending():
    assert split_suffix("新华街道办事处") == ("新华", "街道办事处")
    assert split_suffix("镇") == ("镇", "")


def test_pinyin_has_no_tones_or_spaces():
    assert pinyin("淞南") == "songnan"


def test_tables_of_a_catalogue():
    made = gazetteer(TOWNS)
    assert made.places[0] == "东平镇"
    assert made.short["淞南"] == ("淞南镇",)
    assert made.parents["崇明区"] == made.parents["崇明"] == ("东平镇", "港沿镇", "新海镇")
    assert made.latin["beicai"] == ("北蔡镇",)
    assert made.under("淞南镇", "宝山区")
    assert not made.under("淞南镇", "崇明区")


def test_ordinary_words_and_namesakes():
    made = gazetteer(COUNTIES)
    assert {"平安", "前进", "光明", "和平"} <= made.ordinary
    assert made.full_name("城关镇", "乙县") == "乙县城关镇"
    assert made.full_name("前进镇", "甲县") == "前进镇"


def test_an_empty_catalogue_has_no_places():
    assert gazetteer(()).places == ()


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("石咀山", "石嘴山", True),
        ("石嘴", "石嘴山", True),
        ("dongpin", "dongping", True),
        ("ab", "b", True),
        ("ab", "ba", False),
        ("石嘴山", "石嘴山", False),
        ("", "a", True),
        ("南平", "南北平安", False),
    ],
)
def test_one_edit_apart(first, second, expected):
    assert one_edit_apart(first, second) is one_edit_apart(second, first) is expected
