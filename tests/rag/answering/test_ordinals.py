from __future__ import annotations

import pytest

from rag.answering.ordinals import stated_ordinal
from rag.answering.verify import check


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "留庄镇是山东省第几批农产品质量安全监管示范镇？",
            "留庄镇2023年：全年共抽检农产品5100个样,巡查20余次,被省农业农村厅认定为全省第二批农产品质量安全监管示范镇。[1]",
        ),
        ("新海镇2019年的“十里横河”项目做到第几期了？", "新海镇2019年（计划）：实施“十里横河”(二期)项目建设。[1]"),
        (
            "淞南镇卫生中心是全国多少强的社区卫生服务中心？",
            "淞南镇2020年：镇卫生中心获评全国“百强”社区卫生服务中心。[1]",
        ),
    ],
)
def test_an_ordinal_is_quoted(figured, question, text):
    found, draft = figured(stated_ordinal, question)
    assert (found, draft.kind, draft.text) == (True, "fact", text)
    assert check(draft) == []


@pytest.mark.parametrize(
    "question", ["留庄镇的微山湖湿地公园是几A级景区？", "东平镇是第几批全国文明村镇？", "东平镇上半年税收收入是多少？"]
)
def test_no_other_things_ordinal_is_taken(figured, question):
    found, draft = figured(stated_ordinal, question)
    assert (found, draft.text, draft.citations) == (False, "", [])
