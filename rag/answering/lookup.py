"""Answers that state figures of the reports: the asked one first, what belongs to it after."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from rag.answering.adjoining import Asked, adjoining
from rag.answering.draft import Draft
from rag.answering.matching import BOUND, EARLIER, Match, Wanted, match_figures
from rag.answering.material import Material
from rag.answering.terms import parts_of
from rag.answering.wording import MOVES, amount, place_and_period, said, statement
from rag.numbers import unit_family
from rag.schema import Aspect, Figure, FigureKind, Query

__all__ = ["SUPPORT", "Finder", "Meaning", "companions", "lookup", "state"]

Meaning = Callable[[str, Sequence[str]], Mapping[str, float]]
"""Called with a phrase and report ids; returns the likeness of meaning, 0 to 1, of each indicator of those reports."""

SUPPORT = 0.55
"""Least support of a figure to be stated; read off the development questions in eval/questions."""

WITHIN = 0.44
"""The same among sentences that are known to speak of the subject."""

SCOPE = re.compile(r"(?:在|居)?全[省国市区县镇]")
ALSO = re.compile(r"多少|几(?=[个家户名位人件项条次])")
TO = re.compile(r"\s*(?:至|到|[-—~～]{1,2})\s*")
WHOLE = 0.9
"""A phrase whose words stand this fully in one clause is one thing, though it lists several."""

PLACES = 12
"""Most places listed in one answer."""

CLOSE = 0.35
"""Matches within this score of the best count as equally good, and the more recent report then wins."""


@dataclass(frozen=True)
class Finder:
    """Finds figures in a set of reports; `reports` holds report ids, the preferred first."""

    material: Material
    meaning: Meaning
    reports: tuple[str, ...]
    prominence: Mapping[tuple[str, int], float] = field(default_factory=dict)
    """Standard scores of the sentences, as report and offset, that the encoder finds likest to the question."""

    told: frozenset[str] = frozenset()
    """Ids of what earlier turns were told of the subject, with what belongs to it."""
    subject: tuple[str, ...] = ()
    """The phrases that stand for that subject."""
    near: frozenset[tuple[str, int]] = frozenset()
    """The sentences that were spoken of last, as report and offset, which are preferred."""
    sentences: frozenset[tuple[str, int]] = frozenset()
    """The only sentences to look in, as report and offset; all where it is empty."""

    def within(self, reports: Sequence[str]) -> Finder:
        """Return the same finder over other reports."""
        return replace(self, reports=tuple(reports))

    def all(self, wanted: Wanted, limit: int = 8) -> list[Match]:
        """Return the best matches, best first; among equally good ones the one of the preferred report."""
        if not self.reports:
            return []
        likeness = self.meaning(wanted.phrase, self.reports)
        told = self.told if wanted.phrase in self.subject else frozenset()
        most = max(limit, 24) if not self.sentences else len(self.material.figures(self.reports))
        matches = match_figures(wanted, self.reports, self.material, likeness, self.prominence, most, told, self.near)
        if self.sentences:
            matches = [m for m in matches if (m.figure.report_id, m.figure.sentence_start) in self.sentences]
        if not matches:
            return []
        rank = {report_id: i for i, report_id in enumerate(self.reports)}
        top = matches[0].score
        matches.sort(
            key=lambda m: (top - m.score > CLOSE, rank[m.figure.report_id] if top - m.score <= CLOSE else 0, -m.score)
        )
        return matches[:limit]

    def best(self, wanted: Wanted) -> Match | None:
        """Return the best match where it is sure enough, else None."""
        matches = self.all(wanted, limit=1)
        return matches[0] if matches and self.is_sure(matches[0]) else None

    def is_sure(self, match: Match) -> bool:
        """Tell whether a figure may be stated: by its words, or by fewer among the sentences that are asked about."""
        return match.support >= (WITHIN if self.sentences else SUPPORT)


def companions(figure: Figure, material: Material) -> list[Figure]:
    """Return the figures of the same sentence that belong to the same amount, in the order of the text."""
    near = material.figures_within(figure.report_id, figure.sentence_start, figure.sentence_end)
    head = figure.head or figure.id

    def belongs(other: Figure) -> bool:
        was = other.indicator == figure.indicator and EARLIER.search(other.basis + figure.basis)
        return head in {other.id, other.head} or bool(was)

    return [f for f in near if f.id != figure.id and belongs(f)]


def lookup(query: Query, groups: Sequence[tuple[str, Finder]], draft: Draft) -> bool:
    """State the asked figures in the draft; return False where none is sure enough.

    `groups` pairs each place with a finder over its reports. One statement for each asked indicator and place; figures
    of the same clause follow as context, and another value that the same place gives for the same thing is noted.
    Where no place is asked, the places that give the figure are listed, each by name.
    """
    stated: list[tuple[Match, Wanted, Finder]] = []
    lacking: list[str] = []
    for phrase in [p for p in query.indicators if not SCOPE.fullmatch(p)] or [query.resolved]:
        found = _find(query, phrase, groups)
        parted = [_find(query, part, groups) for part in parts_of(phrase)]
        if parted and all(parted) and (not found or found[0][0].features["clause"] < WHOLE):
            stated += [f for part in parted for f in part]
            continue
        if not found:
            lacking.append(phrase)
            continue
        missing = [name for name, finder in groups if not any(f is finder for _, _, f in found)]
        if query.places and missing:
            draft.note([f"{'、'.join(missing)}的报告没有给出“{phrase}”。"])
        stated += found
    beside = _lacking(query, lacking, stated)
    if len(beside) < len(lacking):
        likeliest = (m.support for p in lacking for _, finder in groups for m in finder.all(Wanted.of(query, p)))
        draft.confidence = max(likeliest, default=0.0)
        return False
    stated = _of_one_kind(query, [*stated, *beside])
    parts = [state(match.figure, wanted, finder, draft) for match, wanted, finder in stated]
    for match, wanted, finder in stated:
        _differing(match, wanted, finder, draft)
    draft.kind = "figure"
    draft.told = [_ranked(match.figure, finder.material) for match, _, finder in stated]
    draft.confidence = min(match.support for match, _, _ in stated)
    draft.text = "；".join(dict.fromkeys(parts)) + "。"
    return True


def _lacking(
    query: Query, phrases: Sequence[str], stated: Sequence[tuple[Match, Wanted, Finder]]
) -> list[tuple[Match, Wanted, Finder]]:
    """Return what the phrases without a sure figure mean, where it stands beside one that was found."""
    found: list[tuple[Match, Wanted, Finder]] = []
    for phrase in phrases if len({id(finder) for _, _, finder in stated}) == 1 else ():
        for match, _, finder in stated:
            taken = {m.figure.id for m, _, _ in (*stated, *found)}
            asked = Asked(phrase, query.unit, query.aspect)
            figure = adjoining(asked, match.figure, taken, finder.material)
            if figure is not None:
                found.append((replace(match, figure=figure), Wanted.of(query, phrase), finder))
                break
    return found


def _ranked(figure: Figure, material: Material) -> Figure:
    """Return what a rank is of; any other figure itself."""
    amounts = [f for f in companions(figure, material) if f.id == figure.head]
    return amounts[0] if figure.kind is FigureKind.RANK and amounts else figure


def _of_one_kind(query: Query, stated: list[tuple[Match, Wanted, Finder]]) -> list[tuple[Match, Wanted, Finder]]:
    """Return what is stated with facts for plans, where the sentence of another fact has them; no plan is asked."""
    facts = [match.figure for match, _, _ in stated if match.figure.kind is not FigureKind.TARGET]
    if query.kind is not None or not facts or len(facts) == len(stated):
        return stated
    taken = {figure.id for figure in facts}
    kept = []
    for match, wanted, finder in stated:
        asked = Asked(wanted.phrase, query.unit, query.aspect)
        near = (adjoining(asked, fact, taken, finder.material) for fact in facts)
        figure = next(filter(None, near), None) if match.figure.kind is FigureKind.TARGET else None
        kept.append((replace(match, figure=figure) if figure else match, wanted, finder))
    return kept


def _find(query: Query, phrase: str, groups: Sequence[tuple[str, Finder]]) -> list[tuple[Match, Wanted, Finder]]:
    """Return the sure match of each place; where no place is asked, only those about as good as the best."""
    wanted = Wanted.of(query, phrase)
    found = [(match, wanted, finder) for _, finder in groups if (match := finder.best(wanted))]
    top = max((match.score for match, _, _ in found), default=0.0)
    return [f for f in found if query.places or query.all_places or f[0].score >= top - CLOSE][:PLACES]


def state(figure: Figure, wanted: Wanted, finder: Finder, draft: Draft) -> str:
    """Return the statement of one figure with its mark, and what belongs to it."""
    report = finder.material.report(figure.report_id)
    mark = f"[{draft.cite_figure(figure)}]"
    text = f"{place_and_period(report, figure.period)}{statement(figure)}{mark}"
    related = companions(figure, finder.material)
    beside = _beside(figure, finder.material)
    if not beside and len(ALSO.findall(wanted.question)) > 1:
        related += _same_clause(figure, finder.material)
    for other in beside:
        draft.cite_figure(other)
    upper = _upper(figure, finder.material)
    if upper:
        draft.cite_figure(upper)
        text = text[: -len(mark)] + f"至{amount(upper)}" + mark
    text = text[: -len(mark)] + "".join(f"、{_moved(f)}{amount(f)}" for f in beside) + mark
    if wanted.aspect in {Aspect.VALUE, Aspect.TARGET}:
        related = [f for f in related if f.start > figure.start or EARLIER.search(f.basis)]
    extra = []
    for other in related[:3]:
        draft.cite_figure(other)
        when = other.period.label if other.period and EARLIER.search(figure.basis) else ""
        extra.append(when + (said(other) if other.head else statement(other)))
    if extra:
        text += "（" + "，".join(dict.fromkeys(extra)) + "）"
    draft.trace.append(("指标", f"{wanted.phrase} → {figure.indicator}：{figure.text}"))
    return text


def _moved(figure: Figure) -> str:
    return MOVES.get(figure.direction, "") if figure.kind is FigureKind.CHANGE else ""


def _upper(figure: Figure, material: Material) -> Figure | None:
    """Return the other end of a range whose lower end is a figure (5000元至3万元)."""
    near = material.figures_within(figure.report_id, figure.clause_start, figure.clause_end)
    source = material.source(material.report(figure.report_id))
    after = (f for f in near if f.start > figure.start and unit_family(f.unit) == unit_family(figure.unit))
    return next((f for f in after if TO.fullmatch(source[figure.end : f.start])), None)


def _beside(figure: Figure, material: Material) -> list[Figure]:
    """Return what the same clause says of the same thing in other units (715户、1576人)."""
    near = material.figures_within(figure.report_id, figure.sentence_start, figure.sentence_end)
    family = unit_family(figure.unit)
    same = [f for f in near if f.indicator == figure.indicator and f.kind is figure.kind and not f.head]
    return [f for f in same if f.start > figure.start and unit_family(f.unit) != family][:2]


def _same_clause(figure: Figure, material: Material) -> list[Figure]:
    """Return the other figures of the clause, for a question that asks for several numbers at once."""
    near = material.figures_within(figure.report_id, figure.clause_start, figure.clause_end)
    return [f for f in near if f.id != figure.id and not f.head]


def _differing(match: Match, wanted: Wanted, finder: Finder, draft: Draft) -> None:
    """Note other values that the same place and period gives for the same thing."""
    figure = match.figure
    place = finder.material.report(figure.report_id).place

    end = _upper(figure, finder.material)
    upper = end.id if end else ""

    def rival(other: Match) -> bool:
        f = other.figure
        return (
            f.id not in {figure.id, upper}
            and f.kind is figure.kind
            and f.indicator == figure.indicator
            and f.period == figure.period
            and unit_family(f.unit) == unit_family(figure.unit)
            and f.base != figure.base
            and f.place == figure.place
            and finder.material.report(f.report_id).place == place
            and not (BOUND.search(f.qualifier + f.clause) and f.base < figure.base)
        )

    for _, group in groupby(filter(rival, finder.all(wanted)), key=lambda m: m.figure.base):
        other = next(group).figure
        mark = draft.cite_figure(other)
        source = finder.material.report(other.report_id)
        draft.note([f"报告另一处说法不同：{place_and_period(source, other.period)}{statement(other)}[{mark}]。"])
