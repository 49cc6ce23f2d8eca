"""Which sentences are likeliest to answer a question, by what was asked, where they stand and what they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answering.denials import denies
from rag.answering.matching import Phrase
from rag.answering.material import Material
from rag.answering.terms import asked_terms
from rag.retrieval import Hit
from rag.schema import Aspect, Passage, Query, Report, Role, Sentence

__all__ = ["BACKWARDS", "Candidate", "of_period", "rank_sentences"]

OTHER_PERIOD = 0.8
"""What a sentence loses whose section speaks of another period than the asked one."""

LONGER_PERIOD = 0.4
"""The same where its section speaks of several years, of which the asked one is a part."""

OPENING = re.compile(r"习近平|坚强领导|正确领导|^各位代表|^让我们|^回[顾望]|^同志们")
"""What opens or closes a report, and tells of everything at once."""

SAYS_LITTLE = 0.6
"""What such a sentence loses as the answer to an open question."""

QUOTED = re.compile(r"[《“「『][^》”」』]{2,40}[》”」』]")
DATED = re.compile(
    r"\d{1,2}\s*[月日号]|[一二三四五六七八九十]+月|季度|年底|年内|年初|月底|月份|上半年|下半年|\d{4}年(?!度)"
)
YEARS = re.compile(r"\d{4}\s*年")
CAUSE = re.compile(r"受.{1,30}影响|由于|因为|因|为了|旨在|原因|导致|得益于|影响")
BACKWARDS = re.compile(r"^(?:究其|主要)?(?:的)?(?:原因|是因为|是由于|主要受)|^这(?:主要)?是|^其中.{0,4}原因")
"""How a sentence begins that gives the cause of what the one before it says."""

PEOPLE = re.compile(
    r"同志|主任|书记|镇长|市长|县长|区长|院长|教授|先进|人物|志愿者|代表|公司|企业|委员会|[一-鿿]{2,3}(?:获|被评)"
)
PLACED = re.compile(r"[村路街区园湾港岛河湖山镇乡县市站馆院所厂]")
DOCUMENT = re.compile(r"资料|文件|办法|制度|方案|规划|手册|指南|刊物|意见|细则|条例|政策|图书|读物|法规|书")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: where it stands, its score and how much of the question it speaks of."""

    report: Report
    passage: Passage
    sentence: Sentence
    score: float
    support: float


def rank_sentences(query: Query, hits: Sequence[Hit], material: Material, limit: int = 40) -> list[Candidate]:
    """Return the sentences of the retrieved passages, the likeliest answer first.

    The score adds what the retriever gave the sentence, the asked words it holds, the words of its headings, and
    whether it holds the kind of thing that is asked (a date, a name, a reason, a list).
    """
    asked = _asked(query)
    weights = material.weights
    found = []
    for hit in hits:
        path = " ".join(hit.passage.path)
        for sentence, given in hit.sentences:
            spoken = sentence.text
            if query.aspect is Aspect.WHY and BACKWARDS.search(spoken):
                spoken = _before(sentence, hit.passage) + spoken
            inside = asked.coverage(spoken, weights)
            around = asked.coverage(spoken + " " + path, weights)
            whole = asked.coverage(hit.passage.text + " " + path, weights)
            score = given + 1.6 * inside + 0.6 * around + 0.4 * whole + _type_bonus(query, sentence.text)
            score += 0.3 * hit.score + _role_bonus(query, hit.passage)
            if query.aspect is Aspect.OPEN and OPENING.search(sentence.text):
                score -= SAYS_LITTLE
            support = 0.6 * inside + 0.25 * around + 0.15 * whole
            candidate = Candidate(hit.report, hit.passage, sentence, score, support)
            if not of_period(query, candidate, material):
                candidate = replace(candidate, score=score - OTHER_PERIOD)
            elif _of_longer(query, candidate, material):
                candidate = replace(candidate, score=score - LONGER_PERIOD)
            found.append(candidate)
    found.sort(key=lambda c: (-c.score, c.report.id, c.sentence.start))
    unique: dict[tuple[str, int], Candidate] = {}
    for candidate in found:
        unique.setdefault((candidate.report.id, candidate.sentence.start), candidate)
    return list(unique.values())[:limit]


def _before(sentence: Sentence, passage: Passage) -> str:
    """Return the text of the sentence before another one in its passage; empty for the first."""
    return next((s.text for s in reversed(passage.sentences) if s.start < sentence.start), "")


def _asked(query: Query) -> Phrase:
    """Return what the sentences are asked for."""
    phrase = Phrase.of("".join(query.indicators))
    terms = asked_terms(" ".join(query.terms) or query.resolved)
    if query.aspect is Aspect.NAME:
        terms = {term: tells for term, tells in terms.items() if not DOCUMENT.fullmatch(term)} or terms
    return Phrase(terms, phrase.synonyms)


def _type_bonus(query: Query, text: str) -> float:
    """Reward a sentence that holds the kind of thing that is asked."""
    aspect = query.aspect
    if aspect is Aspect.WHEN:
        return 0.7 if DATED.search(text) else 0.1 if YEARS.search(text) else -0.4
    if aspect is Aspect.NAME and DOCUMENT.search("".join(query.indicators)[-4:]):
        return 0.8 if "《" in text else -0.2
    if aspect is Aspect.NAME:
        return 0.3 if QUOTED.search(text) else 0.0
    if aspect is Aspect.YES_NO:
        return 0.6 if denies(query, text) else 0.0
    if aspect is Aspect.LIST:
        return min(0.4, 0.08 * text.count("、") + 0.1 * text.count("；"))
    if aspect is Aspect.WHY:
        return 0.7 if CAUSE.search(text) else 0.0
    if aspect is Aspect.WHO:
        return 0.2 if PEOPLE.search(text) else 0.0
    if aspect is Aspect.WHERE:
        return 0.15 if PLACED.search(text) else 0.0
    return 0.0


def _role_bonus(query: Query, passage: Passage) -> float:
    if passage.role is Role.GLOSSARY:
        return 0.6 if query.aspect is Aspect.DEFINITION else -0.3
    if query.kind is None:
        return 0.0
    wanted = Role.PLAN if query.kind.value == "target" else Role.REVIEW
    return 0.35 if passage.role is wanted else -0.35


def _of_longer(query: Query, candidate: Candidate, material: Material) -> bool:
    """Tell whether the sentence's section speaks of years, where a single one of them is asked."""
    period = material.period_at(candidate.report.id, candidate.sentence.start)
    return period is not None and bool(query.periods) and all(p.months < period.months for p in query.periods)


def of_period(query: Query, candidate: Candidate, material: Material) -> bool:
    """Tell whether the sentence's section speaks of an asked period; true where none is asked."""
    period = material.period_at(candidate.report.id, candidate.sentence.start)
    return not query.periods or (period is not None and any(asked.overlaps(period) for asked in query.periods))
