from __future__ import annotations

import httpx
import pytest
from langchain_core.messages import HumanMessage, SystemMessage

from eval.local_server import serving
from rag.answering.llm import LanguageModel
from rag.settings import Settings


def test_a_client_streams_what_is_written() -> None:
    seen = []

    def writer(messages: list[dict[str, str]], limit: int) -> list[str]:
        seen.append((messages, limit))
        return ["税收", "14869", "万元[1]。"]

    with serving(writer) as url:
        settings = Settings(_env_file=None, llm="openai:local", llm_base_url=url, llm_max_tokens=77)
        model = LanguageModel.from_settings(settings)
        assert model is not None
        assert list(model.stream([SystemMessage("规则"), HumanMessage("问题")])) == ["税收", "14869", "万元[1]。"]
    ((messages, limit),) = seen
    assert [(m["role"], m["content"]) for m in messages] == [("system", "规则"), ("user", "问题")]
    assert limit == 77


@pytest.mark.parametrize("path", ["/models", "/chat/completions"])
def test_it_answers_whole_too(path: str) -> None:
    with serving(lambda messages, limit: ["好", "的"]) as url:
        if path == "/models":
            assert httpx.get(url + path).json()["data"] == [{"id": "local", "object": "model"}]
        else:
            reply = httpx.post(url + path, json={"messages": [{"role": "user", "content": "好吗"}]}).json()
            assert reply["choices"][0]["message"] == {"role": "assistant", "content": "好的"}
