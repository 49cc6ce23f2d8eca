from __future__ import annotations

from eval.compare import compare, render
from eval.run import evaluate
from tests.eval.fakes import SOURCES, Canned, question, refusal, reply

QUESTIONS = [question(id=f"q-{n}", question=str(n)) for n in range(3)]
BEFORE = evaluate(Canned({"0": reply(), "1": refusal(), "2": reply("9万元")}), QUESTIONS, SOURCES)
AFTER = evaluate(Canned({"0": refusal(), "1": reply(), "2": reply("9万元")}), QUESTIONS, SOURCES)


def test_compare_names_what_changed() -> None:
    result = compare(BEFORE, AFTER)
    assert (result["questions"], result["gained"], result["lost"]) == (3, ["q-1"], ["q-0"])
    assert [(c["id"], c["before"], c["after"]) for c in result["changed"]] == [
        ("q-0", "right", "declined"),
        ("q-1", "declined", "right"),
    ]
    assert result["p_values"]["right"] == 1.0


def test_only_common_questions_count() -> None:
    result = compare({**BEFORE, "items": BEFORE["items"][:1]}, AFTER)
    assert (result["questions"], result["gained"], result["lost"]) == (1, [], ["q-0"])


def test_render() -> None:
    text = render(compare(BEFORE, AFTER))
    assert text.startswith("共同的问题 3 个\n")
    assert "变好（1）：q-1" in text
    assert "q-0 right → declined  0\n  前：甲镇2023年上半年税收收入14869万元。\n  后：报告没有写。" in text
