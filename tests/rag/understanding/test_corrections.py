from __future__ import annotations

import pytest

from rag.understanding.corrections import corrected
from rag.understanding.gazetteer import gazetteer
from tests.rag.question_catalogues import TOWNS


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("淞南抓违章停车.不是,占道经营整治了多少", "淞南镇占道经营整治了多少"),
        ("东平,不对,淞南去年税收多少", "淞南去年税收多少"),
        ("东平2023年税收,哦不是,财政收入多少", "东平镇2023年财政收入多少"),
        ("东平2022年税收,说错了,2023年税收多少", "东平镇2023年税收多少"),
    ],
)
def test_what_follows_a_correction_counts(said, meant):
    assert corrected(said, gazetteer(TOWNS)) == meant


@pytest.mark.parametrize("text", ["东平镇的税收是不是降了?", "不是,淞南的", "税收增长了,不是吗?", "东平镇税收多少?"])
def test_other_questions_stay(text):
    assert corrected(text, gazetteer(TOWNS)) == text
