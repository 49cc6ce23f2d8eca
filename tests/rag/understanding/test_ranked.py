from __future__ import annotations

from dataclasses import replace

import pytest

from rag.understanding.ranked import in_field, thing_and_field


@pytest.mark.parametrize(
    ("phrase", "places", "parts"),
    [
        ("经济盘子在贵州", ("毕节市",), ("经济总量", "贵州")),
        ("综合经济实力在全省州里", (), ("综合经济实力", "全省州")),
        ("港口货运量在长江沿线城市里能", (), ("港口货运量", "长江沿线城市")),
        ("三元生物在世界500强里冲", (), ("三元生物", "世界500强")),
        ("钦州港在全世界集装箱大港里", ("钦州市",), ("", "全世界集装箱大港")),
        ("造林面积是全省", (), ("造林面积", "全省")),
        ("外贸总额升到全区", (), ("外贸总额", "全区")),
        ("企业在线监测率", (), ("企业在线监测率", "")),
        ("在全省", (), ("", "全省")),
        ("金牌榜", (), ("金牌榜", "")),
    ],
)
def test_a_rank_is_of_a_thing_in_a_field(phrase, places, parts):
    assert thing_and_field(phrase, places) == parts


@pytest.mark.parametrize(
    ("field", "basis", "clause", "meets"),
    [
        ("全国", "全省", "居全省第三", False),
        ("贵州", "全省", "居全省第三", True),
        ("全区", "全区", "总量提升至全区第五", True),
        ("全世界集装箱大港", "", "钦州港在全球集装箱大港排名跃升至第三", True),
        ("全国", "", "排全国285个地级城市第三、居全省第一", True),
        ("", "全省", "居全省第三", True),
        ("长江沿线城市", "长江干线港口城市", "居长江干线港口城市第三", True),
    ],
)
def test_a_rank_among_others_is_no_answer(engine, field, basis, clause, meets):
    some = engine.material.figures([engine.material.reports[0].id])[0]
    figure = replace(some, basis=basis, clause=clause, text="第三")
    assert in_field(field, figure) is meets
