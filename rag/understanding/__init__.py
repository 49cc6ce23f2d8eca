"""Reads a question by rule: places, periods, subject, aspect, and what earlier turns add."""

from __future__ import annotations

__all__: list[str] = []
