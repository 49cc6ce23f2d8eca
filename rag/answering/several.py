"""Several amounts asked at once: what one part found tells where the others stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rag.answering.adjoining import Asked, adjoining, of_unit, speaks_of
from rag.answering.draft import Draft
from rag.answering.lookup import SUPPORT, Finder, state
from rag.answering.matching import Match, Phrase, Wanted
from rag.answering.material import Material
from rag.answering.wording import place_and_period, same_words
from rag.numbers import unit_family
from rag.schema import AnswerFigure, Aspect, Figure, FigureKind, Query

__all__ = ["Part", "fill_in"]

AMOUNTS = frozenset({Aspect.VALUE, Aspect.TARGET, Aspect.CHANGE, Aspect.SHARE, Aspect.RANK, Aspect.COMPLETION})
TRIED = 12
"""How many likely figures of a part are tried as the one that the others stand beside."""


@dataclass(frozen=True)
class Part:
    """A part of a question: how it reads by itself, how after the parts before it, and its answer."""

    alone: Query
    query: Query
    draft: Draft

    @property
    def asked(self) -> Asked:
        """What the part itself asks for."""
        unit = self.alone.unit if self.alone.unit.strip("百千万亿") else ""
        return Asked("".join(self.alone.indicators), unit, self.alone.aspect, self.alone.periods)

    @property
    def is_amount(self) -> bool:
        """Whether the part asks for a figure."""
        return bool(self.query.aspects) and self.query.aspect in AMOUNTS and not self.query.sides


def fill_in(parts: Sequence[Part], finder: Finder) -> list[Draft]:
    """Return an answer for each part, with those put in that stand beside what another part found.

    Where no part has an answer by itself, the figures of one sentence are taken that together are what is asked.
    """
    drafts = [part.draft for part in parts]
    if not all(part.is_amount for part in parts):
        return drafts
    stated: dict[int, Figure] = {}
    for i, part in enumerate(parts):
        figure = _stated(part, finder.material)
        if figure is not None and figure not in stated.values():
            stated[i] = figure
    stated = _coherent(parts, stated, finder.material)
    if not stated:
        return _jointly(parts, finder) or drafts
    found = _beside(parts, stated, finder.material)
    for i in found.keys() - stated.keys():
        anchors = [figure for j, figure in found.items() if j != i]
        drafts[i] = _draft(parts[i], found[i], anchors, finder)
    return drafts


def _stated(part: Part, material: Material) -> Figure | None:
    """Return the figure that a part's answer gives, where it is in the unit that the part asks for."""
    if part.draft.abstained or part.draft.kind != "figure" or not part.draft.figures:
        return None
    first = part.draft.figures[0]
    figure = next((f for f in _cited(part.draft, material) if _is(f, first)), None)
    loose = part.alone.unit and not of_unit(part.asked, figure) if figure else False
    return None if loose else figure


def _coherent(parts: Sequence[Part], stated: dict[int, Figure], material: Material) -> dict[int, Figure]:
    """Return the stated figures without those for which the sentence of another part has one that fits better.

    That is a fact where a plan was stated beside facts, or what all the words of the part name.
    """
    kept = dict(stated)
    taken = {figure.id for figure in stated.values()}
    for i, figure in stated.items():
        asked = parts[i].asked
        planned = figure.kind is FigureKind.TARGET and parts[i].query.kind is None
        for other in [kept[j] for j in kept if j != i]:
            fact = planned and other.kind is not FigureKind.TARGET
            strayed = i > 0 and bool(asked.words) and _place(other) != _place(figure)
            if (fact or strayed) and adjoining(asked, other, taken, material, None if fact else 1.0):
                del kept[i]
                break
    return kept


def _place(figure: Figure) -> tuple[str, int]:
    return figure.report_id, figure.sentence_start


def _cited(draft: Draft, material: Material) -> Iterable[Figure]:
    return (f for c in draft.citations for f in material.figures_within(c.report_id, c.start, c.end))


def _is(figure: Figure, stated: AnswerFigure) -> bool:
    return (figure.indicator, figure.text, figure.kind.value) == (stated.indicator, stated.text, stated.kind)


def _beside(parts: Sequence[Part], stated: dict[int, Figure], material: Material) -> dict[int, Figure]:
    """Return the figure of each part, the known ones and those that stand beside one of them."""
    found = dict(stated)
    for i, part in enumerate(parts):
        nearest = sorted(stated, key=lambda j: abs(i - j))
        taken = {figure.id for figure in found.values()}
        for j in nearest if i not in found else ():
            figure = adjoining(part.asked, stated[j], taken, material)
            if figure is not None:
                found[i] = figure
                break
    return found


def _jointly(parts: Sequence[Part], finder: Finder) -> list[Draft] | None:
    """Return the answers from the one sentence that speaks of all the parts together; None where none surely does."""
    best: tuple[bool, float, float, dict[int, Figure]] | None = None
    planned = any(part.query.kind is FigureKind.TARGET for part in parts)
    phrase = Phrase.of(" ".join(part.asked.words for part in parts))
    for i, part in enumerate(parts):
        for match in _likely(part, finder):
            found = _beside(parts, {i: match.figure}, finder.material)
            if len(found) < len(parts):
                continue
            sure = _support(phrase, list(found.values()), finder.material)
            fact = planned or match.figure.kind is not FigureKind.TARGET
            if sure >= SUPPORT and (best is None or (fact, sure, match.score) > best[:3]):
                best = (fact, sure, match.score, found)
    if best is None:
        return None
    figures = best[3]
    return [_draft(part, figures[i], [figures[j] for j in figures if j < i], finder) for i, part in enumerate(parts)]


def _likely(part: Part, finder: Finder) -> list[Match]:
    """Return the figures that one part may mean, sure or not, in the unit that it asks for."""
    phrase = "".join(part.alone.indicators)
    if not phrase:
        return []
    matches = finder.all(Wanted.of(part.query, phrase), limit=TRIED)
    return [m for m in matches if m.features["place"] >= 0 and speaks_of(part.asked, m.figure, finder.material)]


def _support(phrase: Phrase, figures: Sequence[Figure], material: Material) -> float:
    """Return how fully the clauses of some figures and their sentence speak of all that is asked."""
    weights = material.weights
    contexts = [material.context(figure) for figure in figures]
    near = phrase.coverage(" ".join(f.indicator for f in figures), weights)
    clause = phrase.coverage(" ".join((*(c for c, _ in contexts), *map(material.before, figures))), weights)
    around = phrase.coverage(" ".join(a for _, a in contexts), weights)
    return 0.25 * near + 0.35 * clause + 0.4 * around


def _draft(part: Part, figure: Figure, beside: Sequence[Figure], finder: Finder) -> Draft:
    """Return the answer to a part that a figure gives; one named like a figure beside it is quoted in its clause."""
    draft = Draft(finder.material, kind="figure", trace=list(part.draft.trace), notes=list(part.draft.notes))
    wanted = replace(Wanted.of(part.query, part.asked.words or figure.indicator), question="")
    text = f"{state(figure, wanted, finder, draft)}。"
    alike = [f for f in beside if f.indicator == figure.indicator and unit_family(f.unit) == unit_family(figure.unit)]
    if alike and figure.kind is not FigureKind.TARGET:
        report = finder.material.report(figure.report_id)
        mark = draft.cite_figure(figure)
        text = f"{place_and_period(report, figure.period)}：{same_words(figure)}[{mark}]。"
    draft.text, draft.confidence, draft.told = text, SUPPORT, [figure]
    draft.trace.append(("同句", f"{part.asked.words or '（同上）'} → {figure.indicator}：{figure.text}"))
    return draft
