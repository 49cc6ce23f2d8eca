"""What a follow-up wants done with the figures that earlier turns were told."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Operation"]


class Operation(StrEnum):
    """A working that rests on figures told, whatever words ask for it."""

    EACH = "each"
    """An amount shared out: per person, household, mu."""
    EARLIER = "earlier"
    """The amount of an earlier time, from what it changed by since."""
    PLAN = "plan"
    """The full plan, from what was reached and how far that went."""
    GROWN = "grown"
    """The amount that a planned growth comes to."""
    STOCK = "stock"
    """How many there are in all, of what was added."""
    APART = "apart"
    """How far two amounts are apart."""
