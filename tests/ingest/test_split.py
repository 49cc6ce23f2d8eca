from pathlib import Path

import pytest

from ingest.clean import clean
from ingest.split import split_reports

REPORTS = Path(__file__).parents[2] / "data" / "reports"


def report(place, *, title=True, front=False, address=True, opening=True, tail=""):
    body = f"2022年，{place}上下团结一心，完成投资19亿元，同比增长9%，群众满意度明显提升。" * 12
    parts = [
        f"---\ntitle: {place}政府工作报告（2023年1月5日 张三）\n---\n" if front else "",
        f"{place}政府工作报告\n\n" if title else "",
        f"——2023年1月5日在{place}第十届人民代表大会第二次会议上\n\n张三\n\n" if address else "",
        "各位代表：\n\n" if address else "",
        f"现在，我代表{place}人民政府，向大会报告工作，请予审议。\n\n" if opening else "",
        f"一、2022年工作回顾\n\n{body}\n\n二、2023年工作安排\n\n{body}\n\n各位代表！让我们为新的目标而努力奋斗！\n{tail}",
    ]
    return "".join(parts)


def starts(source):
    mapped = clean(source)
    return [mapped.offsets[start] for start in split_reports(source, mapped)]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"front": True, "title": False},
        {"title": False},
        {"opening": False},
        {"address": False},
        {"address": False, "opening": False},
    ],
)
def test_reports_end_to_end_are_split_where_each_begins(form):
    parts = [report(place, **form) for place in ("甲乙镇", "丙丁镇", "戊己镇")]
    source = "\n".join(parts)
    wanted = [source.index(part) for part in parts]
    found = starts(source)
    first_line = [part.split("---\n")[-1].lstrip("\n")[:5] for part in parts]
    assert len(found) == 3
    assert [source[at : at + 5] for at in found] == first_line
    assert all(at >= start for at, start in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    "tail",
    [
        "\n名词解释\n\n1.“三资”管理：指资金、资产、资源的管理。\n\n2.一网统管：指城市运行的统一管理。\n" * 6,
        "\n附件1\n\n2023年民生实事\n\n一、新建学校3所。\n\n二、改造老旧小区5个。\n" * 6,
        "\n按照《政府工作报告》部署，" + "各项工作任务落实到位，政府工作报告提出的目标全部完成。" * 20,
    ],
)
def test_one_report_stays_one(tail):
    assert starts(report("甲乙镇", tail=tail)) == [0]


def test_numbering_that_restarts_is_no_new_report():
    source = report("甲乙镇").replace("二、2023年工作安排", "2023年工作安排\n\n一、聚焦产业\n\n二、聚焦民生")
    assert starts(source) == [0]


def test_a_numbered_part_with_a_titles_wording_is_no_new_report():
    assert starts(report("甲乙镇").replace("二、2023年工作安排", "二、2023年政府工作安排")) == [0]


def test_the_file_of_three_towns():
    source = (REPORTS / "three-towns-2023-reports.txt").read_text(encoding="utf-8")
    assert starts(source) == [index for index in range(len(source)) if source.startswith("乡镇政府2023工作报告", index)]


@pytest.mark.parametrize(
    "name", ["dongping-2023-midyear-report", "gangyan-2024-work-plan", "songnan-2021-report", "xinhai-2019-work-plan"]
)
def test_single_reports_of_the_corpus(name):
    source = (REPORTS / f"{name}.txt").read_text(encoding="utf-8")
    assert len(starts(source)) == 1


def test_blank_text():
    assert split_reports("", clean("")) == [0]
