from __future__ import annotations

from rag.answering.nearest import explain_absence


def test_the_nearest_figure_is_named(asking, finder):
    query, _, draft = asking("东平镇2023年下半年税收收入是多少？")
    explain_absence(query, finder("东平镇"), [], draft)
    assert (draft.abstained, draft.kind) == (True, "none")
    assert draft.reason == "东平镇的报告没有说明“税收收入”。"
    assert draft.text == f"{draft.reason}最接近的是：东平镇2023年上半年税收收入为14869万元[1]。"
    assert [c.n for c in draft.citations] == [1]


def test_where_nothing_is_near_only_the_reason_is_given(asking, finder):
    query, _, draft = asking("东平镇粮食产量多少吨？")
    explain_absence(query, finder("东平镇"), [], draft)
    assert draft.text == draft.reason == "东平镇的报告没有说明“粮食产量”。"
    assert (draft.citations, draft.figures) == ([], [])


def test_what_another_answerer_cited_is_dropped(asking, finder):
    query, reports, draft = asking("东平镇粮食产量多少吨？")
    draft.cite(reports[0].id, reports[0].start, reports[0].start + 10)
    explain_absence(query, finder("东平镇"), [], draft)
    assert draft.citations == []
