from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parse import parse_document
from ingest.stretches import Stretch
from rag.schema import Document, Period

Y21 = Period.of_year(2021)
PLAN = Period(2016 * 12, 2020 * 12 + 11, "“十三五”期间")
FIVE = Period(2017 * 12, 2021 * 12 + 11, "2017-2021年")


def followed(*openings: str) -> Period | None:
    stretch = Stretch(Y21)
    for opening in openings:
        stretch.follow(opening, True)
    return stretch.period


@pytest.mark.parametrize(
    ("opening", "period"),
    [
        ("过去五年，是我市发展进程中具有里程碑意义的五年。", FIVE),
        ("——五年来，综合实力显著提高。", FIVE),
        ("——过去的五年，经济总量迈上新台阶，产业结构持续优化。", FIVE),
        ("这是综合实力稳步提升的五年。", FIVE),
        ("本届市政府任期的五年，在佳木斯发展进程中极不寻常。", FIVE),
        ("市八届人大一次会议以来的五年是盐城发展进程中极不平凡的五年。", FIVE),
        ("“十三五”时期，面对错综复杂的外部环境。", PLAN),
        ("各位代表，“十三五”是我市砥砺前行、爬坡过坎的五年。", PLAN),
        ("回眸“十三五”，这是坚持创新发展的五年。", PLAN),
        ("2008年以来的几年，是我市经济社会发展最好最快的时期之一。", Period(2008 * 12, Y21.last, "2008-2021年")),
        ("刚刚过去的2021年，面对多重挑战和压力，我们保持定力。", Y21),
        ("一年来，我们重点抓了以下工作。", Y21),
        ("2021年是本届政府履职的最后一年。", Y21),
        ("2021年喜迎建党百年，百年恰是风华正茂。", Y21),
        ("2021年全市完成地区生产总值6617亿元。", None),
        ("“十四五”开局良好。", None),
        ("三年行动计划圆满完成。", None),
        ("一、2021年和本届政府工作回顾", None),
        ("粮食产量25.5亿斤。", None),
    ],
)
def test_how_a_paragraph_opens(opening: str, period: Period | None) -> None:
    assert followed(opening) == period


def test_the_stretch_runs_on_until_a_paragraph_opens_with_another() -> None:
    assert followed("五年来，我们砥砺奋进。", "经济实力增强。", "城乡面貌改善。") == FIVE
    assert followed("五年来，我们砥砺奋进。", "刚刚过去的2021年，极不平凡。", "经济实力增强。") == Y21


def test_only_the_opening_of_a_paragraph_sets_it() -> None:
    stretch = Stretch(Y21)
    stretch.follow("经济实力增强。", True)
    stretch.follow("五年来，累计完成投资3626亿元。", False)
    assert stretch.period is None
    stretch.follow("回首过去五年，我们攻坚克难。", False)
    assert stretch.period == FIVE


def test_a_greeting_is_no_opening() -> None:
    stretch = Stretch(Y21)
    stretch.follow("各位代表！", True)
    stretch.follow("五年来，我们砥砺奋进。", False)
    assert stretch.period == FIVE


def test_the_section_s_name_of_the_same_years_stays() -> None:
    stretch = Stretch(Period.of_year(2020))
    stretch.follow("五年来，我们砥砺奋进。", True)
    assert stretch.within(PLAN) == PLAN
    assert stretch.within(Y21) == Period(2016 * 12, 2020 * 12 + 11, "2016-2020年")


def test_figures_take_the_stretch_of_their_paragraphs() -> None:
    text = (
        "2022年政府工作报告\n——2022年2月12日在乌兰察布市第四届人民代表大会第六次会议上\n"
        "一、本届政府的主要工作\n本届政府于2018年1月就职，任期即将结束。四年来，民生投入持续增长，规上工业企业达到291户。\n"
        "2021年是本届政府履职的最后一年。固定资产投资增长12.2%，居全区第4位。\n"
        "一是以创新促转型，产业升级步伐增速提效。新增国家高新技术企业34家。\n"
        "二、2022年的主要任务\n地区生产总值增长6%左右。\n"
    )
    parsed = parse_document(Document(id="x", name="报告.txt", sha256="", text=text))
    assert [(f.text, f.period.label if f.period else "") for f in parsed.figures] == [
        ("291户", "2018-2021年"),
        ("12.2%", "2021年"),
        ("第4位", "2021年"),
        ("34家", "2021年"),
        ("6%", "2022年"),
    ]


@given(st.lists(st.text(alphabet="过去五年来一这是的“十三”时期20219，。", max_size=16), max_size=6), st.booleans())
def test_a_stretch_never_ends_after_the_reviewed_year(openings: list[str], opens: bool) -> None:
    stretch = Stretch(Y21)
    for opening in openings:
        stretch.follow(opening, opens)
    assert stretch.period is None or stretch.period.last <= Y21.last
