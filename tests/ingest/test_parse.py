from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.parse import parse_document
from rag.schema import Document, Level, Period, ReportKind, Role, content_id

REPORTS = Path(__file__).parents[2] / "data" / "reports"


def document(text, name="报告.txt", pages=()):
    return Document(id=content_id(text), name=name, sha256="", text=text, pages=pages)


@pytest.fixture(scope="module", params=sorted(REPORTS.glob("*.txt")), ids=lambda path: path.stem)
def parsed(request):
    return parse_document(document(request.param.read_text(encoding="utf-8"), request.param.name))


def subsequence(text, source):
    characters = iter(source)
    return all(any(char == other for other in characters) for char in text if not char.isspace())


def test_every_span_is_the_text_it_claims_to_be(parsed):
    source = parsed.document.text
    reports = {report.id: report for report in parsed.reports}
    passages = {passage.id: passage for passage in parsed.passages}
    assert len(passages) == len(parsed.passages)
    for section in parsed.sections:
        report = reports[section.report_id]
        assert report.start <= section.start < section.end <= report.end
        assert subsequence(section.heading, source[section.start : section.end])
    for passage in parsed.passages:
        report = reports[passage.report_id]
        assert report.start <= passage.start < passage.end <= report.end
        for sentence in passage.sentences:
            assert passage.start <= sentence.start < sentence.end <= passage.end
            assert subsequence(sentence.text, source[sentence.start : sentence.end])
    for figure in parsed.figures:
        assert passages[figure.passage_id].start <= figure.sentence_start <= figure.clause_start <= figure.start
        assert figure.end <= figure.clause_end <= figure.sentence_end <= passages[figure.passage_id].end
        assert subsequence(figure.text, source[figure.start : figure.end])


def test_passages_follow_one_another_within_the_budget(parsed):
    spans = [(passage.start, passage.end) for passage in parsed.passages]
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert [passage.ordinal for passage in parsed.passages if passage.report_id == parsed.reports[0].id] == list(
        range(sum(passage.report_id == parsed.reports[0].id for passage in parsed.passages))
    )


def test_reading_twice_gives_the_same(parsed):
    assert parse_document(parsed.document) == parsed


def report_of(name, place):
    text = (REPORTS / f"{name}.txt").read_text(encoding="utf-8")
    parsed = parse_document(document(text, f"{name}.txt"))
    (report,) = [report for report in parsed.reports if report.place == place]
    return parsed, report


def test_a_mid_year_report():
    _, report = report_of("dongping-2023-midyear-report", "东平镇")
    assert (report.title, report.place_path, report.level) == (
        "政府工作报告",
        ("上海市", "崇明区", "东平镇"),
        Level.TOWN,
    )
    assert (report.kind, report.year, report.date, report.speaker) == (ReportKind.HALF_YEAR, 2023, "2023-08-01", "施宏")
    assert report.meeting == "上海市崇明区东平镇第二届人民代表大会第五次会议"
    assert (report.reviewed.label, report.planned.label) == ("2023年上半年", "2023年下半年")
    assert report.period == report.reviewed
    assert report.notes == ()


def test_a_mended_sentence_and_its_place_in_the_tree():
    parsed, _ = report_of("dongping-2023-midyear-report", "东平镇")
    (passage, sentence) = next(
        (passage, sentence)
        for passage in parsed.passages
        for sentence in passage.sentences
        if "税收收入" in sentence.text
    )
    assert sentence.text == (
        "受疫情及宏观经济形势影响，上半年完成税收收入14869万元，同比减少36.2%，完成年度指标进度的33.9%。"
    )
    assert passage.path == ("一、2023年上半年工作回顾", "（二）坚持产业带动，推进经济发展更有活力", "招商力度持续加大")
    assert passage.role is Role.REVIEW
    assert "税收收入 14869 万元" in parsed.document.text[sentence.start : sentence.end]


def test_a_list_of_work_points_is_all_plan():
    parsed, report = report_of("xinhai-2019-work-plan", "新海镇")
    assert (report.kind, report.year, report.reviewed, report.date) == (ReportKind.PLAN, 2019, None, "2019-06-20")
    assert report.planned == report.period == Period.of_year(2019)
    assert {passage.role for passage in parsed.passages} == {Role.PLAN}
    assert len([section for section in parsed.sections if section.level == 2]) == 26


def test_three_reports_in_one_file():
    text = (REPORTS / "three-towns-2023-reports.txt").read_text(encoding="utf-8")
    reports = parse_document(document(text, "three-towns-2023-reports.txt")).reports
    assert [report.place_path for report in reports] == [
        ("山东省", "济宁市", "微山县", "留庄镇"),
        ("上海市", "浦东新区", "北蔡镇"),
        ("安徽省", "六安市", "金安区", "孙岗镇"),
    ]
    assert [(report.year, report.reviewed.label) for report in reports] == [(2023, "2023年")] * 3
    assert [report.planned is not None for report in reports] == [False, True, True]
    assert [text[report.start : report.start + 12] for report in reports] == ["乡镇政府2023工作报告"] * 3
    assert all(report.notes for report in reports)
    assert "“20xx年”" in reports[0].notes[0]
    assert "“XX镇”" in reports[1].notes[0]
    assert "老秘" in reports[2].notes[0]


def test_the_page_of_a_passage():
    text = "一、2022年工作回顾\n" + "全镇上下团结一心，完成各项任务。" * 40
    parsed = parse_document(document(text, pages=(0, 300)))
    assert [passage.page for passage in parsed.passages] == sorted(passage.page for passage in parsed.passages)
    assert {passage.page for passage in parsed.passages} == {1, 2}


def test_texts_that_hold_nothing():
    assert parse_document(document("")).reports == ()
    assert parse_document(document(" \n\u3000" * 50)).passages == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "一、2022年工作回顾\n", "（一）经济。", "税收 14869 万元，增长 5 . 5%。", "\n\n", "各位代表：\n",
                "政府工作报告\n", "**加粗**\n",
                "名词解释\n", "1.“三资”：指资金。\n", "附件1\n", "“", "（", "；", "，未完\n\n续行。",
                "---\ntitle: 甲\n---\n", "　", "&nbsp;",
                "20xx年XX镇", "现在，我代表市人民政府，向大会报告工作。\n", "？", "\\r\\n", "|甲|乙|\n",
                "让我们努力奋斗！\n", "\x00",
            ]
        ),
        max_size=60,
    )
)  # fmt: skip
def test_no_text_breaks_the_reader(parts):
    source = "".join(parts)
    parsed = parse_document(document(source))
    for passage in parsed.passages:
        for sentence in passage.sentences:
            assert subsequence(sentence.text, source[sentence.start : sentence.end])
    for figure in parsed.figures:
        assert subsequence(figure.text, source[figure.start : figure.end])
