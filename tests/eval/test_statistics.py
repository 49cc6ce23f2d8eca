from __future__ import annotations

import math

import pytest

from eval.statistics import bootstrap_interval, mcnemar, permutation_test


def test_bootstrap_interval_holds_the_mean_and_repeats() -> None:
    values = [1.0] * 80 + [0.0] * 20
    low, high = bootstrap_interval(values)
    assert (low, high) == bootstrap_interval(values)
    assert 0.70 < low < 0.8 < high < 0.90


def test_bootstrap_interval_of_equal_or_no_values() -> None:
    assert bootstrap_interval([1.0, 1.0]) == (1.0, 1.0)
    assert all(map(math.isnan, bootstrap_interval([])))


@pytest.mark.parametrize(
    ("gained", "lost", "p_value"),
    [(0, 0, 1.0), (5, 5, 1.0), (6, 0, 2 / 2**6), (8, 2, 2 * (1 + 10 + 45) / 2**10)],
)
def test_mcnemar_is_the_exact_binomial(gained: int, lost: int, p_value: float) -> None:
    before = [False] * gained + [True] * lost + [True] * 7
    after = [True] * gained + [False] * lost + [True] * 7
    assert mcnemar(before, after) == pytest.approx(p_value)


def test_permutation_test() -> None:
    assert permutation_test([0.0] * 20, [0.0] * 20) == 1.0
    assert permutation_test([0.0] * 20, [1.0] * 20) < 0.01
    assert permutation_test([0.0, 1.0], [1.0, 0.0]) == 1.0
