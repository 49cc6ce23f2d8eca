from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.codec import from_json, to_json
from rag.schema import Period, Sentence
from tests.rag.fakes import DONGPING, parse

FIGURE = parse(DONGPING, name="dongping.txt", place="东平镇").figures[0]


def test_json_is_an_object_of_the_fields() -> None:
    assert json.loads(to_json(Period(24276, 24281, "2023年上半年"))) == {
        "first": 24276,
        "last": 24281,
        "label": "2023年上半年",
    }
    assert json.loads(to_json(FIGURE))["value"] == "14869"


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_decimals_keep_every_digit(value: Decimal) -> None:
    figure = type(FIGURE)(
        **{name: getattr(FIGURE, name) for name in FIGURE.__slots__} | {"value": value, "high": value}
    )
    back = from_json(type(FIGURE), to_json(figure))
    assert (str(back.value), str(back.high)) == (str(value), str(value))


@given(st.text())
def test_text_comes_back_to_the_letter(text: str) -> None:
    sentence = Sentence(start=0, end=len(text), text=text)
    assert from_json(Sentence, to_json(sentence)) == sentence


def test_fields_of_a_later_form_are_passed_over() -> None:
    assert from_json(Sentence, '{"start": 0, "end": 1, "text": "一", "later": 1}') == Sentence(
        start=0, end=1, text="一"
    )


def test_what_cannot_be_stored_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot store object"):
        to_json(Sentence(start=0, end=1, text=object()))  # type: ignore[arg-type]
