"""Likeness of meaning between an asked phrase and the indicators of reports, by the encoder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from rag.index import Index
from rag.records import indicator_id

__all__ = ["IndicatorMeaning"]

UNRELATED, SAME = 0.90, 0.98
"""Cosines of the default encoder that count as 0 and as 1; between them linearly. Read off development questions."""


class IndicatorMeaning:
    """Compares phrases with stored indicator vectors; keeps one matrix for each report."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._matrices: dict[str, tuple[list[str], Any]] = {}

    def forget(self) -> None:
        """Drop what was kept, after the index has changed."""
        self._matrices.clear()

    def __call__(self, phrase: str, report_ids: Sequence[str]) -> dict[str, float]:
        """Return the likeness, 0 to 1, of every indicator of the reports to the phrase."""
        query = self._index.encoder.encode_queries([phrase])[0]
        found: dict[str, float] = {}
        for report_id in report_ids:
            phrases, matrix = self._matrix(report_id)
            if not phrases:
                continue
            likeness = np.clip((matrix @ query - UNRELATED) / (SAME - UNRELATED), 0.0, 1.0)
            found.update(zip(phrases, likeness.tolist(), strict=True))
        return found

    def _matrix(self, report_id: str) -> tuple[list[str], Any]:
        if report_id not in self._matrices:
            phrases = sorted({f.indicator for f in self._index.catalogue.figures([report_id]) if f.indicator})
            vectors = self._index.vectors.get_vectors("indicators", [indicator_id(report_id, p) for p in phrases])
            kept = [p for p in phrases if indicator_id(report_id, p) in vectors]
            matrix = (
                np.stack([vectors[indicator_id(report_id, p)] for p in kept]) if kept else np.zeros((0, 0), np.float32)
            )
            self._matrices[report_id] = (kept, matrix)
        return self._matrices[report_id]
