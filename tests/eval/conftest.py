"""Loads the table of traditional characters once, quietly: its reader leaves the file open."""

from __future__ import annotations

import warnings

from rag.understanding.normalise import simplify

with warnings.catch_warnings():
    warnings.simplefilter("ignore", ResourceWarning)
    simplify("鎮")
