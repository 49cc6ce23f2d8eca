from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eval.weak_model import Continuation, prompt_of

ASKED = (
    "资料：\n[1]（甲镇，2023年）税收 5 万元。\n[2]（甲镇）新建公厕 3 座。\n\n资料中的数字：\n[1] | 甲镇\n\n"
    "问题：税收多少？"
)


def test_the_prompt_goes_on_with_examples() -> None:
    prompt = prompt_of([{"role": "system", "content": "规则"}, {"role": "user", "content": ASKED}])
    assert prompt.count("回答：") == 4
    assert prompt.endswith(
        "\n\n资料：\n[1]（甲镇，2023年）税收 5 万元。\n[2]（甲镇）新建公厕 3 座。\n问题：税收多少？\n回答："
    )
    assert "规则" not in prompt


def test_a_conclusion_stands_before_the_question() -> None:
    asked = ASKED.replace("问题：", "结论：税收为5万元[1]。\n\n系统已查出。\n\n问题：")
    prompt = prompt_of([{"role": "user", "content": asked}])
    assert prompt.endswith("\n结论：税收为5万元[1]。\n问题：税收多少？\n回答：")


def test_long_sources_are_cut() -> None:
    lines = "\n".join(f"[{n}]" + "长" * 400 for n in range(1, 9))
    prompt = prompt_of([{"role": "user", "content": f"资料：\n{lines}\n\n问题：？"}])
    assert "[2]长" in prompt
    assert "[3]长" not in prompt


def test_a_plain_message_is_the_question() -> None:
    assert prompt_of([{"role": "user", "content": "从一数到二十"}]).endswith("\n问题：从一数到二十\n回答：")


def test_a_second_try_is_warmer() -> None:
    asked: list[dict[str, Any]] = []

    def completer(prompt: str, **options: Any) -> Iterator[dict[str, Any]]:
        asked.append(options)
        yield {"choices": [{"text": "税收"}]}
        yield {"choices": [{"text": "5万元[1]。"}]}

    write = Continuation(completer)
    user = {"role": "user", "content": ASKED}
    assert list(write([user], 60)) == ["税收", "5万元[1]。"]
    list(write([user, {"role": "assistant", "content": "x"}, user], 60))
    assert [(o["temperature"], o["max_tokens"]) for o in asked] == [(0.0, 60), (0.7, 60)]
