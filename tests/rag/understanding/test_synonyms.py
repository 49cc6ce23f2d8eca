from __future__ import annotations

import pytest

from rag.understanding.synonyms import GROUPS, canonical_terms
from rag.understanding.typos import mend


def test_no_term_stands_in_two_groups():
    terms = [term.lower() for group in GROUPS for term in group]
    assert sorted({term for term in terms if terms.count(term) > 1}) == []


def test_the_formal_wording_comes_first_in_its_group():
    assert canonical_terms("财政进账")[:2] == ("财政进账", "一般公共预算收入")
    assert canonical_terms("社零")[:2] == ("社零", "社会消费品零售总额")


def test_a_known_term_inside_a_phrase_is_exchanged():
    assert "东部片区固定资产投资" in canonical_terms("东部片区固投")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("税收收人", "税收收入"),
        ("固定资产头资", "固定资产投资"),
        ("税收收入", "税收收入"),
        ("粮食", "粮食"),
        ("第二产业增加值", "第二产业增加值"),
        ("", ""),
    ],
)
def test_mends_one_look_alike_or_homophone(typed, meant):
    assert mend(typed, ["税收收入", "固定资产投资", "第一产业增加值", "粮食产量"]) == meant
