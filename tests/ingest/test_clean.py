from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean

PAGE_BREAKS = """生态环境常治长效。强化“散乱污”常态化

治理，对 2 处市级环保督查问题点位进行复检，即知即改。推荐企业入选上海 2022 年度

“时尚 100+” 榜单。确保年度排水管总疏通率不低于

95%。持续提升农村公路管养水平，严格执行规定，加大

企业走访调研，切实帮助企业解决困难。

（二）聚焦产业质量，坚定打好转型升级组合拳

多点发力提升招商质量。落实重点项目。"""


def kept(source: str) -> str:
    mapped = clean(source)
    assert len(mapped.text) == len(mapped.offsets)
    assert all(char in (source[offset], "\n") for char, offset in zip(mapped.text, mapped.offsets, strict=True))
    assert all(a < b for a, b in zip(mapped.offsets, mapped.offsets[1:], strict=False))
    return mapped.text


def test_page_breaks_inside_sentences_and_words_are_mended():
    assert kept(PAGE_BREAKS).split("\n") == [
        "生态环境常治长效。强化“散乱污”常态化治理，对2处市级环保督查问题点位进行复检，即知即改。推荐企业入选上海2022年度“时尚100+”榜单。"
        "确保年度排水管总疏通率不低于95%。持续提升农村公路管养水平，严格执行规定，加大企业走访调研，切实帮助企业解决困难。",
        "（二）聚焦产业质量，坚定打好转型升级组合拳",
        "多点发力提升招商质量。落实重点项目。",
    ]


def test_web_residue_and_labels_with_their_values_are_dropped():
    source = (
        "2021年某镇人民政府工作报告_规划计划_某市某区人民政府门户网站\n2021年某镇人民政府工作报告\n"
        "信息来源: 某镇 发布时间 2021-01-21\n"
        "【字号\n  • 所属类目: 规划计划\n  • 体       裁: 报告\n  • 索引号:\n\n    SY6840202040201900112\n\n"
        "  • 发文字号:\n  • 公开类别: 主动公开\n"
        "当前位置：首页 > 政务公开 > 规划计划\n一、2020年工作回顾\n全年完成投资19亿元。\n扫一扫在手机打开当前页\n"
        "Scan me!\n上一篇：关于某事的通知\n"
        "  • 文件预览\n当前页二维码\n主办单位：某区人民政府\n"
    )
    assert kept(source) == "2021年某镇人民政府工作报告\n一、2020年工作回顾\n全年完成投资19亿元。"


def test_front_matter_bold_marks_and_comments_go():
    source = (
        "---\ntitle: 某市政府工作报告（2022年2月12日 张三）\n---\n\n<!-- 来源：日报 -->\n\n"
        "**一、2021年工作回顾**\n\n## （一）经济\n\n增长**8%**。\n"
    )
    assert kept(source) == "一、2021年工作回顾\n（一）经济\n增长8%。"


def test_watermark_inside_a_word_goes():
    assert kept("做到常态化疫情公号“老张写材料”整理编辑防控与发展同步。") == "做到常态化疫情防控与发展同步。"


def test_layout_characters_go_and_word_spaces_stay():
    source = "????　　完成税收 14869 万元，增长 5 . 5%，&nbsp;开展“初心逐梦 花开东平”\\r\\n第二段APP 业务 186 件。"
    assert kept(source) == "完成税收14869万元，增长5.5%，开展“初心逐梦 花开东平”\n第二段APP业务186件。"


def test_list_numbers_do_not_run_into_the_number_behind_them():
    assert kept("1. 500公里公路建成。\n2. 3个项目开工。") == "1. 500公里公路建成。\n2. 3个项目开工。"


def test_a_summary_that_repeats_the_opening_goes():
    opening = "各位代表，现在我代表某市人民政府向大会报告工作，请予审议。"
    assert (
        kept(f"某市政府工作报告\n内容摘要：{opening}\n{opening}\n一、回顾\n")
        == f"某市政府工作报告\n{opening}\n一、回顾"
    )


def test_newspaper_page_turns_go():
    source = "（一）推进创新。建成运行“好巴士（下转A3版）\n\n政府工作报告\n\n（上接A2版）1号线”，发展更快，成效明显。\n"
    assert kept(source) == "（一）推进创新。建成运行“好巴士1号线”，发展更快，成效明显。"


def test_titles_of_other_pages_behind_related_articles_go():
    links = "相关阅读：\n• 2022年甲县政府工作报告\n2021年乙市政府工作报告\n"
    assert kept(f"共同奋斗，再创辉煌！\n{links}") == "共同奋斗，再创辉煌！"
    assert kept(f"共同奋斗，再创辉煌！\n{links}扫一扫在手机打开当前页\n二、安排") == "共同奋斗，再创辉煌！\n二、安排"


def test_a_report_behind_related_articles_stays():
    report = "2021年乙市政府工作报告\n一、2020年工作回顾\n完成投资。"
    assert kept(f"共同奋斗，再创辉煌！\n相关文章\n{report}") == f"共同奋斗，再创辉煌！\n{report}"


def test_page_numbers_between_paragraphs_go_and_cells_stay():
    text = "全镇上下团结一心，认真落实各项决策部署，完成了全年目标任务"
    assert kept(f"{text}，\n\n- 12 -\n\n{text}。") == f"{text}，{text}。"
    assert kept(f"{text}。\n产值\n12\n{text}。") == f"{text}。\n产值\n12\n{text}。"


def test_note_marks_and_table_edges_go():
    assert kept("做好“六稳”[1]工作、落实“六保”〔2〕任务。") == "做好“六稳”工作、落实“六保”任务。"
    assert kept("| 指标 | 2022年 |\n某街道2023年工作总结 |") == "指标 | 2022年\n某街道2023年工作总结"


def test_heading_cut_inside_a_bracket_is_joined():
    assert (
        kept("二、《某镇第十四个五年规划纲要\n\n(草案)》的编制说明\n\n正文。")
        == "二、《某镇第十四个五年规划纲要(草案)》的编制说明\n正文。"
    )


def test_a_line_that_only_lost_its_full_stop_does_not_swallow_the_next_title():
    source = (
        "坚持从城市治理突出问题出发,加快推进线上线下深度融合,推动城市治理从数字化到智能化,持续提升治理体系和治理能力现代化\n"
        "创新社会治理手段。针对突出问题,加强宣传引导,联合力量开展专项整治。\n"
    )
    assert kept(source).count("\n") == 1


def test_hard_wrapped_lines_are_joined():
    body = "全镇经济社会有序发展社会大局和谐稳定各项工作稳步推进财政收入四点一亿元" * 12
    lines = "\n".join(body[at : at + 30] for at in range(0, len(body), 30))
    assert kept(lines) == body


def test_spans_map_back_to_the_source():
    source = "  完成税收 14869 万元。\n"
    mapped = clean(source)
    start = mapped.text.index("14869万元")
    assert source[slice(*mapped.span(start, start + 7))] == "14869 万元"
    assert mapped.slice(start, start + 7).text == "14869万元"
    assert mapped.span(3, 3) == (mapped.offsets[3], mapped.offsets[3])


def test_empty_and_blank_texts_give_nothing():
    assert kept("") == ""
    assert kept(" \n\t\u3000\ufeff" * 1000) == ""


@given(st.text(alphabet=st.sampled_from("一二、（）。，“”《》\n\r \u3000*#-?&nbsp;<>\\甲乙1.%\x00x"), max_size=300))
def test_kept_text_is_a_subsequence_of_any_source(source):
    text = kept(source)
    assert "\n\n" not in text
