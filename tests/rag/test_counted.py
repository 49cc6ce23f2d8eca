from __future__ import annotations

import pytest

from rag.counted import counted_unit


@pytest.mark.parametrize(
    ("unit", "before", "after", "found"),
    [
        ("万", "", "农村贫困人口实现脱贫", "万人"),
        ("万", "", "贫困户享受危房改造政策", "万户"),
        ("万", "惠及", "农户", "万户"),
        ("万", "减少贫困人口", "。", "万人"),
        ("万", "新增注册人数达", "，", "万人"),
        ("万", "投入", "支持困难群众", "万"),
        ("万", "人口", "以上的城市", "万"),
        ("万", "创建", "农民专业合作社", "万"),
        ("万元", "", "贫困人口", "万元"),
    ],
)
def test_the_people_or_households_beside_a_number_are_its_unit(unit, before, after, found):
    assert counted_unit(unit, before, after) == found
