from __future__ import annotations

import pytest

from rag.answering.wording import amount, place_and_period, said, same_words, statement


@pytest.fixture
def figure(engine):
    """Return the figure of a place by its number and a word of its sentence's clause."""

    def find(place, text, word=""):
        (report,) = [r for r in engine.material.reports if r.place == place]
        found = [f for f in engine.material.figures([report.id]) if "".join(f.text.split()) == text]
        return next(f for f in found if word in f.clause)

    return find


@pytest.mark.parametrize(
    ("place", "text", "word", "amounts", "short", "whole"),
    [
        ("东平镇", "14869万元", "", "14869万元", "上半年完成税收收入14869万元", "税收收入为14869万元"),
        ("东平镇", "36.2%", "", "36.2%", "同比减少36.2%", "税收收入同比下降36.2%"),
        ("东平镇", "33.9%", "", "33.9%", "完成年度指标进度的33.9%", "税收收入：完成年度指标进度的33.9%"),
        ("新海镇", "500家", "", "不少于500家",
         "力争全年引进注册型企业不少于500家", "引进注册型企业的目标为不少于500家"),
        ("港沿镇", "18%", "招商", "18%左右", "招商税收增长18%左右", "招商税收的目标为增长18%左右"),
        ("淞南镇", "20.9亿元", "", "20.9亿元",
         "全社会固定资产投资总额20.9亿元", "全社会固定资产投资总额的目标为20.9亿元"),
    ],
)  # fmt: skip
def test_a_figure_in_words(figure, place, text, word, amounts, short, whole):
    found = figure(place, text, word)
    assert (amount(found), said(found), statement(found)) == (amounts, short, whole)


def test_a_clause_loses_its_layout(figure):
    assert same_words(figure("东平镇", "14869万元")) == "上半年完成税收收入14869万元"


def test_an_opening_names_place_and_period(engine, figure):
    found = figure("东平镇", "14869万元")
    report = engine.material.report(found.report_id)
    assert place_and_period(report, found.period) == "东平镇2023年上半年"
    assert place_and_period(report, None) == "东平镇"


def test_an_earlier_value_is_said_with_its_time(figure):
    assert said(figure("东平镇", "18.5%")) == "去年同期为18.5%"
