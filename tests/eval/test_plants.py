from __future__ import annotations

import pytest

from eval.grounding import altered_quotes, unsupported_numbers
from eval.plants import PLANTS, plant
from rag.schema import Turn
from tests.eval.fakes import SOURCES, TAX, Canned, cite, refusal, reply


def test_no_place_filter_hides_every_form_of_a_place() -> None:
    system = Canned({"上半年税收？": reply()})
    faulty = plant("place_filter", system, ["甲山镇", "乙镇"])
    faulty.ask("甲山镇上半年税收？", [Turn("甲山呢？", "甲山镇没有")])
    assert system.asked == [("上半年税收？", (Turn("呢？", "没有"),))]


def test_altered_digits_falsify_quote_and_answer_alike() -> None:
    answer = plant("digits", Canned({"问": reply()}), []).ask("问")
    assert answer.text == "甲镇2023年上半年税收收入24869万元。"
    assert answer.citations[0].quote == TAX.replace("14869", "24869")
    assert altered_quotes(answer, SOURCES) == 1
    assert unsupported_numbers(answer) == []


def test_answers_without_numbers_stay() -> None:
    answer = reply("没有数字", citations=(cite("一、回顾"),))
    assert plant("digits", Canned({"问": answer}), []).ask("问") == answer


def test_no_abstention_answers_everything() -> None:
    faulty = plant("abstention", Canned({"问": refusal(), "答": reply()}), [])
    assert (faulty.ask("问").abstained, faulty.ask("问").confidence) == (False, 1.0)
    assert faulty.ask("答") == reply()


def test_every_plant_is_known() -> None:
    assert all(plant(name, Canned({}), []) for name in PLANTS)
    with pytest.raises(KeyError):
        plant("weeds", Canned({}), [])
