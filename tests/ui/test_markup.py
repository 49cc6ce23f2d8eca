from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from ui.markup import render_inline, render_text, strip_marks

MARK = '<button type="button" class="rq-mark" data-cite="1" aria-label="查看出处 1">1</button>'


def test_a_mark_becomes_a_button_only_where_there_is_such_a_citation():
    assert render_text("税收收入14869万元[1][2]。", {1}) == (
        f'<p>税收收入14869万<span class="rq-keep">元{MARK}[2]。</span></p>'
    )


def test_lists_tables_and_paragraphs():
    text = "要点：\n- 一是**补短板**[1]\n- 二是防风险\n\n| 地方 | 数字 |\n|---|---|\n| 东平镇 | 5%[1] |"
    assert render_text(text, {1}) == (
        f'<p>要点：</p><ul><li>一是<strong>补短板</strong><span class="rq-keep">{MARK}</span></li>'
        "<li>二是防风险</li></ul>"
        '<div class="rq-table" tabindex="0"><table>'
        '<thead><tr><th scope="col">地方</th><th scope="col">数字</th></tr></thead>'
        f'<tbody><tr><td>东平镇</td><td>5<span class="rq-keep">%{MARK}</span></td></tr></tbody></table></div>'
    )


def test_numbered_lines():
    assert render_text("打算：\n1. 一是补短板[1]\n2. 二是防风险", {1}) == (
        f'<p>打算：</p><ol><li>一是补短<span class="rq-keep">板{MARK}</span></li><li>二是防风险</li></ol>'
    )


def test_markup_in_a_text_is_shown_not_run():
    assert render_text('<img src=x onerror="alert(1)">&[1]', {2}) == (
        "<p>&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;[1]</p>"
    )


def test_a_table_of_rules_alone_is_nothing():
    assert render_text("|---|---|") == ""


def test_strip_marks():
    assert strip_marks("14869万元[1]，减少36.2%[12]。") == "14869万元，减少36.2%。"


ALLOWED = {"p", "ul", "ol", "li", "strong", "span", "button", "div", "table", "thead", "tbody", "tr", "th", "td"}


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = set()
        self.attributes = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@given(st.text(alphabet="<>\"'&/=[]1*|- \nscriptonclick税"), st.sets(st.integers(0, 20)))
def test_no_text_makes_a_tag_of_its_own(text, marks):
    parser = _Tags()
    parser.feed(render_text(text, marks) + render_inline(text, marks))
    assert parser.tags <= ALLOWED
    assert parser.attributes <= {"type", "class", "data-cite", "aria-label", "scope", "tabindex"}
