from __future__ import annotations

import pytest

from rag.answering.about import answer_about
from rag.answering.verify import check


@pytest.mark.parametrize(
    ("question", "text", "quote"),
    [
        ("东平镇半年报告是谁作的？", "东平镇：政府工作报告由施宏作[1]。", "施 宏"),
        (
            "东平镇的报告是在什么会议上作的？",
            "东平镇：政府工作报告是在上海市崇明区东平镇第二届人民代表大会第五次会议上作的[1]。",
            "——在上海市崇明区东平镇第二届人民代表大会第五次会议上的报告",
        ),
        (
            "淞南镇的报告是什么时候作的？",
            "淞南镇：2021年淞南镇人民政府工作报告的日期是2021年1月6日[1]。",
            "——在2021年1月6日上海市宝山区淞南镇第七届人民代表大会第十次会议上",
        ),
        (
            "淞南这份报告什么时候在网上发布的？",
            "淞南镇：2021年淞南镇人民政府工作报告的发布日期是2021年1月21日[1]。",
            "发布时间 2021-01-21",
        ),
        (
            "新海镇这份工作要点是什么时候发布的？",
            "新海镇：2019年新海镇党委、政府工作要点的发布日期是2019年6月20日[1]。",
            "发布时间:2019-06-20",
        ),
        (
            "港沿镇的报告是哪一年的工作要点？",
            "港沿镇：港沿镇人民政府2024年工作要点是2024年的工作要点[1]。",
            "# 港沿镇人民政府 2024 年工作要点",
        ),
    ],
)
def test_the_particulars_of_a_report(asking, question, text, quote):
    query, reports, draft = asking(question)
    assert answer_about(query, reports, draft)
    assert (draft.kind, draft.text, [c.quote for c in draft.citations]) == ("fact", text, [quote])
    assert check(draft) == []


@pytest.mark.parametrize(
    "question", ["东平镇税收收入是多少？", "东平镇的报告说了哪些养老工作？", "东平镇什么时候举办了运动会？"]
)
def test_other_questions_are_left_alone(asking, question):
    query, reports, draft = asking(question)
    assert not answer_about(query, reports, draft)
    assert (draft.text, draft.citations) == ("", [])


def test_without_reports_there_is_nothing_to_tell(asking):
    query, _, draft = asking("东平镇半年报告是谁作的？")
    assert not answer_about(query, [], draft)
