from __future__ import annotations

import pytest

from rag.answering.spelt_names import in_characters, spelt_names, with_names
from rag.schema import Query

XINHAI = "完成新海幼儿园标准化建设，实施新海集贸市场标准化改造。"
GANGYAN = "完成惠军村、惠中村 3800 亩高标准农田建设项目。"


@pytest.mark.parametrize(
    ("word", "name"), [("Huijun", "惠军"), ("Huizhong", "惠中"), ("Xinhai", ""), ("Zorbing", ""), ("Hui", "")]
)
def test_a_name_in_the_characters_of_the_text(word, name):
    assert in_characters(word, [GANGYAN]) == name


def test_the_characters_that_stand_most_often_are_taken():
    assert in_characters("Xinhai", [XINHAI, "鑫海公司落户。"]) == "新海"


def test_the_query_has_the_name_in_characters():
    query = Query(
        text="", resolved="港沿镇Huijun 村农田面积", language="en", indicators=("Huijun 村农田面积",), terms=("Huijun",)
    )
    named = with_names(query, [GANGYAN])
    assert (named.resolved, named.indicators, named.terms) == ("港沿镇惠军村农田面积", ("惠军村农田面积",), ("惠军",))


def test_other_questions_spell_no_names():
    assert spelt_names(Query(text="", resolved="", indicators=("Huijun村",))) == ()
