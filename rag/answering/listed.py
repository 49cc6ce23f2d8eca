"""Sums and orders of things that the question lists by name, of which the reports give an amount each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from rag.answering.compute import Operand, say_order, say_total
from rag.answering.draft import Draft
from rag.answering.lookup import Finder
from rag.answering.matching import RATES, REACHED
from rag.answering.terms import asked_terms, content_terms, expected_families
from rag.numbers import parse_number, unit_family
from rag.period import find_periods
from rag.schema import Figure, FigureKind, Query

__all__ = ["listed_members", "read_list"]

SUM = re.compile(r"(?:这|那)?(?:[加合]起来|[加合](?:在|到)?一[起块]儿?|相加|合计|一共|总共|共计|之和|总和)")
MOST = re.compile(
    r"[,，]?(?:里面?|中|当中)?[,，]?(?:是)?哪(?:一)?(?P<m>[个家项块类座条种])(?:的)?(?P<head>[^，,？?]{0,10}?)"
    r"(?:更|最|比较)?(?P<way>[大高多小低少])"
)
LEAST = frozenset("小低少")
COUNTED = re.compile(r"(?:这|那)?(?P<n>[两二三四五六七八九十]|\d{1,2})(?:个|大|项|块|类|家|座|条|种|者)+")
SEPARATOR = re.compile(r"、|和(?!谐|平|美)|与|以及|还有|跟|及(?!时|其)")
COMMA = re.compile(r"、")
PLANNED = re.compile(r"目标|计划|预期|打算|力争")
WEAK = re.compile(
    r"计划|目标|预期|打算|总|[投花]的|投入|投资|资金|[钱款]|完成|实现|面积|总额|金额|总量|数量|数额|规模|人数|户数|家数"
    r"|产业|项目|的|都|分别|各"
)
"""Words of what is added up that the unit says too, or that say nothing."""
PART = 0.7
"""Least part of a member's words in what a number says it is of."""
HEAD = 0.5
"""Least part of the words for what is added up in the sentence or under its heading."""
SPOKEN = 0.3
"""Least part of an amount's own name that the question says, where it does not say what is added up."""
NEAR = 1200
"""The numbers of all members stand within so many characters of one report."""
CHOICES = 4
TWO = 2
TOGETHER = 0.5


@dataclass(frozen=True, slots=True)
class Listed:
    """The members that a question lists, and what of each is asked."""

    members: tuple[str, ...]
    head: str
    way: str = ""


def listed_members(query: Query, finder: Finder, draft: Draft) -> bool:
    """Add up, or order, the amounts of the listed members; False unless each has a sure one."""
    if len(query.places) > 1 or query.sides:
        return False
    listed = read_list(query)
    if listed is None:
        return False
    group = _group(listed, query, finder)
    if group is None:
        return False
    operands = [Operand(f, f.indicator, f"[{draft.cite_figure(f)}]") for f in group]
    draft.confidence = PART
    if listed.way:
        return say_order(operands, draft, lowest=listed.way in LEAST)
    say_total(operands, draft)
    draft.told = []
    return True


def read_list(query: Query) -> Listed | None:
    """Return what a question lists (甲、乙和丙三个项目总投资合计); None where it lists nothing."""
    text = _bare(query)
    total, most = SUM.search(text), MOST.search(text)
    if total:
        return _split(text[: total.start()].rstrip("，, "), "")
    if most:
        listed = _split(text[: most.start()], most["head"])
        return Listed(listed.members, listed.head or most["head"], most["way"]) if listed else None
    return None


def _bare(query: Query) -> str:
    """Return the question without its places and periods."""
    text = query.resolved
    for place in query.places:
        text = re.sub(f"{re.escape(place)}|{re.escape(re.sub('(?:街道|[省市区县镇乡])$', '', place))}", "", text)
    for start, end, _ in reversed(find_periods(text)):
        text = text[:start] + text[end:]
    return text.strip("，,。？? 的")


def _split(text: str, head: str) -> Listed | None:
    """Cut a list into its members and what of each is asked, which stands behind their count or the last 的."""
    counted = list(COUNTED.finditer(text))
    number = None
    if counted and counted[-1].start() > 0:
        named = counted[-1]
        number = parse_number(named["n"].replace("两", "二"))
        text, head = text[: named.start()], head or text[named.end() :]
    for separator in (COMMA, SEPARATOR):
        pieces = [p.strip("，, ") for p in separator.split(text.rstrip("，, "))]
        if len(pieces) < TWO or not all(pieces) or (number is not None and len(pieces) != number):
            continue
        if number is None and separator is COMMA and SEPARATOR.search(COMMA.sub("", text)):
            continue
        last, of, own = pieces[-1].rpartition("的")
        if of and last and own and not head:
            pieces[-1], head = last, own
        first = re.split(r"[，,]", pieces[0])[-1]
        pieces[0] = first.rstrip("的").rpartition("的")[2]
        members = tuple(p.rstrip("的") for p in pieces)
        if all(len(m) > 1 for m in members) and len(set(members)) == len(members):
            return Listed(members, head.strip("的，, "))
    return None


def _group(listed: Listed, query: Query, finder: Finder) -> list[Figure] | None:
    """Return one amount for each member; None where one has none, or where two choices are equally good."""
    planned = PLANNED.search(query.resolved) is not None
    kinds = {FigureKind.TARGET} if planned else REACHED
    families, spoken = _families(listed, query), _besides(listed, query)
    found: list[tuple[float, list[Figure]]] = []
    for report in finder.reports:
        figures = [f for f in finder.material.figures([report]) if _fits(f, kinds, families, query)]
        choices = [_choices(member, listed, spoken, figures, finder) for member in listed.members]
        for group in product(*choices) if all(choices) else ():
            chosen = [f for _, f in group]
            if _go_together(chosen) and (listed.way or not _one_within(chosen, finder)):
                found.append((sum(score for score, _ in group) + _closeness(chosen), chosen))
    found.sort(key=lambda entry: -entry[0])
    if not found or (len(found) > 1 and found[0][0] - found[1][0] < 0.05 and _sum(found[0][1]) != _sum(found[1][1])):
        return None
    return found[0][1]


def _families(listed: Listed, query: Query) -> set[str]:
    """Return the families of unit, or the counter, that is asked for; 多少亿 without a unit asks for money."""
    if query.unit.strip("百千万亿"):
        return {unit_family(query.unit) or query.unit}
    return expected_families(listed.head) or ({"money"} if query.unit else set())


def _besides(listed: Listed, query: Query) -> str:
    """Return the question without its members: what it says of them."""
    text = query.resolved
    for member in listed.members:
        text = text.replace(member, " ")
    return text


def _sum(figures: Sequence[Figure]) -> object:
    return sum(f.base for f in figures)


def _fits(figure: Figure, kinds: set[FigureKind] | frozenset[FigureKind], families: set[str], query: Query) -> bool:
    if figure.kind not in kinds or figure.direction or figure.basis or unit_family(figure.unit) in RATES:
        return False
    if query.periods and not (figure.period and any(p.overlaps(figure.period) for p in query.periods)):
        return False
    return not families or (unit_family(figure.unit) or figure.unit) in families


def _choices(
    member: str, listed: Listed, spoken: str, figures: Sequence[Figure], finder: Finder
) -> list[tuple[float, Figure]]:
    """Return the amounts that are said of a member, the likeliest first."""
    weights, asked = finder.material.weights, asked_terms(member)
    head = dict.fromkeys(content_terms(WEAK.sub(" ", listed.head)), 1.0)
    found = []
    for figure in figures:
        told = weights.coverage(asked, _own_words(figure, finder))
        if told < PART or (head and weights.coverage(head, finder.material.context(figure)[1]) < HEAD):
            continue
        own = dict.fromkeys(content_terms(figure.indicator), 1.0)
        if not head and weights.coverage(own, spoken) < SPOKEN:
            continue
        named = weights.coverage(head, figure.indicator) if head else 0.0
        found.append((told + 0.3 * named + 0.2 * weights.coverage(asked, figure.indicator), figure))
    return sorted(found, key=lambda entry: -entry[0])[:CHOICES]


def _own_words(figure: Figure, finder: Finder) -> str:
    """Return what a number's own words are: its indicator, and what stands between it and the amounts beside it.

    80亿元的甲项目 is told of behind, 甲项目80亿元 before.
    """
    material = finder.material
    source = material.source(material.report(figure.report_id))
    near = material.figures_within(figure.report_id, figure.sentence_start, figure.sentence_end)
    alike = [f for f in near if f.base_unit == figure.base_unit and f.kind is figure.kind]
    if source[figure.end : figure.end + 1] == "的":
        end = min((f.start for f in alike if f.start > figure.start), default=figure.clause_end)
        return f"{figure.indicator} {source[figure.end : min(end, figure.clause_end)]}".lower()
    start = max((f.end for f in alike if f.end <= figure.start), default=figure.sentence_start)
    return f"{figure.indicator} {source[start : figure.end]}".lower()


def _go_together(figures: Sequence[Figure]) -> bool:
    """Tell whether amounts are different ones of one kind of unit, kind and period that stand near each other."""
    if len({f.id for f in figures}) < len(figures) or len({f.base_unit for f in figures}) > 1:
        return False
    if len({f.period for f in figures}) > 1 or len({f.place for f in figures}) > 1:
        return False
    starts = sorted(f.start for f in figures)
    return starts[-1] - starts[0] <= NEAR * len(figures)


def _one_within(figures: Sequence[Figure], finder: Finder) -> bool:
    """Tell whether the report says that one of the amounts is a part of what stands before it."""
    source = finder.material.source(finder.material.report(figures[0].report_id))
    spans = sorted((f.start, f.end, f.sentence_start) for f in figures)
    return any("其中" in source[max(one[1], other[2]) : other[0]] for one, other in pairwise(spans))


def _closeness(figures: Sequence[Figure]) -> float:
    """Return by how much amounts are likelier for standing in one sentence, and in the asked order."""
    joined = len({f.sentence_start for f in figures}) == 1
    ordered = all(one.start < other.start for one, other in pairwise(figures))
    return TOGETHER * joined + 0.1 * ordered
