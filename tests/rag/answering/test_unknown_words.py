from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from rag.answering.unknown_words import aligned, strange_words
from rag.schema import Query

CLAUSES = ("全年发放残疾人轮椅2000件", "完成贫困残疾人家庭无障碍改造500户", "六号车间建成")
MEANINGS = {"walking sticks": "轮椅", "ramp-building": "无障碍", "workshop-like": "车间"}


def _encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """Give a word and its meaning one vector, and others vectors at right angles."""
    known = [*MEANINGS.values()]
    rows = np.zeros((len(texts), 64), dtype=np.float32)
    for row, text in enumerate(texts):
        meant = MEANINGS.get(text, text)
        rows[row, known.index(meant) if meant in known else len(known) + row % 50] = 1.0
    return rows


def _query(phrase: str, language: str = "en") -> Query:
    return Query(text="", resolved=f"{phrase}是多少？", language=language, indicators=(phrase,), terms=("walking",))


@pytest.mark.parametrize(
    ("phrase", "strange"),
    [
        ("残疾人发放walking sticks", ("walking sticks",)),
        ("ramp-building 改造残疾人家庭", ("ramp-building",)),
        ("GDP", ()),
        ("Longmen 桥梁", ()),
    ],
)
def test_strange_words_are_small_latin_ones(phrase, strange):
    assert strange_words(_query(phrase)) == strange


def test_other_questions_have_none():
    assert strange_words(_query("残疾人发放walking sticks", "zh")) == ()


@pytest.mark.parametrize(
    ("phrase", "meant", "read"),
    [
        ("残疾人发放walking sticks", "残疾人发放轮椅", [("walking sticks", "轮椅")]),
        ("walking sticks", "walking sticks", []),
        ("残疾人发放pianos", "残疾人发放pianos", []),
        ("六号workshop-like", "六号workshop-like", []),
    ],
)
def test_a_strange_word_is_a_word_beside_the_known_ones_to_which_no_english_term_leads(phrase, meant, read):
    query, found = aligned(_query(phrase), CLAUSES, _encode, _encode)
    assert (query.indicators[0], found) == (meant, read)
