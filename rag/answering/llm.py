"""A configured language model: streamed text within a time limit, and every failure as one Chinese sentence.

The model only ever words what was found; nothing here decides what is true.
"""

from __future__ import annotations

import asyncio
import json
import queue
import threading
import time
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine, Iterator, Sequence
from concurrent.futures import Future
from contextlib import aclosing
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from rag.settings import Settings
from rag.tokens import count_tokens

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk, BaseMessage

__all__ = ["LanguageModel", "ModelFailure", "Reply"]

_RETRIES = 2
_THINKING = ("<think>", "</think>")
_NO_KEY = "not-needed"
"""What servers of one's own get for a key: they ask for none, but the client insists on sending one."""


class ModelFailure(Exception):
    """The model gave nothing usable; `str(failure)` says why in Chinese.

    `kind` is setting, package, key, address, unknown, busy, refused, server, timeout, rubbish or empty.
    """

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind


@dataclass(slots=True)
class Reply:
    """What is known of one reply, complete once its stream has ended.

    `prompt_tokens` and `tokens` are the provider's numbers, or counts of cl100k_base where it tells none; `first`
    and `seconds` are the times to the first text and to the end; `pieces` is how many parts the text came in; `cut`
    tells that the text was broken off at the limit.
    """

    prompt_tokens: int = 0
    tokens: int = 0
    first: float = 0.0
    seconds: float = 0.0
    pieces: int = 0
    cut: bool = False

    def __str__(self) -> str:
        """Return the Chinese line that is shown to the user."""
        return f"输入 {self.prompt_tokens} 词元，输出 {self.tokens} 词元，用时 {self.seconds:.1f} 秒"


class LanguageModel:
    """A chat model of any provider that LangChain knows; safe to use from several threads.

    `name` is the setting that names it; `timeout` the seconds that an answer may take in all; `prices` are 元 per
    million tokens read and written, None where the user gave none.
    """

    def __init__(
        self,
        model: BaseChatModel,
        name: str,
        *,
        timeout: float,
        max_tokens: int,
        prices: tuple[float, float] | None = None,
    ) -> None:
        self._model = model
        self._prices = prices
        self.timeout = timeout
        self._max_tokens = max_tokens
        self.name = name

    @classmethod
    def from_settings(cls, settings: Settings) -> LanguageModel | None:
        """Return the model that the settings name, None where they name none. Nothing is contacted yet.

        Raises:
            ModelFailure: when the setting cannot be understood, or the provider's package or key is missing.
        """
        if not settings.llm.strip():
            return None
        from langchain.chat_models import init_chat_model  # noqa: PLC0415 - slow to import, seldom needed

        options: dict[str, Any] = {"timeout": settings.llm_timeout, "max_retries": _RETRIES, "temperature": 0}
        options["max_tokens"] = settings.llm_max_tokens
        provider, name = _provider_and_name(settings)
        if settings.llm_base_url:
            options["base_url"] = settings.llm_base_url
        key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else ""
        if key or (settings.llm_base_url and _is_own_server(settings.llm_base_url)):
            options["api_key"] = key or _NO_KEY
        try:
            model = init_chat_model(name, model_provider=provider or None, **options)
        except ImportError as error:
            package = f"langchain-{provider.replace('_', '-')}"
            reason = f"服务商 {provider} 需要另装软件包：.venv/bin/pip install {package}"
            raise ModelFailure("package", reason) from error
        except Exception as error:
            raise _configuration_failure(settings, error) from error
        prices = (settings.llm_price_in, settings.llm_price_out)
        return cls(
            model,
            settings.llm,
            timeout=settings.llm_timeout,
            max_tokens=settings.llm_max_tokens,
            prices=prices if any(prices) else None,
        )

    def cost(self, reply: Reply) -> float | None:
        """Return what a reply costs in 元, None where no price is set."""
        if self._prices is None:
            return None
        return (reply.prompt_tokens * self._prices[0] + reply.tokens * self._prices[1]) / 1_000_000

    def stream(
        self, messages: Sequence[BaseMessage], reply: Reply | None = None, *, limit: float | None = None
    ) -> Iterator[str]:
        """Yield the text of the reply as it comes, thoughts of reasoning models left out.

        The whole reply, retries included, gets `limit` seconds (none given: `timeout`) and the settings' limit of
        tokens; a reply that goes on is broken off there (`reply.cut`). Closing the iterator ends the request.

        Raises:
            ModelFailure: whatever went wrong, at the latest when the time is over.
        """
        reply = reply if reply is not None else Reply()
        limit = self.timeout if limit is None else limit
        pieces: queue.SimpleQueue[str | ModelFailure | None] = queue.SimpleQueue()
        started = time.monotonic()
        task = _submit(self._pump(list(messages), pieces, reply, limit))
        try:
            while True:
                try:
                    # The task ends itself at the limit; the margin is for a client that will not be cancelled.
                    piece = pieces.get(timeout=max(0.0, started + limit + 1 - time.monotonic()))
                except queue.Empty:
                    raise _too_slow(limit) from None
                if isinstance(piece, ModelFailure):
                    raise piece
                if piece is None:
                    break
                if not reply.pieces:
                    reply.first = time.monotonic() - started
                reply.pieces += 1
                yield piece
        finally:
            task.cancel()
            reply.seconds = time.monotonic() - started
        if not reply.pieces:
            raise ModelFailure("empty", "语言模型返回了空的回答。")

    def complete(self, messages: Sequence[BaseMessage], reply: Reply | None = None) -> str:
        """Return the whole reply; see `stream`."""
        return "".join(self.stream(messages, reply))

    async def _pump(
        self,
        messages: list[BaseMessage],
        pieces: queue.SimpleQueue[str | ModelFailure | None],
        reply: Reply,
        limit: float,
    ) -> None:
        """Move the reply into the queue; the last entry is None or the failure."""
        end: ModelFailure | None = None
        reply.prompt_tokens = sum(count_tokens(str(message.content)) for message in messages)
        try:
            async with asyncio.timeout(limit):
                async with aclosing(self._texts(messages, reply)) as texts:
                    async for text in _without_thoughts(texts):
                        pieces.put(text)
        except TimeoutError:
            end = _too_slow(limit)
        except Exception as error:
            end = _failure(error, limit)
        finally:
            pieces.put(end)

    async def _texts(self, messages: list[BaseMessage], reply: Reply) -> AsyncGenerator[str]:
        told = counted = 0
        task = asyncio.current_task()
        # Left to the garbage collector, a stream broken off would stay open for seconds.
        async with aclosing(cast("AsyncGenerator[AIMessageChunk]", self._model.astream(messages))) as chunks:
            async for chunk in chunks:
                # asyncio.wait_for of Python 3.11, used by clients, swallows a cancel that meets ready data.
                if task and task.cancelling():
                    raise asyncio.CancelledError
                if chunk.usage_metadata:
                    told = chunk.usage_metadata["output_tokens"]
                    reply.prompt_tokens = chunk.usage_metadata["input_tokens"] or reply.prompt_tokens
                counted += count_tokens(chunk.text)
                reply.tokens = told or counted
                if chunk.text:
                    yield chunk.text
                # The provider was told the limit; one that does not keep it would otherwise stream for ever.
                if counted > 2 * self._max_tokens:
                    reply.cut = True
                    return


async def _without_thoughts(texts: AsyncIterator[str]) -> AsyncIterator[str]:
    """Drop what stands between `<think>` and `</think>`, wherever the parts of the stream are divided."""
    held, thinking = "", False
    async for text in texts:
        held += text
        while True:
            mark = _THINKING[thinking]
            at = held.find(mark)
            if at < 0:
                break
            if not thinking and at:
                yield held[:at]
            held, thinking = held[at + len(mark) :], not thinking
        keep = _overlap(held, mark)
        ready, held = held[: len(held) - keep], held[len(held) - keep :]
        if ready and not thinking:
            yield ready
    if held and not thinking:
        yield held


def _overlap(text: str, mark: str) -> int:
    """Return how many characters at the end of the text may be the beginning of the mark."""
    return next((size for size in range(min(len(mark) - 1, len(text)), 0, -1) if text.endswith(mark[:size])), 0)


@lru_cache(maxsize=1)
def _loop() -> asyncio.AbstractEventLoop:
    """Return the one event loop for requests: clients keep connections open and bind them to their loop."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="language-model", daemon=True).start()
    return loop


def _submit(work: Coroutine[Any, Any, None]) -> Future[None]:
    return asyncio.run_coroutine_threadsafe(work, _loop())


def _provider_and_name(settings: Settings) -> tuple[str, str]:
    """Split `provider:model`; a bare name on a server of one's own speaks the OpenAI protocol."""
    provider, colon, name = settings.llm.strip().partition(":")
    if colon and provider.replace("_", "").isalpha():
        return provider.lower(), name
    return ("openai" if settings.llm_base_url else ""), settings.llm.strip()


def _is_own_server(url: str) -> bool:
    """Tell whether an address is on this machine or in the local network, where servers ask for no key."""
    host = urlsplit(url).hostname or ""
    return host == "localhost" or "." not in host or host.startswith(("127.", "10.", "192.168.", "172.", "0."))


def _configuration_failure(settings: Settings, error: Exception) -> ModelFailure:
    text = str(error).lower()
    if "api_key" in text or "credential" in text or "api key" in text:
        return ModelFailure("key", "没有密钥：请设置 REPORTQA_LLM_API_KEY，或该服务商自己的环境变量。")
    return ModelFailure("setting", f"看不懂设置 REPORTQA_LLM={settings.llm}，应写成 服务商:模型，如 openai:qwen-plus。")


def _too_slow(limit: float) -> ModelFailure:
    return ModelFailure("timeout", f"语言模型在 {limit:g} 秒内没有答完（可调大 REPORTQA_LLM_TIMEOUT）。")


_BY_STATUS = {
    400: ("refused", "服务器不接受这个请求：{detail}"),
    401: ("key", "密钥无效（401）：请检查 REPORTQA_LLM_API_KEY。"),
    402: ("refused", "账户余额不足（402）。"),
    403: ("key", "密钥无权使用这个模型（403）。"),
    404: (
        "unknown",
        "没有这个模型或地址不对（404）：请检查 REPORTQA_LLM 与 REPORTQA_LLM_BASE_URL（通常以 /v1 结尾）。",
    ),
    429: ("busy", "请求过多或额度用完（429），稍后再试。"),
}


def _failure(error: Exception, limit: float) -> ModelFailure:
    """Turn what a client raised into a failure, by status and class name: each provider has its own classes."""
    status = getattr(error, "status_code", None)
    if status in _BY_STATUS:
        kind, reason = _BY_STATUS[status]
        return ModelFailure(kind, "语言模型：" + reason.format(detail=_detail(error)))
    if isinstance(status, int) and status >= 400:
        return ModelFailure("server", f"语言模型：服务器出错（{status}）。")
    names = {cls.__name__ for cls in type(error).__mro__}
    if any("Timeout" in name for name in names):
        return ModelFailure("timeout", f"语言模型在 {limit:g} 秒内没有回应（可调大 REPORTQA_LLM_TIMEOUT）。")
    if isinstance(error, (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError)):
        return ModelFailure("rubbish", "语言模型返回的内容无法解析。")
    if any("Connect" in name or "Protocol" in name or "Network" in name for name in names):
        return ModelFailure("address", "连不上语言模型：请检查 REPORTQA_LLM_BASE_URL 和网络。")
    return ModelFailure("rubbish", f"语言模型出错：{type(error).__name__}。")


def _detail(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
