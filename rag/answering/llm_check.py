"""`python -m rag llm-check`: tries the configured language model and says in one line how it fares."""

from __future__ import annotations

from rag.answering.llm import LanguageModel, ModelFailure, Reply
from rag.settings import Settings

__all__ = ["check_model"]

_ASK = "请从一数到二十，只写阿拉伯数字，用空格隔开。"
_SLOW_START = 8.0
"""Seconds to the first text from which on a chat feels broken."""
_SLOW_RATE = 5.0
"""Tokens a second under which an answer of 200 tokens takes longer than the default time limit."""
_ENOUGH = 10
"""Tokens that a reply must have before its pieces and its rate tell anything."""


def check_model(settings: Settings) -> tuple[bool, str]:
    """Ask the model one short thing; return whether it can be used and one Chinese line: what is wrong, or how fast."""
    from langchain_core.messages import HumanMessage  # noqa: PLC0415 - slow to import

    reply = Reply()
    try:
        model = LanguageModel.from_settings(settings)
        if model is None:
            return False, "没有设置语言模型（REPORTQA_LLM 为空）；不设也能正常问答。"
        model.complete([HumanMessage(_ASK)], reply)
    except ModelFailure as failure:
        return False, str(failure)
    seconds = max(reply.seconds - reply.first, 1e-3)
    rate = reply.tokens / (seconds if reply.pieces > 1 else max(reply.seconds, 1e-3))
    if reply.first > _SLOW_START or (reply.tokens >= _ENOUGH and rate < _SLOW_RATE):
        return False, f"{model.name} 能用，但太慢：{reply.first:.1f} 秒才出第一个字，每秒 {rate:.0f} 词元。"
    if reply.pieces == 1 and reply.tokens >= _ENOUGH:
        return False, f"{model.name} 能用，但不支持流式输出：整个回答一次到达，用时 {reply.seconds:.1f} 秒。"
    return True, f"{model.name} 正常：{reply.first:.1f} 秒出第一个字，每秒约 {rate:.0f} 词元，流式输出。"
