"""Words that government reports use for one and the same thing."""

from __future__ import annotations

__all__ = ["canonical_terms"]


def canonical_terms(phrase: str) -> tuple[str, ...]:
    """Return the terms that reports use for a phrase."""
    return (phrase,)
