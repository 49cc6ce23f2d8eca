import pytest

from ingest.clean import clean
from ingest.headings import find_headings, paragraphs_of
from ingest.metadata import body_start, is_head_line, read_metadata, settle_periods, title_of
from rag.schema import Level, Period, ReportKind

BODY = "全县上下团结一心，完成投资19亿元，同比增长9%，群众满意度明显提升。"


def read(source, file="报告.txt"):
    mapped = clean(source)
    paragraphs = paragraphs_of(mapped.text, mapped.offsets, source)
    body = body_start(paragraphs)
    return read_metadata(source, paragraphs, find_headings(paragraphs, body), body, file)


def test_a_county_report_from_its_head():
    data = read(
        f"政府工作报告\n——2023年1月5日在来凤县第十届人民代表大会第二次会议上\n县长 张三丰\n各位代表：\n"
        f"现在，我代表县人民政府，向大会报告工作。\n一、2022年工作回顾\n{BODY}\n二、2023年工作安排\n{BODY}"
    )
    assert (data.title, data.place, data.level) == ("政府工作报告", "来凤县", Level.COUNTY)
    assert data.place_path == ("湖北省", "恩施土家族苗族自治州", "来凤县")
    assert (data.year, data.date, data.speaker) == (2023, "2023-01-05", "张三丰")
    assert data.meeting == "来凤县第十届人民代表大会第二次会议"
    assert (data.reviewed_years, data.planned_years, data.kind) == ((2022,), (2023,), ReportKind.REPORT)


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("２０２２年１２月２８日", 2023),
        ("二〇二三年一月五日", 2023),
        ("2022年12月28日", 2023),
        ("2023年1月5日", 2023),
        ("2023年4月14日", 2023),
        ("2022年11月30日", 2023),
    ],
)
def test_a_session_late_in_the_year_speaks_for_the_next(date, year):
    source = (
        f"——{date}在来凤县第十届人民代表大会第二次会议上\n各位代表：\n一、2022年工作回顾\n{BODY}\n"
        f"二、2023年工作安排\n{BODY}"
    )
    data = read(source)
    assert (data.year, data.place, data.meeting) == (year, "来凤县", "来凤县第十届人民代表大会第二次会议")


def test_a_mid_year_report_given_in_december_stays_in_its_year():
    source = f"——2023年12月1日在来凤县第十届人民代表大会第三次会议上\n各位代表：\n一、2023年上半年工作回顾\n{BODY}"
    data = read(source)
    assert (data.kind, data.year) == (ReportKind.HALF_YEAR, 2023)


def test_work_points_take_kind_and_year_from_the_title():
    data = read(f"发布日期：2024-03-02\n甲乙街道办事处2024年工作要点\n{BODY}\n一、聚焦产业\n{BODY}")
    assert (data.kind, data.year, data.place, data.level, data.date) == (
        ReportKind.PLAN,
        2024,
        "甲乙街道",
        Level.TOWN,
        "2024-03-02",
    )


def test_front_matter_gives_title_date_and_speaker():
    data = read(
        f"---\ntitle: 眉山市政府工作报告（2022年2月12日 李四）\n---\n各位代表：\n"
        f"现在，我代表市人民政府报告工作。\n{BODY}"
    )
    assert (data.title, data.place, data.date, data.speaker) == (
        "眉山市政府工作报告（2022年2月12日 李四）",
        "眉山市",
        "2022-02-12",
        "李四",
    )


def test_the_body_is_believed_before_title_and_file_name():
    source = (
        f"池州市政府工作报告\n——2016年1月6日在宣城市第三届人民代表大会第五次会议上\n各位代表：\n"
        f"我代表宣城市人民政府，向大会报告工作。\n{BODY}"
    )
    assert read(source, "沧州市2016.md").place == "宣城市"


def test_a_place_named_nowhere_in_the_head():
    source = (
        "2024年政府工作报告\n各位代表：\n现在，我代表市人民政府，向大会报告工作。\n"
        + "眉山发展提速，建设美丽眉山，四川全省第三。\n" * 8
    )
    data = read(source, "眉山.docx")
    assert (data.place, data.place_path, data.year) == ("眉山市", ("四川省", "眉山市"), 2024)


def test_a_text_that_tells_nothing_is_named_after_what_is_known():
    data = read("关于加强工作的意见，请认真贯彻执行。")
    assert (data.place, data.year, data.title, data.speaker) == ("", None, "政府工作报告", "")


def test_a_summary_with_a_plan_looks_back_and_ahead():
    data = read(f"甲乙街道2022年工作总结和2023年工作计划\n一、2022年工作回顾\n{BODY}\n二、2023年工作计划\n{BODY}")
    assert (data.kind, data.year, data.place, data.reviewed_years[0]) == (ReportKind.REPORT, 2023, "甲乙街道", 2022)


def test_placeholders_are_no_place():
    data = read(f"XX镇政府工作报告\n镇长 XX\n各位代表:\n我代表镇人民政府,向大会报告工作。\n全镇发展。\n{BODY}")
    assert (data.place, data.place_path, data.level) == ("", (), Level.UNKNOWN)


def test_title_and_head_lines():
    source = (
        "2021年甲乙镇人民政府工作报告\n——在2021年1月6日甲乙镇第七届人民代表大会第十次会议上\n一、2020年工作回顾\n"
        + BODY
    )
    mapped = clean(source)
    paragraphs = paragraphs_of(mapped.text, mapped.offsets, source)
    assert body_start(paragraphs) == 2
    assert title_of(paragraphs, 2) == "2021年甲乙镇人民政府工作报告"
    assert [
        is_head_line(text)
        for text in ("（2023年8月1日）", "市长 张三", "二、2024年政府工作安排", "今年完成投资。", "施 宏")
    ] == [
        True,
        True,
        False,
        False,
        True,
    ]


def test_periods_of_reports_with_and_without_review_and_plan():
    data = read("2023年甲乙镇政府工作报告\n" + BODY)
    settle_periods(data, "即将过去的2023年是不平凡的一年。", "")
    assert (data.reviewed, data.planned, data.period) == (Period.of_year(2023), None, Period.of_year(2023))
    data = read("2023年甲乙镇政府工作报告\n" + BODY)
    settle_periods(data, "过去一年，我们完成任务。", "今年的任务。")
    assert (data.reviewed, data.planned) == (Period.of_year(2022), Period.of_year(2023))
    data = read("甲乙镇2023年工作要点\n" + BODY)
    settle_periods(data, "", "今年的任务。")
    assert (data.reviewed, data.planned, data.period) == (None, Period.of_year(2023), Period.of_year(2023))
