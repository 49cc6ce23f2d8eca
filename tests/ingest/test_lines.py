from ingest.lines import raw_lines

BODY = "全镇上下团结一心，认真落实各项决策部署，完成了全年目标任务，群众满意度不断提升。" * 6


def lines(source):
    found = list(raw_lines(source, 0, len(source)))
    assert all(source.startswith(text, at) for at, text in found)
    return [text for _, text in found]


def test_lines_without_outer_spaces():
    assert lines("  甲\t\n\n\u3000乙 丙\r\n\f丁\u2028戊\n") == ["甲", "乙 丙", "丁", "戊"]


def test_breaks_that_are_written_out():
    assert lines("甲\\r\\n乙\\n\\n丙") == ["甲", "乙", "丙"]


def test_a_text_in_one_line_is_cut_before_its_numbers_and_behind_its_headings():
    source = (
        f"一、2023年工作回顾 2023年是开局之年。{BODY} (一)坚持发展，提振活力。 紧盯指标。{BODY} "
        f"二、2024年工作思路 {BODY}"
    )
    assert lines(source) == [
        "一、2023年工作回顾",
        f"2023年是开局之年。{BODY}",
        f"(一)坚持发展，提振活力。 紧盯指标。{BODY}",
        "二、2024年工作思路",
        BODY,
    ]


def test_wide_gaps_are_lost_breaks():
    assert lines(f"{BODY}　　{BODY}") == [BODY, BODY]


def test_short_lines_and_spaced_years_stay_whole():
    assert lines("一、2023 年工作回顾 甲。") == ["一、2023 年工作回顾 甲。"]
    assert lines(f"二、2024 年工作思路{BODY}") == [f"二、2024 年工作思路{BODY}"]
