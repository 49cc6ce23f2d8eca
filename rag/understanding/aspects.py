"""Finds what a question wants to know: a value, a change, a list, a reason …"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rag.schema import Aspect, FigureKind
from rag.understanding.normalise import BLANK
from rag.units import COUNT_UNITS, MEASURES

__all__ = ["FoundAspects", "find_aspects"]

_A = Aspect
_B = BLANK
_MONEY = "亿美元|万美元|美元|万亿元|亿元|万元|千元|元|块钱|块"
_SKIP_UNITS = frozenset("度 成 面 本 方 站 口 期 门 部 段 字 村 层 集 股 团 卡 回 点 单 眼 枝 束 尊 栏 号 伏 M m t 天 兆 番 具 粒 书 例 年 番".split())
_UNITS = "|".join(
    re.escape(u)
    for u in sorted({*COUNT_UNITS, *(m for m in MEASURES if not m.isascii() or m == "%")} - _SKIP_UNITS, key=len, reverse=True)
)
_NOT_UNIT = (
    r"(?!人口|人均|人才|人民|人员|人大|家庭|家长|户籍|户均|次数|项目|件数|种植|种子|种业|场所|场地|场馆|位置|条例|座谈|支出|支持|处理|处置|组织|张贴|起来|所有|所得|"
    r"个人|个体|批准|册|名(?:称|字)|头部|只有|片区|块地|床(?!位)|台账|株洲|届时|样本|样式|节能|节水|节约|轮岗|道路|套餐|篇幅)"
)
_UNIT = rf"(?:{_NOT_UNIT}(?:[百千]?[万亿]?(?:{_MONEY}|{_UNITS})|年(?!度|级)|天|度电?|门|部|本|期|口人|层|元/[^\s]{{1,4}}))"
_MANY = r"(?:多少|若干|好多|几)"
_DO = r"(?:完成|实现|达到|取得|录得|收到|是|为|有|达|共|约|大概|大约|总共|一共|总计|合计|累计)"
_QUANTITY = re.compile(
    rf"(?:{_DO}了?到?){{0,2}}(?:百分之(?:几|多少)|{_MANY}?个?百分比|几成|(?<!第){_MANY}个?(?:百分点|点(?=[?？]|$))|(?<!第)(?<!这)(?<!那)(?<!哪)(?<!十){_MANY}(?!乎|年来)(?P<ge>个)?(?P<unit>{_UNIT})?|多大|多高|多长|多重|多宽)"
)
_PERCENT = re.compile(r"百分之(?:几|多少)|百分比|几成")
_POINTS = re.compile(rf"{_MANY}个?(?:百分点|点(?=[?？]|$))")
_WHAT_VALUE = re.compile(rf"(?:{_DO})?(?:多少|几何|什么水平|怎样的水平)(?=[?？,，。{_B}]|$)")
_THAN_PAST = re.compile(
    r"(?:相比|相较|比较|比起|对比|比|较|与|跟|和|同)于?(?:去年|上一?年|前一年|前年|往年|上个?年度|年初)(?:的?(?:同期|全年|同一时期))?(?:相比|比较|比起来|比)?|(?:同比|环比)"
)
_ANNUAL = r"(?:全年|年度|年初|当年|今年|本年|区下达|市下达|下达|既定|预定|计划|序时)*的?"
_GOAL = r"(?:目标任务|指标任务|任务目标|目标|任务数?|指标|计划|预算|进度|时序进度)"
_MOVE = r"(?:增长|增加|增|提高|提升|上升|上涨|涨|升|下降|减少|减|降低|降|下滑|回落|跌|变化|变动|缩减|扩大|增减|升高|多|少)"
_WHAT = r"(?:什么|哪些|哪几|啥)"
_DOC_NOUN = (
    r"目标|任务|指标|思想|要求|定位|主题|思路|原则|重点|口号|战略|布局|问题|困难|挑战|不足|短板|原因|成绩|成效|工作|措施|举措|方向|名称|名字|主线|基调|内容|"
    r"打算|计划|安排|情况|数据|数字|结果|品牌|特色|亮点|荣誉|称号|优势|项目|标准|政策|期限|时间|日期|地点|地址|电话|数值|数量|多少|比例|水平|主张|愿景"
)
_MEASURES = r"举措|措施|做法|办法|打算|安排|工作|动作|行动|进展|成效|成绩|成就|成果|部署|考虑|思路|想法|对策|规划|计划|变化|亮点|改进|支持|帮助|经验|服务|努力"


@dataclass(frozen=True, slots=True)
class _Rule:
    aspect: Aspect
    pattern: re.Pattern[str]
    strip: bool = True


def _rule(aspect: Aspect, pattern: str, *, strip: bool = True) -> _Rule:
    return _Rule(aspect, re.compile(pattern), strip)


_RULES: tuple[_Rule, ...] = (
    _rule(_A.WHY, r"为什么(?:会|要)?|为何|为啥|何以|因何|(?:是|有)?(?:什么|哪些|啥)(?:样的)?原因(?:导致|造成|使得)?|(?:主要)?原因(?:是|在于|有)?(?:什么|哪些|啥)?(?=[?？]|$)|受(?:到)?什么(?:因素)?影响|怎么会|由于什么|什么导致"),
    _rule(_A.DIFFERENCE, r"相差|差距|差(?:了)?(?=多少|几)|差值|差额|悬殊"),
    _rule(_A.DIFFERENCE, rf"(?:高|低|多|少|大|小|快|慢)(?:了|出|出了)?(?={_MANY}|百分之)"),
    _rule(_A.RATIO, rf"(?:是|为|相当于|达到?)?[^,，?？]{{0,0}}(?:的)?(?:{_MANY}|几)倍|倍数|比值|之比"),
    _rule(_A.TOTAL, r"合计|加起来|加在一起|加总|总和|之和|总共|一共|总计|共计|两(?:者|项|地)?相加|全部加"),
    _rule(_A.COMPARISON, r"(?:哪(?:一)?(?:个|些|家|边|里|年|项|方)?|谁|孰|哪[两三]个)的?[^?？,，。]{0,14}?(?:更|最|比较|较)(?:高|低|多|少|大|小|快|慢|好|强|差|长|早|晚|靠前|领先)(?:一些|一点)?", strip=False),
    _rule(_A.COMPARISON, r"(?:更|最)(?:高|低|多|少|大|小|快|慢|好|强|差|靠前|领先)(?:一些|一点)?的?(?:是(?:哪(?:个|里|家|年|一个|一年)?|谁))?|谁(?:更|最)|哪(?:一)?个(?=更|最)|排(?:序|个序)|从(?:高到低|低到高|大到小)|孰(?:高|低|多|少|强|弱)"),
    _rule(_A.COMPARISON, rf"(?:哪(?:一)?(?:个|家|边)?|谁)的?[^?？,，。]{{0,12}}?(?:高|低|多|少|大|快|慢)(?:一些|一点)?(?=[?？]|$)", strip=False),
    _rule(_A.COMPARISON, rf"对比(?:一下)?|比较(?:一下)?(?=[^?？,，。]|$)|相比(?:之下|较)?(?:呢|如何|怎么样|谁|哪个)?|(?<=[{_B}和与跟])比(?:一比|一下|起来)?(?=[呢?？]|$|如何|怎么样|怎样)|孰优|比(?=[{_B}][^?？]{{0,20}}(?:高|低|多|少|大|小|快|慢)(?:吗|[?？]|$))|分别(?=谁|哪)"),
    _rule(_A.COMPLETION, rf"(?:完成|实现|达到|达成|占)(?:了|到)?{_ANNUAL}{_GOAL}(?:值|数|任务)?的?(?:{_MANY}|百分之(?:几|多少)|几成|比例|比率|情况|怎么样|如何|进度|程度)?"),
    _rule(_A.COMPLETION, rf"完成(?:进度|比例|程度|度|百分比|情况|得怎么样|得如何|率)|{_ANNUAL}{_GOAL}(?:的)?(?:完成|执行)(?:进度|比例|程度|情况|率|了)?|(?<=[占是])?{_ANNUAL}(?:目标|任务|指标|计划)的(?:{_MANY}|百分之(?:几|多少)|几成|百分比|比例)|(?:序时)?进度(?:如何|怎么样|是?多少)|进展到(?:哪|什么)"),
    _rule(_A.RANK, r"(?:排|位列|位居|名列|居|列)(?:在|名|位|到|全[区市县省国])*(?:第几|多少名?|几|如何|怎么样|哪里|什么位置|情况)(?:位|名)?|第几(?:位|名|个)?|排名|名次|位次|排行"),
    _rule(_A.SHARE, r"占比|份额"),
    _rule(_A.SHARE, rf"占[^?？,，。]{{0,20}}?(?:比重|比例|份额|{_MANY}|百分之|几成|百分比)|(?:比重|比例|构成)(?=是|为|有|达|多|几|[?？]|$)", strip=False),
    _rule(_A.CHANGE, rf"(?:{_THAN_PAST.pattern})?(?:是|有|为)?(?:增长|增|升|涨|上升|增加|提高)(?:了)?还是(?:是)?(?:下降|减少|减|降|跌|下滑|降低)(?:了)?|涨跌|增减(?:幅|率|情况)?"),
    _rule(_A.CHANGE, rf"(?:{_THAN_PAST.pattern})[^?？,，。{_B}]{{0,6}}?{_MOVE}(?:率|幅度?|速度?|情况|了)?|(?:{_THAN_PAST.pattern})(?:的)?(?:变化|情况|呢|怎么样|如何)?"),
    _rule(_A.CHANGE, rf"(?<!新)(?:增长|上升|上涨|下降|减少|提高|降低|提升|下滑|回落|缩减)(?:率|幅度|速度|情况)?(?:了|到|为|是|达)?(?={_MANY}|百分之|几|怎么样|如何)|(?<!新)(?:增加|增|涨|跌|降|减|升)了?(?={_MANY}|百分之|几)|(?:年均|平均)?(?:增长率|增长速度|增长幅度|增长情况|增幅|增速|降幅|涨幅|跌幅|升幅|变化幅度|下降幅度|减幅)|有(?:什么|怎样的|何|哪些)?变化|变化(?:如何|情况|怎么样|大吗|有多大)?(?=[?？]|$)"),
    _rule(_A.CHANGE, r"(?:增长|上升|上涨|下降|减少|提高|降低|下滑|回升|增加|涨|跌|降|升)了?(?:吗|没有?|么)(?=[?？]|$)"),
    _rule(_A.TARGET, r"(?:增长|增速|增幅)?(?:预期|计划|工作|发展|总体|全年|年度|年初|预定|预算)*(?:目标|预期|规划数|计划数|指标)(?:值|任务|数|总量)?(?:是|为|定为|定在|设为|设定为|有)?(?=多少|几|百分|多高|什么|[?？呢]|$|怎么|如何|增)"),
    _rule(_A.TARGET, rf"(?:力争|计划|打算|准备|拟|预计|预期|争取|规划|目标|确保|要|将|定)(?:要|将|会|使|让|到|于)?(?:达到|完成|实现|控制在|保持在|增长|增加|新增|新建|建设|建成|下降|降低|减少|提高|达|建|培育|引进|发放|改造)?(?:了)?(?={_MANY}|百分之|几)"),
    _rule(_A.DEFINITION, r"^[^?？]{0,6}?(?:什么是|何谓|何为|啥是|啥叫|什么叫|所谓)(?:的)?|(?:是|有)(?:什么|啥|何)(?:意思|含义|概念|意涵|内涵|来头)|指(?:的)?是?(?:什么|啥|哪些内容)|(?:的)?(?:含义|意思|定义|概念|内涵)(?:是(?:什么|啥))?(?=[?？]|$)|怎么理解|如何理解|名词解释|解释(?:一下)?"),
    _rule(_A.WHO, r"谁(?!更|最|的[^?？]{0,10}(?:高|低|多|少|大|小|快|慢))|哪(?:一)?位(?:领导|代表|同志|干部|镇长|市长|县长|区长)?|何人|什么人|由谁|哪些人|哪个人"),
    _rule(_A.WHEN, r"(?:是|在|于|到)?(?:什么时候|何时|啥时候|什么时间|何年何月|何日|几时|哪(?:一)?(?:年|天|月|日|个月|个时间)(?!级)|几月几?[日号]?|几号|什么日期|什么日子|多久(?:以后|之后|之前)?|何年)|(?:召开|发布|举行|完工|竣工|开工|成立|报告)(?:的)?(?:时间|日期)(?:是)?"),
    _rule(_A.WHERE, r"(?:在|位于|设在|建在|去|到)?(?:哪里|哪儿|何处|什么地方|哪个地方|哪些地方|哪条路|哪些路|哪几条路)|地址(?:是|在)|地点(?:是|在)?|位于哪|在哪(?![个些几一家位项里儿])"),
    _rule(_A.WHERE, r"哪(?:个|些|几个)(?:村|社区|居委|小区|路段|片区|地块|区域|街区|居民区|县|区|市|镇|乡)", strip=False),
    _rule(_A.NAME, r"(?:叫|称|名为|叫做|称为|名叫|取名)(?:什么|啥)(?:名字|名称)?|(?:的)?(?:名称|名字)(?:是|叫)?(?:什么|啥)?|什么名(?:字|称)|名字"),
    _rule(_A.NAME, r"哪(?:一)?(?:个|家|部|项|份|所|条|座|件|种|款|支|场|类|期|处|名|档|笔|本)(?!更|最|高|低|多|少|大|快)"),
    _rule(_A.NAME, r"(?:是|为|被评为|获(?:得|评)?了?)?(?:什么|啥|何种)(?:样的)?(?=(?:[^?？,，。]{0,16})?(?:办法|项目|政策|文件|称号|机制|活动|模式|制度|工程|行动|荣誉|奖|品牌|平台|方案|细则|规划|意见|协议|条例|主题|名单|榜单|技术|系统|服务|企业|公司|学校|区|县|城市))"),
    _rule(_A.LIST, rf"(?:主要|都|具体|分别|又|还|共|包括|包含|涉及|涵盖|含)*(?:有|是|为|包括|包含|涉及|涵盖|含)?(?:了)?哪(?:些|几(?:个|项|大|方面|条|类|种|点|家|件|处|座|所|位)?|[两二三四五六七八九十](?:个|项|件|大|方面|条|类|种|点|家|处|座|所|位|者)?)(?:方面|内容)?|分别(?:是|叫|为)(?:什么|啥)|有(?:什么|啥)|(?:包括|包含|涵盖|涉及|含)(?:了)?(?:什么|啥)|列(?:出|举)(?:一下)?|几(?:个|大)?方面|名单(?=[?？]|$)|都有谁"),
    _rule(_A.LIST, r"(?:具体|分别|都)?(?:是|指)(?:什么|啥)(?=[?？]|$)|(?:是|有)(?:些)?(?:什么|啥)(?:样的)?(?:内容)?(?=[?？,，]|$)"),
    _rule(_A.OPEN, rf"(?:有|采取|出台|做|开展|推出|实施|取得|获得|拿出|提出|还有)(?:了|出)?(?:过)?(?:哪些|什么|怎样的|哪几项|啥)(?:新的?|具体的?|主要的?|重点|好的?)?(?:{_MEASURES})|(?:有)?(?:哪些|什么|怎样的|啥)(?:新的?|具体的?|主要的?|重点|好的?)?(?:{_MEASURES})"),
    _rule(_A.OPEN, rf"(?:打算|准备|计划|将|要|会|应|该|应该|是|还|又)*(?:怎么(?:样|办|做|干|搞|抓|个)?|咋(?:样|办|做|整|搞)?|如何|怎样)(?:来|去|地|的)?(?:打算|安排|计划|办好|办|做好|做|开展|进行|抓好|抓|搞好|搞|干|推动|谋划|规划)?(?:的)?"),
    _rule(_A.OPEN, r"(?:请|能)?(?:简要|简单|详细|大致|全面)?(?:地)?(?:介绍|概括|概述|总结|说说|谈谈|讲讲|讲一讲|说一说|谈一谈|聊聊|归纳|梳理|描述|阐述|说明)(?:一下|下)?|(?:都|又)?(?:做|干|办|抓)(?:了|过|成)?(?:些)?(?:什么|啥|哪些)(?:事情?|工作|实事)?|打算(?:做|干|办)?(?:什么|啥)|(?:的)?(?:总体|基本|整体)?情况(?:怎么样|如何|是?什么样)?(?=[?？。]|$)|(?:的)?(?:进展|成效|效果|成绩)(?:怎么样|如何|是什么)?(?=[?？。]|$)|方面(?:的)?(?:工作|内容)?(?=[?？]|$)"),
    _rule(_A.YES_NO, r"是否(?:已经?)?|有没有(?:被)?|是不是|能否|会不会|可否|有无|要不要|能不能|(?<=[^你您])(?:了)?(?:吗|么|没有|没|不)(?=[?？]|$)"),
)  # fmt: skip

_CATALOGUE = re.compile(
    r"(?:你|您|系统|这里|库里|资料库|数据库|知识库|机器人|目前)们?(?:都|现在|目前)?(?:有|收录|收了|知道|能|会|可以|掌握|覆盖|支持)(?:了|回答)?(?:哪些|什么|啥|几个|几份|多少)?[^?？]{0,8}(?:报告|资料|文件|数据|问题|镇|街道|市|县|地方|地区|年份|内容|功能|做什么|干什么|做啥|问什么|问啥)"
    r"|(?:收录|收入|覆盖|涵盖|包含|收集)(?:了)?(?:哪些|什么|几个|多少)[^?？]{0,6}(?:镇|街道|市|县|地方|地区|城市|报告|年份|年|乡镇)"
    r"|^(?:都|一共|现在|目前|总共)?(?:有|是)(?:哪些|什么|几份|几个|多少份?)(?:政府工作)?(?:报告|资料|文件|地方|镇|城市|年份)(?:的(?:报告|资料|数据))?[?？]?$"
    r"|(?:有|能查|可查)(?:哪些|几个|多少)(?:镇|市|县|地方|地区|城市|乡镇|街道|年份|年)的(?:政府)?(?:工作)?(?:报告|资料|数据)"
    r"|(?:能|可以)(?:问|查|回答|提问)(?:你|您)?(?:些|哪些|一些)?(?:什么|啥|哪些)|(?:我)?(?:能|可以)问(?:你)?(?:些)?(?:什么|啥)|你是(?:谁|什么|干什么的)|你能(?:做|干)(?:些)?(?:什么|啥)|怎么(?:用|使用)(?:你|这个)?[?？]?$|使用(?:说明|帮助)|^帮助[?？]?$"
)
_TARGET_KIND = re.compile(r"目标|计划|打算|预期|力争|拟(?=[建将增定])|将(?=[要会达实完新建增]|$)|要(?=达到|实现|完成|做|建|新|增|抓|怎)|争取|确保|下一步|未来|今后|接下来|规划|准备(?=怎|如何|做|建)|明年|来年|下一?年(?!级)|新的?一年")
_DONE_KIND = re.compile(
    r"(?:实现|完成|达到|取得|落实|做|干|办|开展|建成|新建|新增|签订?|发放|拆除?|建|修|整治|检查|增长|增加|下降|减少|举办|引进|培育|救助|受理|查|花|用|投入|出台|采取|改造|获得|获评|获)(?:了|过)|已经?|累计|实际|去年|上一?年(?!级)|回顾|取得的|至今|截[至止]"
)
_MOVED = re.compile(r"预计(?:实现|完成|达到|可)")
_COUNTED = re.compile(rf"(?:同比|环比|比|较|增速|增幅|率|百分)")


@dataclass(slots=True)
class FoundAspects:
    """What is asked, main thing first; `text` has the question words blanked."""

    text: str
    aspects: list[Aspect] = field(default_factory=list)
    kind: FigureKind | None = None
    unit: str = ""
    counted: bool = False


def _unit_of(match: re.Match[str]) -> str:
    text = match.group()
    if _PERCENT.search(text):
        return "%"
    if _POINTS.search(text):
        return "百分点"
    unit = match.group("unit") or ("个" if match.group("ge") else "")
    return {"块钱": "元", "块": "元", "口人": "人", "平米": "平方米"}.get(unit, unit)


def _quantities(text: str, found: FoundAspects, spans: list[tuple[int, int]]) -> None:
    for match in _QUANTITY.finditer(text):
        if match.group("unit") and re.match(r"多?少?钱", text[match.end() : match.end() + 2]):
            continue
        found.counted = True
        unit = _unit_of(match)
        end = match.end()
        if not unit and text[end : end + 1] == "钱":
            unit, end = "元", end + 1
        found.unit = found.unit or unit
        spans.append((match.start(), end))


def find_aspects(text: str, *, original: str, places: int, history: bool = False) -> FoundAspects:
    """Find what is asked in a question whose places are blanked.

    `text` may have its periods blanked, `original` is the same question with them; `places` tells how many places are
    asked (2 or more for 各镇). At least one aspect is always returned.
    """
    found = FoundAspects(text)
    spans: list[tuple[int, int]] = []
    hits: list[Aspect] = []
    for rule in _RULES:
        for match in rule.pattern.finditer(text):
            if not match.group().strip(_B + " "):
                continue
            hits.append(rule.aspect)
            if rule.strip:
                spans.append(match.span())
    _quantities(text, found, spans)
    found.aspects = _order(hits, found, original, places)
    found.kind = _kind(original, found)
    for start, end in spans:
        found.text = found.text[:start] + _B * (end - start) + found.text[end:]
    return found


def _kind(text: str, found: FoundAspects) -> FigureKind | None:
    if _A.COMPLETION in found.aspects:
        return None
    if _A.TARGET in found.aspects:
        return FigureKind.TARGET
    done = bool(_DONE_KIND.search(text)) or bool(_MOVED.search(text))
    planned = bool(_TARGET_KIND.search(_MOVED.sub("", text)))
    if planned and not done:
        return FigureKind.TARGET
    if done and not planned:
        return FigureKind.ACHIEVED
    return FigureKind.TARGET if planned and re.search(r"明年|来年|下一?年|打算|计划|目标", text) else None


def _order(hits: list[Aspect], found: FoundAspects, text: str, places: int) -> list[Aspect]:
    """Put the aspects in order of what the asker wants first, and drop those that others make senseless."""
    seen = set(hits)
    if _CATALOGUE.search(text):
        return [_A.CATALOGUE]
    if _A.DEFINITION in seen:
        return [_A.DEFINITION]
    if _A.DIFFERENCE in seen and places < 2 and not re.search(r"相差|差距|差多少|差几", text):
        seen.discard(_A.DIFFERENCE)
        seen.add(_A.CHANGE if re.search(r"比|较", text) else _A.VALUE)
    if _A.TOTAL in seen and places < 2:
        seen.discard(_A.TOTAL)
    if _A.COMPARISON in seen and _A.WHO in seen:
        seen.discard(_A.WHO)
    if _A.COMPARISON in seen:
        seen -= {_A.NAME, _A.LIST}
    if _A.COMPLETION in seen and _A.TARGET in seen:
        seen.discard(_A.TARGET)
    if _A.OPEN in seen and not found.counted:
        seen -= {_A.LIST, _A.NAME, _A.TARGET, _A.CHANGE} if _A.LIST not in _after_open(text) else set()
    if _A.OPEN in seen and (found.counted or seen & {_A.CHANGE, _A.COMPLETION, _A.RANK, _A.COMPARISON, _A.WHY}):
        seen.discard(_A.OPEN)
    if found.counted or _A.TARGET in seen:
        seen -= {_A.LIST} if _A.TARGET not in seen or found.counted else set()
    order = [a for a in _PRIORITY if a in seen]
    needs_value = found.counted and not order
    if needs_value:
        order = [_A.VALUE]
    if _A.CHANGE in order and found.unit not in ("", "%", "百分点") and not _COUNTED.search(text):
        order = [_A.VALUE, *order]
    if order and order[0] is _A.TARGET and re.search(r"(?:全年|年度|年初)", text):
        order.append(_A.IMPLIED_TARGET)
    if found.counted and order and order[0] in {_A.NAME, _A.WHEN, _A.WHERE, _A.WHO, _A.YES_NO, _A.COMPARISON}:
        order.append(_A.VALUE)
    return list(dict.fromkeys(order))


def _after_open(text: str) -> set[Aspect]:
    return {_A.LIST} if re.search(r"哪(?:些|几)(?:困难|问题|挑战|项目|荣誉|指标)", text) else set()


_PRIORITY = (
    _A.WHY, _A.DIFFERENCE, _A.RATIO, _A.TOTAL, _A.COMPARISON, _A.COMPLETION, _A.RANK, _A.TARGET, _A.CHANGE, _A.SHARE,
    _A.WHO, _A.WHEN, _A.OPEN, _A.LIST, _A.NAME, _A.WHERE, _A.YES_NO,
)  # fmt: skip
