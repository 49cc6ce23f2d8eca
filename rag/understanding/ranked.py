"""A place in an order: the thing that is ranked, and the field among which it is (全省, 世界500强, 长江沿线城市)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.schema import Figure
from rag.understanding.gazetteer import stem

__all__ = ["PROVINCES", "in_field", "thing_and_field"]

PROVINCES = (
    "河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾"
    "|内蒙古|广西|西藏|宁夏|新疆"
)
"""The short names of the provinces, as alternatives of a regular expression."""
LEVELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("world", re.compile(r"全球|(?<!大)世界|国际(?!化)|全世界")),
    ("nation", re.compile(r"全国|国内|中国|我国")),
    ("province", re.compile(rf"全[省区]|省内|区内|全疆|(?:{PROVINCES})")),
    ("city", re.compile(r"全[市州盟]|市内")),
    ("part", re.compile(r"[东西中北]部|东北|西[南北]|华[东北中南]|长三角|珠三角|大湾区|京津冀")),
)
"""How wide a field is; one who asks for a place in the country is not answered with that in the province."""

WITHIN = r"(?:里面?|中间?|内|上|之中|当中|之内|范围内)?"
REACHING = r"(?:[能可以会得要又都是还已经就竟]*(?:冲|排|位|列|升|进|居|达|占|跃|到|是|为)*[到至进在了]*)"
FIELD = re.compile(rf"在(?P<field>[^在]{{2,}}?){WITHIN}{REACHING}$")
WHOLE = re.compile(
    rf"(?:位居|居|列|排|升|进|冲|跃|到|至|在|是)*(?P<field>(?:全[国省市区球州县疆镇]|(?:全)?世界|中国|国家|(?:{PROVINCES})省?)[^的]*?){WITHIN}{REACHING}$"
)
RISEN = re.compile(rf"{WITHIN}{REACHING}$")
NAMED = re.compile(r"(?:综合)?(?:排名|名次|位次|排位)$")
OF = re.compile(r"的$")
ECONOMY = re.compile(r"(?:整个)?经济(?:盘子|体量|块头|规模)?")
GROUP = re.compile(r"[市县区州港榜强省国村镇校]$|城市|沿线|流域|地区|同类|考核|评价|评估|测评|企业$|单位$|[里中]")
"""What a field consists of, or is told by."""
SHORTEST = 2


def thing_and_field(phrase: str, places: Iterable[str] = ()) -> tuple[str, str]:
    """Split what a question on a rank speaks of: 魏桥集团 and 世界500强 of 魏桥集团在世界500强里.

    The thing is empty where nothing but the field is named, the field where none is. The asked places themselves are
    no thing: what their reports rank is theirs.
    """
    phrase = NAMED.sub("", phrase)
    for place in places:
        phrase = phrase.removeprefix(place).removeprefix(stem(place))
    for pattern in (FIELD, WHOLE):
        found = pattern.search(phrase)
        if found and (_levels([found["field"]]) or GROUP.search(found.group())):
            return _bare(phrase[: found.start()]), found["field"]
    return _bare(RISEN.sub("", phrase)), ""


def in_field(field: str, figure: Figure) -> bool:
    """Tell whether a rank may be one in the asked field: not where both say how wide theirs is, and differ."""
    asked = _levels([field])
    given = _levels([figure.basis]) or _levels([_before(figure)])
    return not (asked and given) or bool(asked & given)


def _bare(thing: str) -> str:
    thing = OF.sub("", NAMED.sub("", OF.sub("", thing)))
    if ECONOMY.fullmatch(thing):
        return "经济总量"
    return thing if len(thing) >= SHORTEST else ""


def _levels(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for name, word in LEVELS if word.search(text)}


def _before(figure: Figure) -> str:
    """Return what stands before the rank in its clause, after the number or the mark before it."""
    left = figure.clause[: max(0, figure.clause.find(figure.text))]
    return re.split(r"[\d、,，]", left)[-1] or left
