"""The chat page and the doors for programs beside it."""

from __future__ import annotations

__all__: list[str] = []
