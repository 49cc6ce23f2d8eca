"""Text recognition for scanned pages by RapidOCR, where that is installed."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

__all__ = ["Recogniser", "find_recogniser"]

Box = tuple[float, float, float, float]
Recogniser = Callable[[Any], list[tuple[str, Box, float]]]
"""From a picture (height x width x 3, uint8) to lines: text, (left, top, right, bottom) in pixels, certainty 0 to 1."""


@lru_cache(maxsize=1)
def find_recogniser() -> Recogniser | None:
    """Return the recogniser, its models loaded from the package, or None where RapidOCR is not installed."""
    try:
        from rapidocr import RapidOCR  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415 - optional
    except ImportError:
        return None
    engine = RapidOCR(params={"Global.log_level": "error"})

    def recognise(image: Any) -> list[tuple[str, Box, float]]:
        result = engine(image)
        if result.boxes is None:
            return []
        return [
            (text, (min(box[:, 0]), min(box[:, 1]), max(box[:, 0]), max(box[:, 1])), float(score))
            for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True)
        ]

    return recognise
