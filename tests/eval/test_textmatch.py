from __future__ import annotations

import pytest

from eval.textmatch import fold, position, states


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("税收收入1.4869亿元", "14869万元"),
        ("税收 14,869 万元。", "14869万元"),
        ("同比减少３６.２％", "36.2%"),
        ("東平鎮的瀛豐五斗", "瀛丰五斗"),
        ("In total 14,869 (10,000 yuan)", "14869"),
        ("约23306万元", "~23305.64万元"),
        ("约2.33亿元", "~23305.64万元"),
        ("“云招商”系列活动", "云招商"),
        ("由-28.4%升到-2.4%", "2.4%"),
        ("2021年1月6日召开", "1月6日"),
    ],
)
def test_states(text: str, form: str) -> None:
    assert states(text, form)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("税收收入14868万元", "14869万元"),
        ("完成123.3%", "23.3%"),
        ("提高5个百分点", "5%"),
        ("114869", "14869"),
        ("14869.5", "14869"),
        ("约23500万元", "~23305.64万元"),
        ("2021年11月6日", "1月6日"),
        ("长江小学", "民远学院"),
        ("", "税收"),
    ],
)
def test_does_not_state(text: str, form: str) -> None:
    assert not states(text, form)


def test_fold_keeps_points_and_signs_before_digits() -> None:
    assert fold("由 -28.4％（最低）。 达到 1,000.5 亩！") == "由-28.4%最低达到1000.5亩"


def test_position_orders_forms() -> None:
    text = "目标是34亿元以上，已实现38亿元。"
    assert 0 <= position(text, "34亿元") < position(text, "38亿元")
    assert position(text, "5亿元") == -1
