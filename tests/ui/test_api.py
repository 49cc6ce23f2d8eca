from __future__ import annotations

import pytest

from rag.schema import Turn
from tests.ui.conftest import make_client
from tests.ui.fakes import FILE
from ui.startup import Startup


def test_ask_answers_the_same_object_as_a_batch_line(client, engine):
    question = "东平镇上半年税收收入是多少"
    history = [{"question": "东平镇呢", "answer": "有"}]
    response = client.post(
        "/api/ask", json={"question": question, "history": history, "places": ["东平镇"], "year": 2023}
    )
    assert response.status_code == 200
    assert response.json() == engine.ask(question).to_json()
    assert engine.asked[0] == {
        "question": question,
        "history": (Turn("东平镇呢", "有"),),
        "places": ("东平镇",),
        "year": 2023,
    }


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        ({"question": ""}, 400, "请输入问题。"),
        ({"question": " \n"}, 400, "请输入问题。"),
        ({}, 400, "请输入问题。"),
        ({"question": "税" * 2001}, 413, "问题太长：2,001 字，最多 2,000 字。请缩短后再问。"),
        ({"question": 5}, 400, "question 应为文字。"),
        ({"question": "税", "history": "无"}, 400, 'history 应为 [{"question": "…", "answer": "…"}]。'),
        ({"question": "税", "history": [1]}, 400, 'history 应为 [{"question": "…", "answer": "…"}]。'),
        ({"question": "税", "places": "东平镇"}, 400, "places 应为地名的列表。"),
        ({"question": "税", "year": "2023"}, 400, "year 应为整数。"),
        ({"question": "税", "year": True}, 400, "year 应为整数。"),
        (["税"], 400, '请求应为 JSON 对象，如 {"question": "…"}。'),
    ],
)
def test_bad_questions_are_told_in_chinese(client, engine, body, status, message):
    response = client.post("/api/ask", json=body)
    assert (response.status_code, response.json()) == (status, {"error": message})
    assert engine.asked == []


def test_what_was_asked_is_kept(client, engine):
    client.post("/api/ask", json={"question": "税收收入"})
    rows = engine.index.catalogue._rows("SELECT question, kind FROM questions")
    assert [tuple(row) for row in rows] == [("税收收入", "figure")]


def test_a_body_that_is_no_json(client):
    response = client.post("/api/ask", content="税收")
    assert (response.status_code, response.json()) == (400, {"error": "请求不是合法的 JSON。"})


def test_a_question_of_the_longest_length_is_asked(client, engine):
    assert client.post("/api/ask", json={"question": "税" * 2000}).status_code == 200
    assert len(engine.asked) == 1


def test_an_error_inside_is_told_without_a_traceback(client):
    response = client.post("/api/ask", json={"question": "请出错"})
    assert (response.status_code, response.json()) == (500, {"error": "程序内部出错（RuntimeError），请稍后重试。"})


def test_health_of_a_ready_service(client):
    assert client.get("/api/health").json() == {
        "phase": "ready",
        "message": "已就绪",
        "done": 0,
        "total": 0,
        "reports": 1,
    }


def test_before_the_start_is_over_everything_says_so(tmp_path):
    early = make_client(Startup(lambda progress: None), tmp_path)
    told = {"error": "索引还在准备中：正在启动，请稍候再问。"}
    assert early.get("/api/health").json()["phase"] == "building"
    for response in (
        early.post("/api/ask", json={"question": "税收"}),
        early.get("/api/source", params={"file": FILE}),
        early.post("/api/feedback", json={"helpful": True}),
        early.post("/api/reports", files={"files": ("a.txt", b"a")}),
        early.delete("/api/reports", params={"file": FILE}),
    ):
        assert (response.status_code, response.json()) == (503, told)
    assert early.get("/").status_code == 200


def test_source(client, engine):
    found = client.get("/api/source", params={"file": FILE}).json()
    citation = engine.ask("税收收入").citations[0]
    assert found["text"][citation.start : citation.end] == citation.quote
    missing = client.get("/api/source", params={"file": "../secret"})
    assert (missing.status_code, missing.json()) == (404, {"error": "库中没有文件“../secret”，可能已被移除。"})


def test_feedback_is_kept(client, engine):
    body = {"question": "税收", "answer": "14869万元", "helpful": False, "comment": "单位不对"}
    assert client.post("/api/feedback", json=body).json() == {"ok": True}
    rows = engine.index.catalogue._rows("SELECT question, answer, helpful, comment FROM feedback")
    assert [tuple(row) for row in rows] == [("税收", "14869万元", 0, "单位不对")]
    refused = client.post("/api/feedback", json={"question": "税收"})
    assert (refused.status_code, refused.json()) == (400, {"error": "缺少评价：helpful 应为 true 或 false。"})
