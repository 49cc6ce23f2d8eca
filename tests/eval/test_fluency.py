from __future__ import annotations

from typing import Any

import pytest

from eval.fluency import fluency


def item(*trace: tuple[str, str], notes: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"trace": [list(step) for step in trace], "answer": {"notes": list(notes)}}


ITEMS = [
    item(("理解", "税收")),
    item(
        ("语言模型", "openai:x：输入 120 词元，输出 30 词元，用时 1.0 秒，约 0.0012 元"),
        ("语言模型", "openai:x：输入 200 词元，输出 10 词元，用时 3.0 秒，约 0.0020 元"),
        ("逐句核对", "采用 1 句，删去 2 句，用时 1.0、2.0、6.0 毫秒"),
        ("删去", "税收收入为5万元[1]。（“5万元”不在所引原文中）"),
        ("删去", "税收收入为6万元[1]。（“6万元”不在所引原文中）"),
        notes=("由语言模型 openai:x 根据所引原文写成，每句都经过核对。",),
    ),
    item(
        ("语言模型", "openai:x：输入 80 词元，输出 0 词元，用时 2.0 秒"),
        ("删去", "增长5%。（没有注明出处）"),
        notes=("语言模型的回答没有通过核对，已弃用。以下是直接从报告中查出的回答。",),
    ),
]


def test_what_the_model_did_is_summed_up() -> None:
    assert fluency(ITEMS) == {
        "asked": 2,
        "shown": 1,
        "replies": 3,
        "kept": 1,
        "struck": 2,
        "check_p50": 2.0,
        "check_p95": pytest.approx(5.6),
        "reply_p50": 2.0,
        "reply_p95": pytest.approx(2.9),
        "tokens_in": 400,
        "tokens_out": 40,
        "cost": pytest.approx(0.0032),
        "reasons": {"“…”不在所引原文中": 2, "没有注明出处": 1},
    }


def test_without_a_model_there_is_nothing() -> None:
    assert fluency(ITEMS[:1]) is None
