"""Finds what a question wants to know: a value, a change, a list, a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rag.schema import Aspect, FigureKind
from rag.understanding.normalise import BLANK
from rag.understanding.question_words import (
    DONE,
    EXPECTED,
    PERCENT,
    PLANNED,
    POINTS,
    QUANTITY,
    RULES,
)

__all__ = ["FIGURES", "Clause", "FoundAspects", "find_aspects", "settle"]

_A = Aspect
_PRIORITY = (
    _A.WHY, _A.DIFFERENCE, _A.RATIO, _A.TOTAL, _A.COMPARISON, _A.COMPLETION, _A.RANK, _A.TARGET, _A.CHANGE, _A.SHARE,
    _A.WHO, _A.WHEN, _A.WHERE, _A.OPEN, _A.LIST, _A.NAME, _A.YES_NO,
)  # fmt: skip
FIGURES = frozenset(
    {_A.VALUE, _A.CHANGE, _A.COMPLETION, _A.TARGET, _A.RANK, _A.SHARE, _A.DIFFERENCE, _A.TOTAL, _A.RATIO}
)
_CLAUSE = re.compile(r"[?!。;,]+")
_ITEMS = re.compile(
    r"(?:哪|什么|啥)[^?,]{0,8}(?:困难|问题|挑战|短板|不足|荣誉|称号|指标|实事)|(?:哪)[^?,]{0,8}(?:项目|政策|活动|品牌|企业|园区|任务)"
)
_ADJECTIVE = "(?<![提升增减扩缩做])(?:更|还|要|最)?(?:高|低|多|(?<!多)少|大|小|快|慢|好|强|靠前)(?:一些|一点|些)?"
_FINAL_ADJECTIVE = re.compile(rf"{_ADJECTIVE}(?=(?:吗|么|不)?(?:{BLANK}|$))")
_BY_ITSELF = re.compile(rf"^{BLANK}*{_ADJECTIVE}(?:吗|么)?{BLANK}*$")
_NAMED = re.compile(r"“[^”]*”|\"[^\"]*\"|《[^》]*》|「[^」]*」")
"""Quoted names, whose words ask nothing (“三翻番”)."""
_MANY = re.compile("多少|(?<![第这那好])几(?!乎)")
_AMOUNTS = re.compile("(?<=[一-鿿])(?:、|以及)(?=[^、]*(?:多少|几))")
_SET_APART = re.compile(r"相差|差距|差(?:了)?(?:多少|几)|(?<![同环对])比(?![重例率])")
_EACH_MOVED = re.compile(r"(?:分别|各自?)(?:同比)?[多少高低升降涨跌增减]")
"""Words of things that each rose or fell, and are not set against each other."""
_DID = re.compile(r"(?<![为除定])了(?:多少|几(?!乎)|百分)")
"""An amount of what was done (改了多少), where no year is named that may be ahead."""
_SUM = re.compile("[加合]起来|[加合](?:在|到)?一?[起块]|相加|之和|总和|合计")
_SOME_UNIT = {"块钱": "元", "块": "元", "口人": "人", "平米": "平方米", "平方": "平方米"}


@dataclass(slots=True)
class Clause:
    """One clause of a question: its text with the question words blanked, and whether it asks anything."""

    text: str
    asks: bool


@dataclass(slots=True)
class FoundAspects:
    """What is asked, main thing first; empty where no question word stands. `unit` is what 多少 counts."""

    clauses: list[Clause] = field(default_factory=list)
    aspects: list[Aspect] = field(default_factory=list)
    kind: FigureKind | None = None
    unit: str = ""


def find_aspects(text: str, *, original: str) -> FoundAspects:
    """Find what is asked in a question whose places and periods are blanked.

    `original` is the question with its periods still in it.
    """
    found = FoundAspects()
    for part in _clauses(text):
        _read_clause(part, found)
    found.aspects = list(dict.fromkeys(found.aspects))
    if len(found.aspects) > 1 and _A.OPEN in found.aspects and set(found.aspects) & FIGURES:
        found.aspects.remove(_A.OPEN)
    if found.aspects[:1] == [_A.TARGET] and re.search("全年|年度|年初", original) and "预期" not in original:
        found.aspects.append(_A.IMPLIED_TARGET)
    found.kind = _kind(original, found.aspects)
    return found


def _clauses(text: str) -> list[str]:
    """Split a question at its punctuation, and at the 、 between two amounts (签了多少个项目、总投资多少亿)."""
    parts = [part for part in _CLAUSE.split(text) if part]
    return [piece for part in parts for piece in (_AMOUNTS.split(part) if len(_MANY.findall(part)) > 1 else [part])]


def _read_clause(text: str, found: FoundAspects) -> None:
    hits: set[Aspect] = set()
    spans: list[tuple[int, int]] = []
    goals: list[tuple[int, int]] = []
    changes: list[tuple[int, int]] = []
    names = [match.span() for match in _NAMED.finditer(text)]
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            within = any(start < match.start() and match.end() < end for start, end in names)
            if match.group().strip(BLANK + " ") and not within:
                hits.add(rule.aspect)
                if rule.aspect is _A.TARGET:
                    goals.append(match.span())
                elif rule.strip:
                    spans.append(match.span())
                    changes += [match.span()] if rule.aspect is _A.CHANGE else []
    if _A.COMPARISON in hits or _BY_ITSELF.search(text):
        hits.add(_A.COMPARISON)
        spans += [match.span() for match in _FINAL_ADJECTIVE.finditer(text)]
    if _A.WHY in hits:
        spans = [span for span in spans if span not in changes]
    unit, counted = _quantities(text, spans)
    goals = _real_goals(text, goals, spans, listed=_A.LIST in hits and not counted)
    if _A.TARGET in hits and not goals:
        hits.discard(_A.TARGET)
    if any(re.search("增长|增速|增幅|下降", text[start:end]) for start, end in goals):
        hits.add(_A.CHANGE)
    found.unit = found.unit or unit
    order = _order(hits, text, counted=counted, unit=unit)
    found.aspects += order
    for start, end in (*spans, *goals):
        text = text[:start] + BLANK * (end - start) + text[end:]
    found.clauses.append(Clause(text, bool(order)))


def _real_goals(
    text: str, goals: list[tuple[int, int]], spans: list[tuple[int, int]], *, listed: bool
) -> list[tuple[int, int]]:
    """Drop words like 目标 and 指标 that are themselves what is counted or listed (多少项指标, 主要目标有哪些)."""
    counted_ends = {end for _, end in spans}
    kept = [
        g for g in goals if g[0] not in counted_ends and not re.match(r"(?:几|多少)[项个条类]", text[g[1] : g[1] + 3])
    ]
    if not listed:
        return kept
    rest = text
    for start, end in (*spans, *kept):
        rest = rest[:start] + BLANK * (end - start) + rest[end:]
    rest = re.sub("的|主要|总体|预期|发展|工作|经济社会", "", rest)
    return kept if re.search(r"[一-鿿A-Za-z]{2,}", rest) and not re.search("哪", text) else []


def _quantities(text: str, spans: list[tuple[int, int]]) -> tuple[str, bool]:
    """Add the spans of 多少 and its unit; return the first unit and whether anything is counted."""
    unit, counted = "", False
    for match in QUANTITY.finditer(text):
        counted = True
        end, own = match.end(), _unit_of(match)
        if not own and text[end : end + 1] == "钱":
            own, end = "元", end + 1
        unit = unit or own
        spans.append((match.start(), end))
    return unit, counted


def _unit_of(match: re.Match[str]) -> str:
    if PERCENT.search(match.group()):
        return "%"
    if POINTS.search(match.group()):
        return "百分点"
    unit = match.group("unit") or ("个" if match.group("ge") else "")
    return _SOME_UNIT.get(unit, unit)


def _order(hits: set[Aspect], text: str, *, counted: bool, unit: str) -> list[Aspect]:
    """Put a clause's aspects in order, and drop those that others make senseless."""
    seen = set(hits)
    if _A.DEFINITION in seen:
        return [_A.DEFINITION]
    if _A.WHY in seen:
        seen -= {_A.NAME, _A.LIST, _A.OPEN, _A.CHANGE}
    if _A.RATIO in seen or _A.COMPARISON in seen or _A.DIFFERENCE in seen:
        seen -= {_A.NAME, _A.LIST, _A.WHO, _A.OPEN, _A.SHARE}
    if _A.COMPLETION in seen:
        seen -= {_A.TARGET, _A.OPEN, _A.SHARE}
    if counted:
        seen -= {_A.OPEN, _A.LIST}
    if _A.OPEN in seen:
        seen -= {_A.OPEN} if _ITEMS.search(text) or seen & (FIGURES - {_A.TARGET}) else {_A.LIST, _A.NAME, _A.TARGET}
    if _A.NAME in seen and _ITEMS.search(text) and not re.search("哪一?[个家项部]|叫", text):
        seen.add(_A.LIST)
    if _A.LIST in seen:
        seen -= {_A.NAME}
    order = [aspect for aspect in _PRIORITY if aspect in seen]
    if _A.LIST in seen and _A.WHERE in seen:
        order = [_A.LIST, *(aspect for aspect in order if aspect is not _A.LIST)]
    if order == [_A.SHARE]:
        order.append(_A.VALUE)
    if counted and (not order or _value_first(order, text, unit)):
        order.insert(0, _A.VALUE)
    elif counted and order[0] in {_A.NAME, _A.WHEN, _A.WHERE, _A.WHO, _A.YES_NO, _A.COMPARISON}:
        order.append(_A.VALUE)
    return order


def settle(aspects: tuple[Aspect, ...], text: str, *, compared: int) -> tuple[Aspect, ...]:
    """Give words their meaning for the number of things compared (places, periods or indicators).

    With one thing, 一共 asks for a value and 多了多少 for a change; with two periods, 比2020年增加多少 asks for the
    difference.
    """
    order = list(aspects)
    if compared < 2 and not _SUM.search(text):
        order = [a for a in order if a is not _A.RATIO] or [_A.VALUE]
        order = [_A.VALUE if a is _A.TOTAL else a for a in order]
    if compared < 2:
        if _A.DIFFERENCE in order and not re.search(r"相差|差距|差(?:了)?(?:多少|几)", text):
            order[order.index(_A.DIFFERENCE)] = _A.CHANGE
    elif order[:1] == [_A.DIFFERENCE] and _EACH_MOVED.search(text) and not _SET_APART.search(text):
        order[0] = _A.CHANGE
    elif order[:1] == [_A.CHANGE] and re.search("(?<![同环])比[^?]*(?:增加|减少|[多少](?=多少|几))", text):
        order.insert(0, _A.DIFFERENCE)
    return tuple(dict.fromkeys(order))


def _value_first(order: list[Aspect], text: str, unit: str) -> bool:
    """Tell whether an amount is asked although words of change stand in the clause (新增多少张, 收入和增速是多少)."""
    if order[0] is not _A.CHANGE:
        return False
    if re.search(r"[和及与、]其?(?:同比)?(?:增速|增幅|增长率|涨幅|同比|变化)", text):
        return True
    return unit not in ("", "%", "百分点") and not re.search(r"同比|环比|比|较|增速|增幅|率", text)


def _kind(text: str, aspects: list[Aspect]) -> FigureKind | None:
    """Return whether the wording asks for what was reached or for what is planned."""
    if _A.COMPLETION in aspects:
        return None
    if _A.TARGET in aspects:
        return None if "实际" in text else FigureKind.TARGET
    done = bool(DONE.search(text)) or bool(EXPECTED.search(text))
    done = done or bool(_DID.search(text) and not re.search(r"\d年|[今明]年", text))
    planned = bool(PLANNED.search(EXPECTED.sub("", text)))
    if planned and (not done or re.search("明年|来年|下一?年|打算|目标", text)):
        return FigureKind.TARGET
    return FigureKind.ACHIEVED if done and not planned else None
