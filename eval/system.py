"""What can be evaluated: anything that answers a question with its earlier turns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rag.schema import Answer, Turn

__all__ = ["System"]


class System(Protocol):
    """A question answerer; a retriever alone answers with an empty text and its `retrieved` spans."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer one question, given the earlier turns, oldest first."""
        ...
