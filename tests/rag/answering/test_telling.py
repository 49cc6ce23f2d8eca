from __future__ import annotations

import pytest

from rag.answering.draft import Draft
from rag.answering.telling import departs, foreign_place, ground_of, needs_plan_word, share_of
from rag.understanding.gazetteer import gazetteer

SENTENCES = {
    "tax": ("东平镇", "上半年完成税收收入"),
    "care": ("东平镇", "持续开展“久久”为老服务"),
    "plan": ("东平镇", "拓宽招商渠道"),
    "income": ("淞南镇", "实现区级地方财政收入"),
}


@pytest.fixture
def ground(dongping):
    def of(name):
        place, words = SENTENCES[name]
        draft = Draft(dongping)
        report = next(r for r in dongping.reports if r.place == place)
        at = dongping.source(report).index(words, report.start)
        sentence = dongping.sentence_at(report.id, at)
        draft.cite(report.id, sentence.start, sentence.end)
        return ground_of(dongping, draft.citations)

    return of


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tax", "2023年上半年，东平镇完成税收收入14869万元，比上年同期减少36.2%。"),
        ("tax", "受疫情和宏观经济形势影响，东平镇税收收入下降，完成全年指标进度的33.9%。"),
        ("care", "在为老服务方面，东平镇持续开展“久久”项目，服务了147名老人。"),
        ("care", "该镇还提供业务咨询13人次和代办类服务9人次。"),
        ("plan", "东平镇2023年下半年计划扩大招商引资“朋友圈”，拓宽招商渠道，吸引优质企业落户。"),
        ("income", "2020年淞南镇预计实现区级地方财政收入4.1亿元，同比下降9%。"),
        ("income", "淞南镇全年预计实现区级地方财政收入4.1亿元。"),
    ],
)
def test_other_words_for_the_same_stand(ground, name, said):
    assert departs(said, ground(name)) == ""


@pytest.mark.parametrize(
    ("name", "said", "reason"),
    [
        ("tax", "东平镇2023年全年税收收入14869万元。", "所引原文说的不是“全年”"),
        ("tax", "东平镇去年税收收入14869万元。", "所引原文说的不是“去年”"),
        ("tax", "东平镇截至2023年3月底税收收入14869万元。", "所引原文说的不是“截至”"),
        ("tax", "东平镇2022年上半年税收收入14869万元。", "所引原文说的不是“2022年”"),
        ("income", "淞南镇2021年区级地方财政收入4.1亿元。", "所引原文说的不是“2021年”"),
        ("tax", "税收收入不到14869万元。", "所引原文没有说“不到”"),
        ("tax", "税收收入14869万元，名列前茅。", "所引原文没有说“名列”"),
        ("tax", "税收收入创历史新低。", "所引原文没有说“历史”"),
        ("tax", "由于企业外迁，税收收入减少。", "所引原文没有说这些"),
        ("tax", "税收收入上升。", "“上升”与原文相反"),
        ("care", "停止开展为老服务项目。", "所引原文没有说“停止”"),
        ("care", "尚未开展为老服务项目。", "所引原文没有说“尚未开展”"),
        ("care", "计划开展为老服务项目。", "原文说的是已经做的，不是“计划”"),
        ("plan", "东平镇已拓宽招商渠道，吸引优质企业落户。", "原文说的是计划，不是已经做的"),
        ("care", "为老服务带动消费近百亿。", "“近百亿”不在所引原文中"),
        ("care", "服务孤老①④⑦名。", "“①”不在所引原文中"),
        ("care", "服务孤老147。", "“147”后面没有原文的单位"),
        ("tax", "东平镇上半年税收收入是多少？", "这是问句，不是回答"),
        ("tax", "东平镇上半年税收收入是多少", "这是问句，不是回答"),
        ("tax", "东平镇2023年上半年税收收入：", "话没有说完"),
        ("care", "开展“久久”为老服务项目，深受广大居民群众欢迎和喜爱。", "所引原文没有说这些"),
    ],
)
def test_what_changes_the_meaning_is_told(ground, name, said, reason):
    assert departs(said, ground(name)) == reason


def test_a_negation_of_the_source_is_not_dropped(ground):
    denied = ground("tax")
    denied = type(denied)("财政收入未能完成年度目标。", denied.around, denied.paths, denied.periods, denied.roles)
    assert departs("财政收入完成年度目标。", denied) == "所引原文说的是“未能完成”"
    assert departs("财政收入未能完成年度目标。", denied) == ""


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("东平镇税收收入14869万元。", ""),
        ("东平税收收入14869万元。", ""),
        ("上海市崇明区东平镇税收收入14869万元。", ""),
        ("全镇税收收入14869万元，社区和园区各有贡献。", ""),
        ("淞南税收收入14869万元。", "淞南镇"),
        ("宝山区税收收入14869万元。", "宝山区"),
        ("青浦镇税收收入14869万元。", "青浦镇"),
    ],
)
def test_a_place_that_the_sources_do_not_name(ground, dongping, said, place):
    assert foreign_place(said, ground("tax"), gazetteer(dongping.reports)) == place


def test_plans_told_without_saying_so(ground):
    assert needs_plan_word("拓宽招商渠道。", ground("plan"))
    assert not needs_plan_word("计划拓宽招商渠道。", ground("plan"))
    assert not needs_plan_word("开展为老服务。", ground("care"))


def test_the_share_of_known_pairs():
    assert share_of("税收收入", "完成税收收入14869万元") == 1.0
    assert share_of("税收情况", "完成税收收入") == pytest.approx(1 / 3)
    assert share_of("", "税收") == 1.0
