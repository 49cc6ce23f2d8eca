from __future__ import annotations

from dataclasses import replace

import pytest

from rag.question import understand
from rag.schema import Aspect, Turn
from rag.understanding.reading import Reading
from rag.understanding.told import measure_told, with_told


@pytest.fixture
def figure(engine):
    """Return the first figure of a place with this text."""

    def find(place, text):
        reports = [r.id for r in engine.material.reports if r.place == place]
        return next(f for f in engine.material.figures(reports) if f.text == text)

    return find


@pytest.mark.parametrize(
    ("place", "text", "measure"),
    [
        ("孙岗镇", "4720万元", ("money", "amount")),
        ("东平镇", "36.2%", ("percent", "growth")),
        ("东平镇", "33.9%", ("percent", "completion")),
        ("港沿镇", "5%左右", ("percent", "growth")),
    ],
)
def test_what_a_figure_measures(figure, place, text, measure):
    assert measure_told(figure(place, text.removesuffix("左右"))) == measure


def _asked(text, *names):
    return Reading(
        text=text,
        indicators=names,
        aspects=(Aspect.VALUE,),
        asked=tuple(Reading(text=text, indicators=(n,)) for n in names),
    )


def test_each_indicator_keeps_the_figure_that_it_was_told(figure):
    told = [figure("留庄镇", "4717万元"), figure("留庄镇", "4.47亿元")]
    reading = with_told(_asked("q", "一般公共预算收入", "规上工业产值"), told)
    assert reading.told == tuple(told)
    assert [one.told for one in reading.asked] == [(told[0],), (told[1],)]


def test_a_turn_without_a_figure_is_marked_as_such():
    reading = with_told(_asked("q", "粮食产量"), ())
    assert (reading.told, [one.untold for one in reading.asked]) == ((), [True])


def test_what_is_not_known_changes_nothing():
    reading = _asked("q", "粮食产量")
    assert with_told(reading, None) is reading


def test_a_mere_measure_takes_the_name_of_what_was_told(figure):
    told = figure("留庄镇", "2.53亿元")
    reading = with_told(replace(_asked("q", "资金"), stands_for=("企业",), earlier_indicators=("资金",)), [told])
    assert (reading.indicators, reading.earlier_indicators) == (("实际到位资金",), ("实际到位资金",))


@pytest.mark.parametrize(
    ("questions", "sides"),
    [
        (("留庄镇一般公共预算收入多少", "规上工业产值呢", "哪个多"), ["4717万元", "4.47亿元"]),
        (("留庄镇一般公共预算收入多少", "规上工业产值呢", "后者是前者的几倍"), ["4.47亿元", "4717万元"]),
        (("北蔡镇发了多少救助帮困的钱", "东平镇上半年发了多少", "两个镇比呢，谁发得多"), ["7019万元", "370.43万元"]),
        (("留庄镇一般公共预算收入多少", "留庄镇粮食产量多少", "差多少"), []),
    ],
)
def test_figures_that_were_told_are_set_side_by_side(engine, questions, sides):
    history = [Turn(question) for question in questions[:-1]]
    told = engine._told_before(history, (), None)
    query = understand(questions[-1], history, engine.material.reports, told=told)
    assert [figure.text for side in query.sides for figure in side.told] == sides
