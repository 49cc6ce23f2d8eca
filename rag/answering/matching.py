"""Which figure a question asks for: every figure in scope is scored by what, where, when and of what kind it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rag.answering.material import Material
from rag.answering.periods import EARLIER, RATES, REACHED, SUMMED, YEAR, period_fit
from rag.answering.terms import MEASURES, Asked, TermWeights, asked_terms, content_terms, expected_families, head_of
from rag.numbers import unit_family
from rag.question import canonical_terms
from rag.schema import Aspect, Figure, FigureKind, Period, Query
from rag.understanding.contrast import opposed
from rag.understanding.equivalents import same_words
from rag.understanding.ranked import in_field, thing_and_field

__all__ = [
    "ADDED",
    "BARE",
    "EARLIER",
    "MEASURED",
    "OUTFITS",
    "RATE",
    "RATES",
    "REACHED",
    "YEARLY",
    "Match",
    "Phrase",
    "Wanted",
    "allowed_kinds",
    "match_figures",
]

WEIGHTS = {
    "indicator": 2.0,  # asked words inside the figure's own indicator
    "clause": 2.0,  # asked words inside its clause
    "sentence": 0.8,  # asked words in the sentence or the headings above it
    "specific": 1.2,  # the indicator says nothing that was not asked (税收收入, not 一般公共预算中的税收收入)
    "meaning": 1.0,  # likeness of meaning by the encoder
    "unit": 1.5,
    "kind": 1.0,
    "period": 0.8,
    "place": 1.5,
    "basis": 1.0,
    "exact": 0.5,
    "head": 1.2,  # what is counted (产值, 解决率) is named by the figure itself
    "stock": 1.0,  # what there is in all is not answered by what was added to it
    "prominence": 0.2,  # standard score of its sentence's likeness to the question
    "told": 4.0,  # an earlier turn was told it of the subject, or it belongs to what was told
    "near": 0.5,  # its sentence was spoken of last
    "other": 1.5,  # it names another of several like things (进出口 for 出口)
    "closed": 0.6,  # the indicator ends with something asked (贫困户, not 贫困户分红)
}


VALUE_KINDS = {
    FigureKind.ACHIEVED: 1.0,
    FigureKind.COUNT: 1.0,
    FigureKind.SHARE: 0.8,
    FigureKind.TARGET: 0.5,
}
KINDS_OF_ASPECT: dict[Aspect, dict[FigureKind, float]] = {
    Aspect.CHANGE: {FigureKind.CHANGE: 1.0, FigureKind.TARGET: 0.4},
    Aspect.COMPLETION: {FigureKind.COMPLETION: 1.0, FigureKind.CHANGE: 0.1, FigureKind.SHARE: 0.1},
    Aspect.TARGET: {FigureKind.TARGET: 1.0},
    Aspect.RANK: {FigureKind.RANK: 1.0},
    Aspect.SHARE: {FigureKind.SHARE: 1.0, FigureKind.ACHIEVED: 0.6},
}
RATE = re.compile(r"(?:率|比重|占比|比例|比率|百分比|城乡居民收入比|城乡收入比|之比)$")
SAME_UNIT = frozenset({Aspect.DIFFERENCE, Aspect.TOTAL, Aspect.COMPARISON})
"""Where one unit holds for all asked indicators; else each of several has its own, and the question names but one."""

SHARED = re.compile(r"占|比重|比例|份额|率|几成|百分之|share|percent", re.IGNORECASE)
PER = re.compile(r"[人户亩地村]均")
PEOPLES = (
    ("城镇居民", re.compile(r"城|市民")),
    ("农村居民", re.compile(r"[农乡]")),
)
"""People whom a question names, and how a figure of theirs names them."""
BOUND = re.compile(r"突破|超过|跨过|迈上|连跨|站上|跨越|逾")
"""Words of a milestone, which gives way to the exact amount beside it."""
SPAN = re.compile(
    r"(?:[二三四五六七八九十两\d]+年|任期)(?:来|间|内|里|累计|一?共|总共|新增|完成|建成|投入)|累计|年来|届"
)
"""Words of a question on several years together (五年新增多少)."""
ADDED = re.compile(r"新增|净增|新入库|新登记")
NEW = re.compile(r"[新增加添净]|多了|就业|入库")
"""Words of a question on what was added; new jobs are asked for as jobs."""
YEARLY = re.compile(r"年均|平均每年|每年平均|年平均")
MEASURE = re.compile(r"(?:总量|总额|总值|规模|数额|数量|总数|人数|金额|多大)$")
COUNTED = re.compile(
    r"(?:多少|几)[万亿]?(?:[个家户处座所名位人件项条次起场台套亩元米吨辆张间栋]{0,3})(?P<what>[^\W\d的]{2,})"
)
MEASURED = frozenset({"money", "foreign_money", "area", "length", "mass", "percent", "points", "volume", "rank"})
FLOOR, GAIN, OFFSET, HIGHEST = 0.33, 0.06, 0.05, 5.0
"""Support grows by `GAIN` a standard deviation that a sentence stands out, less `OFFSET`, where it is `FLOOR` already.

Of 771 decisions on development questions, logistic regression on support and standard score has an area under the curve
of 0.907 (0.884 for support alone), more features gain nothing; constants read off its trade-off.
"""
AGAINST = ("place", "unit", "stock", "other")
"""Features of which −1 speaks against a figure, however well its words match."""
LIKE = 0.5
"""Least fit of a figure's kind to what is asked for its sentence's standing out to count."""
OWN = frozenset("天日月年岁批期届轮倍")
"""Units of which one never stands for another, unlike the counters of things (座, 台, 处)."""
BARE = frozenset(["万", "亿", "万亿", "千", "百万"])
"""What a number may have for a unit where the thing counted follows at once (1.5万贫困人口)."""
NEGATIONS = "不非未无"
SHORT = 2
NEAREST = 3
PEOPLE = "people"
OUTFITS = frozenset("家户个")
"""Counters that people and reports use for firms and shops alike."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One figure to look for: an indicator phrase and the aspect of it that is asked."""

    phrase: str
    aspect: Aspect
    kind: FigureKind | None
    unit: str
    periods: tuple[Period, ...]
    question: str
    field: str = ""
    """Among whom a rank is asked (世界500强)."""

    @classmethod
    def of(cls, query: Query, phrase: str, aspect: Aspect | None = None) -> Wanted:
        """Return what a query wants to know about one of its indicator phrases."""
        chosen = aspect or query.aspect
        kind = FigureKind.TARGET if chosen is Aspect.TARGET else query.kind
        unit = query.unit if len(query.indicators) < 2 or query.aspect in SAME_UNIT else ""
        unit = unit.strip("百千万亿") and unit
        field = ""
        if chosen is Aspect.RANK:
            thing, field = thing_and_field(phrase, query.places)
            phrase = thing or field or phrase
        return cls(phrase, chosen, kind, unit, query.periods, query.resolved, field)


@dataclass(frozen=True, slots=True)
class Phrase:
    """An asked phrase: its terms, and other names of the same thing, which count only where they stand whole."""

    terms: Asked
    synonyms: tuple[str, ...]
    head: str = ""

    counted: bool = False
    phrase: str = ""

    @classmethod
    def of(cls, phrase: str, question: str = "") -> Phrase:
        """Return the phrase with the names that reports use for it; what follows 多少家 in the question is its head."""
        thing = MEASURE.sub("", phrase) or phrase
        names = dict.fromkeys((*canonical_terms(phrase), *canonical_terms(thing)))
        synonyms = tuple(name for name in names if name != phrase and len(name) > 1)
        asked = COUNTED.search(question)
        head = head_of(asked["what"]) if asked else ""
        counted = bool(head) and head in phrase
        return cls(asked_terms(phrase), synonyms, head if counted else head_of(phrase), counted, phrase)

    def heads(self, figure: Figure) -> float:
        """Return whether the figure counts what is asked: 1 its indicator's head, less for another place in the clause.

        Nowhere is 0, and −1 where the question says outright what it counts (多少家商户).
        """
        if not self.head or any(name in figure.indicator for name in self.synonyms):
            return 1.0
        tails = tuple(name[-2:] for name in same_words(self.head))
        if _any_in(tails, head_of(figure.indicator)):
            return 1.0
        missing = -1.0 if self.counted else 0.0
        return 0.6 if _any_in(tails, figure.indicator) else 0.4 if _any_in(tails, figure.clause) else missing

    def closes(self, indicator: str) -> float:
        """Return 1 where an indicator says nothing after what is asked but a measure of it (人数, 总额), else 0."""
        last = max(
            (indicator.rfind(word) + len(word) for word in (*self.terms, *self.synonyms) if word in indicator),
            default=0,
        )
        rest = indicator[last:]
        return float(last > 0 and (len(rest) < SHORT or rest in MEASURES))

    def contradicts(self, text: str) -> bool:
        """Tell whether a text speaks only of the very opposite of what is asked (不满意率 for 满意率)."""
        for term in self.terms:
            plain = term.lstrip(NEGATIONS)
            if len(plain) < SHORT or plain not in text:
                continue
            denied, stated = (re.search(f"{sign}[{NEGATIONS}]){re.escape(plain)}", text) for sign in ("(?<=", "(?<!"))
            asked_denied = bool(re.search(f"[{NEGATIONS}]{re.escape(plain)}", self.phrase))
            if (asked_denied and not denied) or (not asked_denied and not stated):
                return True
        return False

    def coverage(self, text: str, weights: TermWeights) -> float:
        """Return how much of what is asked the text speaks of, 0 to 1."""
        if any(name in text for name in self.synonyms):
            return 1.0
        return weights.coverage(self.terms, text)


def _any_in(words: Sequence[str], text: str) -> bool:
    return any(word in text for word in words)


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
    prominence: Mapping[tuple[str, int], float] | None = None,
    limit: int = 8,
    told: frozenset[str] = frozenset(),
    near: frozenset[tuple[str, int]] = frozenset(),
) -> list[Match]:
    """Return the best figures of the reports for what is wanted, best first.

    `meaning` maps indicator phrases to a likeness of 0 to 1, `prominence` sentences, as report and offset, to the
    standard score of their likeness to the question; `near` are the sentences that were spoken of last, `told` the ids
    of figures that are known to be of the subject. Figures of another kind or of a period that does not meet the asked
    one are never returned.
    """
    kinds = allowed_kinds(wanted)
    asked = Phrase.of(wanted.phrase, wanted.question)
    if not asked.terms:
        return []
    found = []
    for figure in material.figures(report_ids):
        if figure.kind not in kinds or not _rate_fits(wanted, figure) or asked.contradicts(figure.indicator):
            continue
        if wanted.aspect is Aspect.RANK and not in_field(wanted.field, figure):
            continue
        period = period_fit(wanted, figure, material.before(figure))
        if period is None or _of_others(wanted, figure, material):
            continue
        match = _score(wanted, figure, asked, material, kinds[figure.kind], period, meaning or {})
        if figure.id in told and match.features["unit"] >= 0 and match.features["basis"] >= 0:
            match = replace(match, score=match.score + WEIGHTS["told"], support=1.0)
        elif (figure.report_id, figure.sentence_start) in near:
            match = replace(match, score=match.score + WEIGHTS["near"])
        found.append(_prominent(match, (prominence or {}).get((figure.report_id, figure.sentence_start), 0.0)))
    found.sort(key=lambda m: (-m.score, m.figure.report_id, m.figure.start))
    return found[:limit]


def _prominent(match: Match, score: float) -> Match:
    """Return the match of a figure whose sentence stands out by a standard score.

    Most of the question's words must be there already, and nothing may speak against the figure.
    """
    height = min(max(score, 0.0), HIGHEST)
    features = {**match.features, "prominence": height}
    against = min(features[name] for name in AGAINST) <= -1 or features["kind"] < LIKE
    gain = 0.0 if against or match.support < FLOOR else max(0.0, GAIN * height - OFFSET)
    return replace(
        match,
        score=match.score + WEIGHTS["prominence"] * height,
        support=min(1.0, match.support + gain),
        features=features,
    )


def _rate_fits(wanted: Wanted, figure: Figure) -> bool:
    """Tell whether a figure says the kind of thing that is asked.

    A planned amount does not answer a question on growth, nor the share of a part one on the whole, nor the whole one
    per head.
    """
    per = PER.search(wanted.phrase)
    if per and per.group() not in figure.indicator + figure.clause:
        return False
    if wanted.aspect is Aspect.VALUE and figure.kind is FigureKind.SHARE:
        return not ("占" in figure.indicator and not SHARED.search(wanted.question))
    if wanted.aspect is Aspect.SHARE:
        return unit_family(figure.unit) in RATES
    if figure.kind is not FigureKind.TARGET or wanted.aspect is not Aspect.CHANGE:
        return True
    return bool(figure.direction)


def _of_others(wanted: Wanted, figure: Figure, material: Material) -> bool:
    """Tell whether a figure leaves out the people whom the question names (城镇居民收入, but of a village)."""
    said = f"{figure.indicator}{figure.clause}{material.before(figure)}"
    return any(asked in wanted.phrase and not named.search(said) for asked, named in PEOPLES)


def _unit_fit(wanted: Wanted, figure: Figure, head: str) -> float:
    """Return whether the unit is the asked one; a phrase that ends with 率 or 比重 asks for a rate."""
    family = unit_family(figure.unit)
    if figure.kind in {FigureKind.CHANGE, FigureKind.COMPLETION, FigureKind.RANK}:
        return 0.0
    if RATE.search(wanted.phrase):
        return 0.5 if family in RATES else -1.0
    if wanted.unit == figure.unit and wanted.unit:
        return 1.0
    if wanted.unit:
        asked = PEOPLE if wanted.unit in {"位", "名", "口"} else unit_family(wanted.unit)
        if asked == family or {wanted.unit, figure.unit} <= OUTFITS or {asked, family} <= RATES:
            return 0.7
        apart = {asked, family} & MEASURED or {wanted.unit, figure.unit} & OWN
        return -1.0 if apart else -0.2
    if wanted.aspect is Aspect.SHARE:
        return 0.5 if family in RATES else 0.0
    if wanted.aspect is Aspect.CHANGE:
        return 0.0
    expected = expected_families(wanted.phrase) or expected_families(head)
    planned_rate = wanted.kind is FigureKind.TARGET and family in RATES
    if expected and not (family in expected or planned_rate or figure.unit in BARE):
        return -1.0
    return 0.0


def _score(
    wanted: Wanted,
    figure: Figure,
    asked: Phrase,
    material: Material,
    kind: float,
    period: float,
    meaning: Mapping[str, float],
) -> Match:
    weights = material.weights
    clause, around = material.context(figure)
    if figure.kind is FigureKind.RANK:
        clause += material.before(figure).lower()
    asked_text = " ".join((wanted.question, *asked.synonyms))
    features = {
        "indicator": asked.coverage(figure.indicator, weights),
        "clause": asked.coverage(clause, weights),
        "sentence": asked.coverage(around, weights),
        "specific": weights.coverage(dict.fromkeys(content_terms(figure.indicator), 1.0), asked_text),
        "meaning": meaning.get(figure.indicator, 0.0),
        "unit": _unit_fit(wanted, figure, asked.head),
        "kind": kind,
        "period": period,
        "place": _place_fit(wanted, figure, material),
        "basis": _basis_fit(wanted, figure),
        "head": asked.heads(figure),
        "closed": asked.closes(figure.indicator.lower()),
        "stock": -1.0 if ADDED.search(figure.indicator) and not NEW.search(wanted.question) else 0.0,
        "other": -1.0 if opposed(wanted.phrase, figure.indicator, clause) else 0.0,
        "exact": -1.0 if BOUND.search(figure.qualifier + _just_before(figure)) else 0.0,
    }
    score = sum(WEIGHTS[name] * value for name, value in features.items())
    return Match(figure, score, _support(features), features)


def _just_before(figure: Figure) -> str:
    """Return the few characters that stand right before the number in its clause."""
    return figure.clause[: max(0, figure.clause.find(figure.text))][-NEAREST:]


def _place_fit(wanted: Wanted, figure: Figure, material: Material) -> float:
    """A figure of another scope (全省, a village) fits only where the question names that scope."""
    if figure.place == material.report(figure.report_id).place:
        return 0.0
    return 0.0 if figure.place and figure.place in wanted.question else -1.0


def _basis_fit(wanted: Wanted, figure: Figure) -> float:
    """Penalise a yearly average or an amount a head where none was asked, and an earlier value beside today's."""
    if YEARLY.search(wanted.question + wanted.phrase):
        return 0.5 if YEARLY.search(figure.basis) else -0.5
    if SPAN.search(wanted.question) and not wanted.periods:
        several = SUMMED.search(figure.clause) or (figure.period and figure.period.months > YEAR)
        return 0.5 if several else -0.5
    if PER.search(figure.indicator) and not PER.search(wanted.question):
        return -0.6
    if figure.kind is FigureKind.CHANGE:
        return -0.6 if YEARLY.search(figure.basis) else 0.0
    earlier = figure.kind in {*REACHED, FigureKind.RANK} and EARLIER.search(figure.basis)
    return -0.5 if earlier and not wanted.periods else 0.0


def _support(features: Mapping[str, float]) -> float:
    """Return how surely the figure measures what was asked: the asked words are there, the nearer the better.

    Likeness of meaning alone proves little (税收收入 and 居民收入 are alike), so it only closes small gaps.
    """
    near, clause, around = features["indicator"], features["clause"], features["sentence"]
    words = 0.25 * near + 0.35 * clause + 0.4 * around
    base = 0.8 * words + 0.2 * max(words, features["meaning"])
    if min(features[name] for name in AGAINST) <= -1:
        base *= 0.5
    return base if features["head"] > 0 else 0.75 * base
