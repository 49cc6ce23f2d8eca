import pytest

from ingest.residue import FRONT_MATTER, PAGE_TURN, find_watermarks, is_label, is_residue


@pytest.mark.parametrize(
    "line",
    [
        "扫一扫在手机打开当前页", "Scan me!", "当前页二维码", "文件预览", "• 附件下载", "相关文章",
        "【打印】【关闭】", "返回顶部",
        "上一篇：某通知", "分享到：微信", "您现在的位置：首页 > 政务公开 > 报告", "首页 > 信息公开 > 政府文件 > 规划",
        "版权所有：某区人民政府 沪ICP备05000000号", "https://www.example.gov.cn/a/1", "（此件主动公开）", "打印本页",
        "2021年某镇人民政府工作报告_规划计划_某市某区人民政府门户网站",
    ],
)  # fmt: skip
def test_web_residue(line):
    assert is_residue(line)


@pytest.mark.parametrize(
    "line",
    [
        "一、2020年工作回顾", "分享发展成果", "2021年某镇人民政府工作报告", "全面推进政务公开", "各位代表：",
        "微信公众平台建设",
        "我们坚持以习近平新时代中国特色社会主义思想为指导，版权保护得到加强。",
    ],
)  # fmt: skip
def test_report_text_is_no_residue(line):
    assert not is_residue(line)
    assert not is_label(line)


@pytest.mark.parametrize(
    "line", ["信息来源: 某镇", "• 体       裁: 报告", "索引号：", "发布日期：2021-01-21", "【字号", "发文字号"]
)
def test_labels(line):
    assert is_label(line)


def test_watermarks_are_found_where_they_stand():
    text = "常态化疫情公号“老张写材料”整理编辑防控。更多范文关注微信公众号：材料。"
    assert [text[a:b] for a, b in find_watermarks(text)] == ["公号“老张写材料”整理编辑", "关注微信公众号：材料"]
    assert find_watermarks("开通政务公众号“某某发布”，服务群众。") == []


def test_front_matter_and_page_turns():
    assert FRONT_MATTER.search("---\ntitle: 甲\nsource: 乙\n---\n正文").group(1) == "title: 甲\nsource: 乙\n"
    assert FRONT_MATTER.search("正文\n---\n正文二\n---\n") is None
    assert PAGE_TURN.fullmatch("（下转第二版）")
    assert PAGE_TURN.fullmatch("(上接A2版)")
    assert not PAGE_TURN.search("（含3.0版）")
