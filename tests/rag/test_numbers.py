from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.numbers import find_quantities, format_quantity, normalise, parse_number, unit_family


def brief(text: str) -> list[tuple[str, str, str, str]]:
    return [(q.text, str(q.value), q.unit, q.qualifier) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("14,869", "14869"),
        ("１４８６９", "14869"),
        ("5 . 5", "5.5"),
        ("1.2万", "12000"),
        ("3亿", "300000000"),
        ("-2.4", "-2.4"),
        ("三万五千", "35000"),
        ("一千零二", "1002"),
        ("两亿三千万", "230000000"),
        ("三点五亿", "350000000"),
        ("二〇二三", "2023"),
        ("十六", "16"),
        ("百分之五", "0.05"),
    ],
)
def test_parse_number(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "元", "三家", "1.2.3", "12,34,56", "万户"])
def test_parse_number_refuses(text: str) -> None:
    assert parse_number(text) is None


def test_a_third_is_a_fraction() -> None:
    (quantity,) = find_quantities("三分之二的村")
    assert (quantity.text, quantity.unit, quantity.base, quantity.base_unit) == (
        "三分之二",
        "",
        Decimal("66.6667"),
        "%",
    )


@pytest.mark.parametrize(
    ("text", "found", "base", "base_unit"),
    [
        ("办事时间压缩一半以上", "一半", "50", "%"),
        ("三分之一以上的村", "三分之一", "33.3333", "%"),
        ("城乡收入比缩小至1.9∶1", "1.9∶1", "1.9", ""),
        ("城乡居民收入比为1:2.05", "1:2.05", "2.05", ""),
        ("单位能耗0.34吨标准煤/万元", "0.34吨标准煤/万元", "0.34", "吨标准煤/万元"),
        ("前移3个位次", "3个位次", "3", "位"),
        ("居全省首位", "首位", "1", "位"),
        ("平均受教育年限提高到8.5年", "8.5年", "102", "个月"),
        ("7家园区获批", "7家", "7", "家"),
        ("出动车辆300辆次", "300辆次", "300", "辆次"),
    ],
)
def test_halves_ratios_and_places(text: str, found: str, base: str, base_unit: str) -> None:
    (quantity,) = find_quantities(text)
    assert (quantity.text, str(quantity.base.normalize()), quantity.base_unit) == (
        found,
        str(Decimal(base).normalize()),
        base_unit,
    )


@pytest.mark.parametrize(
    "text",
    ["惠及数百家企业", "几千万元资金", "三元生物", "十一届三次、四次全会", "三次产业比24.1:26.4:49.5", "七家园"],
)
def test_vague_numbers_and_names(text: str) -> None:
    assert find_quantities(text) == []


def test_people_that_only_scale_an_indicator() -> None:
    assert brief("千人床位数由6.5张提高到8.3张") == [("6.5张", "6.5", "张", ""), ("8.3张", "8.3", "张", "")]


def test_tax_sentence() -> None:
    text = "上半年完成税收收入 14869 万元，同比减少 36.2%，完成年度指标进度的 33.9%。"
    assert brief(text) == [
        ("14869 万元", "14869", "万元", ""),
        ("36.2%", "36.2", "%", ""),
        ("33.9%", "33.9", "%", ""),
    ]
    assert [(q.base, q.base_unit) for q in find_quantities(text)] == [
        (Decimal(148690000), "元"),
        (Decimal("36.2"), "%"),
        (Decimal("33.9"), "%"),
    ]


def test_qualifiers() -> None:
    assert brief("约1900万元、2000 多平方米、10万余株、99% 以上、不少于500家、近千家企业、百余名干部、5%左右") == [
        ("1900万元", "1900", "万元", "约"),
        ("2000 多平方米", "2000", "平方米", "多"),
        ("10万余株", "10", "万株", "余"),
        ("99%", "99", "%", "以上"),
        ("500家", "500", "家", "不少于"),
        ("千家", "1000", "家", "近"),
        ("百余名", "100", "名", "余"),
        ("5%", "5", "%", "左右"),
    ]


def test_ranges_and_signs() -> None:
    found = find_quantities("增长5%–6%，建设3-5个，由最低时的-28.4%提升到-2.4%，负1.5%")
    assert [(q.text, q.value, q.high) for q in found] == [
        ("5%–6%", Decimal(5), Decimal(6)),
        ("3-5个", Decimal(3), Decimal(5)),
        ("-28.4%", Decimal("-28.4"), None),
        ("-2.4%", Decimal("-2.4"), None),
        ("负1.5%", Decimal("-1.5"), None),
    ]


def test_from_to_is_no_range() -> None:
    assert [q.text for q in find_quantities("从5%到6%，由70户到90户")] == ["5%", "6%", "70户", "90户"]


def test_chinese_numerals() -> None:
    assert brief("三万亩，两个，十一个，两万五千人，一亿三千万元，百分之五，翻一番，翻两番") == [
        ("三万亩", "3", "万亩", ""),
        ("两个", "2", "个", ""),
        ("十一个", "11", "个", ""),
        ("两万五千人", "25000", "人", ""),
        ("一亿三千万元", "130000000", "元", ""),
        ("百分之五", "5", "%", ""),
        ("翻一番", "1", "番", ""),
        ("翻两番", "2", "番", ""),
    ]


def test_lists_share_the_last_unit() -> None:
    assert brief("出生率和增长率分别下降0.99和1.08个千分点，办结时间缩减到3个、5个工作日") == [
        ("0.99", "0.99", "个千分点", ""),
        ("1.08个千分点", "1.08", "个千分点", ""),
        ("3个", "3", "个工作日", ""),
        ("5个工作日", "5", "个工作日", ""),
    ]


def test_ranks() -> None:
    found = find_quantities("列全省第3位，位居全国第二，进入全省前十，第七次人口普查，第三产业")
    assert [(q.text, q.value, q.is_rank) for q in found] == [
        ("第3位", Decimal(3), True),
        ("第二", Decimal(2), True),
        ("前十", Decimal(10), True),
    ]


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("分别居全省第1、第4和第6位", ["第1", "第4", "第6位"]),
        ("屈原、君山分别排名全省第三、第五位", ["第三", "第五位"]),
        ("分别排名第一、第二、第一", ["第一", "第二", "第一"]),
        ("居全省首位、第二位", ["首位", "第二位"]),
        ("第一、第二产业", []),
        ("排在广西3个片区首位", ["首位"]),
    ],
)
def test_lists_of_ranks(text: str, ranks: list[str]) -> None:
    assert [q.text for q in find_quantities(text) if q.is_rank] == ranks


def test_people_give_a_round_number_its_unit() -> None:
    assert brief("6.6万农村贫困人口脱贫，1.2万贫困户受益，减少贫困人口8万。") == [
        ("6.6万", "6.6", "万人", ""),
        ("1.2万", "1.2", "万户", ""),
        ("8万", "8", "万人", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2023年8月1日，第五次会议，十九届六中全会，“十四五”规划",
        "“12345”市民服务热线，拨打110，省道104，轨交13号线",
        "VOCS2.0减排，3A级景区，5G网络，1+3+N网格，“15分钟社区生活圈”",
        "8424西瓜，5·12防灾减灾日，深化一网统管，四个意识，两个维护",
        "2016-2020年，1-10月，一季度，三横两纵，三所一庭一中心",
        "八五普法，一批项目，三次产业结构，两位数增长，二次供水",
    ],
)
def test_not_quantities(text: str) -> None:
    assert find_quantities(text) == []


def test_units_of_every_kind() -> None:
    found = find_quantities("5.68万㎡、528套、20.5km、200人次/天、35微克/立方米、181万头（只）、0.3个百分点、420万美元")
    assert [(q.unit, q.base, q.base_unit) for q in found] == [
        ("万㎡", Decimal(56800), "平方米"),
        ("套", Decimal(528), "套"),
        ("km", Decimal(20500), "米"),
        ("人次/天", Decimal(200), "人次/天"),
        ("微克/立方米", Decimal("3.5E-8"), "千克/立方米"),
        ("万头（只）", Decimal(1810000), "头"),
        ("个百分点", Decimal("0.3"), "百分点"),
        ("万美元", Decimal(4200000), "美元"),
    ]


def test_normalise() -> None:
    assert normalise(Decimal(14869), "万元") == (Decimal(148690000), "元")
    assert normalise(Decimal(15), "亩") == (Decimal(10000), "平方米")
    assert normalise(Decimal(1), "公顷") == (Decimal(10000), "平方米")
    assert normalise(Decimal("3.65"), "亿千瓦时") == (Decimal(365000000), "千瓦时")
    assert normalise(Decimal(2), "万把") == (Decimal(20000), "把")
    assert normalise(Decimal(5), "%") != normalise(Decimal(5), "个百分点")


def test_unit_family() -> None:
    families = {
        u: unit_family(u) for u in ["亿元", "美元", "万亩", "公里", "%", "个百分点", "人次", "户", "万家", "千瓦"]
    }
    assert families == {
        "亿元": "money",
        "美元": "foreign_money",
        "万亩": "area",
        "公里": "length",
        "%": "percent",
        "个百分点": "points",
        "人次": "people",
        "户": "household",
        "万家": "家",
        "千瓦": "power",
    }


@pytest.mark.parametrize(
    ("value", "text"), [("3.50", "3.5万元"), ("1E+3", "1000万元"), ("0", "0万元"), ("100", "100万元")]
)
def test_format_quantity(value: str, text: str) -> None:
    assert format_quantity(Decimal(value), "万元") == text


PIECES = st.lists(
    st.sampled_from(
        [
            *"0123456789，、。%.．,-—–~至到从由约近超第前分之一二三十百千万亿元个家户人亩年月日“”（）() 增减",
            "万元",
            "平方米",
            "2023年",
            "以上",
        ]
    ),
    max_size=40,
).map("".join)


@given(PIECES | st.text(max_size=60))
def test_spans_hold_their_text(text: str) -> None:
    found = find_quantities(text)
    assert all(text[q.start : q.end] == q.text and q.start < q.end for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.integers(0, 10**9), st.sampled_from(["元", "万元", "亿元", "亩", "公里", "家", "人次", "%", "个百分点"]))
def test_written_quantities_are_read_back(value: int, unit: str) -> None:
    (found,) = find_quantities(f"，共{format_quantity(Decimal(value), unit)}，")
    assert (found.value, found.unit) == (Decimal(value), unit)
    assert (found.base, found.base_unit) == normalise(Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "八村、三村和淞南十村改造",
        "七届区委十次全会",
        "实施二次供水改造",
        "推进二次加压泵房",
        "鼓励二次开发",
        "迈上五百亿台阶",
    ],
)
def test_names_with_chinese_numerals(text: str) -> None:
    assert find_quantities(text) == []


def test_hotline_numbers_with_a_unit_are_amounts() -> None:
    assert [q.text for q in find_quantities("12345热线办结12345件，补助12319元")] == ["12345件", "12319元"]
