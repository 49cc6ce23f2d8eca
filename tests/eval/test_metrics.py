from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ranx import Qrels, Run, evaluate

from eval import metrics

RANKS = st.lists(st.none() | st.integers(1, 15), min_size=1, max_size=4)


def by_ranx(ranks: list[int | None], name: str) -> float:
    """Rank the results as documents: one at each rank where evidence is completed, the missing ones unranked."""
    relevant = {f"d{rank}" for rank in ranks if rank} | {f"missing{i}" for i, rank in enumerate(ranks) if not rank}
    qrels = Qrels({"q": dict.fromkeys(relevant, 1)})
    run = Run({"q": {f"d{rank}": 100.0 - rank for rank in range(1, 16)}})
    return float(evaluate(qrels, run, name))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "ranks", [[1], [None], [3], [1, 1], [2, 5], [1, None], [4, 4, 9], [None, None], [12], [10, 11, 1, None]]
)
def test_ranking_measures_agree_with_ranx(ranks: list[int | None]) -> None:
    for k in (1, 4, 10):
        assert metrics.recall_at(ranks, k) == pytest.approx(by_ranx(ranks, f"recall@{k}"))
        assert metrics.ndcg_at(ranks, k) == pytest.approx(by_ranx(ranks, f"ndcg@{k}"))
    assert metrics.reciprocal_rank(ranks) == pytest.approx(by_ranx(ranks, "mrr"))


@given(RANKS, st.integers(1, 15))
def test_measures_lie_between_0_and_1_and_grow_with_depth(ranks: list[int | None], k: int) -> None:
    for measure in (metrics.recall_at, metrics.complete_at):
        assert 0 <= measure(ranks, k) <= measure(ranks, k + 1) <= 1
    assert 0 <= metrics.ndcg_at(ranks, k) <= 1
    assert metrics.complete_at(ranks, k) <= metrics.recall_at(ranks, k)


def test_complete_needs_every_piece() -> None:
    assert [metrics.complete_at([1, 3], k) for k in (1, 2, 3)] == [0, 0, 1]
    assert metrics.complete_at([1, None], 10) == 0


def test_no_evidence_is_an_error() -> None:
    with pytest.raises(ValueError, match="no evidence"):
        metrics.recall_at([], 1)


def test_token_f1() -> None:
    assert metrics.token_f1(list("税收收入"), list("税收")) == pytest.approx(2 / 3)
    assert metrics.token_f1(["14869"], ["14869"]) == 1
    assert metrics.token_f1([], ["a"]) == 0
    assert metrics.token_f1([], []) == 1


def test_abstention() -> None:
    declined = [True, True, False, False, True]
    answerable = [False, False, False, True, True]
    assert metrics.abstention(declined, answerable) == pytest.approx(
        {"precision": 2 / 3, "recall": 2 / 3, "f1": 2 / 3, "answerable_declined": 1 / 2}
    )


def test_area_under_roc() -> None:
    assert metrics.area_under_roc([0.9, 0.8, 0.3, 0.1], [True, True, False, False]) == 1
    assert metrics.area_under_roc([0.5, 0.5], [True, False]) == 0.5
    assert metrics.area_under_roc([0.9, 0.4, 0.6], [True, True, False]) == 0.5
    assert math.isnan(metrics.area_under_roc([0.9], [True]))


def test_risk_coverage_takes_ties_together() -> None:
    points = metrics.risk_coverage([0.9, 0.9, 0.5, 0.1], [True, False, True, False])
    assert points == [(0.5, 0.5), (0.75, pytest.approx(1 / 3)), (1.0, 0.5)]


def test_percentile() -> None:
    assert metrics.percentile([3, 1, 2], 0.5) == 2
    assert metrics.percentile([1, 2, 3, 4], 0.5) == 2.5
    assert metrics.percentile([7], 0.95) == 7
    assert math.isnan(metrics.percentile([], 0.5))
