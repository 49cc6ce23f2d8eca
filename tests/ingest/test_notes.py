import pytest

from ingest.notes import notes_on
from rag.schema import Period

Y22, Y23 = Period.of_year(2022), Period.of_year(2023)


def notes(
    text, *, file="报告.txt", place="甲乙镇", year=2023, reviewed=Y22, planned=Y23, title="政府工作报告", source=None
):
    return notes_on(
        source or text, text, file=file, place=place, year=year, reviewed=reviewed, planned=planned, title=title
    )


def test_a_sound_report_has_no_notes():
    text = "2023年是实施“十四五”规划承上启下的关键之年。我们庆祝了新中国成立73周年。"
    assert notes(text) == []


def test_placeholders():
    assert notes("20xx年，我代表XX镇人民政府，以xxx为指导。") == [
        "正文中有未填写或被隐去的占位符：“20xx年”、“XX镇”、“xxx”。"
    ]
    assert notes("某某镇完成投资____万元。") == ["正文中有未填写或被隐去的占位符：“某某镇”、“____”。"]


def test_watermarks():
    assert notes("常态化防控。", source="常态化公号“甲”整理编辑防控。") == [
        "正文中夹有转载者的水印：“公号“甲”整理编辑”，已略去。"
    ]


def test_one_year_as_review_and_plan():
    assert notes("正文。", reviewed=Y23) == ["正文把2023年既作为回顾的年份，又作为计划的年份，其中至少一处年份有误。"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("2023年是中国共产党成立100周年。", "中国共产党成立100周年（2021年）"),
        ("2023年是“十四五”开局之年，任务艰巨。", "“十四五”规划开局（2021年）"),
        ("2022年是新中国成立七十周年。", "新中国成立七十周年（2019年）"),
    ],
)
def test_a_year_that_does_not_fit_its_event(text, event):
    (note,) = notes(text)
    assert event in note
    assert note.startswith("正文称“20")


def test_events_of_earlier_years_need_company():
    assert notes("顺利完成第七次全国人口普查。") == []
    (note,) = notes("全面启动第七次人口普查。面对突如其来的新冠肺炎疫情，我们奋力抗疫。")
    assert note == "报告署2023年，但所述为更早年份的事：第七次全国人口普查（2020年）、新冠疫情突发（2020年）。"


def test_file_name_and_title_that_disagree():
    assert notes("正文。", file="2016年报告.txt") == ["文件名写的是2016年，正文是2023年的报告，以正文为准。"]
    assert notes("正文。", file="2022.md") == []
    assert notes("正文。", place="池州市", file="沧州市.md") == ["文件名写的是沧州市，正文是池州市的报告，以正文为准。"]
    assert notes("正文。", place="池州市", title="沧州市政府工作报告") == [
        "标题写的是沧州市，正文是池州市的报告，以正文为准。"
    ]
