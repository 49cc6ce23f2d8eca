"""The tokens of full-text search: words cut by jieba, character bigrams, whole figures, Latin words."""

from __future__ import annotations

import logging
import re
import unicodedata
import warnings
from functools import lru_cache
from typing import Any

__all__ = ["bigrams", "fold", "match_expression", "tokens"]

_RUN = re.compile(r"(?P<figure>\d[\d,]*(?:\.\d+)?%?)|(?P<latin>[a-z][a-z0-9]*)|(?P<han>[\u3400-\u9fff〇]+)")


_LONGEST, _MOST = 2000, 400
"""How many characters of a query are read, and how many of its tokens are searched for."""


def fold(text: str) -> str:
    """Return the text with full-width forms made ASCII and letters made small."""
    return unicodedata.normalize("NFKC", text).lower()


@lru_cache(maxsize=1)
def _cutter() -> Any:
    """Return jieba's default tokenizer, loaded on first use and without its log lines."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 - its dictionary takes a second to load

        jieba.setLogLevel(logging.WARNING)
        jieba.initialize()
    return jieba.dt


def _han(run: str, *, words: bool) -> list[str]:
    if len(run) == 1:
        return [run]
    found = [run[i : i + 2] for i in range(len(run) - 1)]
    if words:
        found += [word for word in _cutter().cut(run, HMM=False) if len(word) > 2]
    return found


def _cut(text: str, *, words: bool) -> list[str]:
    found: list[str] = []
    for match in _RUN.finditer(fold(text)):
        run = match.group()
        if match.lastgroup == "han":
            found += _han(run, words=words)
        else:
            found.append(run.replace(",", ""))
    return found


def tokens(text: str) -> list[str]:
    """Return the search tokens of a text, in order, with repeats.

    A run of Chinese characters gives its bigrams and its words of three or more characters (a word of two is a
    bigram already; a lone character stands for itself). A figure stays whole, without separators, with its percent
    sign. Everything else (punctuation, emoji, control characters) gives nothing.
    """
    return _cut(text, words=True)


def bigrams(text: str) -> list[str]:
    """Return the tokens without jieba's words: quick enough for scoring sentences while a user waits."""
    return _cut(text, words=False)


def match_expression(query: str, column: str = "") -> str:
    """Return an FTS5 expression that matches any token of a user's text, or an empty string where it has none.

    A token that stands in the text twice counts twice; no more than the first 400 count at all. Any text is safe:
    tokens hold only letters, digits, `.`, `%` and Chinese characters, and each is quoted.
    """
    found = tokens(query[:_LONGEST])[:_MOST]
    if not found:
        return ""
    either = " OR ".join(f'"{token}"' for token in found)
    return f"{column} : ({either})" if column else either
