"""The gate: a run must keep to the thresholds of `eval/gate.toml`."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["THRESHOLDS", "breaches", "load_thresholds"]

THRESHOLDS = Path(__file__).resolve().parent / "gate.toml"
"""Where the thresholds lie: a table for each question set, in it `measure = { min = … }` or `{ max = … }`."""

Limits = Mapping[str, Mapping[str, float]]


def load_thresholds(path: Path = THRESHOLDS) -> dict[str, Limits]:
    """Read the thresholds by question set; raises `ValueError` for anything but numbers under `min` and `max`."""
    tables: dict[str, Limits] = tomllib.loads(path.read_text(encoding="utf-8"))
    for name, limits in tables.items():
        for measure, bounds in limits.items():
            if (
                not bounds
                or set(bounds) - {"min", "max"}
                or not all(isinstance(v, int | float) for v in bounds.values())
            ):
                raise ValueError(f"{path.name}: [{name}] {measure} needs min or max")
    return tables


def breaches(summary: Mapping[str, Any], limits: Limits) -> list[str]:
    """Return, in Chinese, every measure of a summary that breaks its limit; a missing one breaks it too."""
    found = []
    for measure, bounds in limits.items():
        value = summary.get(measure, math.nan)
        if "min" in bounds and not value >= bounds["min"]:
            found.append(f"{measure} = {value:.4g}，低于下限 {bounds['min']:g}")
        if "max" in bounds and not value <= bounds["max"]:
            found.append(f"{measure} = {value:.4g}，高于上限 {bounds['max']:g}")
    return found
