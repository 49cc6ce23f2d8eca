"""The figures of a report: each number with its indicator, kind, period, place and what it is measured against."""

from __future__ import annotations

from ingest.figures.extract import extract_figures
from ingest.figures.model import Carry, RawFigure

__all__ = ["Carry", "RawFigure", "extract_figures"]
