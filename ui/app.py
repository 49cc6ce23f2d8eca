"""The page's layout in Gradio components, and which event calls which handler."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from ui.handlers import Handlers
from ui.library import ALL_PLACES, ALL_YEARS
from ui.startup import Startup

__all__ = ["build_page", "page_theme"]

_FONTS = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "system-ui", "sans-serif")
_BLUES = ("#f0f6fb", "#dcebf6", "#b9d6ec", "#8bbade", "#559acb", "#2f7db5", "#1f6399", "#1a5280", "#17446a", "#123651")
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_UPLOAD = """
<form class="rq-upload"><label class="rq-drop"><input type="file" multiple
 accept=".txt,.md,.html,.htm,.docx,.pdf,.zip"><strong>添加报告</strong>
<span>点击选择文件，或把文件拖到这里</span>
<span class="rq-small">支持 txt、md、html、docx、pdf，以及装有这些文件的 zip</span></label>
<div class="rq-progress" role="status" hidden></div><ul class="rq-outcomes"></ul></form>
"""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that events read and write."""

    turns: gr.State
    asking: gr.State
    cleared: gr.State
    header: gr.HTML
    ready: gr.HTML
    thread: gr.HTML
    problem: gr.HTML
    question: gr.Textbox
    send: gr.Button
    stop: gr.Button
    place: gr.Dropdown
    year: gr.Dropdown
    clear: gr.Button
    undo: gr.Button
    export: gr.Button
    exported: gr.Textbox
    upload: gr.HTML
    library: gr.HTML
    scores: gr.HTML


def page_theme() -> gr.themes.Base:
    """Return the theme: a calm blue on slate, with fonts of the reader's own machine only."""
    blue = gr.themes.Color(*_BLUES, "#0b2236")
    return gr.themes.Base(primary_hue=blue, secondary_hue=blue, neutral_hue="slate", font=_FONTS, font_mono=_FONTS)


def build_page(startup: Startup, evaluation: Path) -> gr.Blocks:
    """Return the page over the engine that the start-up makes; it becomes usable as soon as that one is ready."""
    handlers = Handlers(startup, evaluation)
    page: gr.Blocks
    with gr.Blocks(title="政府工作报告问答", analytics_enabled=False, fill_width=True) as page:
        parts = _lay_out(handlers)
        _wire(page, parts, handlers)
    return page


def _html(value: object = None, **options: Any) -> gr.HTML:
    """Return a block of our own HTML, free of Gradio's typography."""
    return gr.HTML(value, apply_default_css=False, **options)


def _lay_out(handlers: Handlers) -> _Parts:
    turns, asking, cleared = gr.State([]), gr.State(""), gr.State([])
    header = _html(handlers.header(), elem_id="rq-header", js_on_load=None)
    ready = _html(
        html_template='<div class="rq-start" role="status"></div>',
        js_on_load="reportqa.watchStart(element, () => trigger('ready'))",
        elem_id="rq-start-box",
    )
    with gr.Tabs(elem_id="rq-tabs"):
        with gr.Tab("提问", id="ask"):
            thread = _html(
                handlers.items([]),
                html_template='<div class="rq-thread"></div>',
                js_on_load="reportqa.thread(element, props, watch, (data) => trigger('ask', data))",
                elem_id="rq-thread-box",
            )
            composer = _lay_out_composer()
        with gr.Tab("报告库", id="library"):
            upload = _html(
                html_template=_UPLOAD,
                js_on_load="reportqa.upload(element, () => trigger('added'))",
                elem_id="rq-upload-box",
            )
            library = _html(
                "",
                html_template="<div>${value}</div>",
                js_on_load="reportqa.library(element, () => trigger('removed'))",
                elem_id="rq-library-box",
            )
        with gr.Tab("质量评测", id="evaluation"):
            scores = _html(elem_id="rq-evaluation-box", js_on_load=None)
    return _Parts(turns, asking, cleared, header, ready, thread, *composer, upload, library, scores)


def _lay_out_composer() -> tuple[
    gr.HTML, gr.Textbox, gr.Button, gr.Button, gr.Dropdown, gr.Dropdown, gr.Button, gr.Button, gr.Button, gr.Textbox
]:
    with gr.Column(elem_id="rq-composer"):
        problem = _html("", elem_id="rq-problem-box", js_on_load=None)
        with gr.Row(elem_id="rq-ask-row"):
            question = gr.Textbox(
                label="问题",
                show_label=False,
                container=False,
                lines=1,
                max_lines=6,
                placeholder="输入问题，按回车发送",
                autofocus=True,
                elem_id="rq-question",
                scale=1,
            )
            send = gr.Button("发送", variant="primary", elem_id="rq-send", scale=0, min_width=72)
            stop = gr.Button("停止", variant="stop", elem_id="rq-stop", scale=0, min_width=72, visible=False)
        with gr.Row(elem_id="rq-options"):
            place = gr.Dropdown(
                [ALL_PLACES], value=ALL_PLACES, label="地方", container=False, elem_id="rq-place", min_width=96
            )
            year = gr.Dropdown(
                [ALL_YEARS], value=ALL_YEARS, label="年份", container=False, elem_id="rq-year", min_width=96
            )
            clear = gr.Button("清空", size="sm", elem_id="rq-clear", min_width=48, scale=0)
            undo = gr.Button("撤销清空", size="sm", elem_id="rq-undo", min_width=48, scale=0, visible=False)
            export = gr.Button("导出", size="sm", elem_id="rq-export", min_width=48, scale=0)
        exported = gr.Textbox(label="导出内容", visible="hidden", elem_id="rq-exported")
    return problem, question, send, stop, place, year, clear, undo, export, exported


def _wire(page: gr.Blocks, parts: _Parts, handlers: Handlers) -> None:
    asked = [parts.thread, parts.turns, parts.question, parts.problem, parts.send, parts.stop, parts.asking]
    typed = [parts.question, parts.turns, parts.place, parts.year]
    # "multiple": a question sent while the last one is being wrapped up must not be dropped; the script stops repeats.
    ask: dict[str, Any] = {"trigger_mode": "multiple", "concurrency_limit": 4, "concurrency_id": "ask", **_QUIET}
    runs = [
        parts.question.submit(handlers.ask, typed, asked, **ask),
        parts.send.click(handlers.ask, typed, asked, **ask),
        parts.thread.ask(handlers.ask_clicked, typed[1:], asked, **ask),
    ]
    parts.stop.click(handlers.stopped, [parts.turns, parts.asking], asked, cancels=runs, **_QUIET)

    conversation = [parts.thread, parts.turns, parts.cleared, parts.undo, parts.problem]
    parts.clear.click(handlers.clear, [parts.turns, parts.cleared], conversation, **_QUIET)
    parts.undo.click(handlers.undo, [parts.turns, parts.cleared], conversation, **_QUIET)
    parts.export.click(handlers.export, [parts.turns], [parts.exported], **_QUIET).then(
        None, [parts.exported], None, js="(text) => { reportqa.download(text); }"
    )

    shown = [parts.header, parts.place, parts.year, parts.thread, parts.library, parts.scores, parts.problem]
    held = [parts.turns, parts.place, parts.year]
    for event in (page.load, parts.ready.ready, parts.upload.added, parts.library.removed):
        event(handlers.refresh, held, shown, **_QUIET)
