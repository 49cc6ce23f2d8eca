from __future__ import annotations

import re

import pytest

from ui.web import POLICY


def test_the_page_is_chinese_and_names_no_other_host(client):
    response = client.get("/", headers={"Accept-Encoding": "gzip, br"})
    html = response.text
    assert '<html\n\tlang="zh-CN"' in html
    assert "<title>政府工作报告问答</title>" in html
    assert response.headers["content-language"] == "zh-CN"
    assert {url for url in re.findall(r"https?://[\w.-]+", html) if "testserver" not in url} == set()


def test_the_page_may_load_nothing_from_elsewhere(client):
    assert client.get("/").headers["content-security-policy"] == POLICY
    assert "http" not in POLICY


@pytest.mark.parametrize("name", ["style.css", "base.js", "start.js", "source.js", "chat.js", "library.js", "icon.svg"])
def test_the_files_of_the_page_are_our_own(client, name):
    reference = re.search(rf"/page/{re.escape(name)}\?v=[0-9a-f]{{10}}", client.get("/").text)
    assert reference
    response = client.get(reference[0])
    assert response.status_code == 200
    assert not re.search(r"https?://(?!www\.w3\.org/)", response.text)


@pytest.mark.parametrize(
    "path", ["/page/app.py", "/page/..%2fapp.py", "/page/nothing", "/docs", "/openapi.json", "/redoc"]
)
def test_nothing_else_is_served(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_writes_from_other_sites_are_turned_away(client, engine, headers):
    response = client.post("/api/ask", json={"question": "税收收入"}, headers=headers)
    assert (response.status_code, response.json()) == (403, {"error": "不接受来自其他网站的请求。"})
    assert engine.asked == []


def test_a_write_from_the_page_itself_is_taken(client):
    headers = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/api/ask", json={"question": "税收收入"}, headers=headers).status_code == 200


def test_the_evaluation_report_runs_in_a_sandbox(client, shared):
    missing = client.get("/evaluation")
    assert (missing.status_code, missing.json()) == (404, {"error": "还没有评测报告。"})
    shared[2].write_text("<h1>评测</h1>", encoding="utf-8")
    response = client.get("/evaluation")
    assert response.text == "<h1>评测</h1>"
    assert response.headers["content-security-policy"].endswith("; sandbox allow-scripts")


def test_an_upload_without_files_is_told_in_chinese(client):
    response = client.post("/api/reports")
    assert (response.status_code, response.json()) == (400, {"error": "请求缺少内容或格式不对：files。"})
