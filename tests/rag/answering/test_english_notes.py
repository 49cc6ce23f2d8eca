from __future__ import annotations

import pytest

from rag.answering.english_notes import note_in_english, suggestion_in_english


@pytest.mark.parametrize(
    ("note", "english"),
    [
        ("东平镇的报告没有说明“渔船”。", "The reports of Dongping Town (东平镇) do not state this for “渔船”."),
        (
            "没有包头市2012年的报告；现有：包头市（2024年）",
            "There is no report of Baotou City (包头市) for 2012. Reports held: Baotou City (包头市): 2024.",
        ),
        (
            "没有Nanchang的报告；现有：东平镇（2023年上半年）、淞南镇（2020年）",
            "There is no report of Nanchang. Reports held: Dongping Town (东平镇): first half of 2023;"
            " Songnan Town (淞南镇): 2020.",
        ),
        (
            "推算：结果由所引数据算得，报告没有直接给出。",
            "Computed from the cited figures; the reports do not state it.",
        ),
        (
            "注意：所比数据不是同一期间：2020年、2023年上半年。",
            "Note: the compared figures are of different periods: 2020, first half of 2023.",
        ),
        ("所问的方向与报告相反。", "The reports say the opposite of what was asked about."),
        ("按：东平镇 · 2023年", "Carried over: 东平镇 · 2023年"),
        ("报告的别的话。", "报告的别的话。"),
    ],
)
def test_notes_and_reasons(note, english):
    assert note_in_english(note) == english


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("东平镇2023年上半年税收收入是多少？", "What was the tax revenue of Dongping Town in the first half of 2023?"),
        ("淞南镇2020年固定资产投资是多少？", "What was the fixed asset investment of Songnan Town in 2020?"),
        ("淞南镇2020年拆违面积是多少？", "淞南镇2020年拆违面积是多少？"),
    ],
)
def test_suggestions_with_exact_words_are_put_in_english(question, english):
    assert suggestion_in_english(question) == english
