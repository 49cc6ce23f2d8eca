"""Which figure a question asks for: every figure in scope is scored by what, where, when and of what kind it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.answering.material import Material
from rag.answering.terms import content_terms
from rag.numbers import unit_family
from rag.question import canonical_terms
from rag.schema import Aspect, Figure, FigureKind, Period, Query

__all__ = ["Match", "Wanted", "allowed_kinds", "match_figures"]

WEIGHTS = {
    "indicator": 2.0,  # asked words inside the figure's own indicator
    "clause": 2.0,  # asked words inside its clause
    "sentence": 0.8,  # asked words in the sentence or the headings above it
    "specific": 1.2,  # the indicator says nothing that was not asked (税收收入, not 一般公共预算中的税收收入)
    "meaning": 1.0,  # likeness of meaning by the encoder
    "unit": 1.0,
    "kind": 1.0,
    "period": 0.8,
    "place": 1.5,
}

VALUE_KINDS = {
    FigureKind.ACHIEVED: 1.0,
    FigureKind.COUNT: 1.0,
    FigureKind.SHARE: 0.8,
    FigureKind.TARGET: 0.5,
    FigureKind.RANK: 0.1,
    FigureKind.COMPLETION: 0.1,
    FigureKind.CHANGE: 0.1,
}
KINDS_OF_ASPECT: dict[Aspect, dict[FigureKind, float]] = {
    Aspect.CHANGE: {FigureKind.CHANGE: 1.0, FigureKind.TARGET: 0.4},
    Aspect.COMPLETION: {FigureKind.COMPLETION: 1.0, FigureKind.CHANGE: 0.1, FigureKind.SHARE: 0.1},
    Aspect.TARGET: {FigureKind.TARGET: 1.0},
    Aspect.RANK: {FigureKind.RANK: 1.0},
    Aspect.SHARE: {FigureKind.SHARE: 1.0, FigureKind.ACHIEVED: 0.6, FigureKind.COMPLETION: 0.3},
}
RATES = frozenset({"percent", "points"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """One figure to look for: an indicator phrase and the aspect of it that is asked."""

    phrase: str
    aspect: Aspect
    kind: FigureKind | None
    unit: str
    periods: tuple[Period, ...]
    question: str

    @classmethod
    def of(cls, query: Query, phrase: str, aspect: Aspect | None = None) -> Wanted:
        """Return what a query wants to know about one of its indicator phrases."""
        chosen = aspect or query.aspect
        kind = FigureKind.TARGET if chosen is Aspect.TARGET else query.kind
        return cls(phrase, chosen, kind, query.unit, query.periods, query.resolved)


@dataclass(frozen=True, slots=True)
class Match:
    """A figure with its score, comparable within a question, and `support`, 0 to 1: how surely it is what was asked."""

    figure: Figure
    score: float
    support: float
    features: Mapping[str, float]


def allowed_kinds(wanted: Wanted) -> dict[FigureKind, float]:
    """Return the kinds of figure that can answer, with how well each fits."""
    kinds = dict(KINDS_OF_ASPECT.get(wanted.aspect, VALUE_KINDS))
    if wanted.kind is FigureKind.TARGET:
        return {FigureKind.TARGET: 1.0}
    if wanted.kind is FigureKind.ACHIEVED:
        kinds.pop(FigureKind.TARGET, None)
    return kinds


def match_figures(
    wanted: Wanted,
    report_ids: Sequence[str],
    material: Material,
    meaning: Mapping[str, float] | None = None,
    limit: int = 8,
) -> list[Match]:
    """Return the best figures of the reports for what is wanted, best first.

    `meaning` maps indicator phrases to a likeness of 0 to 1. Figures of another kind or of a period that does not
    meet the asked one are never returned.
    """
    kinds = allowed_kinds(wanted)
    variants = [content_terms(v) for v in dict.fromkeys((wanted.phrase, *canonical_terms(wanted.phrase)))]
    variants = [v for v in variants if v]
    if not variants:
        return []
    found = []
    for figure in material.figures(report_ids):
        if figure.kind not in kinds or not _rate_fits(wanted, figure):
            continue
        period = _period_fit(wanted.periods, figure.period)
        if period is None:
            continue
        found.append(_score(wanted, figure, variants, material, kinds[figure.kind], period, meaning or {}))
    found.sort(key=lambda m: (-m.score, m.figure.report_id, m.figure.start))
    return found[:limit]


def _rate_fits(wanted: Wanted, figure: Figure) -> bool:
    """A planned amount does not answer a question on growth, nor a planned growth rate one on an amount in 万元."""
    if figure.kind is not FigureKind.TARGET or wanted.aspect is not Aspect.CHANGE:
        return True
    return unit_family(figure.unit) in RATES or bool(figure.direction)


def _period_fit(asked: Sequence[Period], period: Period | None) -> float | None:
    """Return how well a figure's period meets the asked ones (1 the same, less for a part), None where it cannot."""
    if not asked:
        return 0.5
    if period is None:
        return 0.2
    best: float | None = None
    for want in asked:
        if not want.overlaps(period):
            continue
        same = want.first == period.first and want.last == period.last
        fit = 1.0 if same else 0.6 if want.covers(period) and want.months <= 12 else 0.2
        best = max(best or 0.0, fit)
    return best


def _unit_fit(asked: str, unit: str) -> float:
    if not asked:
        return 0.0
    if asked == unit:
        return 1.0
    return 0.7 if unit_family(asked) == unit_family(unit) else -1.0


def _score(
    wanted: Wanted,
    figure: Figure,
    variants: Sequence[Sequence[str]],
    material: Material,
    kind: float,
    period: float,
    meaning: Mapping[str, float],
) -> Match:
    weights = material.weights
    clause = figure.indicator + " " + figure.clause
    passage = material.passage_at(figure.report_id, figure.start)
    sentence = material.sentence_at(figure.report_id, figure.start)
    around = clause + " " + (sentence.text if sentence else "") + " " + (" ".join(passage.path) if passage else "")
    asked_text = wanted.question + " " + " ".join(canonical_terms(wanted.phrase))
    features = {
        "indicator": max(weights.coverage(v, figure.indicator) for v in variants),
        "clause": max(weights.coverage(v, clause) for v in variants),
        "sentence": max(weights.coverage(v, around) for v in variants),
        "specific": weights.coverage(content_terms(figure.indicator), asked_text),
        "meaning": meaning.get(figure.indicator, 0.0),
        "unit": _unit_fit(wanted.unit, figure.unit),
        "kind": kind,
        "period": period,
        "place": _place_fit(wanted, figure, material),
    }
    score = sum(WEIGHTS[name] * value for name, value in features.items())
    return Match(figure, score, _support(features), features)


def _place_fit(wanted: Wanted, figure: Figure, material: Material) -> float:
    """A figure of another scope (全省, a village) fits only where the question names that scope."""
    if figure.place == material.report(figure.report_id).place:
        return 0.0
    return 0.0 if figure.place and figure.place in wanted.question else -1.0


def _support(features: Mapping[str, float]) -> float:
    """Return how surely the figure measures what was asked: the asked words are there, or the meaning is the same."""
    words = 0.35 * features["indicator"] + 0.4 * features["clause"] + 0.25 * features["sentence"]
    sense = features["meaning"]
    base = max(words, 0.5 * words + 0.5 * sense)
    if features["place"] < 0 or features["unit"] < 0:
        base *= 0.6
    return base
