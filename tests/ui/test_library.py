from __future__ import annotations

from dataclasses import replace

from tests.ui.fakes import FILE, FakeIndex, parsed
from ui.library import places, render_library, summary, years


def test_places_years_and_summary(tmp_path, engine):
    catalogue = engine.index.catalogue
    assert places(catalogue) == ["东平镇"]
    assert years(catalogue) == [2023]
    assert summary(catalogue) == "1 份报告 · 1 个地方 · 2023 年"


def test_the_list_of_one_file_whole(engine):
    target = (
        f"{{&quot;n&quot;:1,&quot;file&quot;:&quot;{FILE}&quot;,&quot;start&quot;:0,&quot;end&quot;:1,"
        "&quot;title&quot;:&quot;政府工作报告&quot;,&quot;meta&quot;:&quot;东平镇&quot;,&quot;path&quot;:[],&quot;notes&quot;:[]}"
    )
    assert render_library(engine.index.catalogue) == (
        f'<ul class="rq-library"><li class="rq-file"><div class="rq-file-head"><span class="rq-file-name">{FILE}</span>'
        '<span class="rq-small">9,448 字 · 66 段 · 0 个数字</span>'
        f'<button type="button" class="rq-tool rq-remove" data-remove="{FILE}" aria-label="移除 {FILE}">'
        "移除</button></div>"
        '<ul class="rq-reports"><li>'
        f'<button type="button" class="rq-title rq-read" data-open="{target}">政府工作报告</button>'
        '<span class="rq-meta">东平镇 · 2023年上半年 · 半年报告</span></li></ul></li></ul>'
    )


def test_notes_are_shown_and_everything_is_escaped(tmp_path):
    evil = '<b onclick="x">'
    document = parsed(notes=(evil,), place=evil)
    document = replace(document, document=replace(document.document, notes=(evil,)))
    html = render_library(FakeIndex(tmp_path, (document,)).catalogue)
    assert "<b " not in html
    assert html.count("&lt;b onclick=&quot;x&quot;&gt;") == 3
    assert html.count('class="rq-flag"') == 2


def test_an_empty_library(engine):
    engine.index.remove(FILE)
    assert summary(engine.index.catalogue) == "库中还没有报告"
    assert render_library(engine.index.catalogue) == '<p class="rq-empty">库中还没有报告。请在上方上传文件。</p>'
