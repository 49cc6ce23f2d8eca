from __future__ import annotations

import pytest

from rag.schema import FigureKind
from rag.understanding.corrections import corrected, without_refused
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


@pytest.mark.parametrize(
    ("said", "rest", "meant"),
    [
        ("淞南镇给2021年定的投资是多少?别给我上一年完成的数", "淞南镇给2021年定的投资是多少", FigureKind.TARGET),
        ("2025年经济增长多少?我要的是目标,不是2024年的实绩", "2025年经济增长多少", FigureKind.TARGET),
        ("登记失业率有多高,别给我2014年的指标", "登记失业率有多高", FigureKind.ACHIEVED),
        ("东平镇税收多少,不是吗", "东平镇税收多少,不是吗", None),
        ("东平镇税收多少?", "东平镇税收多少?", None),
    ],
)
def test_what_is_refused_tells_what_is_meant(said, rest, meant):
    assert without_refused(said) == (rest, meant)
