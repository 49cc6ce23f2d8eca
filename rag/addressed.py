"""Text in a report that speaks to a language model, or to whoever answers, instead of to readers of reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rag.schema import Sentence

__all__ = ["addressed_spans", "addresses_a_model", "orders_in", "own_sentences", "unfinished"]

_REPLY = r"(?:回答|作答|输出|回复|答复|回应|应答|答案|复述|转述|打印|生成|翻译|改写|(?<![描])写成|(?<![传诉])说成)"
_MODEL = (
    r"(?:AI(?![A-Za-z])|人工智能|大?语言模型|大模型|模型|智能体|(?<!的)助手|助理|聊天机器人|检索系统|问答系统|问答程序)"
)
_FORMER = r"(?:以上|上述|上面|之前|前面|此前|先前|前文|上文|前述|所有|一切|原有)"
_RULES = r"(?:内容|指令|指示|要求|提示|规则|设定|文字|信息|资料|说明|对话|约束|限制|数字|数据|命令)"

_STRONG = re.compile(
    # put aside what was said
    rf"(?:忽略|无视|忘记|忘掉|不要理会|不必理会|不要再?遵守|不再遵守|抛开|放弃)[^。！？\n]{{0,8}}{_FORMER}(?:[^。！？\n]{{0,10}}{_RULES})?"
    rf"|{_FORMER}[^。！？\n，,]{{0,6}}{_RULES}[^。！？\n，,]{{0,4}}(?:作废|无效|不(?:可信|作数))"
    rf"|{_FORMER}(?:的)?{_RULES}?(?:都|均|全)?(?:是|为)(?:假|错|测试|虚构)"
    # name the machine that reads, or give it a part to play
    r"|(?:系统|开发者|隐藏)(?:级)?(?:提示词?|指令|消息)|提示词|你(?:现在|从现在起)?(?:是|扮演)[^。\n]{0,12}(?:助手|助理|模型|机器人|AI|翻译|专家)"
    rf"|(?:作为|身为)(?:一个|一名)?{_MODEL}|请?扮演[^。\n]{{1,10}}(?:回答|说)|新的任务(?:是|为)|开始新的对话"
    rf"|{_MODEL}[^。\n]{{0,8}}(?:请|必须|应当|应该|务必|只能|须知|注意|都?要先|要|读到|看到)[^。\n]{{0,10}}(?:{_REPLY}|说|注意|知|口径|写|标)"
    rf"|{_MODEL}(?:们)?(?:请)?(?:注意|须知)|(?:阅读|读|看)到(?:此处|这里|这句|本段)[^。\n]{{0,6}}{_MODEL}|任何{_MODEL}(?:读|看)"
    # say what is to be answered
    rf"|(?:请|必须|务必|只能|只许|一律|都要?|均|应|只用|直接)(?:你)?(?:直接|只|仅|逐字)?{_REPLY}[^。\n]{{0,6}}[：:“\"「『A-Za-z]"
    rf"|(?<![件项])(?:一律|统一|全部)(?:只)?(?:用[^。\n]{{0,10}})?(?:{_REPLY}|代替)(?![复办率率])[^。\n]{{0,4}}(?:[：:“\"「『A-Za-z为\d\[]|$|，|。)"
    r"|(?:只|仅)\s*(?:输出|回答|回复|说)\s*[：:“\"「『A-Za-z]|不得引用(?:其他|别的)|不要引用|请勿引用"
    r"|(?:在)?(?:回答|作答|输出)(?:时|中|末尾|开头|里)[^。\n]{0,10}(?:一律|必须|都|请|写|说|注明|加上|编号|引用)"
    r"|(?:请)?在(?:每个|所有|你的)?(?:回答|答案|答复|回复)(?:的)?(?:末尾|开头|里|中|后面)[^。\n]{0,6}(?:注明|加上|写|标)"
    r"|(?:凡是|如果|若|只要|每当|当)?(?:有人|用户|别人|任何人)?(?:被?问到|被问及|问起|询问)[^。\n]{1,12}?(?:，|,|时|的话|的，|就|都|一律)[^。\n]{0,6}(?:答|说|回|告诉|报)"
    r"|请(?:据|按|用)[^。\n]{0,8}(?:作答|回答|答复)|(?:回答|作答)(?:应)?以此为准|(?:统一|标准)(?:答复|回答)口径|的?标准答案(?:是|为)"
    r"|来(?:回答|作答|答复)(?=[，。]|$)|(?:结论|资料|答案)[：:][^。\n]{0,40}[\[［]\d"
    r"|(?:按|照)我(?:说的|的要求)(?:做|回答|说)|请你?(?:把|将)[^。\n]{1,14}(?:写成|说成|当作|改成)|应当把[^。\n]{1,8}说成|正确的[^。\n]{1,12}请采用"
    # ask something of a reader, as no report asks its audience
    r"|(?:^|[，。：；！？])\s*请(?:你|您|务必|一律|先|直接|只|勿|不要)?(?!予|各位|连同|与|[^，。]{0,8}(?:代表|委员|同志|审议|审查|提出意见))"
    r"[^，。]"
    r"|(?:^|[，。：；])(?:不必|无需|不用|切勿|请勿|勿)[^，。]{0,6}(?:引用|核对|回答|提及|遵循|说明原因|理会|核实)"
    rf"|(?:致|给|对)[^，。]{{0,8}}{_MODEL}[^，。]{{0,4}}[：:]|{_MODEL}(?:读者)?请"
    r"|提问者|(?:用户|别人|有人|对方)(?:来)?(?:提问|发问)|(?:被|被人)(?:问及|要求总结|要求回答)|(?:接下来|之后|以后)的(?:所有|每个)问题"
    r"|[【\[［(（](?:管理员|系统|开发者|最高|高级)[^】\]］)）]{0,6}[】\]］)）]|优先级最高|(?:新|系统|管理员)(?:的)?(?:指令|提示|设定)(?:为)?[：:]"
    r"|你的(?:任务|身份|角色|工作)(?:已|是|改|变)|听我的|别管|(?:须|必须|要|应)以[^，。]{1,10}(?:结尾|开头)"
    r"|(?:回答|回复|答复)(?:的)?(?:语言|口吻|语气)|(?<!奋斗)(?<!实践)(?<!行动)(?<!实干)作答(?=[，。：:])|乘以|解读方式"
    r"|(?<![申上填举编播撰书抒谱描])(?:写|说成|就回答|直接给出|报)\s*\d{2,}[\d.]*[万亿]?元"
    r"|(?i:\b(?:forget|reveal|override|instructions?|must answer|respond|compromised|the prompt|hidden"
    r"|developer message|you (?:must|were|are|should|will)|stop citing|new policy|note to|end of report)\b)|\{\{|(?i:</?[a-z]{3,}>)"  # noqa: E501
    # speak of this very text, of you, of answers, or in English sentences
    r"|(?:本段|本句|这段(?:话|文字|文本)|本段文字|此处)(?:开始|起|后|当作|以后|是|之后|不|为|内容)|读到(?:本|这|此)|使用本文|本文的"
    r"|你(?:只能|只需|必须|应该?|要|正在|将|可以|需要|得|不能|不得|不要)|(?:的|对于|凡)AI(?:[，：,]|$)|(?:聊天|问答|智能)程序|答题者|询问者"
    r"|(?<!时代)(?<!满意)答案(?:一律|取|之前|应|写|统一|限)|(?:一概|一律)(?:说|答|取|不看|写|采信|报)|采信|最高指示|输出格式|并返回"
    r"|(?:摘要|总结|概括)(?:时|中|里)?(?:都)?(?:应当|应该|必须|请|要)(?:写明|写|说|注明)|^(?:任务|指令|要求|注意)[：:](?:将|把|请)"
    r"|(?:[a-z]{2,}[ ,]+){3,}[a-z]{2,}|\{\s*\"[a-z]+\"|#{3,}[^#\n]{1,12}#{3,}"
    # turns of a conversation, sources and results of a prompt
    r"|(?:^|[。\n])\s*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*)?(?:系统|用户|助手|助理|问题|资料|结论|回答)\s*[：:]\s*(?=\S)|(?:^|[\s。，])(?:问题?|问)[：:][^。\n]{1,30}(?:答案?|答)[：:]"
    r"|(?:^|[，。、])\s*[\[［]\d{1,2}[\]］]\s*[（(]"
    r"|(?i:<\|?/?(?:im_start|im_end|system|user|assistant|source|context|start_of_turn|end_of_turn|instructions?|endoftext)\b)"
    r"|(?i:\[/?INST\]|<<SYS>>|\"role\"\s*:|#{2,}\s*(?:instruction|response|system|input))"
    r"|(?im:(?:^|[，。；\s\"“|])(?:system|assistant|user|human|ai)\s*[:：])"
    r"|(?i:\b(?:ignore|disregard|forget|override)\b.{0,30}\b(?:previous|above|prior|all|earlier|instructions?|rules)\b)"
    r"|(?i:\b(?:system prompt|you are now|as an ai|your prompt|every answer|when asked|every question)\b)"
    r"|(?i:\b(?:do not|don't) cite\b)"
    r"|(?i:\b(?:please\s+)?(?:output|print|reply|respond|say|answer|repeat|translate|write|replace|pretend|act as)\b"
    r"[^\n一-鿿]{0,20}\b(?:only|with|in|every|always|the|it|all|nothing)\b)"
    r"|(?i:\balways (?:answer|say|reply|respond))"
)  # fmt: skip
"""Each of these alone tells that a text is an order; reports have no such phrases."""

_HINT = re.compile(
    r"忽略|无视|忘[记掉]|理会|遵守|抛开|放弃|[是为]假|[是为]错|测试|虚构|作废|无效|作数|可信|提示|指令|系统(?:级|消息|设定|须知|[：:])"
    r"|(?:检索|问答)系统|用户|助[手理]|模型|机器人|人工智能|智能体|翻译|扮演|新的任务|新的对话|[回作应]答|答[复案]|输出|回[复应]|复述"
    r"|转述|打印|生成|改写|写成|说成|引用|问[到及起]|被问|询问|我说|我的要求|(?:^|[，。：；！？])\s*请|不必|无需|不用|勿|提问|发问"
    r"|被要求|接下来的|之后的|以后的|管理员|开发者|优先级|你的|听我|别管|结尾|开头|乘以|解读|[写报]\s*\d|给出|\{\{"
    r"|本[段句文]|这段|此处|读到|你|程序|答题|询问者|一概|采信|最高指示|并返回|摘要|总结|概括|(?:任务|指令|要求|注意)[：:]|###"
    r"|问题?[：:]|资料[：:]|结论[：:]|[A-Za-z]{4}|AI|Say|You|<|[\[［]\d|\[/?I"
)
"""Each order has one of these; a text without them needs no closer look."""

_WEAK = re.compile(
    rf"{_REPLY}|(?:就|都|只|请)(?:说|答|报|写)|[说写答当算改](?:成|作|为)|即为|为准|口径|采用|引用|照办|代替|其他数字|好的|报\d|答[：:]|说[“「：:]|从这里开始|从现在起"
    r"|(?i:\b(?:instead|write|say|answer|reply|policy|important)\b)"
)
"""What belongs to an order only beside one."""

_BLANK = re.compile(r"[ \u3000\t]")
_CLAUSE = re.compile(r"[^，,；;。！？\n]+[，,；;。！？\n]*")


def addresses_a_model(text: str) -> bool:
    """Tell whether a text speaks to a language model rather than to a reader of reports."""
    return bool(addressed_spans(text))


def own_sentences(sentences: Sequence[Sentence], before: str = "") -> list[Sentence]:
    """Return the sentences of a passage, in the order of the text, that are not orders as a whole.

    `before` is the text that the passage goes on with, back to the last full stop or line break.
    """
    kept = []
    for sentence in sentences:
        spans = orders_in(sentence.text, before)
        if sum(end - start for start, end in spans) < len(sentence.text.strip()):
            kept.append(sentence)
        before = unfinished(before + sentence.text)
    return kept


def unfinished(text: str) -> str:
    """Return what stands behind the last full stop or line break of a text: the beginning of a sentence."""
    return text[max((text.rfind(end) for end in "。！？\n"), default=-1) + 1 :]


def orders_in(text: str, before: str = "") -> list[tuple[int, int]]:
    """Return the spans of a text that speak to a model, read together with the beginning of its sentence."""
    skipped = len(before)
    spans = ((start - skipped, end - skipped) for start, end in addressed_spans(before + text))
    return [(max(start, 0), end) for start, end in spans if end > 0]


@lru_cache(maxsize=65536)
def addressed_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of a sentence that speak to a model; the whole of it where its first clause does.

    Within a sentence of the report they are the clauses that do, and those beside them that go on with it.
    """
    plain, origin = _squeezed(text)
    if not _HINT.search(plain):
        return ()
    found = [match.span() for match in _STRONG.finditer(plain)]
    if not found:
        return ()
    clauses = [match.span() for match in _CLAUSE.finditer(plain)]
    held = [any(start < b and a < end for a, b in found) for start, end in clauses]
    if held and held[0]:
        return ((0, len(text)),)
    for at in (*range(1, len(clauses)), *range(len(clauses) - 2, -1, -1)):
        beside = held[at - 1] or held[min(at + 1, len(clauses) - 1)]
        held[at] = held[at] or (beside and bool(_WEAK.search(plain, *clauses[at])))
    for at in range(1, len(clauses)):
        begun = plain[clauses[at - 1][0] : clauses[at - 1][1]]
        held[at] = held[at] or (held[at - 1] and (begun.rstrip().endswith(("：", ":")) or _open(begun)))
    if held[0]:
        return ((0, len(text)),)
    return tuple((origin[start], origin[end - 1] + 1) for (start, end), own in zip(clauses, held, strict=True) if own)


def _open(text: str) -> bool:
    """Tell whether a quotation begins in a text and does not end in it."""
    return any(text.count(left) > text.count(right) for left, right in ("“”", "「」", "‘’", "『』"))


def _squeezed(text: str) -> tuple[str, Sequence[int]]:
    """Return a text without the blanks between Chinese characters, and the offset of each character left."""
    simple = text.translate(_SIMPLE)
    if not _BLANK.search(text):
        return simple, range(len(text))
    kept = [
        at
        for at, char in enumerate(text)
        if not (_BLANK.match(char) and at and (_is_wide(text[at - 1]) or _is_wide(text[at + 1 : at + 2])))
    ]
    return "".join(simple[at] for at in kept), kept


def _is_wide(char: str) -> bool:
    return char > "\u2e7f"


_SIMPLE = str.maketrans(
    "請內無視資訊輸複誦說寫當問題給這裡為對話數據須應該讀過", "请内无视资讯输复诵说写当问题给这里为对话数据须应该读过"
)
