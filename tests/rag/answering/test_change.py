from __future__ import annotations

import pytest

from rag.answering.change import change_from_earlier, since
from rag.answering.verify import check


def test_the_change_between_two_stated_values(figured):
    found, draft = figured(change_from_earlier, "东平镇热线不满意率今年上半年比去年上半年少了几个百分点？")
    assert found
    assert draft.text.endswith("不满意率为4.6%，去年同期为18.5%，下降13.9个百分点（推算：18.5% － 4.6%）[1]。")
    assert check(draft) == []


@pytest.mark.parametrize(
    ("place", "indicator", "text", "year"),
    [
        ("东平镇", "税收收入", "36.2%", 2022),
        ("淞南镇", "受理12345热线工单", "945件", 2019),
        ("淞南镇", "区级地方财政收入", "7.59%", None),
        ("孙岗镇", "财政收入", "74.5%", None),
        ("东平镇", "税收收入", "14869万元", None),
    ],
)
def test_the_year_that_a_change_is_measured_against(engine, place, indicator, text, year):
    (report,) = [r for r in engine.material.reports if r.place == place]
    figure = next(
        f for f in engine.material.figures([report.id]) if (f.indicator, "".join(f.text.split())) == (indicator, text)
    )
    assert since(figure) == year
