"""Faults planted on purpose around a system, to show that the gate sees them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from eval.system import System
from rag.schema import Answer, Turn

__all__ = ["PLANTS", "AlteredDigits", "NoAbstention", "NoPlaceFilter", "plant"]

PLANTS = ("place_filter", "digits", "abstention")
"""The faults that `plant` knows."""


def plant(name: str, system: System, places: Sequence[str]) -> System:
    """Return the system with a fault; `places` are the places of the index. Raises `KeyError` for an unknown fault."""
    faulty: dict[str, System] = {
        "place_filter": NoPlaceFilter(system, places),
        "digits": AlteredDigits(system),
        "abstention": NoAbstention(system),
    }
    return faulty[name]


class NoPlaceFilter:
    """Hides the places from the system, so that it answers from any report."""

    def __init__(self, system: System, places: Sequence[str]) -> None:
        self._system = system
        names = sorted({n for p in places for n in (p, p[:-1]) if len(n) > 1}, key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, names)) or r"(?!)")

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Ask without the place names."""
        turns = [Turn(self._names.sub("", t.question), self._names.sub("", t.answer)) for t in history]
        return self._system.ask(self._names.sub("", question), turns)


class AlteredDigits:
    """Alters one digit in the first citation's quote and wherever the answer says that number."""

    def __init__(self, system: System) -> None:
        self._system = system

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Ask, and falsify what comes back."""
        answer = self._system.ask(question, history)
        for place, citation in enumerate(answer.citations):
            number = next((n for n in re.findall(r"\d+", citation.quote) if n in answer.text), None)
            if number is None:
                continue
            false = str((int(number[0]) + 1) % 10) + number[1:]
            citations = list(answer.citations)
            citations[place] = replace(citation, quote=citation.quote.replace(number, false, 1))
            return replace(answer, text=answer.text.replace(number, false), citations=tuple(citations))
        return answer


class NoAbstention:
    """Answers with the best passage's own citation where the system would decline."""

    def __init__(self, system: System) -> None:
        self._system = system

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Ask, and never take no for an answer."""
        answer = self._system.ask(question, history)
        if not answer.abstained:
            return answer
        text = answer.citations[0].quote if answer.citations else answer.text
        return replace(answer, abstained=False, text=text, confidence=1.0)
