"""The measures, each a small function over plain numbers, with its formula and where it comes from."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

__all__ = [
    "abstention",
    "area_under_roc",
    "complete_at",
    "ndcg_at",
    "percentile",
    "recall_at",
    "reciprocal_rank",
    "risk_coverage",
    "token_f1",
]

Ranks = Sequence[int | None]
"""For each piece of evidence the rank, from 1, at which it is found, or None; see `eval.spans.completions`."""


def recall_at(ranks: Ranks, k: int) -> float:
    """Return the share of relevant results in the top k (Manning et al., IR book, 8.3).

    A result is relevant when it completes a piece of evidence; pieces completed by one result count once.
    """
    found, missing = _results(ranks)
    return sum(rank <= k for rank in found) / (len(found) + missing)


def complete_at(ranks: Ranks, k: int) -> float:
    """Return 1 where all evidence is found in the top k, else 0."""
    return float(all(rank is not None and rank <= k for rank in ranks))


def reciprocal_rank(ranks: Ranks) -> float:
    """Return 1 / (rank of the first relevant result), 0 without one (Voorhees, TREC-8, 1999)."""
    return max((1 / rank for rank in ranks if rank), default=0.0)


def ndcg_at(ranks: Ranks, k: int) -> float:
    """Return DCG@k / ideal DCG@k with binary gains and the discount 1 / log2(rank + 1) (Järvelin, Kekäläinen 2002)."""
    found, missing = _results(ranks)
    gained = sum(1 / math.log2(rank + 1) for rank in found if rank <= k)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(found) + missing) + 1))
    return gained / ideal


def _results(ranks: Ranks) -> tuple[set[int], int]:
    """Return the distinct ranks of relevant results and how many pieces of evidence were never found."""
    if not ranks:
        raise ValueError("no evidence: ranking measures need at least one piece")
    return {rank for rank in ranks if rank is not None}, sum(rank is None for rank in ranks)


def token_f1(answer: Sequence[str], gold: Sequence[str]) -> float:
    """Return the harmonic mean of token precision and recall, as bags (Rajpurkar et al., SQuAD, 2016)."""
    if not answer or not gold:
        return float(not answer and not gold)
    shared = sum((Counter(answer) & Counter(gold)).values())
    return 2 * shared / (len(answer) + len(gold))


def abstention(declined: Sequence[bool], answerable: Sequence[bool]) -> dict[str, float]:
    """Return precision, recall and F1 of declining the unanswerable, and the share of answerable ones declined."""
    right = sum(d and not a for d, a in zip(declined, answerable, strict=True))
    unanswerable, answered = answerable.count(False), answerable.count(True)
    precision = right / max(1, sum(declined))
    recall = right / max(1, unanswerable)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-12, precision + recall),
        "answerable_declined": (sum(declined) - right) / max(1, answered),
    }


def area_under_roc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """Return the chance that a positive scores above a negative, ties half (Mann–Whitney U; Fawcett 2006).

    NaN where one of the two classes is empty.
    """
    high = [s for s, p in zip(scores, positive, strict=True) if p]
    low = [s for s, p in zip(scores, positive, strict=True) if not p]
    if not high or not low:
        return math.nan
    wins = sum((h > n) + 0.5 * (h == n) for h in high for n in low)
    return wins / (len(high) * len(low))


def risk_coverage(confidence: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float]]:
    """Return (share answered, share of those wrong) as the confidence asked for falls (El-Yaniv, Wiener 2010)."""
    order = sorted(zip(confidence, right, strict=True), key=lambda pair: -pair[0])
    wrong, points = 0, []
    for count, (score, good) in enumerate(order, start=1):
        wrong += not good
        if count == len(order) or order[count][0] < score:
            points.append((count / len(order), wrong / count))
    return points


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which the share (0 to 1) of the values lies, interpolated linearly; NaN for none."""
    if not values:
        return math.nan
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
