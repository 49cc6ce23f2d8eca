"""One module for each file format; each turns bytes into text."""

from __future__ import annotations

__all__: list[str] = []
