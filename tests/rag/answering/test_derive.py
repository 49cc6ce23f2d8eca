from __future__ import annotations

import pytest

from rag.answering.derive import (
    change_from_earlier,
    from_multiple,
    implied_target,
    implied_whole,
    previous_value,
    share_of_whole,
)
from rag.answering.verify import check

WORKED = [
    (
        previous_value,
        "东平镇2022年上半年税收收入大约是多少？",
        "东平镇2022年上半年税收收入约为23305.64万元（推算：14869万元 ÷ （1 － 36.2%））[1]。"
        "依据：东平镇2023年上半年税收收入为14869万元，同比减少36.2%[1]。",
    ),
    (
        previous_value,
        "淞南镇2019年受理12345热线工单多少件？",
        "淞南镇2019年受理12345热线工单为3583件（推算：4528件 － 945件）[1]。"
        "依据：淞南镇2020年受理12345热线工单为4528件，同比增加945件[1]。",
    ),
    (
        implied_target,
        "东平镇全年税收收入的目标是多少？",
        "东平镇2023年税收收入的全年目标约为43861.36万元（推算：14869万元 ÷ 33.9%）[1]。"
        "依据：东平镇2023年上半年税收收入为14869万元，完成年度指标进度的33.9%[1]。",
    ),
    (
        share_of_whole,
        "孙岗工业固定资产投资占固定资产投资的比重（1-10月）？",
        "孙岗镇截至2023年10月底工业固定资产投资占固定资产投资的比重约为32.78%（推算：8194万元 ÷ 2.5亿元）[1]。"
        "依据：固定资产投资为2.5亿元，其中工业固定资产投资为8194万元[1]。",
    ),
    (
        implied_whole,
        "北蔡镇一般公共预算支出是多少？",
        "北蔡镇2023年一般公共预算支出约为11.64亿元（推算：约5.67亿元 ÷ 48.7%）[1]。"
        "依据：民生投入为约5.67亿元，民生投入占一般公共预算支出比重为超过48.7%[1]。",
    ),
]


@pytest.mark.parametrize(("answerer", "question", "text"), WORKED, ids=[case[1] for case in WORKED])
def test_a_value_that_follows_by_one_step(asking, finder, answerer, question, text):
    query, reports, draft = asking(question)
    places = [r.place for r in reports] or list(query.places)
    assert answerer(query, finder(*places), draft)
    assert (draft.kind, draft.text) == ("computation", text)
    assert [f.citation for f in draft.figures if f.kind == "computed"] == [0]
    assert any(note.startswith("推算：") for note in draft.notes)
    assert check(draft) == []


def test_the_change_between_two_stated_values(figured):
    found, draft = figured(change_from_earlier, "东平镇热线不满意率今年上半年比去年上半年少了几个百分点？")
    assert found
    assert draft.text.endswith("不满意率为4.6%，去年同期为18.5%，下降13.9个百分点（推算：18.5% － 4.6%）[1]。")
    assert check(draft) == []


@pytest.mark.parametrize(
    "answerer", [previous_value, from_multiple, implied_target, share_of_whole, implied_whole, change_from_earlier]
)
def test_nothing_follows_where_nothing_is_said(figured, answerer):
    found, draft = figured(answerer, "东平镇粮食产量是多少吨？")
    assert (found, draft.text, draft.figures) == (False, "", [])
