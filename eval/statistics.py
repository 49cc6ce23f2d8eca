"""How sure a measured difference is: bootstrap intervals and paired tests."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from eval.metrics import percentile

__all__ = ["bootstrap_interval", "mcnemar", "permutation_test"]

ROUNDS = 2000


def bootstrap_interval(values: Sequence[float], rounds: int = ROUNDS, seed: int = 0) -> tuple[float, float]:
    """Return the 95 % percentile interval of the mean over resampled questions (Efron 1979); NaN for no values."""
    if not values:
        return math.nan, math.nan
    source = np.random.default_rng(seed)
    known = np.asarray(values, np.float64)
    means = [float(known[source.integers(0, len(known), len(known))].mean()) for _ in range(rounds)]
    return percentile(means, 0.025), percentile(means, 0.975)


def mcnemar(before: Sequence[bool], after: Sequence[bool]) -> float:
    """Return the exact two-sided p-value that right/wrong changed by chance (McNemar 1947, binomial form).

    Only questions that changed count: p = 2 · P(X ≤ min(gained, lost)), X ~ Binomial(gained + lost, 1/2).
    """
    gained = sum(a and not b for b, a in zip(before, after, strict=True))
    lost = sum(b and not a for b, a in zip(before, after, strict=True))
    changed = gained + lost
    tail = sum(math.comb(changed, i) for i in range(min(gained, lost) + 1)) / (1 << changed)
    return min(1.0, 2 * tail)


def permutation_test(before: Sequence[float], after: Sequence[float], rounds: int = ROUNDS, seed: int = 0) -> float:
    """Return the two-sided p-value of the mean paired difference under random signs (Fisher 1935), +1 corrected."""
    differences = [a - b for b, a in zip(before, after, strict=True) if a != b]
    observed = abs(sum(differences))
    signs = np.random.default_rng(seed).choice([-1.0, 1.0], (rounds, len(differences)))
    extreme = int(np.sum(np.abs(signs @ np.asarray(differences, np.float64)) >= observed - 1e-12))
    return (extreme + 1) / (rounds + 1)
