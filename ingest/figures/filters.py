"""Which numbers with units are figures and which only describe a thing: ages, thresholds, durations, points."""

from __future__ import annotations

import re

from ingest.figures.lexicon import VERB
from ingest.figures.milestones import STEP
from rag.numbers import Quantity
from rag.units import unit_family

__all__ = ["figures_of", "is_figure"]

_POINTS = re.compile(
    r" ?(?:主要|重点|大)?(?:重点[，,。；]|方面|环节|层面|维度|转变|坚持|统筹|聚焦|确保|着力|更加|务必|一律|字|为主|"
    r"规定|原则|必须|严禁|问题是)"
)
_SLOGAN = re.compile(r" ?[“\"]")
_STRUCTURE = re.compile(r" ?(?:主要|重点)?(?:工作|任务)(?:[。：:是]|$)")
_THRESHOLD = re.compile(
    r" ?(?:[（(][^（）()]{1,14}[）)]|[）)]|及)?(?:以上|以下|以内|级)(?:（含）|\(含\))?"
    r"(?=[\u4e00-\u9fffA-Za-z“])(?!的|完成|增|占|达)"
)
_LISTED = re.compile(r" ?(?:以?内|以上|左右)?[、和与及] ?")
"""What parts two amounts of one list: 3个、5个工作日."""
_OTHERS = re.compile(r"(?:居|列|排|排名|排到|排进|排在|位居|位列|名列|跃居|稳居)[^，。；、]{0,6}\Z")
_AMONG_OTHERS = re.compile(r"[\u4e00-\u9fff]{0,10}?(?:中的?)?(?:第|首位|榜首|前[列\d一二三四五六七八九十])")
"""What a thing is ranked among: 排在3个片区首位."""
_NUMBERED_LIST = re.compile(r"(?P<list>[^，。；]*、[^，。；]*)\Z")
_THESE = re.compile(
    r"(?:大|类|种|项)?(?:主要|重点|经济|核心|主导|特色|支柱|优势|传统|新兴|约束性|预期)*"
    r"(?:指标|产业|行业|任务|产品|工程)[^，。；]{0,10}分别"
)
"""What sums up a list before its amounts: 甲、乙、丙三项指标分别."""
_SIZE = ("money", "foreign_money", "area", "mass", "length", "power", "voltage", "volume", "age")
_LASTING = re.compile(
    r"(?:达到?|至|为|到|从|由|缩短|压缩|控制在?|平均|提前|减少|增加|提速|不超过|节约|延长|天数|时限|"
    r"时间|时长|寿命|年龄|全年|降至|压减|超过?|优良|[天时]数)(?:了|约|近|超过|至|到|[^，、]{0,4}天数)"
    r"?(?:20\d\d年的?)? ?\Z|[从由][^，、；]{0,8}的\Z"
)
_WHILE = re.compile(
    r" ?(?:不间断|值守|值班|开放|在线|服务|响应|办结|内|来|时间|左右时间|连续|用水|行动|计划|方案|"
    r"规划|之内|生活圈|圈|以?后|前|以来)"
)
_LIFE = re.compile(r"(?:寿命|年龄)[^，、]{0,8}\Z")
_WITHIN = re.compile(r" ?(?:范围|半径|以外|外(?!围|环)|内的?)")
_STEPS = re.compile(rf" ?(?:[十百千]?[万亿]?(?:美?元|级)?|新的?){STEP}")
_STEP = re.compile(f" ?{STEP}")
_BESIDE = re.compile(r"(?:两侧|两岸|每侧|周边|沿线|半径)(?:各|约)? ?\Z")
_GROUP_BEFORE = re.compile(r"在(?:全[国省市区县州]|省内|国内)近? ?\Z")
_GROUP = re.compile(r"[^，、；。\d]{1,16}中的?(?:综合|总)?(?:排名|排位|位次|排|位列|名列|位居|居|列)")
_POLICY = re.compile(r" ?(?:补贴|规定|制度|清单|机制|纪律|行动|改革|职能|要求|监督|承诺|保障|攻坚|战略|革命)")
_NOUN = re.compile(r"[\u4e00-\u9fff](?<![的，和以左])")
_ORDERED = re.compile(r"(?:第|前后|[A-Za-z])\Z")


_ATTRIBUTE = re.compile(r" ?(?:以上|左右|以内)?的[^，,；;。、]{1,24}\Z")
_BOUND = re.compile(r"超|以上|不低于|不少于|突破|达到?|逾|过")
_REACHED = re.compile(r"(?:(?:收入|产值|总量|税收|纳税|利税|业绩)(?:达到?)?|[过超上])\Z")
_SOLD = re.compile(r"(?:销售|产值|营业?收入?|收入|税收|纳税|投资|利润|主营业务)额?(?:超过?|过|突破|达到?) ?\Z")
_BIG = re.compile(
    r" ?(?:及?以上)?的?(?:规上|重点|龙头|骨干|工业|大型|产业)*(?:企业|项目|园区|集群|产品|品牌|大户|强村)"
)
_SIZED_BY = re.compile(r"[个家户项][\u4e00-\u9fff]{0,8}(?:投资|产值|收入|税收)额?(?:超过?|过|突破|达到?)? ?\Z")
_PASSED_BY = re.compile(
    r"[\d十百千万余多][户家个条只](?:[\u4e00-\u9fff“”]{0,10})(?:产值|收入|税收|纳税额?|销售额?|利润|资产|营收|增加值|规模)"
    r"(?:均|都|首次|年内)*(?:超过?|过|突破) ?\Z"
)
"""How many passed a mark: 50户企业产值超亿元."""
_NAMING = re.compile(r" ?(?:以上)?的?[\u4e00-\u9fff]")
_THAT = re.compile(r" ?(?:及?以上|左右)的?[\u4e00-\u9fff]")
_OF = re.compile(r" ?(?:以上|左右)?的? ?")
_GRADE = re.compile(r"[”\"]?级")
_SIZED = re.compile(
    r" ?(?:以上|级|左右)?(?P<own>[\u4e00-\u9fff]{0,6}?)(?:企业|项目|园区|集群|集团|基地|产品|"
    r"品牌|产业链?|平台|工程|大户|商户|县|乡镇|村)"
    rf"(?:数量|总数|数|{VERB.pattern})?(?:分别|均|各)?(?:达到?|突破|超过|增加到|发展到|增至|为|有)? ?\Z"
)


_YEARS_OF = re.compile(r"(?:年限|寿命|学制|受教育)[^，、；]{0,8}\Z")
_HOMES = re.compile(r" ?(?:以上|及以上|左右)的?(?:自然|行政)?(?:村|屯|嘎查)")
_SUCH = re.compile(r" ?(?:以上|以下|左右)?的(?:[、，,]|[^，,；;。、\d]{1,10}(?:实现|全部|均|占比|比例|比重))")
"""A bound that only says which things are meant: 收入超10万元的行政村实现全覆盖."""


def _sizes(quantity: Quantity, following: Quantity, before: str, between: str) -> bool:
    """Tell whether a sum of money only tells the size of what is counted next: 新增50亿元企业2户, 10亿元的3户."""
    if unit_family(quantity.unit) not in ("money", "foreign_money") or len(between) >= 24 or not following.unit:
        return False
    if unit_family(following.unit) in (*_SIZE, "percent", "points"):
        return False
    if _OF.fullmatch(between) and before.endswith(tuple("、，过超") if between.strip() else tuple("过超")):
        return True
    sized = _SIZED.fullmatch(between)
    return bool(sized and "的" not in sized.group("own") and not VERB.match(sized.group("own")))


def _attributive(sentence: str, quantity: Quantity, following: Quantity | None) -> bool:
    """Tell whether an amount only says which things the next number counts: 收入超5亿元的企业达到3家."""
    if quantity.qualifier and _BOUND.search(quantity.qualifier) and _SUCH.match(sentence, quantity.end):
        return True
    if following is None:
        return False
    between = sentence[quantity.end : following.start]
    before = sentence[max(0, quantity.start - 12) : quantity.start].rstrip()
    if _sizes(quantity, following, before, between):
        return True
    if not _ATTRIBUTE.match(sentence[quantity.end : min(following.start, quantity.end + 40)]):
        return False
    if _REACHED.search(before):
        return True
    return bool(quantity.qualifier and _BOUND.search(quantity.qualifier)) or quantity.text[0] in "百千万亿"


def _only_size(quantity: Quantity, family: str, before: str, after: str) -> bool:
    """Tell whether an amount only tells the size or grade of the thing after it: 亿元企业, 50亿级园区, 1000米以内."""
    named, spoken = _NOUN.match(after), quantity.text[0] in "十百千万亿"
    if quantity.unit in ("万", "亿", "万亿") and _GRADE.match(after):
        return True
    if family not in _SIZE:
        return False
    if family == "money" and _SOLD.search(before) and _BIG.match(after):
        return True
    round_mark = not quantity.text[0].isdigit() or _NAMING.match(after)
    if family == "money" and round_mark and _PASSED_BY.search(before):
        return True
    if family == "money" and _SIZED_BY.search(before) and _THAT.match(after):
        return True
    if named and (before.endswith("个") or spoken) and not _STEP.match(after):
        return True
    if spoken and before.endswith("个"):
        return True
    return bool(_THRESHOLD.match(after) or (family == "length" and (_WITHIN.match(after) or _BESIDE.search(before))))


def _lasts(quantity: Quantity, family: str, before: str, after: str) -> bool:
    """Tell whether an age, a year or a length of time is measured, not only named: 办理时限7天, 平均年龄45岁."""
    if family == "age":
        return bool(_LIFE.search(before[-16:]))
    if quantity.unit == "年":
        return bool(_YEARS_OF.search(before[-14:]))
    return bool(_LASTING.search(before[-10:])) and not _WHILE.match(after)


def _slogan(quantity: Quantity, before: str, after: str) -> bool:
    """Tell whether a small number only opens a slogan or a name: 四个“革命”, 三项制度, 连续5个年度, 十个方面."""
    few = quantity.text[0] in "两三四五六七八九"
    if few and (_POLICY.match(after) or _SLOGAN.match(after)):
        return True
    if quantity.unit == "个" and (_STEPS.match(after) or before.endswith("连续")):
        return True
    points = quantity.unit in ("个", "项", "条", "大", "件", "类", "点", "位")
    return points and bool(_POINTS.match(after) or _STRUCTURE.match(after))


def _ranked_among(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a number only says how many are in the order: 排在3个片区首位."""
    before = sentence[max(0, quantity.start - 10) : quantity.start]
    return bool(_OTHERS.search(before) and _AMONG_OTHERS.match(sentence, quantity.end))


def _sums_up(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a number only says how long the list before it is: 甲、乙、丙三项指标分别."""
    listed = _NUMBERED_LIST.search(sentence, 0, quantity.start)
    if not listed or not _THESE.match(sentence, quantity.end) or quantity.value != int(quantity.value):
        return False
    return len(re.split("[、和]", listed.group("list"))) == quantity.value


def figures_of(sentence: str, quantities: list[Quantity]) -> list[Quantity]:
    """Return the numbers of a folded sentence that are figures; in a list of times each is one where one is."""
    kept: list[Quantity] = []
    for at, quantity in enumerate(quantities):
        last = kept[-1] if kept and at and kept[-1] is quantities[at - 1] else None
        timed = last is not None and unit_family(last.unit or "%") == unit_family(quantity.unit or "%") == "time"
        listed = last is not None and timed and _LISTED.fullmatch(sentence[last.end : quantity.start])
        following = quantities[at + 1] if at + 1 < len(quantities) else None
        if listed or is_figure(sentence, quantity, following):
            kept.append(quantity)
    return kept


def is_figure(sentence: str, quantity: Quantity, following: Quantity | None) -> bool:
    """Tell whether a number with a unit says an amount that somebody could ask for."""
    before, after = sentence[max(0, quantity.start - 24) : quantity.start], sentence[quantity.end : quantity.end + 12]
    if before.endswith(("每", "放在", "摆在")) or (_ORDERED.search(before) and not quantity.is_rank):
        return False
    family = unit_family(quantity.unit) if quantity.unit else ""
    if family == "voltage":
        return False
    if family in ("age", "time") or quantity.unit == "年":
        return _lasts(quantity, family, before, after)
    if family in _SIZE and _attributive(sentence, quantity, following):
        return False
    if _only_size(quantity, family, before, after) or (family == "household" and _HOMES.match(after)):
        return False
    if _GROUP_BEFORE.search(before) and _GROUP.match(sentence, quantity.end):
        return False
    if not quantity.is_rank and (_ranked_among(sentence, quantity) or _sums_up(sentence, quantity)):
        return False
    return not _slogan(quantity, before, after)
