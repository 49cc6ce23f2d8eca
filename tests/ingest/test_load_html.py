from __future__ import annotations

import pytest

from ingest.load import Refused, load_bytes
from rag.settings import Settings

SETTINGS = Settings(_env_file=None)
HEAD = '<title>东平镇2023年政府工作报告_上海市崇明区人民政府</title><meta name="PubDate" content="2023-08-01 10:00">'
NAVIGATION = (
    "<nav>站内导航</nav><ul><li><a href='/'>首页</a></li><li><a href='/x'>政务公开目录</a></li></ul>"
    "<script>var 脚本 = 1;</script><div style='display: none'>看不见的字</div>"
)
FOOTER = "<footer>版权所有 崇明区人民政府</footer>"
BODY = "<p>　　上半年完成税收收入<span>14869</span>\n万元，同比减少<b>36.2%</b>。</p>"


def page(body: str, head: str = HEAD, encoding: str = "utf-8") -> str:
    return load_bytes(
        "a.html",
        f"<html><head><meta charset='{encoding}'>{head}</head><body>{NAVIGATION}{body}{FOOTER}</body></html>".encode(
            "gb18030" if encoding == "gb2312" else encoding
        ),
        SETTINGS,
    ).text


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gbk"])
def test_main_text_with_title_and_date_and_nothing_else(encoding):
    body = f"<div class='con'><h2>一、工作回顾</h2>{BODY}<p>&nbsp;</p><p><strong>经济平稳运行</strong></p></div>"
    assert page(body, encoding=encoding) == (
        "东平镇2023年政府工作报告\n"
        "发布日期：2023-08-01\n"
        "一、工作回顾\n"
        "　　上半年完成税收收入14869 万元，同比减少36.2%。\n"
        "**经济平稳运行**\n"
    )


def test_title_in_the_text_is_not_repeated():
    body = f"<div><h1>东平镇2023年政府工作报告</h1><p>发布时间：2023-08-01</p>{BODY}</div>"
    assert page(body) == (
        "# 东平镇2023年政府工作报告\n发布时间：2023-08-01\n　　上半年完成税收收入14869 万元，同比减少36.2%。\n"
    )


def test_lines_parted_by_br_and_a_source_line_that_wraps():
    body = "<div id='zoom'>　　第一段完成投资5\n亿元。<br>　　第二段，<br/>\n全镇\n平稳。</div>"
    assert page(body, head="") == "　　第一段完成投资5 亿元。\n　　第二段，\n全镇平稳。\n"


def test_layout_table_is_no_table():
    inner = f"<table><tr><td><p>各位代表：</p>{BODY * 3}</td></tr></table>"
    body = f"<table><tr><td><a>左栏</a></td><td>{inner}</td></tr></table>"
    line = "　　上半年完成税收收入14869 万元，同比减少36.2%。\n"
    assert page(body, head="") == "各位代表：\n" + line * 3


def test_table_rows_carry_their_headings():
    body = (
        f"<div>{BODY}<table><tr><th rowspan='2'>指标</th><th colspan='2'>2023年</th></tr>"
        "<tr><th>总量（亿元）</th><th>增速（%）</th></tr>"
        "<tr><td>地区生产总值</td><td>98.7</td><td>5.5</td></tr></table></div>"
    )
    assert page(body, head="").splitlines()[1:] == [
        "指标，2023年·总量（亿元），2023年·增速（%）",
        "指标：地区生产总值，2023年·总量（亿元）：98.7，2023年·增速（%）：5.5。",
    ]


def test_a_page_that_lies_about_its_encoding_is_read():
    data = f"<meta charset=utf-8><body>{BODY}</body>".encode("gb18030")
    assert load_bytes("a.htm", data, SETTINGS).text == "　　上半年完成税收收入14869 万元，同比减少36.2%。\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><body><script>1</script></body></html>", "没有任何文字"),
        (b"%PDF-1.7", "内容却是PDF 文档"),
        (bytes(range(256)), "不是文本文件"),
    ],
)
def test_a_page_without_text_is_refused(data, reason):
    with pytest.raises(Refused, match=reason):
        load_bytes("a.html", data, SETTINGS)
