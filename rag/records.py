"""What is encoded of a report: passages, sentences and indicator phrases, each with its place in the vector store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

from rag.schema import Figure, Passage, Report, content_id

__all__ = ["Records", "indicator_id", "passage_text", "records_of", "sentence_id", "sentence_text"]


@dataclass(frozen=True, slots=True)
class Records:
    """What one collection gets: texts to encode, each with its id and metadata; `label` names them for the user."""

    collection: str
    label: str
    ids: list[str]
    texts: list[str]
    metadatas: list[dict[str, Any]]

    def only(self, chosen: Iterable[bool]) -> Records:
        """Return the records that are chosen."""
        flags = list(chosen)
        return Records(
            self.collection,
            self.label,
            list(compress(self.ids, flags)),
            list(compress(self.texts, flags)),
            list(compress(self.metadatas, flags)),
        )


def sentence_id(passage_id: str, ordinal: int) -> str:
    """Return the id of a passage's sentence; `ordinal` counts from 0."""
    return f"{passage_id}:{ordinal}"


def indicator_id(report_id: str, phrase: str) -> str:
    """Return the id of a report's indicator phrase."""
    return f"{report_id}:{content_id(phrase)}"


def passage_text(passage: Passage, report: Report) -> str:
    """Return what is encoded for a passage: place, period and heading path on one line, then the text."""
    period = report.period.label if report.period else ""
    heading = " › ".join(filter(None, (f"{report.place} {period}".strip(), *passage.path)))
    return f"{heading}\n{passage.text}".strip()


def sentence_text(passage: Passage, ordinal: int) -> str:
    """Return what is encoded for a sentence: the nearest heading, then the sentence."""
    heading = passage.path[-1] if passage.path else ""
    return f"{heading}\n{passage.sentences[ordinal].text}".strip()


def records_of(reports: Sequence[Report], passages: Sequence[Passage], figures: Sequence[Figure]) -> list[Records]:
    """Return what each collection holds for these reports, one entry a collection."""
    return [_passages(reports, passages), _sentences(passages), _indicators(figures)]


def _passages(reports: Sequence[Report], passages: Sequence[Passage]) -> Records:
    owners = {report.id: report for report in reports}
    return Records(
        "passages",
        "文段向量",
        [passage.id for passage in passages],
        [passage_text(passage, owners[passage.report_id]) for passage in passages],
        [
            {
                "report_id": passage.report_id,
                "place": owners[passage.report_id].place,
                "year": owners[passage.report_id].year or 0,
                "role": passage.role.value,
            }
            for passage in passages
        ],
    )


def _sentences(passages: Sequence[Passage]) -> Records:
    every = [(passage, ordinal) for passage in passages for ordinal in range(len(passage.sentences))]
    return Records(
        "sentences",
        "句子向量",
        [sentence_id(passage.id, ordinal) for passage, ordinal in every],
        [sentence_text(passage, ordinal) for passage, ordinal in every],
        [{"report_id": passage.report_id, "passage_id": passage.id} for passage, _ in every],
    )


def _indicators(figures: Sequence[Figure]) -> Records:
    every = dict.fromkeys((figure.report_id, figure.indicator) for figure in figures if figure.indicator)
    return Records(
        "indicators",
        "指标向量",
        [indicator_id(report_id, phrase) for report_id, phrase in every],
        [phrase for _, phrase in every],
        [{"report_id": report_id, "phrase": phrase} for report_id, phrase in every],
    )
