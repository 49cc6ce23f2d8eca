from __future__ import annotations

import pytest

from rag.answering.elliptic import spelled_out


@pytest.mark.parametrize(
    ("place", "phrase", "earlier", "meant"),
    [
        ("留庄镇", "种植面积", "粮食产量", "粮食种植面积"),
        ("孙岗镇", "工业", "固定资产投资", "工业固定资产投资"),
        ("东平镇", "就业困难人员", "新增就业", "就业困难人员就业"),
        ("北蔡镇", "税收", "固定资产投资", "税收"),
        ("东平镇", "面积", "税收收入", "税收面积"),
    ],
)
def test_a_short_phrase_is_spelled_out_where_the_report_names_it_in_full(asking, finder, place, phrase, earlier, meant):
    query, _, _ = asking(f"{place}{phrase}多少", stands_for=(earlier,))
    assert spelled_out(query, finder(place)).indicators == (meant,)


def test_a_phrase_without_earlier_ones_stays(asking, finder):
    query, _, _ = asking("留庄镇种植面积多少")
    assert spelled_out(query, finder("留庄镇")) is query
