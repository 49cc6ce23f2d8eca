"""Numbers with their units in Chinese text: found, read, normalised and written.

Dates, years, ordinals, document numbers, hotline numbers and names such as 3A级 or 十四五 are not quantities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from rag.counted import counted_unit
from rag.number_names import ARABIC, blanked
from rag.numerals import fold, parse_number, plain
from rag.units import UNIT_PATTERN, normalise, unit_family

__all__ = ["Quantity", "find_quantities", "format_quantity", "normalise", "parse_number", "unit_family"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its unit as it stands in a text.

    `value` stands in `unit` as written without spaces (14869, 万元), `base` in `base_unit` (148690000, 元); a range
    has its lower end in `value` and its upper end in `high`. `text` is `source[start:end]`, number and unit.
    `qualifier` is the word around it that bounds or blurs it (约, 超过, 以上, 左右, 余 …), or empty. A rank (第3位) has
    the unit 位 and `is_rank`. A fraction (三分之二) has an empty unit and its base in %; an index (综合指数3.52) has no
    unit at all.
    """

    value: Decimal
    unit: str
    base: Decimal
    base_unit: str
    high: Decimal | None
    start: int
    end: int
    text: str
    qualifier: str

    @property
    def is_rank(self) -> bool:
        """Tell whether it is a place in an order."""
        return self.text[:1] in "第前首榜"


_DIGIT = "零〇一二两三四五六七八九"
_CHINESE = (
    rf"百分之[{_DIGIT}十百点]+"
    rf"|[{_DIGIT}十百]{{1,4}}分之[{_DIGIT}十百]+"
    rf"|(?:[{_DIGIT}]+点[{_DIGIT}]+)"
    rf"|(?:[{_DIGIT}]?[十百千][{_DIGIT}十百千]*|[{_DIGIT}]+)(?:[万亿][{_DIGIT}十百千]+)*"
)
_SCALE = r"万亿|[十百千]?[万亿]|[百千](?! ?[瓦克米伏卡里])"
_MORE = r"[余多]"
_PER = (
    r"(?:[/每](?:平方米|立方米|平方公里|公里|米|亩|公顷|吨|人|户|天|日|月|年|升|万人|小时|秒|村|次|"
    r"千瓦时|度|分钟|斤|公斤|岁|个|万元|元)(?![均]))?"
)

_NUMBER = rf"(?:(?P<ar>{ARABIC})|(?P<cn>{_CHINESE}))"
_TAIL = (
    rf" ?(?P<m1>{_MORE})? ?(?P<scale>{_SCALE})?(?P<m2>{_MORE})? ?(?P<unit>个(?:以上|多)百分点|(?!台阶)"
    rf"{UNIT_PATTERN}{_PER}|%|‰)?"
)
_CORE = re.compile(_NUMBER + _TAIL)
_APPROX = re.compile(
    r"(?P<scale>[百千万](?=[余多])|(?<=[近超逾上过约破])(?<!以上)[百千万]?[万亿]|(?<=[近超逾上过约破])"
    r"(?<!以上)[百千万])(?!兆)"
    rf"(?P<m>{_MORE})?(?P<unit>{UNIT_PATTERN})"
)
_LINK = re.compile(r" ?(?:-|—{1,2}|~|至|到) ?")
_RANK = re.compile(
    rf"第(?P<n>\d{{1,3}}|[{_DIGIT}十百]{{1,4}})(?P<unit>位|名)(?!称)|(?<![目之以日])前(?P<top>\d{{1,3}}|"
    rf"[{_DIGIT}十百]{{1,4}})(?P<topunit>位|名|强)?(?=[，,。；;、）)”\s]|$|的|行列|位|名|强)|"
    rf"(?:(?<=[居列排名])|(?<=全[国省市区球州县疆])|(?<=[东西中北]部)|(?<=东北)|(?<=西北)|(?<=西南)|(?<=华[东北中南]))"
    rf"(?P<full>(?:在?[^，,。；;在\d]{{0,6}}\d{{1,3}}个)?(?:[^，,。；;在\d]{{0,8}}?))(?:第(?P<bare>\d{{1,3}}|[{_DIGIT}十百]{{1,4}})"
    r"(?=[，,。；;、）)”]|$|跃居|跃升|上升|提升|升至|升到|前移)|(?P<first>首位|榜首)(?![度城区产战]))"
)
_RANK_ON = re.compile(
    rf"[、和与及](?:第(?P<n>\d{{1,3}}|[{_DIGIT}十百]{{1,4}})|(?P<first>首位|榜首))"
    r"(?:(?P<unit>位|名(?!称))|(?=[，,。；;、）)”]|[和与及]第|$))"
)
"""A rank that goes on a list of ranks: 第1、第4和第6位."""
_LISTED_RANKS = re.compile(
    rf"第(?P<n>\d{{1,3}}|[{_DIGIT}十百]{{1,4}})(?=(?:[、和与及]第(?:\d{{1,3}}|[{_DIGIT}十百]{{1,4}}))+[位名](?!称))"
)
"""A rank without its unit before one that has it: 第三、第五位."""
_DOUBLE = re.compile(rf"翻了?(?P<n>[{_DIGIT}]|\d)番")
_HALF = re.compile(r"(?<![十百千万\d第])一半(?![径天年月])")
_TO_ONE = re.compile(
    r"(?:比|差距)[^，。；：\d]{0,8}(?P<n>\d{1,2}(?:\.\d{1,3})?)[:：∶]1(?![\d.:：∶])|比[^，。；：\d]{0,8}1[:：∶](?P<m>\d{1,2}(?:\.\d{1,3})?)(?![\d:：∶])"
)
_BEFORE = re.compile(
    r"(?:不(?:少于|低于|高于|超过|多于|大于|小于|足|到)|大约|超过|将近|接近|突破|至少|最多|高于|低于|"
    r"多于|少于|(?<![签履合])约|(?<![附最])近|(?<!赶)超|逾)(?:了|人民币)? ?\Z"
)
_AFTER = re.compile(r" ?(?:（含）|\(含\)|及)?(以上|以下|以内|之内|左右|上下|之多)")

_SPOKEN = re.compile(r"\d|[零一二两三四五六七八九十百千万亿]|首位|榜首")


_NOT_AFTER_CHINESE = frozenset("方期类分面线层级道字样对回门角板路号组列集版段股节轮班束包村单本部根口头顶副度")
"""Words that after a small Chinese numeral make a name or an idiom (三方, 二期, 十分), not an amount."""


@dataclass(slots=True)
class _Draft:
    """A number found, before ranges and lists are put together."""

    value: Decimal
    unit: str
    start: int
    end: int
    more: str
    arabic: bool
    fraction: bool = False
    high: Decimal | None = None


def _unit(text: str) -> str:
    """Return a unit as written, without blanks and without a qualifier inside it (2个以上百分点)."""
    return "个百分点" if text.endswith("百分点") and text.startswith("个") else text.replace(" ", "")


def _draft(match: re.Match[str]) -> _Draft | None:
    """Read one match of the number pattern, or return None where it is no number."""
    literal = match.group("ar") or match.group("cn")
    scale, unit = match.group("scale") or "", _unit(match.group("unit") or "")
    arabic = match.group("ar") is not None
    more = match.group("m1") or match.group("m2") or ("以上" if "以上" in (match.group("unit") or "") else "")
    if not arabic and "分之" in literal:
        return _fraction(match, literal)
    end = match.end() if unit else match.end("scale") if scale else match.end("ar" if arabic else "cn")
    if not arabic and scale and re.search("[万亿]", literal):
        literal, scale = literal + scale, ""
    value = parse_number(literal.replace(" ", ""))
    if value is None or (not arabic and not scale and _is_name(literal, unit)):
        return None
    return _Draft(value, scale + unit, match.start(), end, more, arabic)


def _is_name(numeral: str, unit: str) -> bool:
    """Tell whether a small Chinese numeral and a unit make a name or an idiom: 三方, 二期, 三台."""
    single = len(numeral) == 1 and unit in ("元", "台") and numeral != "两"  # 三元, 三台: names
    return unit in _NOT_AFTER_CHINESE or single or numeral in ("零", "〇")


def _fraction(match: re.Match[str], literal: str) -> _Draft | None:
    """Read 百分之五 as 5 % and 三分之二 as the fraction."""
    if literal.startswith("百分之"):
        value = parse_number(literal[3:])
        return None if value is None else _Draft(value, "%", match.start(), match.end("cn"), "", False)
    value = parse_number(literal)
    return None if value is None else _Draft(value, "", match.start(), match.end("cn"), "", False, True)


def _scan(bare: str) -> list[_Draft]:
    """Return every number of a blanked text, with or without a unit, left to right."""
    drafts = []
    for match in _CORE.finditer(bare):
        before = bare[match.start() - 1 : match.start()]
        if before and ((before.isascii() and before.isalnum()) or (before in "几数" and not match.group("ar"))):
            continue
        draft = _draft(match)
        if draft:
            drafts.append(draft)
    return drafts


_SIGN = re.compile(
    r"(?:^|[的为至到由从达是于长增加速幅率比：:（(，,。；; ])-\Z|(?:^|[为至到由从达是于：:（(，,。；;])负\Z"
)


def _signed(draft: _Draft, text: str) -> None:
    """Take a minus sign that stands before the number, where it is no dash between two words or numbers."""
    if draft.arabic and _SIGN.search(text[max(0, draft.start - 2) : draft.start]):
        draft.value, draft.start = -draft.value, draft.start - 1


def _joined(drafts: list[_Draft], text: str) -> list[_Draft]:
    """Put ranges (5%-6%, 3至5个) and split amounts (1亿5000万元) together; lend a list's unit to its members."""
    result: list[_Draft] = []
    for draft in drafts:
        last = result[-1] if result else None
        between = text[last.end : draft.start] if last else ""
        if last and last.high is None and _is_range(last, draft, text, between):
            last.high, last.end = draft.value, draft.end
            last.unit = last.unit if last.unit == draft.unit else draft.unit
            last.more = last.more or draft.more
            continue
        if last and not between and last.unit in ("亿", "万亿") and draft.unit.startswith("万") and draft.arabic:
            whole, _ = normalise(last.value, last.unit)
            part, _ = normalise(draft.value, "万")
            last.value, last.unit, last.end = whole + part, draft.unit[1:], draft.end
            continue
        result.append(draft)
    _lend_units(result, text)
    return result


def _is_range(low: _Draft, high: _Draft, text: str, between: str) -> bool:
    """Tell whether two neighbouring numbers are the ends of one range."""
    if not high.unit or not _LINK.fullmatch(between) or (low.unit and low.unit != high.unit):
        return False
    if between.strip() in ("至", "到") and re.search(r"[从由][^，,；;。]{0,12}\Z", text[: low.start]):
        return False
    return low.value < high.value


_LIST = re.compile(r" ?[、和与及] ?")


def _lend_units(drafts: list[_Draft], text: str) -> None:
    """Lend units: 0.99和1.08个千分点 gives the left one the right one's, 由9个工作日压缩到5个 the other way."""
    for left, right in pairwise(drafts):
        changed = right.unit == "个" and text[right.start - 1 : right.start] in ("到", "至", "为")
        if changed and left.unit in ("个工作日", "个百分点", "个月", "个小时"):
            right.unit = left.unit
    for left, right in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        if not right.unit or not left.arabic or left.fraction:
            continue
        if not _LIST.fullmatch(text[left.end : right.start]):
            continue
        if left.unit:
            if left.unit == "个" and right.unit.startswith("个") and len(right.unit) > 1:
                left.unit = right.unit
            continue
        decimal = "." in text[left.start : left.end] or "分别" in text[max(0, left.start - 12) : left.start]
        if decimal or unit_family(right.unit) in ("percent", "points", "money"):
            left.unit = right.unit


def _qualifier(text: str, start: int, end: int, more: str) -> str:
    """Return the bounding or blurring word next to a number, the one before it first."""
    before = _BEFORE.search(text[max(0, start - 8) : start])
    after = _AFTER.match(text[end : end + 8])
    words = [
        before.group().strip().removesuffix("了").removesuffix("人民币") if before else "",
        more,
        after.group(1) if after else "",
    ]
    return next((word for word in words if word), "")


def _finished(draft: _Draft, source: str, text: str) -> Quantity:
    """Turn a draft into a quantity of the source."""
    if draft.fraction:
        base, base_unit = round(draft.value * 100, 4), "%"
    else:
        base, base_unit = normalise(draft.value, draft.unit)
    qualifier = _qualifier(text, draft.start, draft.end, draft.more)
    return Quantity(
        draft.value, draft.unit, base, base_unit, draft.high, draft.start, draft.end,
        source[draft.start : draft.end], qualifier,
    )  # fmt: skip


def _quantity(source: str, span: tuple[int, int], value: Decimal, unit: str, base: Decimal, base_unit: str) -> Quantity:
    """Return a quantity without qualifier or upper end."""
    start, end = span
    return Quantity(value, unit, base, base_unit, None, start, end, source[start:end], "")


def _ranks(source: str, text: str) -> list[Quantity]:
    """Return 第3位, 前十, 首位 and the like."""
    found: dict[int, Quantity] = {}
    for match in sorted([*_RANK.finditer(text), *_LISTED_RANKS.finditer(text)], key=lambda m: m.start()):
        rank: re.Match[str] | None = match
        while rank is not None:
            quantity = _rank(source, rank)
            if quantity is not None:
                found.setdefault(quantity.start, quantity)
            rank = _RANK_ON.match(text, rank.end()) if not rank.groupdict().get("top") else None
    return list(found.values())


def _rank(source: str, match: re.Match[str]) -> Quantity | None:
    """Read one match as a place in an order."""
    groups = match.groupdict()
    group = next(name for name in ("n", "top", "bare", "first") if groups.get(name))
    if group == "first":
        start, end = match.start("first"), max(match.end("first"), match.end("unit"))
        return _quantity(source, (start, end), Decimal(1), "位", Decimal(1), "位")
    value = parse_number(groups[group] or "")
    if value is None:
        return None
    start = match.start(group) - 1
    end = max(match.end(name) for name in (group, "unit", "topunit") if name in groups)
    qualifier = "前" if group == "top" else ""
    return Quantity(value, "位", value, "位", None, start, end, source[start:end], qualifier)


def _special(source: str, text: str, bare: str) -> list[Quantity]:
    """Return ranks, 翻一番, and round amounts without a digit: 近千家, 百余名."""
    found = _ranks(source, text)
    for match in _DOUBLE.finditer(text):
        value = parse_number(match.group("n"))
        if value is not None:
            found.append(_quantity(source, match.span(), value, "番", value, "番"))
    found += [_quantity(source, m.span(), Decimal("0.5"), "", Decimal(50), "%") for m in _HALF.finditer(bare)]
    for match in _TO_ONE.finditer(text):
        value = Decimal(match.group("n") or match.group("m"))
        start = match.start("n") if match.group("n") else match.start("m") - 2
        found.append(_quantity(source, (start, match.end()), value, "", value, ""))
    for match in _APPROX.finditer(bare):
        before = bare[match.start() - 1 : match.start()]
        if before and _SPOKEN.match(before):
            continue
        value = parse_number(match.group("scale"))
        if value is None:
            continue
        start, end, unit = match.start(), match.end(), match.group("unit")
        base, base_unit = normalise(value, unit)
        qualifier = _qualifier(text, start, end, match.group("m") or "") or before
        found.append(Quantity(value, unit, base, base_unit, None, start, end, source[start:end], qualifier))
    return found


_YEARS = re.compile(
    r"(?:(?:年限|学制|寿命)(?:达到?|为|提高到|至)?|连续|提前|缩短|延长|为期|长达|超过|用|压缩|达到?|不少于|满|近) ?\Z"
)


_INDEX = re.compile(r"(?:指数|系数|得分|评分|比值)[^，、。；;：:\d]{0,9}\Z")
"""What is counted without a unit: 综合指数3.52."""


def _is_quantity(draft: _Draft, text: str) -> bool:
    """Tell whether a number with a unit is an amount; 五年 counts only where it is a length of time."""
    if draft.fraction:
        return True
    if not draft.unit and draft.arabic and "." in text[draft.start : draft.end]:
        return bool(_INDEX.search(text[max(0, draft.start - 16) : draft.start]))
    if not draft.unit or (draft.unit in ("万", "亿", "千", "百", "万亿") and not draft.arabic):
        return False
    if draft.unit == "年":
        return bool(_YEARS.search(text[max(0, draft.start - 8) : draft.start]))
    return True


def find_quantities(text: str) -> list[Quantity]:
    """Return every number with a unit, left to right, without overlaps.

    Reads Arabic numerals (full width, thousands separators, spaces before the unit), Chinese numerals (三万亩, 两个,
    三分之二, 百分之五), ranges (5%—6%: lower end in `value`, upper in `high`), signs, ranks (第3位, 前十) and 翻一番.
    """
    folded = fold(text)
    if not _SPOKEN.search(folded):
        return []
    bare = blanked(folded)
    drafts = _scan(bare)
    for draft in drafts:
        _signed(draft, folded)
    joined = _joined(drafts, bare)
    for draft in joined:
        draft.unit = counted_unit(draft.unit, folded[max(0, draft.start - 12) : draft.start], folded[draft.end :])
    found = [_finished(d, text, folded) for d in joined if _is_quantity(d, folded)]
    special = _special(text, folded, bare)
    taken = [(q.start, q.end) for q in special]
    found = [q for q in found if not any(s < q.end and q.start < e for s, e in taken)]
    return sorted(found + special, key=lambda q: q.start)


def format_quantity(value: Decimal, unit: str) -> str:
    """Write a value with its unit, without trailing zeros or exponent: 3.50 and 万元 give 3.5万元."""
    return plain(value) + unit
