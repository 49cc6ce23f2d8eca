from __future__ import annotations

from dataclasses import replace

from rag.schema import Answer, Citation
from ui.citations import citation_line, render_citation, render_citations

CITATION = Citation(
    n=1,
    report_id="r",
    title="政府工作报告",
    place="东平镇",
    period="2023年上半年",
    file="dongping.txt",
    section=("一、上半年工作回顾", "（二）促进经济高质量发展"),
    quote="上半年完成税收收入 14869 万元，\n同比减少 36.2%。",
    start=120,
    end=147,
    page=3,
    notes=("报告中的年份前后不一致。",),
)


def test_one_citation_whole():
    target = (
        "{&quot;n&quot;:1,&quot;file&quot;:&quot;dongping.txt&quot;,&quot;start&quot;:120,&quot;end&quot;:147,"
        "&quot;title&quot;:&quot;政府工作报告&quot;,&quot;meta&quot;:&quot;东平镇 · 2023年上半年 · 第 3 页&quot;,"
        "&quot;path&quot;:[&quot;一、上半年工作回顾&quot;,&quot;（二）促进经济高质量发展&quot;],"
        "&quot;notes&quot;:[&quot;报告中的年份前后不一致。&quot;]}"
    )
    assert render_citation(CITATION, figures=["14869 万元"]) == (
        f'<li><button type="button" class="rq-cite" data-open="{target}"'
        ' aria-label="出处 1：政府工作报告，东平镇 · 2023年上半年 · 第 3 页，打开原文">'
        '<span class="rq-n" aria-hidden="true">1</span>'
        '<span class="rq-title">政府工作报告</span>'
        '<span class="rq-meta">东平镇 · 2023年上半年 · 第 3 页</span>'
        '<span class="rq-path">一、上半年工作回顾 › （二）促进经济高质量发展</span>'
        '<span class="rq-quote">上半年完成税收收入 <b>14869 万元</b>， 同比减少 36.2%。</span>'
        '<span class="rq-flag">报告存疑：报告中的年份前后不一致。</span></button></li>'
    )


def test_what_a_report_says_is_escaped_everywhere():
    evil = '"><script>alert(1)</script>'
    html = render_citation(
        replace(CITATION, title=evil, place=evil, file=evil, section=(evil,), quote=evil, notes=(evil,)), figures=[evil]
    )
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 8


def test_a_citation_without_page_path_and_notes():
    html = render_citation(replace(CITATION, page=None, section=(), notes=()))
    assert "rq-path" not in html
    assert "rq-flag" not in html
    assert '<span class="rq-meta">东平镇 · 2023年上半年</span>' in html


def test_many_notes_are_one_line():
    html = render_citation(replace(CITATION, notes=("甲。", "乙。", "丙。")))
    assert '<span class="rq-flag">报告存疑（共 3 条说明，见原文页）：甲。</span>' in html


def test_from_the_fifth_on_citations_are_folded():
    answer = Answer(
        question="", text="", abstained=False, kind="open", citations=tuple(replace(CITATION, n=n) for n in range(1, 8))
    )
    shown, _, folded = render_citations(answer).partition("<details>")
    assert (shown.count("<li>"), folded.count("<li>")) == (4, 3)
    assert folded.startswith("<summary>其余 3 条出处</summary>")


def test_no_citations_no_list():
    assert render_citations(Answer(question="", text="", abstained=True, kind="none")) == ""


def test_citation_line():
    assert citation_line(CITATION) == (
        "[1] 政府工作报告 · 东平镇 · 2023年上半年 · 第 3 页 · 一、上半年工作回顾 › （二）促进经济高质量发展："
        "“上半年完成税收收入 14869 万元， 同比减少 36.2%。”（dongping.txt，第 120–147 字）"
    )
