from __future__ import annotations

import pytest

from rag.answering.draft import Draft
from rag.answering.weigh import weigh_turns
from rag.question import understand
from rag.schema import Turn


@pytest.fixture
def weighed(engine, finder):
    """Return the labels and numbers that the last of some questions sets side by side, and what is noted."""

    def find(*questions):
        history = [Turn(question) for question in questions[:-1]]
        query = understand(questions[-1], history, engine.material.reports)
        draft = Draft(engine.material)
        return [(label, match.figure.text) for label, match in weigh_turns(query.sides, finder(), draft)], draft.notes

    return find


@pytest.mark.parametrize(
    ("questions", "figures"),
    [
        (("孙岗镇财政收入多少", "预期目标是多少", "差多少"), [("财政收入", "4720万元"), ("财政收入", "5500万元")]),
        (
            ("留庄镇一般公共预算收入", "孙岗镇的财政收入呢", "相差多少"),
            [("留庄镇", "4717万元"), ("孙岗镇", "4720万元")],
        ),
        (
            ("淞南镇2020年社零多少", "2021年目标呢", "多出多少"),
            [("2020年", "102.6亿元"), ("2021年", "108.8亿元")],
        ),
    ],
)
def test_each_side_is_looked_up_as_it_was_asked_for(weighed, questions, figures):
    assert weighed(*questions) == (figures, [])


def test_a_carried_period_gives_way_and_says_so(weighed):
    figures, notes = weighed("东平镇上半年救助资金多少", "北蔡镇呢", "哪个更多")
    assert figures == [("东平镇", "370.43万元"), ("北蔡镇", "7019万元")]
    assert notes == ["北蔡镇：2023年上半年是沿用上文的；报告没有单独给出，以下是全年的。"]


def test_nothing_is_weighed_where_one_side_is_not_given(weighed):
    assert weighed("留庄镇粮食产量多少", "孙岗镇呢", "差多少") == ([], [])
