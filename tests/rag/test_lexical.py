from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from rag.lexical import bigrams, fold, match_expression, tokens


def test_fold_makes_full_width_ascii_and_small() -> None:
    assert fold("ＧＤＰ增长５．５％") == "gdp增长5.5%"


def test_tokens_are_bigrams_long_words_whole_figures_and_latin_words() -> None:
    assert tokens("税收收入14,869万元，同比减少36.2%（GDP）") == [
        *("税收", "收收", "收入", "税收收入"),
        "14869",
        "万元",
        *("同比", "比减", "减少"),
        "36.2%",
        "gdp",
    ]
    assert tokens("地区生产总值") == ["地区", "区生", "生产", "产总", "总值", "生产总值"]
    assert tokens("户") == ["户"]


def test_bigrams_leave_the_words_out() -> None:
    assert bigrams("地区生产总值") == ["地区", "区生", "生产", "产总", "总值"]


def test_text_without_words_gives_nothing() -> None:
    assert tokens("？！…… 🙂\x00") == []
    assert match_expression("？！🙂") == ""


def test_match_expression_quotes_each_token() -> None:
    assert match_expression("税收 税收 NEAR(a)", "body") == 'body : ("税收" OR "税收" OR "near" OR "a")'


def test_match_expression_stays_short() -> None:
    assert match_expression("税收入" * 5000).count(" OR ") == 399


@given(st.text())
def test_any_text_is_a_safe_expression(text: str) -> None:
    database = sqlite3.connect(":memory:")
    try:
        database.execute("CREATE VIRTUAL TABLE words USING fts5(body, tokenize = \"ascii tokenchars '.%'\")")
        database.execute("INSERT INTO words VALUES (?)", (" ".join(tokens(text)),))
        expression = match_expression(text, "body")
        if expression:
            assert database.execute("SELECT count(*) FROM words WHERE words MATCH ?", (expression,)).fetchone() == (1,)
        else:
            assert tokens(text) == []
    finally:
        database.close()
