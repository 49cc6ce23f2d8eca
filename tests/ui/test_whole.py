"""The whole product in a browser: `python -m ui` as a user starts it, with the real engine over one tracked report."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys

import pytest

from rag.settings import ROOT
from tests.ui.fakes import FILE
from tests.ui.site import browser, chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium(), reason="没有 Chromium（Debian：apt install chromium），跳过浏览器测试"),
    pytest.mark.skipif(not importlib.util.find_spec("playwright"), reason="没有安装 playwright，跳过浏览器测试"),
]

SENTENCE = "受疫情及宏观经济形势影响，上半年完成税收收入 14869 万元，同比减少 36.2%，完成年度指标进度的 33.9%。"
PATIENCE = 300_000
"""Milliseconds for the first index on a slow machine."""


@pytest.fixture
def started(tmp_path, encoder):
    """The running program over the beginning of a tracked report, its model already made."""
    (tmp_path / "reports").mkdir()
    text = (ROOT / "data" / "reports" / FILE).read_text(encoding="utf-8")
    cut = text.index("\n", text.index("14869"))  # its first part says all that is asked, and is encoded sooner
    (tmp_path / "reports" / FILE).write_text(text[:cut], encoding="utf-8")
    settings = {"REPORTS_DIR": tmp_path / "reports", "INDEX_DIR": tmp_path / "index", "PORT": 0}
    environment = os.environ | {f"REPORTQA_{name}": str(value) for name, value in settings.items()}
    program = subprocess.Popen(
        [sys.executable, "-m", "ui"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with program:
        yield program
        program.kill()


def test_from_the_first_start_to_the_highlighted_sentence(started):
    address = started.stdout.readline().removeprefix("网页地址：").partition("（")[0]
    foreign = []
    with browser() as chrome:
        page = chrome.new_page(viewport={"width": 1280, "height": 860})
        page.on(
            "request", lambda r: foreign.append(r.url) if not r.url.startswith((address, "data:", "blob:")) else None
        )
        page.goto(address)
        page.locator(".rq-track").wait_for()
        page.locator(".rq-examples button").first.wait_for(timeout=PATIENCE)
        page.locator("#rq-question textarea").fill("东平镇上半年税收收入是多少")
        page.keyboard.press("Enter")
        page.locator(".rq-cite").first.wait_for()
        assert "14869万元" in page.locator(".rq-text").inner_text()
        page.locator(".rq-mark").first.click()
        page.locator("mark.rq-here").wait_for()
        assert page.locator("mark.rq-here").text_content() == SENTENCE
        assert page.locator(".rq-panel .rq-meta").inner_text() == "东平镇 · 2023年上半年"
    assert foreign == []
    started.send_signal(signal.SIGINT)
    rest, errors = started.communicate(timeout=60)
    assert (started.returncode, rest) == (0, "已结束。\n")
    assert "Traceback" not in errors
