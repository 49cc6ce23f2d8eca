"""Question sets, metrics, baselines and reports that tell whether a change helped."""

from __future__ import annotations

__all__: list[str] = []
