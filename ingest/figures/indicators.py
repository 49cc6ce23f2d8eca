"""The indicator phrase of a number, from the words around it, and the members of a shared list of subjects."""

from __future__ import annotations

import re

from ingest.figures.lexicon import CAUSATIVE, HOLLOW, LEAD, PREDICATE, RELATIONAL, SEPARATOR, SUFFIX, TAIL, VERB_START
from ingest.figures.moves import without_start

__all__ = ["expand", "phrase", "strip_left", "strip_right", "without_measure"]

_LONGEST = 32
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_IDLE = re.compile(
    r"已|均|全部|全面|加快|提前|顺利|稳步|有序|即将|正在|成功|基本|率先|争取|要|分别|陆续|先后|"
    r"达到?(?![标])|位居|产销|[较比从由]"
)
_ENDS = re.compile(
    r"(?:超过?|达到?|为|(?<![签履合])约|近|突破|不少于|同比|分别|增长|下降|提高|减少|增加|的|累计|共计|合计|保持|对|用于)+\Z"
)
_REACHED = re.compile(r"(?:实现|通过|参加|完成|获得|享受)[^，、已均]{2,6}")
_QUOTED = re.compile(r"“[^“”]*”")
_ANYTHING = re.compile(
    r"(?:企业|单位|项目|人|村|家庭|产品|学校|医院|社区|乡镇|景区|园区|案例|成果|作品|个人|集体|部门|县|区|镇)?"
)
_WON = re.compile(r"获评|入选|荣获|获得?|被[\u4e00-\u9fff]{1,3}[为入]|纳入|列入|入围|通过|进入|跻身")
"""What happens to things too general to be told apart without it: 30家企业纳入…, 12人获评….. """
_WHOLE = re.compile(r"(?<![占居于比超占])全[镇市县区州乡](?:范围内)?(?:共有|共|累计)?(?![员面域民委长])")
_PAUSE = re.compile("、")
_PAUSE_AND = re.compile(r"、|(?<![共饱总温缓])和(?![谐平睦解])")
_URGED = re.compile(
    r"\A(?:推动|促进|力促|促使|推进|保障(?![房性金人水标对体资范面])|稳定|扩大|提升|提高|做大)(?=[\u4e00-\u9fffA-Z“]{3})(?![力量率度性])"
)
_MEASURE = re.compile(rf"{RELATIONAL.pattern}\Z")
_QUOTES = str.maketrans("", "", ' “”"‘’「」')
_LASTING = re.compile(r"(?:已?经?连续|近)[\d一二三四五六七八九十两]+(?:年|个月|个季度|个年度)")


def strip_left(text: str, places: tuple[str, ...] = ()) -> str:
    """Take adverbs, scopes, verbs of accomplishment and the report's own place off both ends of left words."""
    text = without_start(_LASTING.sub("", _BRACKETED.sub("", text)))
    done, parted, rest = text.rpartition("  、")  # a passed mark is blanked: 投资首破千亿、用地300公顷
    text = rest if parted and not HOLLOW.fullmatch(TAIL.sub("", rest).strip() or "的") else done + rest
    changed = True
    while changed:
        before = text
        match = LEAD.match(text)
        while match and match.end():
            text = text[match.end() :]
            match = LEAD.match(text)
        for place in places:
            text = text.removeprefix(place)
        text = TAIL.sub("", text)
        changed = text != before
    return text


def _blank(match: re.Match[str]) -> str:
    return "\x00" * len(match.group())


def strip_right(text: str, whole: bool) -> str:
    """Return the noun phrase to the right of a number; `whole` keeps its predicate (推荐3家企业加入商业联合会)."""
    text = _BRACKETED.sub("", text).strip()
    text = text.removeprefix("的").strip()
    if not whole:
        if "、" in text and not (len(text) <= _LONGEST and "等" in text):
            first, _, rest = text.partition("、")
            first = rest.rsplit("的", 1)[-1] if "的" in rest and len(text) <= 2 * _LONGEST else first
            text = first if len(first) > 2 else text
        cut = PREDICATE.search(_QUOTED.sub(_blank, text))
        if cut and cut.start() == 0 and _REACHED.fullmatch(text):
            return text
        if cut and _ANYTHING.fullmatch(text[: cut.start()]) and _WON.match(text, cut.start()):
            return _ENDS.sub("", text)[:_LONGEST]
        if cut and cut.start() == 0 and "的" in text:
            cut = PREDICATE.search(_QUOTED.sub(_blank, text), text.index("的"))
        if cut and 0 < cut.start() <= 6 and len(text) <= 16 and not _IDLE.match(text, cut.start()):
            cut = None
        if cut and cut.start() > 1:
            verb = re.match(r"进行(?:了)?(?:[^，]{0,4}?)([^，、]{2,4})\Z", text[cut.start() :])
            text = text[: cut.start()] + (verb.group(1) if verb else "")
        elif cut and cut.start() == 0:
            text = ""
    else:
        text = re.sub(r"进行了?", "", text, count=1)
    return _ENDS.sub("", text)[:_LONGEST]


def _without_list(left: str, noun: str) -> str:
    """Shorten 引进甲、乙、丙等 to 引进: the names before 等 are not the indicator, unless short or all that it has."""
    if not left.endswith("等") or len(left) <= 11:
        return left
    verb = VERB_START.match(left)
    return verb.group() if verb else "" if noun else SEPARATOR.split(left.removesuffix("等"), maxsplit=1)[0]


def _tail(text: str) -> str:
    """Shorten an overlong phrase to its last part: after the last separator or 的, or its last characters."""
    if len(text) <= _LONGEST:
        return text
    verb = VERB_START.match(text)
    parts = [p for p in re.split(r"[、]|的", text) if p]
    last = parts[-1] if parts else text
    short = last if len(last) >= 3 else text[-_LONGEST:]
    prefix = verb.group() if verb and not short.startswith(verb.group()) else ""
    return (prefix + short)[-_LONGEST:] if len(prefix + short) > _LONGEST else prefix + short


def phrase(left: str, right: str, opener: str, measured: bool) -> str:
    """Join the words left and right of a number into its indicator.

    `left` is stripped already, `right` raw; `opener` is the clause's first left, whose verb a list shares (签订…53家、
    消防安全承诺书132家). A noun that measures goes last: 总投资1亿元的甲项目 gives 甲项目总投资.
    """
    of = right.startswith("的")
    causative = bool(CAUSATIVE.match(opener.strip())) and not measured
    noun = strip_right(right, causative)
    left = _tail(_without_list(left, noun))
    measure = _MEASURE.search(left) if of and noun else None
    if measure:
        return (noun + measure.group()).translate(_QUOTES)
    if measured and left and SUFFIX.search(left) and not of:
        noun, left = "", _URGED.sub("", left)
    joined = left + noun
    return _WHOLE.sub("", joined).translate(_QUOTES)


def without_measure(left: str) -> str:
    """Take the measuring noun off the end: 实施总投资 gives 实施."""
    return _MEASURE.sub("", left)


_VERBS = re.compile(rf"(?:{VERB_START.pattern})+")
_ENDS_IN_VERB = re.compile(rf"(?:\A|\A[\u4e00-\u9fff]{{2,8}})(?:{VERB_START.pattern})\Z")
_LEVEL = re.compile(r"(?:国家|自治区|省|市|区|县|镇|州)级?(?![场政域])")
_COUNTED = re.compile(r"(?:接待|总|播种|种植)?(?:批次|人数|人次|数量|数|面积|产量|产值|总量|资产总额)\Z")
_RATIO = re.compile(r"(?:利率|价格|强度|浓度)?(?:占比|比重|增速|增幅|降幅|减幅)\Z")
_SUMMED = re.compile(
    r"[两二三四五六七八九十\d]{1,2}(?:项|个|大|类|种)"
    r"(?=(?:主要|重点|经济|主导|特色|支柱)*(?:指标|产业|行业|产品))(?:主要|经济)*(?:指标)?"
)
"""What sums up a list at its last member: 农民人均纯收入五项指标增速."""
_REACHES = re.compile(r"(?:实现|完成|达到)(?=[\u4e00-\u9fff]{2})")
_KIND = re.compile(r"[深浅大中小男女东西南北上下高低新老国省市县]")
_SHARED_VERB = re.compile(r"(?P<list>[^，]{2,}?)分别(?P<verb>新增|净增|新建|新开工|开工|竣工|完成|建成)")
_ORDINALS = re.compile(
    r"^(?P<head>.*?)(?P<no>第?)(?P<a>[一二三四]|[甲乙丙])、(?:第?)(?P<b>[二三四]|[乙丙])(?:(?:、|和)"
    r"(?:第?)(?P<c>[三四]|丙))?(?P<tail>(?:次)?(?:类|级|档|产业?|期|型|线|等)?.*)$"
)
_TOWN_COUNTRY = re.compile(
    r"^(?P<head>[^、和及]*?)城乡(?P<tail>(?:常住)?(?:居民|低保|人均|家庭|从业|社区|就业|最低|特困|"
    r"公共|义务|医保|医疗|养老|基本|电网|供水|建设|和谐|社区|教育|幼儿园|用电|消费|学校|最低).*)$"
)
_DEPOSITS = re.compile(r"^(?P<head>.*?)存、?贷款(?P<tail>.*)$")
_PRODUCE = re.compile(
    r"^(?P<head>.*?)(?P<each>(?:[粮棉油糖肉蛋奶菜果药茶渔鱼虾禽畜]){2,4})(?P<tail>(?:[总年]?产[量值]|增加值).*)$"
)
_TRADE = re.compile(r"^(?P<head>.*?)进出口(?P<tail>.*)$")
_HOME_AND_ABROAD = re.compile(r"^(?P<head>.*?)内外(?P<tail>[资贸].*)$")
_QUOTED_ROW = re.compile(r"^(?P<head>[^“”]*)(?P<row>(?:“[^“”]+”[、和]?){2,})(?P<tail>.*)$")
"""Names in quotation marks without anything between: “保交楼”“保交房”交付率."""


def _special(text: str, count: int) -> list[str] | None:
    """Expand 城乡居民…, 存贷款余额, 第一、二、三产业… and 甲和乙分别新增."""
    match = _ORDINALS.match(text)
    if match:
        letters = [match.group(g) for g in "abc" if match.group(g)]
        if len(letters) == count:
            return [f"{match.group('head')}{match.group('no')}{x}{match.group('tail')}" for x in letters]
    shared = _SHARED_VERB.fullmatch(text)
    if shared:
        return [shared.group("verb") + part for part in expand(shared.group("list"), count)]
    match = _QUOTED_ROW.match(text)
    if match and match.group("row").count("“") == count:
        names = re.findall("“[^“”]+”", match.group("row"))
        return [match.group("head") + name + match.group("tail") for name in names]
    match = _PRODUCE.match(text)
    if match and count == len(match.group("each")):
        return [match.group("head") + each + match.group("tail") for each in match.group("each")]
    if count == 2:
        for pattern, first, second in (
            (_TOWN_COUNTRY, "城镇", "农村"),
            (_DEPOSITS, "存款", "贷款"),
            (_TRADE, "出口", "进口"),
            (_HOME_AND_ABROAD, "内", "外"),
        ):
            match = pattern.match(text)
            if match:
                return [match.group("head") + word + match.group("tail") for word in (first, second)]
    return None


def _members(text: str, count: int) -> list[str]:
    """Split a list of subjects: at 、 alone, at 、 and 和, or at every separator, whichever gives `count` members."""
    for pattern in (_PAUSE, _PAUSE_AND, SEPARATOR):
        parts = [p.strip() for p in pattern.split(text) if p.strip()]
        if len(parts) == count:
            return parts
    return parts


def _shared_suffix(first: str, last: str) -> str:
    """Return what a member lacks of the last: 城镇, 农村居民收入 give 居民收入; 煤炭, 烟草产值 give 产值."""
    common = (
        "居民",
        "医保",
        "医疗",
        "养老",
        "低保",
        "参保",
        "基本",
        "产业",
        "企业",
        "地区",
        "工业",
        "规模",
        "常住",
        "人均",
        "职工",
        "小学",
        "项目",
        "单位",
        "学校",
        "登记",
        "新增",
    )
    size = len(first)
    if len(last) > size + 1 and (last[size:].startswith(common) or not SUFFIX.search(last)):
        return last[size:]
    match = SUFFIX.search(last)
    if not match:
        return ""
    tail, before = last[match.start() :], last[: match.start()]
    return before[-2:] + tail if len(tail) == 1 or before.endswith(("产业", "行业")) else tail


def expand(text: str, count: int) -> list[str]:
    """Return the subjects of a list of `count` numbers: 城镇、农村居民人均可支配收入 gives the two in full.

    Where the words name another number of subjects than there are numbers, every number gets the whole text.
    """
    special = _special(text, count)
    if special:
        return special
    parts = _members(text, count)
    if len(parts) > count:
        parts = _merge(parts, count)
    if len(parts) != count:
        return [text] * count
    if any(_REACHES.match(p) for p in parts[1:]):
        return [_REACHES.sub("", p, count=1) for p in parts]
    parts[-1] = _SUMMED.sub("", parts[-1], count=1) or parts[-1]
    ratio = _RATIO.search(parts[-1])
    if ratio and not any(_RATIO.search(p) or p.endswith("率") for p in parts[:-1]):
        parts = [p + ratio.group() for p in parts[:-1]] + parts[-1:]
    verb = _VERBS.match(parts[-1])
    if verb and all(_VERBS.fullmatch(p) for p in parts[1:-1]) and _ENDS_IN_VERB.search(parts[0]):
        return [p + parts[-1][verb.end() :] for p in parts[:-1]] + parts[-1:]
    if _LEVEL.match(parts[-1]):
        rest = _LEVEL.sub("", parts[-1], count=1)
        parts = [p + rest if _LEVEL.fullmatch(p) else p for p in parts]
    if len(parts[-1]) > 3 and all(_KIND.fullmatch(p) for p in parts[:-1]) and _KIND.match(parts[-1]):
        return [p + parts[-1][1:] for p in parts[:-1]] + parts[-1:]
    verb = VERB_START.match(parts[0])
    for at in range(count - 2, -1, -1):
        if not SUFFIX.search(parts[at]) and SUFFIX.search(parts[at + 1]):
            parts[at] += _shared_suffix(parts[at], parts[at + 1])
    if not verb and not RELATIONAL.fullmatch(parts[0]):
        thing = _COUNTED.sub("", parts[0])
        parts = [thing + p if at and thing != parts[0] and RELATIONAL.fullmatch(p) else p for at, p in enumerate(parts)]
    if verb and verb.end() < len(parts[0]):
        thing = SUFFIX.sub("", parts[0])
        parts = parts[:1] + [_with_verb(p, verb.group(), thing) for p in parts[1:]]
    return parts


def _with_verb(part: str, verb: str, thing: str) -> str:
    """Give a later member of a list the verb of the first, or the thing that it measures."""
    if VERB_START.match(part):
        return part
    return (thing if RELATIONAL.fullmatch(part) else verb) + part


def _merge(parts: list[str], count: int) -> list[str]:
    """Join neighbouring members without a measuring word of their own until there are `count`."""
    merged: list[str] = []
    pending = ""
    for part in parts:
        pending = f"{pending}、{part}" if pending else part
        if SUFFIX.search(part):
            merged.append(pending)
            pending = ""
    if pending:
        merged.append(pending)
    return merged if len(merged) == count else parts
