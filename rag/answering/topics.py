"""Open questions that name several topics, and answers too thin for one: what else the report says of the subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from rag.answering.matching import Phrase
from rag.answering.material import Material
from rag.answering.outline import TOPIC, paragraph_at
from rag.answering.points import POINTS, is_framing, plain_subject
from rag.answering.ranking import Candidate
from rag.schema import Query, Sentence

__all__ = ["rounded_out", "topics_of"]

JOINED = re.compile(r"[、，,]|以及|和(?!谐|平|美)|及(?!时|其)|与|还有")
SUMMED = re.compile(r"(?:这些|这几|这[两三四]|等|几个|三个|两个)[^，,、]*$|(?:方面|领域)$")
CLAUSE = re.compile(r"^[^，,；;：:。]+")
SPOKEN, BESIDE = 0.8, 0.4
"""Least share of a topic that a sentence must speak of, and one of the paragraph where another topic is."""

ABOUT = 0.5
"""Least share of a topic that the first clause of a sentence holds for what follows it to be about the topic too."""

SHORT, EACH = 30, 2
"""Characters of a short sentence; sentences on each of several topics."""


def topics_of(query: Query) -> list[Phrase]:
    """Return the topics that an open question names (港口、铁路、公路), none where it names a single one."""
    parts = [part for phrase in query.indicators for part in JOINED.split(SUMMED.sub("", phrase))]
    named = [subject for part in parts if len(subject := plain_subject(part)) > 1]
    return [Phrase.of(name) for name in dict.fromkeys(named)] if len(set(named)) > 1 else []


def rounded_out(
    query: Query, chosen: Sequence[Sentence], best: Candidate, ranked: Sequence[Candidate], material: Material
) -> list[Sentence]:
    """Return the sentences of an open answer with what its paragraph goes on to say, and one for each further topic."""
    report = best.report
    topics = topics_of(query)
    told = list(chosen)
    if len(told) == 1 and len(topics) > 1:
        told = _each(topics, best, ranked, material) or told
    if len(told) < POINTS and TOPIC.fullmatch(told[0].text.strip()):
        told = _below(told[0], best, material)
    if len(told) == 1:
        told += _going_on(told[0], topics or [Phrase.of("".join(query.indicators))], best, material)
    for topic in topics:
        if any(topic.coverage(s.text, material.weights) >= SPOKEN for s in told):
            continue
        found = _on(topic, told, best, ranked, material)
        told += [found] if found else []
    unique = {s.start: s for s in told if material.passage_at(report.id, s.start)}
    return sorted(unique.values(), key=lambda s: s.start)


def _each(topics: Sequence[Phrase], best: Candidate, ranked: Sequence[Candidate], material: Material) -> list[Sentence]:
    """Return what one section says of each topic in sentences of its own; none where no section speaks of all."""
    for first in ranked:
        if first.report.id != best.report.id or first.sentence == best.sentence:
            continue
        section = [c.sentence for c in ranked if c.passage.section_id == first.passage.section_id]
        found = [[s for s in section if t.coverage(s.text, material.weights) >= SPOKEN][:EACH] for t in topics]
        if all(found):
            return [s for sentences in found for s in sentences]
    return []


def _below(topic: Sentence, best: Candidate, material: Material) -> list[Sentence]:
    """Return a sentence that names a topic with what is told of it, up to the next such sentence."""
    paragraph = [s for s in paragraph_at(best.report.id, topic.start, material) if s.start > topic.start]
    return [topic, *takewhile(lambda s: not TOPIC.fullmatch(s.text.strip()), paragraph)][: POINTS + 1]


def _going_on(first: Sentence, topics: Sequence[Phrase], best: Candidate, material: Material) -> list[Sentence]:
    """Return what follows a sentence in its paragraph, where its beginning says that it is about the subject."""
    clause = CLAUSE.match(first.text)
    opening = clause.group() if clause else first.text
    about = max(topic.coverage(opening, material.weights) for topic in topics)
    if about < ABOUT and len(first.text) >= SHORT:
        return []
    paragraph = paragraph_at(best.report.id, first.start, material)
    behind = [s for s in paragraph if s.start > first.start]
    return [s for s in behind if re.search(r"\d", s.text) or not is_framing(s.text)][: POINTS - 1]


def _on(
    topic: Phrase, told: Sequence[Sentence], best: Candidate, ranked: Sequence[Candidate], material: Material
) -> Sentence | None:
    """Return the likeliest sentence on a topic: of the same paragraph, else of the same role and period."""
    weights = material.weights
    beside = [s for s in paragraph_at(best.report.id, best.sentence.start, material) if s not in told]
    near = max(beside, key=lambda s: topic.coverage(s.text, weights), default=None)
    if near and topic.coverage(near.text, weights) >= BESIDE:
        return near
    period = material.period_at(best.report.id, best.sentence.start)
    for c in ranked:
        alike = c.report.id == best.report.id and c.passage.role is best.passage.role
        if not alike or material.period_at(c.report.id, c.sentence.start) != period or is_framing(c.sentence.text):
            continue
        if topic.coverage(c.sentence.text, weights) >= SPOKEN:
            return c.sentence
    return None
