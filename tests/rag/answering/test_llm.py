from __future__ import annotations

import socket

import pytest
from langchain_core.messages import HumanMessage, SystemMessage

from rag.answering.llm import LanguageModel, ModelFailure, Reply
from rag.settings import Settings
from tests.rag.answering.scripted_server import Script, serving

MESSAGES = [SystemMessage("按资料回答。"), HumanMessage("东平镇上半年税收收入是多少？")]


@pytest.fixture(autouse=True)
def no_keys(monkeypatch):
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE", "HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def settings(url="", **changes):
    defaults = {"llm": "openai:scripted", "llm_base_url": url, "llm_timeout": 5.0, "llm_max_tokens": 50}
    return Settings(_env_file=None, **{**defaults, **changes})


def ask(*scripts, reply=None, **changes):
    """Stream one reply of the scripted server; return its pieces and the requests that came in."""
    with serving(*scripts) as server:
        model = LanguageModel.from_settings(settings(server.url, **changes))
        return list(model.stream(MESSAGES, reply)), server.requests


def test_no_setting_is_no_model():
    assert LanguageModel.from_settings(Settings(_env_file=None)) is None


def test_pieces_come_as_they_are_sent_and_are_counted():
    reply = Reply()
    pieces, requests = ask(Script(["税收", "收入14869万元", "[1]。"]), reply=reply)
    assert pieces == ["税收", "收入14869万元", "[1]。"]
    assert (reply.pieces, reply.cut, reply.tokens, reply.prompt_tokens) == (3, False, 11, 23)
    assert str(reply).startswith("输入 23 词元，输出 11 词元，用时 ")
    (request,) = requests
    assert (request["path"], request["model"], request["stream"], request["temperature"]) == (
        "/v1/chat/completions",
        "scripted",
        True,
        0.0,
    )
    assert request["messages"] == [
        {"role": "system", "content": "按资料回答。"},
        {"role": "user", "content": "东平镇上半年税收收入是多少？"},
    ]
    assert request.get("max_completion_tokens", request.get("max_tokens")) == 50


def test_the_providers_own_count_is_taken_where_it_gives_one():
    reply = Reply()
    usage = {"prompt_tokens": 700, "completion_tokens": 9, "total_tokens": 709}
    ask(Script(["好"], usage=usage), reply=reply)
    assert (reply.prompt_tokens, reply.tokens) == (700, 9)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["<think>想一想：999</think>答案"], "答案"),
        (["<th", "ink>想", "一想</thi", "nk>", "答", "案"], "答案"),
        (["前<think>x</think>中<think>y</think>后"], "前中后"),
        (["1 < 2，<b>"], "1 < 2，<b>"),
        (["尾<thi"], "尾<thi"),
        (["答案<think>没有想完"], "答案"),
    ],
)
def test_thoughts_are_left_out(pieces, expected):
    assert "".join(ask(Script(pieces))[0]) == expected


def test_a_busy_server_is_asked_again():
    pieces, requests = ask(Script(status=429, headers={"Retry-After-Ms": "1"}), Script(["好"]))
    assert (pieces, len(requests)) == (["好"], 2)


@pytest.mark.parametrize(
    ("status", "kind", "reason"),
    [
        (400, "refused", "语言模型：服务器不接受这个请求：Error code: 400"),
        (401, "key", "语言模型：密钥无效（401）：请检查 REPORTQA_LLM_API_KEY。"),
        (403, "key", "语言模型：密钥无权使用这个模型（403）。"),
        (404, "unknown", "语言模型：没有这个模型或地址不对（404）"),
        (429, "busy", "语言模型：请求过多或额度用完（429），稍后再试。"),
        (500, "server", "语言模型：服务器出错（500）。"),
        (503, "server", "语言模型：服务器出错（503）。"),
    ],
)
def test_a_refusal_is_told(status, kind, reason):
    with pytest.raises(ModelFailure) as caught:
        ask(Script(status=status, headers={"Retry-After-Ms": "1"}))
    assert caught.value.kind == kind
    assert str(caught.value).startswith(reason)


@pytest.mark.parametrize(
    "events",
    [
        [b"data: {not json}\n\n"],
        [b'data: {"choices": "none"}\n\n'],
        [b"data: \xff\xfe\x00\n\n"],
        ["税收", b"data: <html>502 Bad Gateway</html>\n\n"],
    ],
)
def test_a_malformed_stream_is_rubbish(events):
    with pytest.raises(ModelFailure, match="语言模型") as caught:
        ask(Script(events, finish=False))
    assert caught.value.kind == "rubbish"


@pytest.mark.parametrize("events", [[], [""], ["<think>只想不答"]])
def test_an_empty_reply_is_told(events):
    with pytest.raises(ModelFailure, match=r"语言模型返回了空的回答。") as caught:
        ask(Script(events))
    assert caught.value.kind == "empty"


@pytest.mark.parametrize("events", [[], ["税收收入"]])
def test_a_server_that_hangs_is_left_at_the_limit(events):
    received = []
    with serving(Script(events, hang=True)) as server:
        model = LanguageModel.from_settings(settings(server.url, llm_timeout=0.5))
        with pytest.raises(ModelFailure, match=r"在 0\.5 秒内没有答完（可调大 REPORTQA_LLM_TIMEOUT）") as caught:
            received.extend(model.stream(MESSAGES))
    assert caught.value.kind == "timeout"


def test_an_endless_stream_is_broken_off_at_twice_the_limit_of_tokens():
    reply = Reply()
    with serving(Script(["还有 "], endless=True)) as server:
        model = LanguageModel.from_settings(settings(server.url, llm_max_tokens=20))
        text = model.complete(MESSAGES, reply)
        assert server.broken_off.wait(5)
    assert reply.cut
    assert set(text.split()) == {"还有"}
    assert reply.tokens <= 45


@pytest.mark.parametrize("event", [b": ping\n\n", b"data: ", b"x" * 1000, ""])
def test_an_endless_stream_without_text_is_left_at_the_limit(event):
    with serving(Script([event], endless=True)) as server:
        model = LanguageModel.from_settings(settings(server.url, llm_timeout=0.3))
        with pytest.raises(ModelFailure) as caught:
            model.complete(MESSAGES)
        assert server.broken_off.wait(5)
    assert caught.value.kind == "timeout"


def test_closing_the_iterator_ends_the_request():
    with serving(Script(["还有 "], endless=True)) as server:
        pieces = LanguageModel.from_settings(settings(server.url, llm_max_tokens=10_000)).stream(MESSAGES)
        assert next(pieces) == "还有 "
        pieces.close()
        assert server.broken_off.wait(5)


def test_nobody_at_the_address_is_told():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    model = LanguageModel.from_settings(settings(f"http://127.0.0.1:{port}/v1"))
    with pytest.raises(ModelFailure, match=r"连不上语言模型：请检查 REPORTQA_LLM_BASE_URL 和网络。") as caught:
        model.complete(MESSAGES)
    assert caught.value.kind == "address"


def test_one_model_serves_one_request_after_another():
    with serving(Script(["一"]), Script(["二"])) as server:
        model = LanguageModel.from_settings(settings(server.url))
        assert [model.complete(MESSAGES), model.complete(MESSAGES)] == ["一", "二"]


@pytest.mark.parametrize(
    ("changes", "sent", "key"),
    [
        ({"llm": "openai:qwen2.5:7b"}, "qwen2.5:7b", "Bearer not-needed"),
        ({"llm": "qwen2.5:7b"}, "qwen2.5:7b", "Bearer not-needed"),
        ({"llm": "my-model", "llm_api_key": "sk-1"}, "my-model", "Bearer sk-1"),
    ],
)
def test_names_and_keys_reach_the_server(changes, sent, key):
    _, ((request),) = ask(Script(["好"]), **changes)
    assert (request["model"], request["key"]) == (sent, key)


@pytest.mark.parametrize(
    ("changes", "kind", "reason"),
    [
        ({"llm": "openai:gpt"}, "key", "没有密钥：请设置 REPORTQA_LLM_API_KEY，或该服务商自己的环境变量。"),
        (
            {"llm": "no-such-model"},
            "setting",
            "看不懂设置 REPORTQA_LLM=no-such-model，应写成 服务商:模型，如 openai:qwen-plus。",
        ),
        ({"llm": "ollama:qwen"}, "package", "服务商 ollama 需要另装软件包：.venv/bin/pip install langchain-ollama"),
    ],
)
def test_a_setting_that_cannot_work_is_told_before_anything_is_asked(changes, kind, reason):
    with pytest.raises(ModelFailure) as caught:
        LanguageModel.from_settings(settings(**changes))
    assert (caught.value.kind, str(caught.value)) == (kind, reason)
