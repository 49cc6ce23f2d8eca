from ingest.breaks import Piece, joins


def lines(*texts):
    return [Piece(text) for text in texts]


def test_a_line_that_stops_in_mid_sentence_is_continued():
    assert joins(lines("推进治理。加大", "企业走访调研，切实帮助企业。")) == [False, True]


def test_headings_items_and_openings_are_never_continuations():
    before = "推进治理。加大"
    for text in (
        "一、聚焦产业",
        "（二）聚焦产业",
        "3.新建学校。",
        "——经济稳中有进。",
        "二是抓创新。",
        "各位代表：",
        "附件：",
        "第二，抓产业。",
    ):
        assert joins(lines(before, text)) == [False, False]


def test_a_marked_line_neither_continues_nor_is_continued():
    assert joins([Piece("推进治理。加大"), Piece("企业走访", marked=True), Piece("调研，切实帮助。")]) == [
        False,
        False,
        False,
    ]


def test_titles_are_not_continued_by_their_text():
    assert joins(lines("一、2023年工作回顾", "上半年，我们完成了任务。")) == [False, False]
    assert joins(lines("政府工作报告", "施 宏", "（2023年8月1日）")) == [False, False, False]


def test_an_open_bracket_or_quote_is_closed_by_the_next_line():
    assert joins(lines("二、《某镇规划纲要", "（草案）》的编制说明")) == [False, True]
    assert joins(lines("建成“好巴士", "1号线”，发展加快。")) == [False, True]


def test_short_lines_of_a_table_stay_apart():
    assert joins(lines("指标", "单位", "2022年", "地区生产总值", "亿元", "300")) == [False] * 6


def test_full_lines_of_a_fixed_width_go_on_unless_the_next_is_indented():
    full = [Piece("全镇经济社会有序发展社会大局和谐稳定。", laid_out="全镇经济社会有序发展社会大局和谐稳定。")] * 12
    indented = Piece(
        "二是抓好民生实事项目建设，群众满意", laid_out="　　二是抓好民生实事项目建设，群众满意", indented=True
    )
    assert joins([*full, indented, full[0]]) == [False, *[True] * 11, False, True]


def test_empty_input():
    assert joins([]) == []
