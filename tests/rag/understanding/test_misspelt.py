from __future__ import annotations

from pathlib import Path

import pytest

from rag.understanding.misspelt import mend_words

CASES = Path(__file__).parents[1] / "question_cases.txt"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("失业律是多少", (("失业律", "失业率"),)),
        ("税收收人多少，同笔增长多少", (("税收收人", "税收收入"), ("同笔", "同比"))),
        ("固定资产头资完成多少", (("固定资产头资", "固定资产投资"),)),
        ("就叶困难人员有几名", (("就叶困难人员", "就业困难人员"),)),
        ("养老床为有多少", (("养老床为", "养老床位"),)),
        ("粮食产亮多少", (("粮食产亮", "粮食产量"),)),
        ("外贸进出扣总额", (("外贸进出扣总额", "外贸进出口总额"),)),
    ],
)
def test_mends_a_wrong_character_of_the_same_sound_or_look(text, mended):
    assert mend_words(text) == mended


@pytest.mark.parametrize(
    "text",
    [
        "城镇登记失业人数的控制目标",
        "新增就业多少人",
        "第二产业增加值",
        "农村公路建设了多少公里",
        "到底拆了多少违章建筑",
        "工会会员有多少",
        "",
    ],
)
def test_leaves_right_words_alone(text):
    assert mend_words(text) == ()


def test_hardly_touches_well_written_questions():
    questions = [q for q in CASES.read_text(encoding="utf-8").splitlines() if q and not q.startswith((" ", "["))]
    touched = [q for q in questions if mend_words(q)]
    assert len(questions) > 500
    assert len(touched) <= len(questions) // 50, touched
