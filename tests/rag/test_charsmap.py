from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers.normalizers import Precompiled

from rag.charsmap import precompiled_charsmap

MARKS = ("Cs", "Mn", "Me", "Mc")
CHARACTERS = st.characters(exclude_categories=MARKS, exclude_characters="\0\u200d")
KEYS = st.characters(exclude_categories=MARKS, exclude_characters="\0\u200d\r\n")


def normalise(mapping, text):
    return Precompiled(precompiled_charsmap(mapping)).normalize_str(text)


def test_each_key_becomes_its_value():
    mapping = {"１": "1", "％": "%", "㎡": "m2", "\n": " ", "\u200b": "", "e\u0301": "é"}
    assert normalise(mapping, "增长１１％\n共３㎡，cafe\u0301\u200b。") == "增长11% 共３m2，café。"


@given(st.dictionaries(KEYS, st.text(CHARACTERS, max_size=3), min_size=1, max_size=200), st.text(CHARACTERS))
def test_any_mapping_of_single_characters(mapping, text):
    # A line break between the characters keeps each one a cluster of its own.
    text = "\n".join(text.replace("\r", ""))
    assert normalise(mapping, text) == "".join(mapping.get(character, character) for character in text)


@pytest.mark.parametrize("mapping", [{"": "x"}, {"a\0": "x"}, {"a": "\0"}])
def test_what_the_table_cannot_hold_is_refused(mapping):
    with pytest.raises(ValueError, match="must not be empty"):
        precompiled_charsmap(mapping)
