"""Which numbers with units are figures and which only describe a thing: ages, thresholds, durations, points."""

from __future__ import annotations

import re

from rag.numbers import Quantity
from rag.units import unit_family

__all__ = ["is_figure"]

_POINTS = re.compile(
    r" ?(?:主要|重点|大)?(?:方面|环节|层面|维度|转变|坚持|统筹|聚焦|确保|着力|更加|务必|一律|字|为主|"
    r"规定|原则|必须|严禁|问题是)"
)
_SLOGAN = re.compile(r" ?[“\"]")
_STRUCTURE = re.compile(r" ?(?:主要|重点)?(?:工作|任务)(?:[。：:是]|$)")
_THRESHOLD = re.compile(
    r" ?(?:[（(][^（）()]{1,14}[）)]|[）)]|及)?(?:以上|以下|以内|级)(?:（含）|\(含\))?"
    r"(?=[\u4e00-\u9fffA-Za-z“])(?!的|完成|增|占|达)"
)
_SIZE = ("money", "foreign_money", "area", "mass", "length", "power", "voltage", "volume", "age")
_LASTING = re.compile(
    r"(?:达到?|至|为|到|从|由|缩短|压缩|控制在?|平均|提前|减少|增加|提速|不超过|节约|延长|天数|时限|"
    r"时间|时长|寿命|年龄|全年|降至|压减|超过?|优良|[天时]数)(?:了|约|近|超过|至|到|[^，、]{0,4}天数)"
    r"? ?\Z"
)
_WHILE = re.compile(
    r" ?(?:不间断|值守|值班|开放|在线|服务|响应|办结|内|来|时间|左右时间|连续|用水|行动|计划|方案|"
    r"规划|之内|生活圈|圈|以?后|前|以来)"
)
_LIFE = re.compile(r"(?:寿命|年龄)[^，、]{0,8}\Z")
_FIXED = re.compile(
    r" ?(?:常委|局常委|一把手|代表一委员|中全会|公经费|中心|务公开|基本|保障|农(?!户)|资(?!金)|重一大|会一课)"
)
_WITHIN = re.compile(r" ?(?:范围|半径|以外|外(?!围|环)|内的?)")
_POLICY = re.compile(r" ?(?:补贴|规定|制度|清单|机制|纪律|行动|改革|职能|要求|监督|承诺|保障|攻坚|战略|革命)")
_NOUN = re.compile(r"[\u4e00-\u9fff](?<![的，和以左])")
_ORDERED = re.compile(r"(?:第|前后|[A-Za-z])\Z")


_ATTRIBUTE = re.compile(r" ?(?:以上|左右|以内)?的[^，,；;。、]{1,24}\Z")
_BOUND = re.compile(r"超|以上|不低于|不少于|突破|达到?|逾|过")


def _attributive(sentence: str, quantity: Quantity, following: Quantity | None) -> bool:
    """Tell whether an amount only says which things the next number counts: 收入超5亿元的企业达到3家."""
    if following is None or not _ATTRIBUTE.match(sentence[quantity.end : min(following.start, quantity.end + 40)]):
        return False
    return bool(quantity.qualifier and _BOUND.search(quantity.qualifier)) or quantity.text[0] in "百千万亿"


def is_figure(sentence: str, quantity: Quantity, following: Quantity | None) -> bool:
    """Tell whether a number with a unit says an amount that somebody could ask for."""
    before, after = sentence[max(0, quantity.start - 24) : quantity.start], sentence[quantity.end : quantity.end + 12]
    if before.endswith("每") or (_ORDERED.search(before) and not quantity.is_rank):
        return False
    family = unit_family(quantity.unit) if quantity.unit else ""
    if family == "voltage":
        return False
    if family == "age":
        return bool(_LIFE.search(before[-16:]))
    if quantity.unit == "年":
        return bool(re.search(r"年限|寿命|学制|教育", before[-14:]))
    if family == "time":
        return bool(_LASTING.search(before[-10:])) and not _WHILE.match(after)
    if _POLICY.match(after) and quantity.text[0] in "两三四五六七八九":
        return False
    if family in _SIZE and _attributive(sentence, quantity, following):
        return False
    if _SLOGAN.match(after) and quantity.text[0] in "两三四五六七八九":
        return False
    if family in _SIZE and quantity.text[0] in "十百千万" and _NOUN.match(after):
        return False
    if family == "length" and _WITHIN.match(after):
        return False
    if family in _SIZE and _THRESHOLD.match(after):
        return False
    if quantity.unit in ("个", "项", "条", "大", "件", "类", "点", "位"):
        return not (_POINTS.match(after) or _STRUCTURE.match(after))
    return True
