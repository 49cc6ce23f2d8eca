"""What a language model did in a run: how much of what it wrote stood, why the rest was struck, and what it took."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from eval.metrics import percentile

__all__ = ["FLUENCY_NAMES", "fluency"]

FLUENCY_NAMES = {
    "asked": "问到语言模型的题", "shown": "采用其文字的题", "replies": "请求次数", "kept": "站得住的句子",
    "struck": "删去的句子", "check_p50": "核对一句的中位数（毫秒）", "check_p95": "核对一句的 95 分位（毫秒）",
    "reply_p50": "一次回复的中位数（秒）", "reply_p95": "一次回复的 95 分位（秒）", "tokens_in": "输入词元",
    "tokens_out": "输出词元", "cost": "费用（元）",
}  # fmt: skip
"""What each measure is called, in the order of the table."""

_REPLY = re.compile(r"输入 (\d+) 词元，输出 (\d+) 词元，用时 ([\d.]+) 秒(?:，约 ([\d.]+) 元)?")
_CHECKED = re.compile(r"采用 (\d+) 句，删去 (\d+) 句，用时 ([\d.、]+) 毫秒")
_REASON = re.compile(r"（([^（）]*(?:（[^（）]*）)?[^（）]*)）$")


def fluency(items: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Return named measures over the items that reached a model, with `reasons` and their numbers; None without any.

    `reasons` counts the struck statements by why, what was named in a reason left out.
    """
    reached = [item for item in items if any(step == "语言模型" for step, _ in item["trace"])]
    if not reached:
        return None
    steps = [(step, text) for item in reached for step, text in item["trace"]]
    replies = [found for step, text in steps if step == "语言模型" and (found := _REPLY.search(text))]
    checked = [found for step, text in steps if step == "逐句核对" and (found := _CHECKED.search(text))]
    times = [float(number) for found in checked for number in found[3].split("、") if number != "0"]
    seconds = [float(found[3]) for found in replies]
    reasons = Counter(_reason(text) for step, text in steps if step == "删去")
    return {
        "asked": len(reached),
        "shown": sum(any(note.startswith("由语言模型") for note in item["answer"]["notes"]) for item in reached),
        "replies": len(replies),
        "kept": sum(int(found[1]) for found in checked),
        "struck": sum(int(found[2]) for found in checked),
        "check_p50": percentile(times, 0.5),
        "check_p95": percentile(times, 0.95),
        "reply_p50": percentile(seconds, 0.5),
        "reply_p95": percentile(seconds, 0.95),
        "tokens_in": sum(int(found[1]) for found in replies),
        "tokens_out": sum(int(found[2]) for found in replies),
        "cost": sum(float(found[4] or 0) for found in replies),
        "reasons": dict(reasons.most_common()),
    }


def _reason(struck: str) -> str:
    found = _REASON.search(struck)
    return re.sub(r"“[^”]*”+|\d{4}年(?=的数)", "“…”", found[1]) if found else struck
