from __future__ import annotations

import asyncio
import re

import pytest

from ui.app import build_page, page_theme


@pytest.fixture
def page(ready, tmp_path):
    async def make():
        return build_page(ready, tmp_path / "latest.html")

    return asyncio.run(make())


def test_every_word_of_the_page_is_chinese(page):
    words = [
        block.get(key)
        for component in page.get_config_file()["components"]
        for block in [component["props"]]
        for key in ("label", "placeholder", "info")
        if block.get(key)
    ]
    words += [c["props"]["value"] for c in page.get_config_file()["components"] if c["type"] == "button"]
    assert len(words) > 8
    assert [word for word in words if re.search("[A-Za-z]{3,}", word)] == []


def test_the_handlers_are_not_a_second_api(page):
    assert {fn.api_visibility for fn in page.fns.values()} == {"private"}


def test_the_theme_asks_no_font_server():
    theme = page_theme()
    assert theme._stylesheets == []
    css = theme._get_theme_css().replace("xmlns='http://www.w3.org/2000/svg'", "")
    assert "http" not in css
    assert "@font-face" not in css
