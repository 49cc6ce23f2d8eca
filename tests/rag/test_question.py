from __future__ import annotations

import re
from pathlib import Path

import pytest
import zhconv
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.question import MAX_QUESTION, canonical_terms, understand
from rag.schema import Aspect, FigureKind, Period, Query, Turn
from tests.rag.question_catalogues import CATALOGUES, COUNTIES, FIRST_HALF, TOWNS, line, report


def _cases():
    """Yield (catalogue, turns, expected line); see question_cases.txt."""
    catalogue = ""
    lines = (Path(__file__).parent / "question_cases.txt").read_text(encoding="utf-8").splitlines()
    for text, following in zip(lines, [*lines[1:], ""], strict=True):
        if text.startswith("["):
            catalogue = text.strip("[]")
        elif text and not text.startswith("    "):
            yield pytest.param(catalogue, text.split(" || "), following.strip(), id=text)


@pytest.mark.parametrize(("catalogue", "turns", "expected"), list(_cases()))
def test_reads_the_question(catalogue, turns, expected):
    history = [Turn(question) for question in turns[:-1]]
    assert line(understand(turns[-1], history, CATALOGUES[catalogue])) == expected


_NOISE = {
    "spaces": lambda question: re.sub(r"(?<=[一-鿿])(?=[一-鿿])", " ", question),
    "greeting": lambda question: f"你好，请问{question}",
    "wish": lambda question: f"我想知道{question}",
    "thanks": lambda question: question.rstrip("？?") + "呢？谢谢",
    "marks": lambda question: question.rstrip("？?") + "？？？",
    "full width": lambda question: question.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}),
    "traditional": lambda question: zhconv.convert(question, "zh-hant"),
}


@pytest.mark.parametrize("noise", _NOISE)
def test_noise_changes_nothing(noise):
    cases = [tuple(case.values) for case in _cases()]
    single = [(name, turns[0], line) for name, turns, line in cases if len(turns) == 1 and not turns[0].isascii()]
    read = [line(understand(_NOISE[noise](question), (), CATALOGUES[name])) for name, question, _ in single]
    different = [s[1] for s, got in zip(single, read, strict=True) if got != s[2]]
    assert len(single) > 400
    assert len(different) <= len(single) // 100, different


def test_gives_every_field():
    assert understand("请问东萍镇今年上半年签了多少家安全生产责任书？", (), TOWNS) == Query(
        text="请问东萍镇今年上半年签了多少家安全生产责任书？",
        resolved="东平镇今年上半年签订了多少家安全生产责任书？",
        places=("东平镇",),
        guesses=(("东萍镇", "东平镇"),),
        periods=(FIRST_HALF,),
        indicators=("签订安全生产责任书",),
        aspects=(Aspect.VALUE,),
        kind=FigureKind.ACHIEVED,
        unit="家",
        terms=("签订", "安全", "生产", "责任书"),
    )


def test_a_follow_up_becomes_a_whole_question():
    history = [Turn("东平镇上半年税收收入是多少？", "14869万元")]
    query = understand("同比呢？", history, TOWNS)
    assert query.resolved == "东平镇2023年上半年税收收入同比增长多少？"
    assert query.carried == ("东平镇", "2023年上半年", "税收收入")


@pytest.mark.parametrize(
    ("question", "resolved"),
    [
        ("那淞南镇呢？", "淞南镇税收收入是多少？"),
        ("和北蔡镇比呢？", "东平镇和北蔡镇2023年上半年税收收入哪个更高？"),
        ("为什么？", "东平镇2023年上半年税收收入是什么原因？"),
        ("签了多少家安全生产责任书？", "东平镇2023年上半年签订了多少家安全生产责任书？"),
        ("去年同期呢？", "东平镇2022年上半年税收收入是多少？"),
    ],
)
def test_says_what_was_carried_over_in_the_resolved_question(question, resolved):
    assert understand(question, [Turn("东平镇上半年税收收入是多少？")], TOWNS).resolved == resolved


def test_english_is_marked_and_resolved_in_chinese():
    query = understand("What was Dongping Town's tax revenue in the first half of 2023?", (), TOWNS)
    assert (query.language, query.resolved) == ("en", "东平镇2023年上半年税收收入是多少？")


def test_traditional_characters_are_marked():
    query = understand("東平鎮上半年稅收收入是多少？", (), TOWNS)
    assert (query.traditional, query.resolved) == (True, "东平镇上半年税收收入是多少？")


def test_a_typing_error_is_mended_from_the_catalogue():
    assert understand("东平镇税收收人多少", (), TOWNS, ["税收收入", "新增就业"]).indicators == ("税收收入",)


def test_phrases_that_differ_in_meaning_are_left_alone():
    query = understand("第二产业增加值是多少", (), TOWNS, ["第一产业增加值", "第三产业增加值"])
    assert query.indicators == ("第二产业增加值",)


@pytest.mark.parametrize("question", ["", "   ", "？？？", "……！", "😀😀", "税收" * MAX_QUESTION, "\x00\x07", "“”"])
def test_senseless_input_has_no_terms(question):
    query = understand(question, (), TOWNS)
    assert (query.terms, query.indicators, query.places) == ((), (), ())


def test_places_and_periods_differ_by_place():
    query = understand("东平镇和淞南镇明年的目标", (), TOWNS)
    assert (query.places, query.periods) == (("东平镇", "淞南镇"), ())


def test_without_reports_every_place_is_unknown():
    assert line(understand("天水市2024年GDP是多少", (), ())) == "?天水市 | 2024年 | 「GDP」 | value"


def test_one_place_in_the_catalogue_gives_relative_years_their_meaning():
    query = understand("去年GDP是多少", (), [report("河间市", 2023, 2022, 2023)])
    assert (query.places, query.periods) == ((), (Period.of_year(2022),))


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("老百姓收入", ("老百姓收入", "居民收入", "居民人均可支配收入", "人均可支配收入")),
        ("签安全生产责任书", ("签安全生产责任书", "签订安全生产责任书")),
        ("GDP", ("GDP", "地区生产总值", "生产总值", "国内生产总值")),
        ("全社会固投", ("全社会固投", "全社会固定资产投资")),
        ("百岁老人讲故事", ("百岁老人讲故事", "百岁老年人讲故事")),
        ("亩均论英雄", ("亩均论英雄",)),
    ],
)
def test_canonical_terms_begin_with_the_phrase(question, terms):
    assert canonical_terms(question)[: len(terms)] == terms


_WORDS = """
    东平镇 淞南 竖新镇 上半年 2023年 去年 税收收入 同比 多少 是 的 ？ 和 比 哪个 最高 完成 目标 呢 那 它 有哪些 GDP
    Dongping Town what tax 了 吗 % 5 《 》 “ ” （
"""
_PIECES = st.sampled_from(_WORDS.split())


@given(st.lists(_PIECES, max_size=25), st.lists(_PIECES, max_size=8))
@settings(max_examples=150, deadline=None)
def test_never_raises_on_odd_questions(pieces, earlier):
    query = understand("".join(pieces), [Turn("".join(earlier))], TOWNS)
    assert set(query.places) <= {r.place for r in TOWNS}
    assert query.aspects
    assert "▁" not in query.resolved + "".join(query.indicators)


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_never_raises_on_any_text(text):
    query = understand(text, [Turn(text)], COUNTIES)
    assert query.text == text
    assert query.aspects


@pytest.mark.parametrize("unit", ["东平镇", "的", "比去年", "哪个镇最高", "十", "Town ", "(", "东镇", "2023年"])
def test_long_questions_are_read_whole(unit):
    query = understand((unit * MAX_QUESTION)[:MAX_QUESTION], (), TOWNS)
    assert len(query.resolved) <= 3 * MAX_QUESTION
