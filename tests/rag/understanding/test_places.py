from __future__ import annotations

import re
from pathlib import Path

import pytest

from rag.understanding.gazetteer import gazetteer
from rag.understanding.normalise import normalise
from rag.understanding.places import find_places
from tests.rag.question_catalogues import CITIES, COUNTIES, TOWNS

REPORTS = Path(__file__).parents[3] / "data" / "reports"


def _found(text, reports):
    found = find_places(normalise(text)[0], gazetteer(reports))
    return found.places, found.unknown


@pytest.mark.parametrize(
    "text",
    [
        "全镇各村的卫生镇创建",
        "城镇登记失业率",
        "乡镇卫生院改造",
        "美丽小镇和特色小镇",
        "城乡居民人均可支配收入",
        "县城污水处理率",
        "市场主体总量",
        "城市管理和市区道路",
        "老旧小区和棚户区改造",
        "园区景区社区辖区",
        "创建国家卫生城市",
        "省级文明村镇",
        "该镇的就业",
        "我市招商引资",
        "返乡创业人数",
        "上市公司有几家",
        "超市和菜市场",
        "高新区和经开区的产值",
    ],
)
def test_words_with_an_administrative_ending_are_no_places(text):
    assert _found(text, CITIES) == ([], [])


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("竖新镇的税收", ["竖新镇"]),
        ("请介绍陈家镇的情况", ["陈家镇"]),
        ("昆山市周市镇的财政收入", ["昆山市", "周市镇"]),
        ("景德镇市2023年GDP", ["景德镇市"]),
        ("广州市天河区2022年GDP", ["广州市", "天河区"]),
        ("张集镇养老", ["张集镇"]),
        ("大同市煤炭产量", ["大同市"]),
        ("凉山彝族自治州GDP", ["凉山彝族自治州"]),
        ("杭州2023年GDP", ["杭州"]),
        ("东平县的财政收入", ["东平县"]),
        ("新海街道的财政收入", ["新海街道"]),
        ("四川省的GDP", ["四川省"]),
    ],
)
def test_places_that_the_catalogue_lacks_are_never_dropped(text, unknown):
    assert _found(text, TOWNS) == ([], unknown)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("云南平均气温", []),
        ("长得怎么样", []),
        ("东平路维修", []),
        ("新海小学", []),
        ("北蔡楔形绿地", ["北蔡镇"]),
        ("光明乳业的产值", []),
        ("前进的步伐", ["前进镇"]),
        ("平安建设", []),
    ],
)
def test_short_names_inside_other_words(text, places):
    catalogue = [*TOWNS, *CITIES, *COUNTIES] if "云南" not in text else CITIES
    assert _found(text, catalogue)[0] == places


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("东萍镇", "东平镇"),
        ("新海真", "新海镇"),
        ("松南镇", "淞南镇"),
        ("孙港镇", "孙岗镇"),
        ("北菜镇", "北蔡镇"),
        ("石咀山市", "石嘴山市"),
        ("乌兰查布市", "乌兰察布市"),
    ],
)
def test_misspelt_places_are_guessed(typed, meant):
    found = find_places(f"{typed}税收是多少", gazetteer([*TOWNS, *CITIES]))
    assert (found.places, found.guesses, found.unknown) == ([meant], [(typed, meant)], [])


@pytest.mark.parametrize("typed", ["竖新镇", "东阳镇", "南海镇", "北桥镇", "西蔡镇", "南城市", "东平乡"])
def test_another_place_is_never_taken_for_ours(typed):
    assert _found(f"{typed}的税收是多少", TOWNS) == ([], [typed])


@pytest.mark.parametrize("town", ["留庄镇", "北蔡镇", "孙岗镇"])
def test_a_town_is_found_in_every_clause_of_its_report_that_names_it(town):
    text = (REPORTS / "three-towns-2023-reports.txt").read_text(encoding="utf-8")
    clauses = [clause for clause in re.split(r"[。；，\n]", text) if town in clause]
    known = gazetteer(TOWNS)
    assert clauses
    assert all(town in find_places(normalise(clause)[0], known).places for clause in clauses)


@pytest.mark.parametrize("typed", ["建设镇有多少独居老人", "前进镇的税收", "光明街道有多少人口", "解放乡的粮食产量"])
def test_a_place_named_like_an_everyday_word_is_a_place_at_the_start(typed):
    assert _found(typed, TOWNS) == ([], [re.match(r"..(?:镇|街道|乡)", typed).group()])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("天谁市2023年GDP", "天水市"), ("锦阳市2023年GDP", ""), ("成都市2023年GDP", "")],
)
def test_a_city_that_opens_the_question_is_a_place_even_where_none_has_that_name(typed, meant):
    places, unknown = _found(typed, CITIES)

    assert (places, unknown) == (([meant], []) if meant else ([], [typed.partition("2023")[0]]))
