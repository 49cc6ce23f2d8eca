"""Amounts that follow from a planned growth."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.parse import parse_document
from rag.engine import Engine
from rag.index import Index
from rag.schema import Document
from rag.settings import Settings
from tests.rag.fakes import BigramEncoder

REPORT = """临河市人民政府工作报告
（2023年1月10日在临河市第五届人民代表大会第二次会议上）
各位代表：
一、2022年工作回顾
2022年，全市地区生产总值完成1620亿元，增长8.7%。社会消费品零售总额680亿元，增长3%。
企业退休人员养老金月人均增加205元、达到2101元。存款余额510亿元，贷款余额282亿元。
二、2023年工作安排
2023年经济社会发展的主要预期目标是：地区生产总值增长8.3%左右，社会消费品零售总额增长7.5%以上。
"""


@pytest.fixture(scope="module")
def linhe(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    settings = Settings(index_dir=tmp_path_factory.mktemp("linhe"), _env_file=None)
    index = Index.open(settings, encoder=BigramEncoder())
    index.add(parse_document(Document(id="linhe", name="linhe.txt", sha256="0", text=REPORT)))
    return Engine(index, settings)


def test_planned_growth_of_last_years_amount(linhe: Engine) -> None:
    answer = linhe.ask("临河市要是完成2023年的生产总值增长目标，总量要做到多少亿元？")

    assert answer.text == (
        "临河市2023年按增长目标算的地区生产总值约为1754.46亿元（推算：1620亿元 × （1 ＋ 8.3%））[1][2]。"
        "依据：临河市2022年地区生产总值为1620亿元[1]，临河市2023年地区生产总值的目标为增长8.3%左右[2]。"
    )
    assert answer.figures[-1].value == Decimal("1754.46")
    assert answer.notes == ("推算：报告只给出增长目标，数额由上一年的数值和目标算得，没有考虑价格变化。",)


def test_the_number_that_a_question_starts_from_names_what_is_to_grow(linhe: Engine) -> None:
    answer = linhe.ask("临河市2022年社会消费品零售总额680亿，照2023年的增长目标应该做到多少亿元？")

    assert answer.text == (
        "临河市2023年按增长目标算的社会消费品零售总额约为731亿元（推算：680亿元 × （1 ＋ 7.5%））[1][2]。"
        "依据：临河市2022年社会消费品零售总额为680亿元[1]，临河市2023年社会消费品零售总额的目标为增长7.5%以上[2]。"
    )


def test_no_growth_of_another_thing_is_taken(linhe: Engine) -> None:
    answer = linhe.ask("按2023年的增长目标，临河市2023年公共财政预算收入要收到多少亿元才算完成？")

    assert (answer.abstained, answer.figures) == (True, ())


def test_what_stood_before_a_raise(linhe: Engine) -> None:
    answer = linhe.ask("临河市企业退休人员养老金涨之前，每个月人均拿多少钱？")

    assert answer.text == (
        "临河市调整前的企业退休人员养老金月人均为1896元（推算：2101元 － 205元）[1]。"
        "依据：临河市2022年企业退休人员养老金月人均为2101元，增长205元[1]。"
    )


def test_neither_of_two_figures_answers_by_how_much_they_differ(linhe: Engine) -> None:
    answer = linhe.ask("临河市2022年存款余额比贷款余额多出来多少亿？")

    assert answer.text == (
        "临河市2022年存款余额为510亿元[1]，临河市2022年贷款余额为282亿元[1]，前者比后者高228亿元"
        "（推算：510亿元 － 282亿元）。"
    )


def test_the_rate_itself_is_given_where_it_is_asked(linhe: Engine) -> None:
    answer = linhe.ask("按照计划，临河市2023年社会消费品零售总额要增长百分之几？")

    assert answer.text == "临河市2023年社会消费品零售总额的目标为增长7.5%以上[1]。"


def test_what_stands_in_brackets_names_the_thing(linhe: Engine) -> None:
    answer = linhe.ask("临河市2022年老百姓买买买（社会消费品零售总额）一年是多少？")

    assert answer.text == "临河市2022年社会消费品零售总额为680亿元[1]（增长3%）。"
