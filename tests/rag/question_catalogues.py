"""Catalogues for the tests of question understanding, and one line that says what a query holds."""

from __future__ import annotations

from rag.schema import Level, Period, Query, Report, ReportKind, content_id

FIRST_HALF = Period(2023 * 12, 2023 * 12 + 5, "2023年上半年")
SECOND_HALF = Period(2023 * 12 + 6, 2023 * 12 + 11, "2023年下半年")


def report(
    path: str,
    year: int | None,
    reviewed: Period | int | None = None,
    planned: Period | int | None = None,
    level: Level = Level.TOWN,
) -> Report:
    """Return a report of the place at the end of a path like 上海市/崇明区/东平镇."""
    places = tuple(path.split("/"))
    looked_back = Period.of_year(reviewed) if isinstance(reviewed, int) else reviewed
    ahead = Period.of_year(planned) if isinstance(planned, int) else planned
    return Report(
        id=content_id(path, year),
        document_id="d",
        file=f"{places[-1]}.txt",
        title=f"{places[-1]}政府工作报告",
        place=places[-1],
        place_path=places,
        level=level,
        year=year,
        period=looked_back or ahead,
        reviewed=looked_back,
        planned=ahead,
        kind=ReportKind.REPORT,
        date="",
        meeting="",
        speaker="",
        start=0,
        end=1,
    )


TOWNS = (
    report("上海市/崇明区/东平镇", 2023, FIRST_HALF, SECOND_HALF),
    report("上海市/崇明区/港沿镇", 2024, None, 2024),
    report("上海市/崇明区/新海镇", 2019, None, 2019),
    report("上海市/宝山区/淞南镇", 2021, 2020, 2021),
    report("山东省/济宁市/微山县/留庄镇", 2023, 2023, None),
    report("上海市/浦东新区/北蔡镇", 2023, 2023, 2023),
    report("安徽省/六安市/金安区/孙岗镇", 2023, 2023, 2023),
)

_CITIES = """
    内蒙古自治区/乌兰察布 四川省/乐山 广东省/云浮 黑龙江省/佳木斯 内蒙古自治区/包头 福建省/南平 江苏省/南通 甘肃省/天水
    湖南省/岳阳 湖南省/常德 河北省/承德 辽宁省/本溪 贵州省/毕节 安徽省/池州 河北省/沧州 江苏省/泰州 山东省/滨州
    吉林省/白城 江苏省/盐城 宁夏回族自治区/石嘴山 四川省/绵阳 吉林省/辽源 广西壮族自治区/钦州 江苏省/镇江
"""
CITIES = tuple(
    report(f"{c}市", y, y - 1, y, Level.CITY) for c in _CITIES.split() for y in (2014, 2018, 2021, 2023, 2025)
)

COUNTIES = tuple(
    report(path, 2022, 2021, 2022, Level.COUNTY)
    for path in (
        "青海省/海东市/平安县",
        "甲县/前进镇",
        "甲县/城关镇",
        "乙县/城关镇",
        "山西省/大同市",
        "贵州省/黔东南苗族侗族自治州",
        "天津市/和平区",
        "新华街道",
        "上海市/浦东新区",
        "保定市/易县",
        "西安市/高新区",
        "内蒙古自治区",
        "云南省",
        "广东省/中山市",
        "石桥乡",
        "光明街道",
    )
)

CATALOGUES = {"towns": TOWNS, "cities": CITIES, "counties": COUNTIES}


def line(query: Query) -> str:
    """Return all that a query says as one line; what is empty is left out."""
    parts = [
        "+".join(query.places),
        "".join(f"?{place}" for place in query.unknown_places),
        "".join(f"{typed}~{meant}" for typed, meant in query.guesses),
        "各地" if query.all_places else "",
        f"@{query.report_year}" if query.report_year else "",
        "、".join(period.label for period in query.periods),
        "".join(f"「{phrase}」" for phrase in query.indicators),
        " ".join(query.aspects),
        f"kind:{query.kind}" if query.kind else "",
        f"unit:{query.unit}" if query.unit else "",
        f"← {' '.join(query.carried)}" if query.carried else "",
    ]
    return " | ".join(part for part in parts if part)
