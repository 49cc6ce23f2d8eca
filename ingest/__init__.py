"""Files into reports: reading, mending, splitting, describing and indexing them."""

from __future__ import annotations

__all__: list[str] = []
