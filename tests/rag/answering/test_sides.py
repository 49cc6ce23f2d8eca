from __future__ import annotations

import pytest

from rag.answering.settle import settle
from rag.answering.sides import read_sides

SIDES = [
    (
        "港沿镇招商税收的目标增速比财政收入高几个百分点？",
        ("港沿镇 招商税收 target growth", "港沿镇 财政收入 target growth"),
    ),
    (
        "孙岗镇财政收入的预期目标比10月底的实绩高多少？",
        ("孙岗镇 财政收入 target", "孙岗镇 截至2023年10月底 财政收入 achieved"),
    ),
    ("北蔡镇税收目标比上一年预计数少多少？", ("北蔡镇 税收 target", "北蔡镇 2023年 税收 achieved")),
    ("新海镇的招商税收目标和淞南镇2020年财政收入，哪个数更大？", ("新海镇 招商税收 target", "淞南镇 2020年 财政收入")),
    ("北蔡和淞南的固定资产投资目标相差多少？", ("北蔡镇 固定资产投资 target", "淞南镇 固定资产投资 target")),
    (
        "淞南镇城镇居民比农村居民人均可支配收入多多少？",
        ("淞南镇 城镇居民人均可支配收入", "淞南镇 农村居民人均可支配收入"),
    ),
    ("淞南镇城镇居民收入是农村居民的几倍？", ("淞南镇 城镇居民收入", "淞南镇 农村居民收入")),
    ("淞南镇2020年城乡居民收入比是多少？", ("淞南镇 2020年 城镇居民收入", "淞南镇 2020年 农村居民收入")),
    ("淞南镇2020年的财政收入比2018年增加了多少？", ("淞南镇 2020年 财政收入", "淞南镇 2018年 财政收入")),
    ("淞南镇财政收入从2018年到2020年增加了多少？", ("淞南镇 2020年 财政收入", "淞南镇 2018年 财政收入")),
    (
        "淞南2020年财政收入增速比东平2022年快几个百分点？",
        ("淞南镇 2020年 财政收入 growth", "东平镇 2022年 财政收入 growth"),
    ),
    ("东平镇和淞南镇的12345热线谁受理得多？", ("东平镇 12345热线受理", "淞南镇 12345热线受理")),
    ("东平镇2023年和淞南镇2020年税收收入之比是多少？", ("东平镇 2023年 税收收入", "淞南镇 2020年 税收收入")),
]


def told(side):
    """Return what a side asks for in one line."""
    query = side.query
    kind = query.kind.value if query.kind else ""
    words = [*query.places, *(p.label for p in query.periods), side.phrase, kind, "growth" if side.growth else ""]
    return " ".join(filter(None, words))


@pytest.mark.parametrize(("question", "sides"), SIDES, ids=[question for question, _ in SIDES])
def test_each_side_says_what_it_asks_for(asking, engine, question, sides):
    query, reports, _ = asking(question)
    assert tuple(map(told, read_sides(settle(query, reports), engine.material.reports) or ())) == sides


@pytest.mark.parametrize(
    "question",
    [
        "东平镇上半年税收收入是多少？",
        "东平镇税收同比增长多少？",
        "北蔡镇内资项目和外资项目一共多少个？",
        "淞南镇有哪些比赛？",
    ],
)
def test_a_question_of_one_thing_has_no_sides(asking, engine, question):
    query, reports, _ = asking(question)
    assert read_sides(settle(query, reports), engine.material.reports) is None
