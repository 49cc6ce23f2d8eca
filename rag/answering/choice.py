"""Which sentences make up an answer: the items that one announces, or those that speak of the subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from rag.answering.matching import Phrase
from rag.answering.material import Material
from rag.answering.outline import TOPIC, bare, paragraph_at
from rag.answering.points import POINTS, chosen_points, is_framing, node_at, subject_of, subjects_of
from rag.answering.ranking import CAUSE, Candidate
from rag.schema import Aspect, Passage, Query, Sentence

__all__ = ["ENUMERATED", "FIRST", "points_around", "with_list", "with_reasons"]

ALIKE = 0.6
"""Least part of the subject's words that a point must hold, of those that the best one holds."""

SPOKEN = 0.8
"""Least share of its subject that a sentence must speak of to be a point of an open answer by itself."""

ENUMERATED = re.compile(
    r"^(?:[一二三四五六七八九十]+[是要]|第[一二三四五六七八九十]+[，,、是]|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．])"
)
FIRST = re.compile(r"^(?:一[是要]|第一[，,、是]|首先|[（(][一1][)）]|1[.、．])")
AFTER = ("同时", "此外", "各位代表", "总之")
ANNOUNCED = re.compile(
    r"(?:原因|主要|体会|认识|启示|经验|做法|表现|有以下|如下)[^，。：:]{0,6}(?:是|有|到|为|在|下|说)[：:，,](?=[^。：:，,；;]{4,36}[。；;]?$)"
)
"""A sentence that announces several things and tells the first of them, which the next ones go on with."""

WITHIN = re.compile(r"[：:，,](?:一是|第一[，,、]|首先)")
"""The first item of a list that stands in the sentence which announces it."""

NAMING = re.compile(r"[^，,；;：:]{4,30}[。；;]?")
"""A sentence without a pause, which names a thing and tells nothing more of it."""

MOST = 9
"""Most sentences of a paragraph that such a sentence opens."""

REASONED = re.compile(
    r"^(?:[确制提设]定|提出|作出|之所以|这样|这一|上述|上面|究其|主要(?:原因|是|基于)|原因)[^。]{0,24}(?:考虑|原因|因为|基于|依据|出于|是|由于)"
)
"""A sentence that gives the reasons of what the sentences before it say."""

REACH = 3
"""Sentences behind the best one that are looked at for its reasons."""

LONGEST = 26
"""Sentences of a list, with the one that announces it, that are looked at."""


def with_list(best: Candidate, material: Material) -> list[Sentence]:
    """Return the sentence, and the items it announces up to the end of their list."""
    sentences = [
        s for p in material.passages(best.report.id) if p.section_id == best.passage.section_id for s in p.sentences
    ]
    at = next((i for i, s in enumerate(sentences) if s.start == best.sentence.start), None)
    if at is None:
        return [best.sentence]
    chosen = [sentences[at]]
    follows = sentences[at + 1] if at + 1 < len(sentences) else None
    behind = [s for s in paragraph_at(best.report.id, best.sentence.start, material) if s.start > best.sentence.start]
    if WITHIN.search(best.sentence.text):
        items = [s for s in behind if ENUMERATED.match(s.text)]
        return [*chosen, *items]
    if ANNOUNCED.search(best.sentence.text):
        return [*chosen, *_alike(behind)]
    if follows and (best.sentence.text.endswith(("：", ":")) or FIRST.match(follows.text)):
        source = material.source(best.report)
        started = False
        for before, sentence in zip(sentences[at:], sentences[at + 1 : at + LONGEST], strict=False):
            if ENUMERATED.match(sentence.text):
                started = True
            elif (not started and not best.sentence.text.endswith(("：", ":"))) or (
                started and (sentence.text.startswith(AFTER) or "\n" in source[before.end : sentence.start])
            ):
                break
            chosen.append(sentence)
    return chosen


def _alike(behind: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that name a further thing, without what is told of each; all where hardly any does."""
    named = [s for s in behind if TOPIC.fullmatch(s.text.strip()) or NAMING.fullmatch(s.text.strip())]
    return named[:MOST] if len(named) > 1 else list(behind[:MOST])


def with_reasons(best: Candidate, material: Material) -> list[Sentence]:
    """Return the sentence with the list it announces; where it tells no cause, with the cause told right behind it."""
    if CAUSE.search(best.sentence.text):
        return with_list(best, material)
    sentences = [s for p in material.passages(best.report.id) for s in p.sentences if s.start > best.sentence.start]
    if NAMING.fullmatch(best.sentence.text):
        paragraph = [s for s in paragraph_at(best.report.id, best.sentence.start, material) if s in sentences[:REACH]]
        told = list(takewhile(lambda s: not ENUMERATED.match(s.text), paragraph))
        return [best.sentence, *told]
    reason = next((s for s in sentences[:REACH] if REASONED.search(s.text)), None)
    passage = material.passage_at(best.report.id, reason.start) if reason else None
    if reason is None or passage is None:
        return with_list(best, material)
    return [best.sentence, *with_list(replace(best, passage=passage, sentence=reason), material)]


def points_around(query: Query, best: Candidate, ranked: Sequence[Candidate], material: Material) -> list[Sentence]:
    """Return up to six sentences of the best section, in the order of the text."""
    if query.aspect is Aspect.OPEN:
        told = _speaking_of(subjects_of(query), best, ranked, material)
        if len(told) > 1:
            return told
    below = node_at(best.report.id, best.sentence.start, material) if _is_title(best) else None
    if below is not None:
        given = {c.sentence.start: c.score for c in ranked if c.report.id == best.report.id}
        return chosen_points(below, subject_of(query), material, given)
    listed = [s for s in with_list(best, material) if not _is_heading(s, best.passage)]
    if len(listed) > 1 or (listed and listed[0] != best.sentence):
        items = [s for s in listed if ENUMERATED.match(s.text)]
        return items if len(listed) > POINTS * 2 and len(items) > 1 else listed[: POINTS * 2]
    same = [c for c in ranked if c.report.id == best.report.id and _near(c, best)]
    same = [c for c in same if not _is_heading(c.sentence, c.passage)]
    if query.aspect is Aspect.LIST:
        floor = best.score - 0.5
        same = [c for c in same if c.score >= floor and c.support >= 0.7 * best.support]
    else:
        spoken = {c.sentence.start: _spoken(subjects_of(query), c.sentence.text, material) for c in same}
        floor = ALIKE * max(spoken.values(), default=0.0)
        same = [c for c in same if c.support >= 0.45 * best.support and spoken[c.sentence.start] >= floor]
    top = sorted(same, key=lambda c: -c.score)[:POINTS]
    return [c.sentence for c in sorted(top, key=lambda c: c.sentence.start)]


def _spoken(subjects: Sequence[Phrase], text: str, material: Material) -> float:
    """Return how much of one of the subjects a text speaks of."""
    return max(phrase.coverage(text, material.weights) for phrase in subjects)


def _speaking_of(
    subjects: Sequence[Phrase], best: Candidate, ranked: Sequence[Candidate], material: Material
) -> list[Sentence]:
    """Return what speaks of all of the subject, in plans or in the review as the best sentence does, likeliest first.

    A paragraph whose first sentence speaks of it is about it as a whole.
    """
    period = material.period_at(best.report.id, best.sentence.start)
    found: dict[int, Sentence] = {}
    for c in ranked:
        alike = c.report.id == best.report.id and c.passage.role is best.passage.role
        if not alike or material.period_at(c.report.id, c.sentence.start) != period:
            continue
        if _spoken(subjects, c.sentence.text, material) < SPOKEN or _is_title(c):
            continue
        paragraph = paragraph_at(c.report.id, c.sentence.start, material)
        whole = paragraph and _spoken(subjects, paragraph[0].text, material) >= SPOKEN
        points = [s for s in (paragraph if whole else [c.sentence]) if not is_framing(s.text)]
        found |= {s.start: s for s in points if len(found) < POINTS or s.start in found}
    return sorted(list(found.values())[:POINTS], key=lambda s: s.start)


def _is_title(candidate: Candidate) -> bool:
    """Tell whether a sentence is a heading, or names the topic of the sentences behind it."""
    return _is_heading(candidate.sentence, candidate.passage) or bool(TOPIC.fullmatch(candidate.sentence.text.strip()))


def _is_heading(sentence: Sentence, passage: Passage) -> bool:
    text = sentence.text.strip("。 ")
    return any(bare(text) == bare(heading) for heading in passage.path)


def _near(one: Candidate, other: Candidate) -> bool:
    if one.passage.section_id == other.passage.section_id:
        return True
    return (
        len(other.passage.path) > 1
        and one.passage.path[:2] == other.passage.path[:2]
        and one.passage.role is other.passage.role
    )
