from __future__ import annotations

import pytest

from rag.answering.admissions import admitted, asks_for_shortcomings


def points(asking, question):
    query, reports, draft = asking(question)
    found = admitted(query, reports, draft)
    return [point.text for point in found[1]] if found else [], draft.notes


def test_every_point_of_the_paragraph_that_owns_up_is_given(asking):
    assert points(asking, "东平镇认为自己还有哪些短板和困难？") == (
        [
            "产业结构比较单一，保持经济持续健康发展的根基还不牢固；",
            "安全生产、社会治理还存在薄弱环节，防范化解风险能力还需进一步加强；",
            "社区品质能级还需提升完善，公共服务供给须持续发力；",
            "少数干部应对复杂形势和多重考验反应不够快、能力不够强，缺乏“坐不住、等不得”的紧迫感。",
        ],
        [],
    )


def test_the_promise_to_do_better_is_no_shortcoming(asking):
    found, _ = points(asking, "留庄镇报告承认的不足有哪些？")
    assert found == [
        "基层政府工作纷繁复杂,治理能力和水平仍需不断提升;",
        "镇域经济发展形势仍然复杂严峻,不稳定不确定性较大;",
        "安全生产、环境保护、信访维稳等领域需要正视、亟待解决的问题依然较多;",
        "干部作风、工作效能、服务意识上距离群众要求还有不小的差距。",
    ]


def test_of_a_field_only_what_speaks_of_it_is_given(asking):
    assert points(asking, "孙岗镇农业有什么短板？") == (
        ["镇域经济发展不快、不足,“三农”领域短板较多,农业生产附加值不高,农产品品牌不强;"],
        [],
    )


def test_where_no_point_speaks_of_the_field_all_are_given_and_it_is_said(asking):
    found, notes = points(asking, "东平镇在河长制方面还有什么不足？")
    assert len(found) == 4
    assert notes == ["报告没有单独说“河长制”的不足，以下是它说到的全部困难和问题。"]


def test_of_a_field_that_the_report_never_names_nothing_is_given(asking):
    assert points(asking, "东平镇在航天发射方面还有什么短板？") == ([], [])


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("淞南镇2020年工作里还存在哪些不足？", True),
        ("北蔡镇面临的主要问题是什么？", True),
        ("东平镇解决了哪些问题？", False),
        ("淞南镇怎么补齐民生短板？", False),
        ("东平镇财政收入为什么不足？", False),
        ("东平镇税收收入是多少？", False),
    ],
)
def test_which_questions_ask_for_shortcomings(asking, question, asks):
    query, _, _ = asking(question)
    assert asks_for_shortcomings(query) is asks
