from __future__ import annotations

import pytest

from rag.question import understand
from rag.understanding.english import is_english
from rag.understanding.english_glosses import read_glosses, without_glosses
from rag.understanding.gazetteer import gazetteer
from tests.rag.question_catalogues import CITIES, TOWNS


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("What was the forest coverage rate of Yunfu (云浮) in the 2022 review?", True),
        ("How many freight trains did Ulanqab（乌兰察布）actually run in 2022?", True),
        ("What was Yunfu's GDP in 2022?", True),
        ("What was the 森林覆盖率 of Yunfu in 2022?", False),
        ("GDP（地区生产总值）是多少？", False),
        ("GDP (云浮)", False),
    ],
)
def test_chinese_in_brackets_leaves_a_question_english(question, english):
    assert is_english(question) is english


def test_other_texts_keep_their_brackets():
    assert without_glosses("云浮市（云浮）的 GDP is how much") == "云浮市（云浮）的 GDP is how much"


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("Did Yunfu (云浮) raise its GDP (地区生产总值) target?", "Did 云浮市 raise its GDP target?"),
        ("the GDP of Ulanqab City (乌兰察布市) in 2022", "the GDP of 乌兰察布市 in 2022"),
        ("the GDP of Foshan (佛山) in 2022", "the GDP of Foshan in 2022"),
        ("In Yunfu (雲浮), how much was it?", "In 云浮市, how much was it?"),
    ],
)
def test_a_known_place_in_brackets_takes_the_stead_of_the_name_before(question, read):
    assert read_glosses(question, gazetteer(CITIES)) == read


@pytest.mark.parametrize(
    ("question", "resolved", "places", "unknown"),
    [
        (
            "What was the forest coverage rate of Yunfu (云浮) in the 2022 review?",
            "云浮市2022年森林覆盖率是多少？", ("云浮市",), (),
        ),
        ("In Ulanqab City (乌兰察布市), how much did GDP grow in 2022?",
         "乌兰察布市2022年地区生产总值同比增长多少？", ("乌兰察布市",), ()),
        ("What was the GDP of Foshan (佛山) in 2022?", "2022年地区生产总值是多少？", (), ("Foshan",)),
    ],
)  # fmt: skip
def test_questions_with_names_in_brackets_are_read_as_english(question, resolved, places, unknown):
    query = understand(question, (), CITIES)
    assert (query.language, query.resolved, query.places, query.unknown_places) == ("en", resolved, places, unknown)


def test_a_town_is_named_in_brackets():
    query = understand("How much was the tax revenue of Dongping Town（东平镇）in the first half of 2023?", (), TOWNS)
    assert query.resolved == "东平镇2023年上半年税收收入是多少？"
