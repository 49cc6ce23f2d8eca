"""Sentences that tell a cause, for a bare 为什么 after another question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answering.matching import Phrase
from rag.answering.material import Material
from rag.answering.ranking import BACKWARDS
from rag.retrieval import Hit
from rag.schema import Query, Sentence

__all__ = ["telling_causes"]

CAUSE = re.compile(
    r"受.{1,40}影响|由于|因为|原因|导致|得益于|归功于|缘于|源于|拖累|制约|(?<![成起诱外内病基])因(?![地此素子])"
)
TOLD = 0.4
"""Least share of the subject that a sentence, or the one before it, must speak of to tell its cause."""


def telling_causes(hits: Sequence[Hit], query: Query, material: Material) -> list[Hit]:
    """Return the passages with only those sentences that tell a cause and speak of the subject.

    A bare 为什么 shares no word with a sentence, so that any on its subject would seem to answer.
    """
    asked = Phrase.of("".join(query.indicators))

    def tells(before: str, text: str) -> bool:
        spoken = before + text if BACKWARDS.search(text) else text
        return bool(CAUSE.search(text)) and asked.coverage(spoken, material.weights) > TOLD

    def telling(hit: Hit) -> list[tuple[Sentence, float]]:
        before = ["", *(s.text for s, _ in hit.sentences)]
        return [
            (s, score) for (s, score), earlier in zip(hit.sentences, before, strict=False) if tells(earlier, s.text)
        ]

    return [replace(hit, sentences=telling(hit)) for hit in hits]
