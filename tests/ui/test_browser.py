"""The page in a real browser; skipped where the machine has no Chromium."""

from __future__ import annotations

import importlib.util
import re
import threading
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

if importlib.util.find_spec("playwright"):
    from playwright.sync_api import TimeoutError as TooLong

from rag.index import Index
from rag.settings import ROOT, Settings
from tests.rag.fakes import BigramEncoder
from tests.ui.fakes import FILE, FakeEngine, FakeIndex, abstention, cite, parsed, tax_answer
from tests.ui.site import browser, chromium, serving
from ui.startup import Startup

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:.*(no_silent_downcasting|copy keyword)"),  # Gradio's use of pandas
    pytest.mark.skipif(not chromium(), reason="没有 Chromium（Debian：apt install chromium），跳过浏览器测试"),
    pytest.mark.skipif(not importlib.util.find_spec("playwright"), reason="没有安装 playwright，跳过浏览器测试"),
]

QUESTION = "东平镇上半年税收收入是多少"
SENTENCE = "受疫情及宏观经济形势影响，上半年完成税收收入 14869 万元，同比减少 36.2%，完成年度指标进度的 33.9%。"
DESKTOP = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
TRIES, PATIENCE = 6, 10_000


class Visit:
    """A page that is open, with all that it asked for and complained about."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        self.foreign, self.complaints = [], []
        page.on(
            "request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else self.foreign.append(r.url)
        )
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(address)
        page.wait_for_selector(".rq-welcome")

    def _requested(self, request):
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.foreign.append(request.url)

    def ask(self, question, expected):
        self.page.locator("#rq-question textarea").fill(question)
        self.page.keyboard.press("Enter")
        self.page.locator(expected).first.wait_for()
        self.page.wait_for_function("!document.querySelector('.rq-pending')")

    def wider_than_the_screen(self):
        return self.page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.fixture(scope="module")
def chrome():
    with browser() as started:
        yield started


@pytest.fixture
def visiting(chrome, tmp_path):
    """Opens the page over a start-up; at the end nothing may have been asked of another host, nothing complained of."""

    @contextmanager
    def visit(startup, **options):
        with serving(startup, tmp_path) as address:
            page = chrome.new_page(**{"viewport": DESKTOP, **options})
            opened = Visit(page, address)
            yield opened
            page.close()
            assert opened.foreign == []
            assert opened.complaints == []

    return visit


@pytest.fixture
def visit(visiting, ready):
    """The page over the small engine, on a desktop screen."""
    with visiting(ready) as opened:
        yield opened


def insist(act, told):
    """Act until the page has told something: on a busy machine it may not listen yet when it is first shown."""
    for _ in range(TRIES):
        act()
        try:
            told.wait_for(timeout=PATIENCE)
        except TooLong:
            continue
        return
    told.wait_for()


def start(build):
    startup = Startup(build)
    startup.start()
    return startup


def test_question_answer_citation_source(visit):
    page = visit.page
    page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
    visit.ask(QUESTION, ".rq-cite")
    assert "14869万元" in page.locator(".rq-text").inner_text()
    page.locator(".rq-cite").click()
    mark = page.locator("mark.rq-here")
    mark.wait_for()
    assert mark.text_content() == SENTENCE
    page.wait_for_function("""() => {
        const mark = document.querySelector("mark.rq-here").getBoundingClientRect();
        const box = document.querySelector(".rq-source").getBoundingClientRect();
        return mark.top >= box.top && mark.bottom <= box.bottom;
    }""")
    page.keyboard.press("Escape")
    page.locator(".rq-panel").wait_for(state="hidden")
    page.wait_for_function("document.activeElement.classList.contains('rq-cite')")


def test_by_keyboard_alone(visit):
    page = visit.page
    page.keyboard.type(QUESTION)
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("第二行")
    assert page.locator("#rq-question textarea").input_value() == f"{QUESTION}\n第二行"
    page.keyboard.press("Enter")
    page.locator(".rq-cite").wait_for()
    page.wait_for_function("!document.querySelector('.rq-pending')")
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.classList.contains('rq-cite')"):
            break
    page.keyboard.press("Enter")
    page.locator("mark.rq-here").wait_for()


def test_a_question_sent_twice_in_haste_is_asked_once(visit, engine):
    page = visit.page
    page.locator("#rq-question textarea").fill(QUESTION)
    page.get_by_role("button", name="发送").dblclick()
    page.locator(".rq-cite").wait_for()
    page.wait_for_function("!document.querySelector('.rq-pending')")
    assert [asked["question"] for asked in engine.asked] == [QUESTION]


def test_an_enter_of_an_input_method_sends_nothing(visit, engine):
    page = visit.page
    page.locator("#rq-question textarea").fill("shui")
    page.evaluate("""() => document.querySelector("#rq-question textarea").dispatchEvent(
        new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }))""")
    page.evaluate("""() => document.querySelector("#rq-question textarea").dispatchEvent(
        new KeyboardEvent("keypress", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }))""")
    visit.ask(QUESTION, ".rq-cite")
    assert [asked["question"] for asked in engine.asked] == [QUESTION]


def test_a_mark_opens_its_citation_and_the_next_is_one_press_away(visit):
    page = visit.page
    visit.ask("东坪镇和东平镇比呢", ".rq-table")
    page.locator(".rq-mark[data-cite='2']").first.click()
    page.wait_for_function("document.querySelector('mark.rq-here')?.textContent.includes('2500 平方米')")
    assert page.locator(".rq-panel-count").inner_text() == "2 / 2"
    assert page.locator(".rq-panel .rq-flag").inner_text() == "报告中的年份前后不一致。"
    page.get_by_role("button", name="上一条").click()
    page.wait_for_function("document.querySelector('mark.rq-here')?.textContent.includes('14869')")
    assert "2500 平方米" in page.locator("mark.rq-also").inner_text()


def test_back_closes_the_source_and_stays_on_the_page(visiting, ready):
    with visiting(ready, viewport=PHONE) as visit:
        page = visit.page
        visit.ask(QUESTION, ".rq-cite")
        page.locator(".rq-cite").click()
        page.locator("mark.rq-here").wait_for()
        page.go_back()
        page.locator(".rq-panel").wait_for(state="hidden")
        assert page.locator(".rq-cite").is_visible()


def test_a_quote_is_copied_with_its_source(visiting, ready):
    with visiting(ready) as visit:
        page = visit.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visit.ask(QUESTION, ".rq-cite")
        page.locator(".rq-cite").click()
        page.locator("mark.rq-here").wait_for()
        page.get_by_role("button", name="复制引文").click()
        page.get_by_role("button", name="已复制").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == (
            f"“{SENTENCE}”——政府工作报告，东平镇 · 2023年上半年，"
            "一、2023年上半年工作回顾 › （二）坚持创新驱动，促进经济高质量发展"
        )


def test_an_example_and_a_suggestion_ask_when_they_are_pressed(visit):
    page = visit.page
    page.get_by_role("button", name="库里有哪些报告？").click()
    page.locator(".rq-answer").first.wait_for()
    page.wait_for_function("!document.querySelector('.rq-pending')")
    visit.ask("竖新镇税收", ".rq-abstained")
    page.get_by_role("button", name="东平镇上半年税收收入是多少？").click()
    page.wait_for_function("document.querySelectorAll('.rq-turn').length === 3")
    page.wait_for_function("!document.querySelector('.rq-pending')")
    assert "14869万元" in page.locator(".rq-turn").last.inner_text()


def test_clear_undo_and_export(visit):
    page = visit.page
    visit.ask(QUESTION, ".rq-cite")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出").click()
    assert download.value.suggested_filename.startswith("问答记录-")
    assert SENTENCE in Path(download.value.path()).read_text(encoding="utf-8")
    page.get_by_role("button", name="清空", exact=True).click()
    page.locator(".rq-welcome").wait_for()
    page.get_by_role("button", name="撤销清空").click()
    page.locator(".rq-cite").wait_for()


def test_feedback_reaches_the_catalogue(visit, engine):
    visit.ask(QUESTION, ".rq-cite")
    visit.page.get_by_role("button", name="有帮助").click()
    visit.page.get_by_text("谢谢，已记录。").wait_for()
    rows = engine.index.catalogue._rows("SELECT question, helpful FROM feedback")
    assert [tuple(row) for row in rows] == [(QUESTION, 1)]


def test_nothing_that_is_asked_runs(visit):
    visit.ask("<img src=x onerror=document.title='x'><script>document.title='x'</script>讲讲", ".rq-cites")
    assert visit.page.title() == "政府工作报告问答"
    assert visit.page.locator(".rq-question img").count() == 0


def test_no_word_of_the_page_is_english(visiting, ready):
    with visiting(ready, locale="en-US") as visit:
        visit.ask("东坪镇和东平镇比呢", ".rq-table")
        for tab in ("报告库", "质量评测"):
            visit.page.get_by_role("tab", name=tab).click()
        words = visit.page.evaluate("""() => [...document.body.querySelectorAll("*")].flatMap((node) => [
            ...["aria-label", "title", "placeholder", "alt"].map((name) => node.getAttribute(name) || ""),
            ...[...node.childNodes].filter((c) => c.nodeType === 3 && !/SCRIPT|STYLE|PRE/.test(node.tagName))
                .map((c) => c.textContent)])""")
    ours = {FILE, "txt", "md", "html", "docx", "pdf", "zip"}
    left = {word for text in words for word in re.findall(r"[A-Za-z][\w.-]{2,}", text)} - ours
    assert left == set()


def test_an_answer_can_be_stopped(visiting, engine):
    go = threading.Event()

    def slow(question, history=(), **_):
        yield abstention(question)
        go.wait(60)

    engine.stream = slow
    with visiting(start(lambda progress: engine)) as visit:
        page = visit.page
        page.locator("#rq-question textarea").fill(QUESTION)
        page.keyboard.press("Enter")
        page.get_by_role("button", name="停止").click()
        page.get_by_text("已停止。").wait_for()
        go.set()
        page.wait_for_function(f"document.querySelector('#rq-question textarea').value === '{QUESTION}'")
        page.locator(".rq-welcome").wait_for()
        page.get_by_role("button", name="发送").wait_for()


def test_what_cannot_be_asked_is_told(visit):
    page = visit.page
    send = page.get_by_role("button", name="发送")
    insist(send.click, page.get_by_text("请输入问题。").first)
    page.locator("#rq-question textarea").fill("税" * 5000)
    page.keyboard.press("Enter")
    page.get_by_text("问题太长：5,000 字，最多 2,000 字。请缩短后再问。").wait_for()
    assert len(page.locator("#rq-question textarea").input_value()) == 5000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_is_wider_than_the_screen(visiting, ready, scheme):
    with visiting(ready, viewport=PHONE, color_scheme=scheme) as visit:
        page = visit.page
        assert not visit.wider_than_the_screen()
        visit.ask("东坪镇和东平镇比呢" + "很长" * 50, ".rq-table")
        assert not visit.wider_than_the_screen()
        page.locator(".rq-cite").first.click()
        page.locator("mark.rq-here").wait_for()
        assert page.locator(".rq-panel").bounding_box()["width"] == PHONE["width"]
        page.keyboard.press("Escape")
        for tab in ("报告库", "质量评测"):
            page.get_by_role("tab", name=tab).click()
            assert not visit.wider_than_the_screen()
        assert page.evaluate("document.documentElement.lang") == "zh-CN"


def test_the_page_becomes_usable_without_a_reload(visiting, engine):
    told, go = threading.Event(), threading.Event()

    def build(progress):
        progress(3, 10, "正在编码文段")
        told.set()
        go.wait(60)
        return engine

    with visiting(start(build)) as visit:
        page = visit.page
        assert told.wait(10)
        page.get_by_text("正在编码文段（3/10）").wait_for()
        question = page.locator("#rq-question textarea")
        question.fill(QUESTION)
        refusal = page.get_by_text("索引还在准备中：正在编码文段（3/10），请稍候再问。").first
        insist(lambda: question.press("Enter"), refusal)
        go.set()
        page.get_by_role("button", name="库里有哪些报告？").wait_for()
        assert page.locator(".rq-start").inner_text() == ""
        page.locator("#rq-question textarea").press("Enter")
        page.locator(".rq-cite").wait_for()


def test_upload_list_removal_and_undo(visiting, tmp_path):
    settings = Settings(index_dir=tmp_path / "index", reports_dir=tmp_path / "reports", _env_file=None)
    with Index.open(settings, encoder=BigramEncoder()) as index:
        (tmp_path / "表.xlsx").write_bytes(b"PK\x03\x04")
        with visiting(start(lambda progress: FakeEngine(index, settings))) as visit:
            page = visit.page
            page.on("dialog", lambda dialog: dialog.accept())
            page.get_by_role("tab", name="报告库").click()
            page.get_by_text("库中还没有报告。请在上方上传文件。").wait_for()
            page.locator(".rq-upload input").set_input_files([ROOT / "data" / "reports" / FILE, tmp_path / "表.xlsx"])
            page.locator(".rq-outcomes .rq-good").wait_for()
            assert page.locator(".rq-outcomes .rq-bad").inner_text().startswith("表.xlsx：未收入。")
            page.locator(".rq-file").wait_for()
            page.locator(".rq-read").click()
            page.locator(".rq-source").get_by_text("现在，我代表崇明区东平镇人民政府").wait_for()
            page.get_by_role("button", name="关闭原文").click()
            page.locator(".rq-panel").wait_for(state="hidden")
            page.get_by_role("button", name=f"移除 {FILE}").click()
            page.get_by_text(f"已移除“{FILE}”。").wait_for()
            page.get_by_text("库中还没有报告").first.wait_for()
            page.get_by_role("button", name="撤销", exact=True).click()
            page.locator(".rq-file").wait_for()


def test_a_source_of_200_000_characters_opens_at_the_place(visiting, tmp_path):
    small = parsed()
    text = "𠮷" + "前面的文字说的是别的事。\n" * 8000 + small.document.text + "后面的文字说的是别的事。\n" * 8000
    large = replace(small, document=replace(small.document, text=text))
    engine = FakeEngine(FakeIndex(tmp_path, (large,)))
    assert len(text) > 200_000
    answer = replace(tax_answer(QUESTION, text), citations=(cite(1, text, "14869"),))
    engine.ask = lambda question, history=(), **_: answer
    with visiting(start(lambda progress: engine), viewport=PHONE) as visit:
        page = visit.page
        visit.ask(QUESTION, ".rq-cite")
        page.locator(".rq-cite").click()
        page.locator("mark.rq-here").wait_for()
        assert page.locator("mark.rq-here").text_content() == SENTENCE
        page.wait_for_function("""() => {
            const mark = document.querySelector("mark.rq-here").getBoundingClientRect();
            const box = document.querySelector(".rq-source").getBoundingClientRect();
            return mark.top >= box.top && mark.bottom <= box.bottom;
        }""")
