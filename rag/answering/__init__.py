"""From a question understood to an answer: figures, computations, sentences and the last check."""

from __future__ import annotations

__all__: list[str] = []
