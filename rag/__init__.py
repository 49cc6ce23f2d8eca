"""The library: what a report is, where it is kept, and how a question about it is answered."""

from __future__ import annotations

__all__: list[str] = []
