from __future__ import annotations

import pytest

from rag.understanding.english_order import in_order
from rag.understanding.english_terms import is_empty_verb, is_term, to_chinese
from rag.understanding.inflections import both_numbers, plain, verb_forms

PLACES = frozenset({"东平镇"})


def _subject(text):
    return in_order(to_chinese(text), PLACES).subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("disposable income of rural residents", "农村居民人均可支配收入"),
        ("cargo did 东平镇's port handle", "港口吞吐量"),
        ("elderly people living alone does 东平镇 look after", "关爱独居老人"),
        ("rent did 东平镇 waive during the epidemic", "疫情减免租金"),
        ('"four-above" enterprises does 东平镇 have', "“四上”企业"),
        ("tax revenue through investment promotion", "招商税收"),
        ("exports and imports of 东平镇", "出口和进口"),
        ("vaccination rate among the elderly", "老年人疫苗接种率"),
    ],
)
def test_puts_what_is_spoken_of_in_the_chinese_order(text, subject):
    assert _subject(text) == subject


@pytest.mark.parametrize("unknown", ["penguins", "lithium exports", "xylophone schools"])
def test_an_unknown_noun_or_adjective_stays(unknown):
    assert unknown.split()[0] in _subject(f"did 东平镇's {unknown} reach")


@pytest.mark.parametrize("verb", ["handle", "undertake", "frobnicate"])
def test_an_empty_or_unknown_verb_goes(verb):
    assert _subject(f"grain did 东平镇 {verb} in the county") == "粮食"


def test_a_word_is_read_as_a_verb_or_as_a_noun_by_its_place():
    assert to_chinese("how many trees did they plant").split() == ["how", "many", "树木", "did", "they", "工厂"]
    assert to_chinese("to plant trees").split() == ["to", "种植", "树木"]


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("build", ("build", "builds", "built", "building")),
        ("carry", ("carry", "carries", "carried", "carrying")),
        ("plan", ("plan", "plans", "planned", "planning")),
        ("set up", ("set up", "sets up", "setting up")),
        ("visit", ("visit", "visits", "visited", "visiting")),
    ],
)
def test_forms_of_verbs(verb, forms):
    assert verb_forms(verb) == forms


def test_both_numbers_of_nouns():
    assert both_numbers("company") == ("company", "companies")
    assert both_numbers("companies") == ("companies", "company")
    assert both_numbers("news") == ("news",)
    assert plain("People's high-tech Parks") == "people high tech parks"
    assert [plain(word) for word in ("Mechanisation", "organised", "rise")] == ["mechanization", "organized", "rise"]


def test_terms_and_empty_verbs_are_known_in_all_forms():
    assert is_term("kindergartens")
    assert is_empty_verb("undertaken")
    assert not is_term("penguin")


@pytest.mark.parametrize(
    ("text", "subject", "several"),
    [
        ("for fiscal revenue and for tax revenue from investment promotion", "财政收入和招商税收", True),
        ("public welfare jobs and auxiliary jobs were created", "公益性岗位和辅助性岗位", True),
        ("kindergartens, schools and hospitals in 东平镇", "幼儿园和学校和医院", True),
        ("forest coverage of 东平镇, and the water quality in rural areas", "森林覆盖率和农村水质", True),
        ("rural residents of 东平镇 escaped poverty", "农村贫困人口脱贫", False),
        ("homes of destitute elderly people", "特困老年人家庭", False),
        ("unprecedented training for college graduates", "高校毕业生培训", False),
    ],
)
def test_things_side_by_side_and_words_that_only_describe(text, subject, several):
    order = in_order(to_chinese(text), PLACES)
    assert (order.subject, order.several) == (subject, several)
