"""An encoder without a model, for trials that index hundreds of texts and do not measure retrieval."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

__all__ = ["Bigrams"]


class Bigrams:
    """Counts hashed pairs of letters: similar texts get similar vectors, the same text always the same."""

    name = "bigrams"
    fingerprint = "bigrams-1"
    dimension = 64

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        """Return unit vectors, one row of `dimension` for each text."""
        matrix = np.full((len(texts), self.dimension), 1e-6, np.float32)
        for row, text in enumerate(texts):
            for first, second in zip(text, text[1:] + "。", strict=True):
                matrix[row, hashlib.sha256((first + second).encode()).digest()[0] % self.dimension] += 1.0
        unit: np.ndarray = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
        return unit

    encode_queries = encode_passages
