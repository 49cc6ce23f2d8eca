"""Shares of a whole, and wholes from a part and its share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, product

from rag.answering.compute import HUNDRED, rounded
from rag.answering.derive import finish, opening, reached
from rag.answering.draft import Draft
from rag.answering.lookup import SUPPORT, Finder, companions
from rag.answering.matching import RATES, REACHED, Match, Phrase, Wanted
from rag.answering.terms import asked_terms, content_terms
from rag.answering.wording import amount, statement
from rag.numbers import format_quantity, unit_family
from rag.period import find_periods
from rag.schema import Aspect, Figure, FigureKind, Query

__all__ = ["implied_whole", "of_another_part", "say_whole", "share_of_whole", "stated_share", "whole_by_rate"]

SHARE_OF = re.compile(
    r"(?P<part>.{2,}?)(?:(?:能|可|会|要|大概|大约|差不多|所)*占(?:到|了|据)*|在)(?:全[市省国区县镇]的?)?(?P<whole>.{2,}?)(?:中|里)?的?"
    r"(?:比重|比例|份额|百分比|多少|多大|几成|百分之|$)"
)
SHARE_IN = re.compile(
    r"(?P<whole>.{2,}?)(?:里|中|当中|里面|里头|之中)[，,]?(?P<part>[^，,？?]{2,}?)(?:所|大概|大约|差不多|能|这块|部分)*"
    r"(?:占|贡献)(?:了|到|比|多|几|百|的|$)"
)
ASKS_SHARE = re.compile(r"占|比重|比例|份额|百分|几成|share|percent", re.IGNORECASE)
BY_RATE = re.compile(r"按照?(?P<rate>[^，,？?]{1,8}率)(?:来)?(?:倒推|反推|推|折算|算|估)")
WHOLE, HALF = 0.6, 0.5
"""Least coverage of the words for the whole by the indicator that is taken for it."""
NEAR, BESIDE = 300, 1.0
"""A whole within so many characters of its part is likelier by so much."""
SAID = 3.0
"""So much likelier is a whole of which the report itself says that the part is one."""
SOME = 0.3
"""Least coverage of the named whole by the amount that the report says the part is of."""
SURE = 0.8
"""Least support of part and whole that stand far apart."""


def stated_share(query: Query, finder: Finder) -> Query | None:
    """Return the query for the part alone where a figure gives its share and its sentence speaks of the whole."""
    named = SHARE_OF.match(query.indicators[0]) if query.indicators else None
    if named is None:
        return None
    part = replace(query, indicators=(named["part"],))
    match = finder.best(Wanted.of(part, named["part"]))
    if (
        match is None
        or match.figure.kind is not FigureKind.SHARE
        or not _speaks_of(match.figure, named["part"], finder)
    ):
        return None
    _, around = finder.material.context(match.figure)
    told = finder.material.weights.coverage(asked_terms(named["whole"]), around) > WHOLE
    return part if told else None


def of_another_part(query: Query, finder: Finder) -> bool:
    """Tell whether the best stated share is that of another part, in what the question names as its part."""
    phrase = query.indicators[0] if query.indicators else ""
    named = SHARE_IN.match(_without_scope(query)) or SHARE_OF.match(phrase)
    match = finder.best(Wanted.of(query, phrase)) if named else None
    if named is None or match is None or "占" not in match.figure.indicator:
        return False
    return not _speaks_of(match.figure, named["part"], finder)


def _speaks_of(share: Figure, part: str, finder: Finder) -> bool:
    """Tell whether a share is that of the asked part: what stands before 占 speaks of it."""
    before = f"{share.indicator.partition('占')[0]} {share.clause.partition('占')[0]}".lower()
    return Phrase.of(part).coverage(before, finder.material.weights) >= HALF


def share_of_whole(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the share of a part in the whole that the question names, else in the one that its sentence names before it.

    The two must be amounts of one unit and period, the whole the larger one: `part ÷ whole`.
    """
    if not ASKS_SHARE.search(query.resolved):
        return False
    phrase = "".join(query.indicators) or query.resolved
    named = SHARE_IN.match(_without_scope(query)) or SHARE_OF.match(phrase)
    pairs = _named(named["part"], named["whole"], query, finder) if named else _unnamed(query, finder)
    for match, whole in chain(pairs, _within_named(named["part"], named["whole"], query, finder) if named else ()):
        part = match.figure
        where, mark = opening(part, finder, draft)
        beside = f"[{draft.cite_figure(whole)}]"
        report = finder.material.report(part.report_id)
        value = rounded(part.base / whole.base * HUNDRED)
        shown = format_quantity(value, "%")
        joint, rate = ("占", "比重") if "占" in query.resolved else ("相当于", "比例")
        draft.compute(f"{part.indicator}{joint}{whole.indicator}{rate}", report.place, part.period, value, "%", shown)
        among = "其中" if _said_within(part, whole, finder) else ""
        text = (
            f"{where}{part.indicator}{joint}{whole.indicator}的{rate}约为{shown}"
            f"（推算：{amount(part)} ÷ {amount(whole)}）{mark}。"
            f"依据：{statement(whole)}{'' if beside == mark else beside}，{among}{statement(part)}{mark}。"
        )
        return finish(draft, match, text, "比重报告没有直接给出，由部分和总数算得。")
    return False


def _without_scope(query: Query) -> str:
    """Return the question without its places and years."""
    text = query.resolved
    for place in query.places:
        text = re.sub(f"{re.escape(place)}|{re.escape(re.sub('(?:街道|[省市区县镇乡])$', '', place))}", "", text)
    for start, end, _ in reversed(find_periods(text)):
        text = text[:start] + text[end:]
    return re.sub(r"^(?:截?[到至]|在|的|年|度)+", "", text)


def _named(part: str, whole: str, query: Query, finder: Finder) -> Iterator[tuple[Match, Figure]]:
    """Yield likely pairs of a part and the whole that a question names, the likeliest first."""
    tops, bottoms = _candidates(part, query, finder), _candidates(whole, query, finder)
    if any(_nameless_part(p.figure, w.figure, finder) for p, w in product(tops, bottoms)):
        return
    likely = [(p, w) for p, w in product(tops, bottoms) if _within(p.figure, w.figure)]
    pairs = [(p, w, _closeness(p.figure, w.figure, finder)) for p, w in likely]
    pairs = [(p, w, near) for p, w, near in pairs if near or min(p.support, w.support) >= SURE]
    pairs.sort(key=lambda pair: -(pair[0].score + pair[1].score + pair[2]))
    yield from ((p, w.figure) for p, w, _ in pairs)


def _within_named(part: str, whole: str, query: Query, finder: Finder) -> Iterator[tuple[Match, Figure]]:
    """Yield a part with the amount that the report itself says it is part of, where that is the named whole."""
    weights, named = finder.material.weights, Phrase.of(whole)
    for match, of in _unnamed(replace(query, indicators=(part,), resolved=part), finder):
        told = named.coverage(finder.material.context(of)[0], weights)
        if told >= SOME and told > named.coverage(match.figure.indicator, weights):
            yield match, of


def _candidates(phrase: str, query: Query, finder: Finder) -> list[Match]:
    """Return the sure figures for a phrase, only those of that very name where there are any."""
    found = list(reached(replace(query, indicators=(phrase,), resolved=phrase), finder))
    return [match for match in found if match.figure.indicator == phrase] or found


def _within(part: Figure, whole: Figure) -> bool:
    """Tell whether one figure may be a part of the other: a smaller amount of the same report, unit and period."""
    same = part.report_id == whole.report_id and part.base_unit == whole.base_unit and part.period == whole.period
    return same and 0 < part.base < whole.base and whole.kind in REACHED and part.indicator != whole.indicator


def _nameless_part(part: Figure, whole: Figure, finder: Finder) -> bool:
    """Tell whether the report gives a part of the whole under the whole's own name, so that no other one is meant."""
    same = (part.report_id, part.indicator, part.base_unit) == (whole.report_id, whole.indicator, whole.base_unit)
    return same and 0 < part.base < whole.base and _said_within(part, whole, finder)


def _closeness(part: Figure, whole: Figure, finder: Finder) -> float:
    """Return by how much a pair is likelier for standing together, most where the report says it is part and whole."""
    if _said_within(part, whole, finder):
        return SAID
    return BESIDE if abs(part.start - whole.start) <= NEAR else 0.0


def _unnamed(query: Query, finder: Finder) -> Iterator[tuple[Match, Figure]]:
    """Yield a part with the larger amount that its sentence names before it, of which it is said to be a part."""
    for match in reached(query, finder):
        part = match.figure
        near = finder.material.figures_within(part.report_id, part.sentence_start, part.sentence_end)
        wholes = [f for f in near if f.start < part.start and _within(part, f)]
        wholes = [f for f in wholes if _said_within(part, f, finder)]
        if wholes:
            yield match, wholes[-1]


def _said_within(part: Figure, whole: Figure, finder: Finder) -> bool:
    """Tell whether the report itself says that one amount is a part of another (固定资产投资, 其中工业固定资产投资)."""
    source = finder.material.source(finder.material.report(part.report_id))
    near = 0 < part.start - whole.end <= NEAR
    return near and (whole.indicator in part.indicator or "其中" in source[whole.end : part.start])


def implied_whole(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the whole from a part and its share in it: `part ÷ share`; the asked phrase must be the whole."""
    phrases = query.indicators or (query.resolved,)
    for phrase in reversed(phrases):
        asked = replace(query, indicators=(phrase,), aspects=(Aspect.SHARE,), unit="")
        for match in finder.all(Wanted.of(asked, phrase)):
            share = match.figure
            _, of, whole = share.indicator.partition("占")
            if share.kind is not FigureKind.SHARE or not of or match.support < SUPPORT or not share.value:
                continue
            parts = [f for f in companions(share, finder.material) if f.kind in REACHED]
            if not parts or not finder.material.weights.coverage({phrase: 1.0}, whole):
                continue
            return say_whole(match, parts[0], share, phrase, finder, draft)
    return False


def whole_by_rate(query: Query, finder: Finder, draft: Draft) -> bool:
    """Give the whole from a part and the rate that the question names (按核减率倒推): `part ÷ rate`."""
    named = BY_RATE.search(query.text)
    if named is None or unit_family(query.unit or "元") in RATES:
        return False
    asked = replace(query, indicators=(named["rate"],), aspects=(Aspect.VALUE,), unit="%", resolved=named["rate"])
    for match in finder.all(Wanted.of(asked, named["rate"])):
        rate = match.figure
        if match.support < SUPPORT or unit_family(rate.unit) != "percent" or not 0 < rate.value < HUNDRED:
            continue
        near = finder.material.figures_within(rate.report_id, rate.sentence_start, rate.sentence_end)
        stem = set(content_terms(named["rate"].removesuffix("率")))
        parts = [f for f in near if f.kind in REACHED and unit_family(f.unit) not in RATES]
        parts = [f for f in parts if stem & set(content_terms(f.indicator))]
        if parts:
            return say_whole(match, parts[-1], rate, query.indicators[0] if query.indicators else "总数", finder, draft)
    return False


def say_whole(match: Match, part: Figure, share: Figure, name: str, finder: Finder, draft: Draft) -> bool:
    """Write what a part and its share make the whole; always true."""
    where, mark = opening(part, finder, draft)
    draft.cite_figure(share)
    report = finder.material.report(part.report_id)
    value = rounded(part.value / (share.value / HUNDRED))
    shown = format_quantity(value, part.unit)
    draft.compute(name, report.place, part.period, value, part.unit, shown)
    text = (
        f"{where}{name}约为{shown}（推算：{amount(part)} ÷ {share.text}）{mark}。"
        f"依据：{statement(part)}，{statement(share)}{mark}。"
    )
    return finish(draft, match, text, "总数报告没有直接给出，由其中一部分和它的占比算得。")
