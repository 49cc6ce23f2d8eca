"""What a round number without a unit counts: the people of 6.6万农村贫困人口, the households of 3万贫困户."""

from __future__ import annotations

import re

__all__ = ["counted_unit"]

_WHICH = (
    r"(?:农村|城镇|城乡|城区|农业|农牧区?|牧区|乡村|贫困|相对贫困|建档立卡|困难|脱贫|低收入|易地|扶贫|搬迁|转移|常住|户籍|流动|"
    r"参保|失业|就业|返乡|外出|务工|受灾|库区|高校|大|中小|中|小|在校|在职|退役|退休|企业|国企|留守|残疾|特困|低保|高龄|"
    r"新生|适龄|失能|离退休|登记|未就业|重点|各族|广大|基层|沿线)"
)
_PEOPLE = re.compile(
    rf"[余多名]?{_WHICH}{{0,4}}(?:人口|群众|居民|职工|农民工|农民(?!专业|合作)|农牧民|牧民|学生|劳动力|劳动者|老人|老年人|"
    r"市民|村民|妇女|儿童|移民|学子|残疾人|群体|毕业生|师生|人员|军人|党员|灾民|孩子)"
)
_HOUSEHOLDS = re.compile(rf"[余多]?{_WHICH}{{0,4}}(?:农户|牧户|贫困户|住户|脱贫户)")
_PEOPLE_BEFORE = re.compile(r"(?:人口|人数)(?:总数|总量)?(?:约|近|超过?|突破|达到?|为|[ ])*\Z")
_NO_THING = re.compile(r" ?(?:以上|左右|以内)?(?:[，,。；;、）)]|\Z)")


def counted_unit(unit: str, before: str, after: str) -> str:
    """Return the unit of a number that has only 万 or 亿, by the people or households named beside it, else `unit`.

    `before` and `after` are what stands left and right of the number: 万 before 农村贫困人口 gives 万人.
    """
    if unit not in ("万", "亿"):
        return unit
    after = after[:20].lstrip()
    if _HOUSEHOLDS.match(after):
        return f"{unit}户"
    if _PEOPLE.match(after) or (_PEOPLE_BEFORE.search(before) and _NO_THING.match(after)):
        return f"{unit}人"
    return unit
