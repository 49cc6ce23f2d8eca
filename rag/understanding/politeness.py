"""Blanks what is said around a question: greetings, requests, particles, mentions of the report itself."""

from __future__ import annotations

import re

from rag.understanding.normalise import BLANK

__all__ = ["strip_fillers", "strip_politeness", "strip_report_words"]

_ONCE = "(?:一下|下)?"
_OPENINGS = (
    r"按[^,，?年\d]{1,12}(?:推算?|算|看|计算|折算)[,，]",
    r"(?:我们?|本人)?(?:最近|正|现)?在?(?:写|做|准备|研究|整理|搜集|采写)[^,，?？]{1,24}(?:稿子?|论文|报道|课题|材料|作业|研究|功课|文章|调研)[,，]",
    "你好|您好|hello|hi|嗨|哈喽|大家好|早上好|下午好|晚上好|打扰(?:一下|了)|不好意思|谢谢你?|劳驾",
    f"请问{_ONCE}|想?请教{_ONCE}|我?想要?(?:问|知道|了解|查|看)(?:一下|下|一?问)?|我(?:要|想要)(?:问|知道|了解|查)",
    f"(?:请|麻烦)?(?:帮我|给我|替我|帮忙)?[你您]?(?:查(?:一下|查|询)|找{_ONCE}|看看|看(?:一下)|说(?:一下)|算(?:一下|算)?)",
    f"(?:请|麻烦)?[你您]?(?:能不能|能否|可不可以|可以|能)?请?(?:告诉|告知){_ONCE}(?:我们?)?",
    f"请?用[一几]句话|麻烦[你您]?问?{_ONCE}|[你您](?:知不?知道|晓得)|知道|请|顺便问{_ONCE}|再?问(?:一下|下)",
    "(?:再|我们)?换一?个(?:问题|话题)(?:问)?|(?:另一|下一)个问题(?:是)?",
    r"(?:围绕|关于|对于|针对|按照?|根据|为了?)(?:它们?|他们?|这[一个些]?|那[一个些]?|此|其)(?:主题|目标|要求)?[,，]",
    "(?:照|按)?[这那](?:么|样|个)(?:一)?(?:说|算|看|推算)(?:起来|下来|来)?(?:的话)?",
    "那么|那|还有|另外|然后|再|好的?|嗯|哦|对了|所以|话说|听说|我是[^,，。]{1,8}[,，]",
)
_OPENING = re.compile(rf"^(?:(?:{'|'.join(_OPENINGS)})[\s,，。!！:：]*)+")
_PARTICLES = "的?呢|啊|阿|呀|哈|嘛|吧|呗|哦|哎|呐|嘞|咧|喔|诶|哟"
_ENDING = re.compile(
    rf"(?:[\s,，。?？!！]*(?:谢谢(?:你|您|了)?|多谢|麻烦了|求告知|急|在线等|{_PARTICLES}))+[\s?？!！。~]*$"
)
_REPORT = "(?:半年|年中|年度)?(?:政府)?(?:工作)?(?:报告|要点|(?:文件|材料)(?=[里中]))"
_OF_REPORT = re.compile(
    rf"(?:在|根据|按照?|依据|从)?(?:这份|该|这个|本|那份|上述|这篇)?(?<![作做]的)(?<![作做])(?<![一-鿿]情况){_REPORT}"
    "(?:里面?|中|内|上|当中|文里)?(?:都|是)?(?:提到|提及|指出|显示|写|讲|提出|看|来看|披露|公布|说)?(?:了|过|到|的)?"
    "(?!人|是|由|标题|题目|叫|作者|日期|时间|发布|什么时候|哪|何时)"
)
_FILLERS = re.compile(
    "认为自己(?:还)?|自己认为|自认为|登记在册的?|在册(?=的)|(?:镇|市|县|区|乡|政府)里?(?:所)?(?:关心|关注|重视|在意)的?"
    "|(?<=[几少家个户人次件项万亿元%])[啊呀嘛呐噢哦阿哈](?=[^,?!。])|[啊噢哦嘛](?=[,?!。])"
    "|存在着?(?=哪|什么|啥|的?(?:问题|不足|困难|短板))|(?:当初|起初|原先)?(?:所)?(?:说好|定下|讲好|号称)的?|(?:想|要|能|会|得|需要|打算|希望|争取)(?:做|弄|搞)到(?=多少|几)"
    "|(?:分别|各自?)(?:能|可以|会)(?!源|力)(?=[^,?!。])|(?<=[民户人工])一年(?:下来|到头)?(?=[▁能可收挣赚分各])"
    "|(?:[这近]|最近)(?:几|些)年(?:来|里|间)?"
    "|到底|究竟|大概|大约|大致|差不多|拢共|统共|满打满算|具体来说|说白了|简单(?:说|讲)|说实话|老实说"
    "|(?<![社园景辖城山校小街片库灾牧林地分])(?:镇|市|县|区)里(?:面)?(?=[^程弄面]|$)|这边|那边|(?<=[的和])那(?:个|些|块)|咱们?(?=[镇市县区乡这])"
    "|(?<=[了过])个?大概(?=多少|几)|(?:算|加)下来(?=[,一共总有是多])"
)


def strip_fillers(text: str) -> str:
    """Blank words that fill a question without asking anything (登记在册的, 到底, 啊); the length stays the same."""
    return _FILLERS.sub(lambda m: BLANK * len(m.group()), text)


def strip_politeness(text: str) -> str:
    """Blank greetings, requests and final particles; the length stays the same."""
    head = _OPENING.match(text)
    if head:
        text = BLANK * head.end() + text[head.end() :]
    tail = _ENDING.search(text)
    if tail and tail.start() > 0:
        text = text[: tail.start()] + BLANK * (len(text) - tail.start())
    return text


def strip_report_words(text: str) -> str:
    """Blank mentions of the report itself (报告里提到的); the length stays the same."""
    return _OF_REPORT.sub(lambda m: BLANK * len(m.group()), text)
