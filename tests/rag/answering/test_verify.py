from decimal import Decimal

import pytest

from rag.answering.verify import Problem, verify_text
from rag.schema import Citation, FigureKind

QUOTE = "受疫情及宏观经济形势影响，上半年完成税收收入 14869 万元，同比减少 36.2%，完成年度指标进度的 33.9%。"
PLACES = ("东平镇", "淞南镇", "北蔡镇")
KINDS = {
    "14869万元": {FigureKind.ACHIEVED},
    "36.2%": {FigureKind.CHANGE},
    "33.9%": {FigureKind.COMPLETION},
}


def citation(quote: str = QUOTE, n: int = 1, place: str = "东平镇") -> Citation:
    return Citation(
        n=n,
        report_id="r",
        title="政府工作报告",
        place=place,
        period="2023年上半年",
        file="f.txt",
        section=(),
        quote=quote,
        start=0,
        end=len(quote),
    )


def problems(text: str, **more) -> list[Problem]:
    options = {"labels": ["2023年上半年"], "places": PLACES, "kinds": KINDS} | more
    return verify_text(text, [citation()], **options)


GOOD = "东平镇2023年上半年税收收入为14869万元[1]（同比减少36.2%，完成年度指标进度的33.9%）。"


def test_a_faithful_answer_passes():
    assert problems(GOOD) == []


def test_another_unit_of_the_same_amount_passes():
    assert problems("东平镇税收收入为1.4869亿元[1]。") == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("14869", "14896", "“14896万元”不在所引原文中"),
        ("万元", "亿元", "“14869亿元”不在所引原文中"),
        ("36.2%", "36.2个百分点", "“36.2个百分点”不在所引原文中"),
        ("33.9%", "39.3%", "“39.3%”不在所引原文中"),
        ("东平镇", "淞南镇", "所引原文不是淞南镇的"),
        ("2023年", "2022年", "数字“2022”不在所引原文中"),
        ("为14869", "的目标为14869", "“14869万元”是实际数，不是目标"),
        ("[1]", "[2]", "引用编号不存在"),
    ],
)
def test_a_changed_answer_is_caught(old, new, reason):
    assert [p.reason for p in problems(GOOD.replace(old, new))] == [reason]


def test_a_target_stated_as_a_fact_is_caught():
    quote = "全社会固定资产投资总额20.9亿元"
    kinds = {"20.9亿元": {FigureKind.TARGET}}
    cited = [citation(quote, place="淞南镇")]
    stated = verify_text("淞南镇固定资产投资为20.9亿元[1]。", cited, places=PLACES, kinds=kinds)
    planned = verify_text("淞南镇固定资产投资的目标为20.9亿元[1]。", cited, places=PLACES, kinds=kinds)
    assert [p.reason for p in stated] == ["“20.9亿元”是目标，不是实际数"]
    assert planned == []


def test_the_result_of_a_formula_needs_no_citation():
    text = "东平镇2022年上半年税收收入约为23305.64万元（推算：14869万元 ÷ （1 － 36.2%））[1]。"
    assert problems(text, labels=["2022年上半年"], computed=[Decimal("23305.64")]) == []
    assert [p.reason for p in problems(text, labels=["2022年上半年"])] == ["“23305.64万元”不在所引原文中"]


@pytest.mark.parametrize(("day", "reasons"), [("2019年6月20日", []), ("2019年6月21日", ["数字“21”不在所引原文中"])])
def test_a_day_may_be_written_without_leading_zeros(day, reasons):
    cited = [citation("发布时间:2019-06-20", place="新海镇")]
    found = verify_text(f"新海镇：工作要点的发布日期是{day}[1]。", cited, places=PLACES)
    assert [p.reason for p in found] == reasons
