from __future__ import annotations

import pytest

from rag.answering.change import change_from_earlier
from rag.answering.derive import before_increase, from_multiple, previous_value
from rag.answering.plans import implied_target
from rag.answering.shares import implied_whole, share_of_whole, whole_by_rate
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


@pytest.mark.parametrize(
    "answerer",
    [
        previous_value,
        from_multiple,
        before_increase,
        implied_target,
        share_of_whole,
        implied_whole,
        whole_by_rate,
        change_from_earlier,
    ],
)
def test_nothing_follows_where_nothing_is_said(figured, answerer):
    found, draft = figured(answerer, "东平镇粮食产量是多少吨？")
    assert (found, draft.text, draft.figures) == (False, "", [])
