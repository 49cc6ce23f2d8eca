from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.parse import parse_document
from rag.answering.matching import Wanted, _prominent, match_figures
from rag.answering.periods import period_fit
from rag.answering.terms import expected_families
from rag.question import understand
from rag.schema import Aspect, Document, FigureKind, Period


@pytest.fixture
def matched(engine, finder):
    def best(question, place, count=1, **changes):
        query = replace(understand(question, (), engine.material.reports), **changes)
        wanted = Wanted.of(query, query.indicators[0])
        matches = match_figures(wanted, finder(place).reports, engine.material)
        return [(m.figure.indicator, m.figure.text, m.figure.kind.value) for m in matches[:count]], matches

    return best


@pytest.mark.parametrize(
    ("question", "place", "best"),
    [
        ("东平镇税收收入是多少？", "东平镇", ("税收收入", "14869 万元", "achieved")),
        ("东平镇税收收入同比增长多少？", "东平镇", ("税收收入", "36.2%", "change")),
        ("东平镇税收收入完成年度指标的百分之几？", "东平镇", ("税收收入", "33.9%", "completion")),
        ("孙岗镇固定资产投资是多少？", "孙岗镇", ("固定资产投资", "2.5亿元", "achieved")),
        ("孙岗镇工业固定资产投资是多少？", "孙岗镇", ("工业固定资产投资", "8194万元", "achieved")),
        ("淞南镇固定资产投资目标是多少？", "淞南镇", ("全社会固定资产投资总额", "20.9亿元", "target")),
    ],
)
def test_the_asked_figure_comes_first(matched, question, place, best):
    (first,), matches = matched(question, place)
    assert ("".join(first[1].split()), first[0], first[2]) == ("".join(best[1].split()), best[0], best[2])
    assert matches[0].support == pytest.approx(1.0)


def test_a_reached_amount_is_never_a_target(matched):
    _, matches = matched("孙岗镇固定资产投资是多少？", "孙岗镇", kind=FigureKind.TARGET)
    assert {m.figure.kind for m in matches} == {FigureKind.TARGET}
    _, matches = matched("孙岗镇固定资产投资是多少？", "孙岗镇", kind=FigureKind.ACHIEVED)
    assert FigureKind.TARGET not in {m.figure.kind for m in matches}


def test_another_period_never_answers(matched):
    asked = Period(2023 * 12 + 6, 2023 * 12 + 11, "2023年下半年")
    _, matches = matched("东平镇税收收入是多少？", "东平镇", periods=(asked,))
    assert all(m.figure.period is None or m.figure.period.overlaps(asked) for m in matches)
    assert not any(m.figure.indicator == "税收收入" for m in matches)


def test_a_look_back_tells_what_there_is_at_its_end_not_what_was_done_in_its_last_year():
    text = (
        "2022年政府工作报告\n一、过去五年工作回顾\n过去五年，高新技术企业2370家、增长1.4倍，财政收入710亿元，城镇化率71.2%，"
        "新建改造学校120所，完成固定资产投资2.1万亿元，民生支出3200亿元。\n二、2022年工作安排\n地区生产总值增长6%。\n"
    )
    figures = parse_document(Document(id="x", name="报告.txt", sha256="", text=text)).figures
    wanted = Wanted("", Aspect.VALUE, None, "", (Period.of_year(2021),), "")
    fits = {f.text: period_fit(wanted, f) for f in figures if f.period and f.period.months == 60}
    assert fits == {
        "2370家": 0.3, "1.4倍": None, "710亿元": 0.3, "71.2%": 0.3,
        "120所": None, "2.1万亿元": None, "3200亿元": None,
    }  # fmt: skip


def test_what_is_not_there_has_little_support(matched):
    _, matches = matched("东平镇粮食产量是多少？", "东平镇")
    assert max((m.support for m in matches), default=0.0) < 0.5


def test_a_phrase_without_words_matches_nothing(engine, finder):
    wanted = Wanted("的", Aspect.VALUE, None, "", (), "的")
    assert match_figures(wanted, finder("东平镇").reports, engine.material) == []


@pytest.mark.parametrize(
    ("phrase", "families"),
    [
        ("税收收入", {"money", "foreign_money"}),
        ("绿化面积", {"area"}),
        ("志愿者", {"people", "household"}),
        ("项目", set()),
    ],
)
def test_the_last_noun_asks_for_a_unit(phrase, families):
    assert expected_families(phrase) == families


@pytest.mark.parametrize(("height", "support"), [(0.0, 0.4), (1.0, 0.41), (3.0, 0.53), (5.0, 0.65), (9.0, 0.65)])
def test_a_sentence_that_stands_out_supports_its_figures(matched, height, support):
    _, (match, *_) = matched("东平镇税收收入是多少？", "东平镇")
    assert _prominent(replace(match, support=0.4), height).support == pytest.approx(support)


@pytest.mark.parametrize("features", [{"place": -1.0}, {"unit": -1.0}, {"stock": -1.0}, {"kind": 0.3}])
def test_nothing_stands_out_against_what_is_asked(matched, features):
    _, (match, *_) = matched("东平镇税收收入是多少？", "东平镇")
    other = replace(match, support=0.4, features={**match.features, **features})
    assert _prominent(other, 5.0).support == pytest.approx(0.4)


def test_few_words_are_too_few_however_far_the_sentence_stands_out(matched):
    _, (match, *_) = matched("东平镇税收收入是多少？", "东平镇")
    assert _prominent(replace(match, support=0.3), 5.0).support == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("question", "place", "features"),
    [
        ("东平镇送餐用了多少天？", "东平镇", {"送餐": -1.0}),
        ("孙岗镇开发了多少处公益性岗位？", "孙岗镇", {"公益性岗位": -0.2}),
    ],
)
def test_a_unit_of_its_own_never_stands_for_another(matched, question, place, features):
    _, matches = matched(question, place)
    units = {m.figure.indicator: m.features["unit"] for m in matches}
    assert {n: units[i] for n in features for i in units if n in i} == features
