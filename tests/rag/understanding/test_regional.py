from __future__ import annotations

import pytest

from rag.question import understand
from rag.understanding.regional import mainland
from tests.rag.question_catalogues import TOWNS


@pytest.mark.parametrize(
    ("said", "mainland_words"),
    [
        ("空气品质优良的日子有多少天", "空气质量优良天数有多少天"),
        ("老旧社区改造", "老旧小区改造"),
        ("更新环保公车、调整公车路线", "更新环保公交车、调整公交线路"),
        ("新增停车格多少个", "新增停车位多少个"),
        ("生活品质", "生活品质"),
        ("税收收入", "税收收入"),
    ],
)
def test_words_of_the_mainland(said, mainland_words):
    assert mainland(said) == mainland_words


def test_only_questions_in_traditional_characters_are_put_so():
    asked = [
        understand(question, (), TOWNS).indicators for question in ("東平鎮停車格多少個？", "东平镇停车格多少个？")
    ]
    assert asked == [("停车位",), ("停车格",)]
