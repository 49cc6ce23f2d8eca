"""Takes what is left of a question, once places, periods and question words are gone: its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.understanding.aspects import Clause
from rag.understanding.lexicon import words
from rag.understanding.normalise import BLANK
from rag.understanding.wordlists import EMPTY, STOP, word_list

__all__ = ["is_measured", "strip_politeness", "strip_report_words", "subjects", "terms_of"]

_POLITE = re.compile(
    r"^(?:按[^,，?]{1,12}(?:推算?|算|看|计算|折算)[,，]|(?:你好|您好|hello|hi|嗨|哈喽|大家好|早上好|下午好|晚上好|打扰(?:一下|了)|不好意思|谢谢你?|请问一下|请问下|请问|请教(?:一下)?|想请教(?:一下)?|我?想(?:要)?(?:问|知道|了解|查|看)(?:一下|下|一?问)?|"
    r"我(?:要|想要)(?:问|知道|了解|查)|(?:请|麻烦)?(?:帮我|给我|替我|帮忙)?(?:你|您)?(?:查(?:一下|查|询)|找(?:一下)?|看看|看(?:一下)|说(?:一下)|算(?:一下|算)?)|(?:请|麻烦)?(?:你|您)?(?:能不能|能否|可不可以|可以|能)?(?:请)?(?:告诉|告知)(?:一下)?(?:我|我们)?|"
    r"(?:请)?用[一几]句话|麻烦(?:你|您)?(?:问)?(?:一下)?|(?:你|您)(?:知不?知道|晓得)|知道|请|劳驾|问(?:一下|下)|顺便问(?:一下)?|那么|那|还有|另外|然后|再问(?:一下)?|再|好的?|嗯|哦|对了|所以|话说|听说|我是[^,，。]{1,8}[,，])[\s,，。!！:：]*)+"
)
_POLITE_END = re.compile(
    r"[,，。\s]*(?:谢谢(?:你|您|了)?|多谢|麻烦了|求告知|急|在线等|呢|啊|阿|呀|哈|嘛|吧|呗|哦|哎|呐|嘞|咧|喔|诶|哟|的呢)[\s?？!！。~]*$"
)
_REPORT = r"(?:半年|年中|年度)?(?:政府)?(?:工作)?(?:报告|要点|文件|材料)"
_REPORT_WORDS = re.compile(
    rf"(?:在|根据|按照?|依据|从)?(?:这份|该|这个|本|那份|上述|这篇)?(?<![作做]的)(?<![作做])(?<![一-鿿]情况){_REPORT}"
    r"(?:里面?|中|内|上|当中|文里)?(?:都|是)?(?:提到|提及|指出|显示|写|讲|提出|看|来看|披露|公布|说)?(?:了|过|到|的)?(?!人|是|由|标题|题目|叫|作者|日期|时间|发布|什么时候|哪|何时)"
)
_FILLER = re.compile(
    rf"(?:的)?(?:具体|详细)?(?:数据|数字|数值|数额)(?=[{BLANK}?？,，\s]|$)|(?:具体|详细|大概|大约|目前|现在|截[至止]目前|一共|总共|共计|合计|总计|分别|各自|各(?=[{BLANK}]|$)|究竟|到底|其中|请|主要|都)(?=[{BLANK}]|$)|(?:的)?(?:各)?方面(?:的)?(?=[{BLANK}]|$)|(?<=[{BLANK}])(?:具体|详细|大概|大约|目前|现在|一共|总共|共|分别|各自|究竟|到底|其中|又|还|都)"
)
_EDGE_HEAD = re.compile(
    r"^(?:(?:提出|制定|确定|明确|设定|公布|披露|定下)了?的|(?:提到|提及|涉及|说到|讲到|写到)了?|[我本][镇市县区省乡]|全[镇市县区]|(?:镇|市|县|区)?(?:人民)?政府|(?:一年|半年)(?:里|来|内|间|中|以来)?|下一步|今后|接下来|(?:那|这)(?:个|些|条|种|家|座|项|份|笔|批|件)|里面|预计(?:实现|完成|达到|可)?|期间|时期|以来|对于?|关于|以及"
    r"|我们|你们|的|了|是|为|有|在|于|和|与|跟|同|及|就|则|又|还|都|也|比|从|由|把|被|将|给|向|,|，|、|:|：|;|；|\.|。|\?|？|!|！|\s|(?:中|里|内|上)(?=[的,，、]|$)|方面|这|那|着|过|请|您|共|们|呢|吗|吧|啊|到|至|其中|其)"
)
_EDGE_TAIL = re.compile(
    r"(?:的|了|是|为|有|在|于|和|与|跟|同|及|以及|就|则|又|还|都|也|比|较|,|，|、|:|：|;|；|\.|。|\?|？|!|！|~|…|\s|地|得|过|着|呢|吗|吧|啊|呀|方面|达|到|共|约|会|要|将|能|应|该|被|由|那|这|情况|总共|一共|来说|来讲|而言|预计|实际|做到?)+$"
)
_KEEP_HEAD = re.compile(
    r"^(?:和(?:平|谐|睦|解|美|顺)|到(?:岸)|中(?:小|心|央|医|草|考|药|高|等|国|欧|级|学|共)|里程|内(?:资|需|贸|河|涝)|上(?:市|规|级|访|海|缴|网|学)|来(?:访|信|沪|电)|地(?:方|区|价|下|铁|铁|质|表|税|票|块|均|铁路)|过境|去产能|去库存|个(?:体|人|税|转|私)|有(?:机|效|色|线|轨|关|害|限|证|无)|为(?:老|民|农|企)|对(?:外|口|接|台|越)|就(?:业|医|学|餐|近)|在(?:建|线|校|岗|册|籍|库|孵|编)|同(?:级|城)|向(?:上|外)|得房|将军|所有|所得|从业|从严|由高|还(?:建|款|田|林|耕|清)|到(?:位|账|期|港|户)|达标|达产|本(?:级|土|地|科)|政府(?:购买|债|采购|性|投资|网|服务|专项|隐性)|共(?:建|享|青|治|富|同|有)|各(?:类|项|级|种|界)|其他|比亚|与会|及时|以工|以旧|以色|着力|所里|给水|给排|把关|请假|我省|这样|那达|又好)"
)
_INDUSTRIES = re.compile(r"(?:第?[一二三](?:次|产)?[、和,]?){2,3}产业(?=[一-鿿])")
_CONNECT = re.compile(r"、|和|与|以及|及|跟")
_KEEP_TOGETHER = re.compile(r"城乡|和谐|和平|及时|普及|与会|参与|及其|和美|总和|共和|跟踪|跟岗|和面|暖和|涉及|以及时")
_HEAD_NOUN = re.compile(
    r"(?:收入|支出|产值|增加值|总值|总额|总量|产量|人数|户数|家数|数量|面积|里程|率|投资|贷款|存款|余额|销售额|进出口|出口|进口|税收|比重|金额|资金|规模|GDP|gdp|次数|件数|人次|人口|消费|指数|浓度|值|额|数|量)(?:增速|增幅)?$"
)
_COUNTERPARTS = word_list(
    """
    城镇 农村 城市 乡村 第一 第二 第三 一产 二产 三产 进口 出口 内资 外资 国税 地税 国内 国外 境外
    入境 工业 农业 服务业 公办 民办 男 女 户籍 常住 省级 市级 区级 国家级 PM2.5 PM10
    """
)
_QUOTED = re.compile(r"[“\"‘'「《]([^”\"’'」》]{1,40})[”\"’'」》]")


def is_measured(phrase: str) -> bool:
    """Tell whether the phrase ends in a word for an amount (收入, 总额, 率 …)."""
    return _HEAD_NOUN.search(phrase) is not None


def strip_politeness(text: str) -> str:
    """Blank greetings, requests and final particles; the length stays the same."""
    head = _POLITE.match(text)
    if head:
        text = BLANK * head.end() + text[head.end() :]
    tail = _POLITE_END.search(text)
    if tail and tail.start() > 0:
        text = text[: tail.start()] + BLANK * (len(text) - tail.start())
    return text


def strip_report_words(text: str) -> str:
    """Blank mentions of the report itself (报告里提到的)."""
    return _REPORT_WORDS.sub(lambda m: BLANK * len(m.group()), text)


def _clean(piece: str) -> str:
    """Cut function words off both ends of a piece."""
    before = None
    scoped = re.match(r"^[\s,，]*在(.+?)(?:上|中|里|方面|领域|工作中|当中)$", piece.strip(" ▁,，"))
    piece = scoped.group(1) if scoped else piece
    while before != piece:
        before = piece
        piece = piece.strip(" ▁,.?!，。？！、;；:：~…-")
        if not _KEEP_HEAD.match(piece):
            piece = _EDGE_HEAD.sub("", piece, count=1) if not _KEEP_HEAD.match(piece) else piece
        if not re.search(
            r"(?:目的|的士|保有|持有|国有|公有|私有|所有|到达|可达|直达|不得|所得|综合比|占比|同比|环比|税比|要地|土地|耕地|基地|林地|用地|绿地|草地|湿地|工地|场地|产地|房地|园地|宅基地|各地|当地|本地|外地|异地|属地|地|以为|作为|行为|社会|委员会|运动会|博览会|协会|商会|大会|工会|工商联会|展会|晚会|机会|会|功能|性能|智能|产能|节能|动能|职能|储能|光能|太阳能|新能|能|需要|纪要|重要|签到|报到|直到|应|该|合同|共同|协同|同|参与|给与|总和|中和|其他|将|公共|总共|方面|预约|合约|节约|条约|签约|约|概率|涉及|普及|生产情况|灾情情况)$",
            piece,
        ):
            piece = _EDGE_TAIL.sub("", piece)
    return piece


def subjects(clauses: Sequence[Clause], *, several: bool = False) -> tuple[str, ...]:
    """Return the indicator phrases in what is left of a question, in the asker's own words.

    `clauses` have everything understood blanked. The pieces between blanks make one phrase; each asking clause has
    its own, and a clause that asks nothing belongs to the next one. Several phrases also come back where a clause
    joins indicators (A和B分别是多少), which `several` says.
    """
    phrases: list[str] = []
    waiting: list[str] = []
    for clause in clauses:
        pieces = [*waiting, *_pieces(clause.text)]
        waiting = []
        if not clause.asks:
            waiting = pieces
        elif pieces:
            phrases += _split(_join(pieces), several=several)
    if waiting and not phrases:
        phrases += _split(_join(waiting), several=several)
    return tuple(dict.fromkeys(phrases))


def _pieces(text: str) -> list[str]:
    text = _FILLER.sub(lambda m: BLANK * len(m.group()), text)
    pieces = [_clean(piece) for piece in re.split(rf"{BLANK}+", text)]
    return [piece for piece in pieces if piece and piece not in STOP and piece not in EMPTY]


def _join(pieces: list[str]) -> str:
    joined = ""
    pieces = [re.sub(r"(?<=[一-鿿])了(?=[一-鿿“《\d])(?!了解)", "", piece) for piece in pieces]
    for piece in pieces:
        gap = " " if joined and joined[-1].isascii() and piece[0].isascii() else ""
        joined += gap + piece
    quoted = _QUOTED.fullmatch(joined)
    return quoted.group(1) if quoted and "《" not in joined else joined


def _split(phrase: str, *, several: bool) -> tuple[str, ...]:
    """Split a phrase that joins indicators; 城镇和农村居民收入 gives both in full."""
    if _KEEP_TOGETHER.search(phrase) and not several:
        return (phrase,)
    industries = _INDUSTRIES.search(phrase)
    if industries:
        rest = phrase[industries.end() :]
        return tuple(f"第{n}产业{rest}" for n in "一二三" if n in industries.group())
    parts = [part for part in (_clean(p) for p in _CONNECT.split(phrase)) if part]
    if len(parts) < 2:
        return (phrase,)
    heads = [bool(_HEAD_NOUN.search(part)) for part in parts]
    if not (several or all(heads)) or (not heads[-1] and not several):
        return (phrase,)
    if any(re.search(r"[“《\"][^”》\"]*$", part) for part in parts):
        return (phrase,)
    last = parts[-1]
    shared = next((word for word in _COUNTERPARTS if last.startswith(word)), "")
    completed = [part + last[len(shared) :] if part in _COUNTERPARTS and shared else part for part in parts]
    return tuple(dict.fromkeys(completed))


def terms_of(text: str, phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Return the content words for search: quoted names whole, then the words of the phrases, without stop words."""
    quoted = [match.group(1) for match in _QUOTED.finditer(text)]
    cut = [word.strip() for phrase in phrases for word in words(re.sub(r"[“”\"'‘’《》「」]", " ", phrase))]
    kept = [
        w
        for w in (*quoted, *cut)
        if w and w not in STOP and (len(w) > 1 or w.isalnum()) and not re.fullmatch(r"\W+", w)
    ]
    return tuple(dict.fromkeys(kept))
