"""Targets that a report says were missed: which ones, why, and whether the asked one is among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.answering.denials import DENIAL, GOAL, MISSED, NOT
from rag.answering.draft import Draft
from rag.answering.lookup import Finder
from rag.answering.matching import Phrase
from rag.answering.material import Material
from rag.answering.ranking import CAUSE
from rag.answering.wording import place_and_period
from rag.period import find_periods
from rag.question import canonical_terms
from rag.schema import Aspect, Period, Query, Report, Role, Sentence

__all__ = ["Missed", "missed_targets", "told_of_missed"]

CONDITION = re.compile(rf"(?:{GOAL})*的")
"""What follows where missing a target is only a condition (没有完成招商任务的，不评先)."""

DID = r"(?:完成|达到?|达成|实现|到)"
ASKED = re.compile(
    rf"{NOT}{DID}[^，,。？?]{{0,8}}{GOAL}|{GOAL}[^，,。？?]{{0,6}}?(?:没有?|未能?|没能){DID}(?![吗么没])"
    rf"|(?:低于|不及|不如)[^，,。？?]{{0,4}}{GOAL}|{GOAL}[^，,。？?]{{0,4}}落空|没(?:有)?达标(?=[^吗么？?])"
)
"""How a question says it."""

WHETHER = re.compile(
    rf"{GOAL}(?:数|值)?(?:都|全)?(?:如期|按期|顺利)?{DID}了?(?:没有?|吗|么|没)|(?:有没有|是否|是不是|能否)(?:已经?|都)?{DID}了?[^，,。？?]{{0,8}}{GOAL}"
    rf"|{DID}了?[^，,。？?]{{0,10}}{GOAL}了?(?:没有?|吗|么)|{GOAL}[^，,。？?]{{0,3}}(?:有没有|是否|是不是)(?:已经?|都)?{DID}"
)
ATTAINED = re.compile(
    rf"(?:超额|全面|全部|都|均|提前|如期|顺利|圆满)+{DID}了?[^，,。？?]{{0,6}}{GOAL}|{DID}了[^，,。？?]{{0,6}}{GOAL}|超(?:过|出)了?[^，,。？?]{{0,4}}{GOAL}"
)
BROAD = re.compile(
    r"(?:部分|有些|有的|一些|少数|个别|几[项个]|若干|多项|不少|主要|重要)[^，,。？?]{0,6}(?:指标|目标|任务)"
)
WHICH = re.compile(rf"(?:哪|什么|啥)[^，,。？?]{{0,10}}(?:{GOAL})")
TRIM = re.compile(
    rf"(?:(?:是|都|均|究竟|到底)?(?:怎么|怎样|如何|为什么|为何|[靠凭]什么)|[是都均的等]|年初|年度|全年|预定|既定|制定|确定|经济|社会|发展|增速|增长|{GOAL}|[一二三四五六七八九十\d几]+[项个])+$"
)
TIMED = re.compile(r"(?:年|月|时|期间|底|末|季度|五[”\"])的?")
"""What a word of time ends with."""
ITEMS = re.compile(r"[、，,：:]|(?<=[\u4e00-\u9fff])和(?=[\u4e00-\u9fff]{2})|以及|及")
PEOPLE = re.compile(r"城镇居民|农村居民")
CLAUSE = re.compile(r"[，,；;。：:]")
PIECE = re.compile(r"[^；;]+[；;]?")
OPENING = re.compile(
    r"^(?:[^：:；;]{0,90}(?:困难|问题|挑战|矛盾|不足|短板|环节)[^：:；;，,]{0,12}(?:[：:]|[，,]?主要(?:是|表现[为在]|体现在)[：:，,]?))"
)
TELLING = frozenset({Aspect.WHY, Aspect.OPEN, Aspect.LIST, Aspect.NAME})
REASON = re.compile(r"原因|为什么|为何|为啥|怎么解释|缘故|受什么影响")
PRAISED = "报告说的是另一回事，"
PRAISES = re.compile(r"为什么|为何|怎么|如何|靠|经验|秘诀|原因|做法|诀窍|凭")
"""Words of a question how something was achieved, which takes it for granted."""
SPOKEN, SHORTEST = 0.8, 2
"""Least share of the asked words that the missed things must name; characters of a name at least."""


@dataclass(frozen=True, slots=True)
class Missed:
    """What a report says of missed targets: the words of its source, and the part that names what was missed."""

    report: Report
    said: Sentence
    things: str


def missed_targets(reports: Sequence[Report], material: Material) -> Iterator[Missed]:
    """Yield every statement that targets were missed, in the order of the reports and of their texts."""
    for report in reports:
        source = material.source(report)
        for passage in material.passages(report.id):
            if passage.role is Role.GLOSSARY:
                continue
            for sentence in passage.sentences:
                for piece in _pieces(source, sentence):
                    found = [m for m in MISSED.finditer(piece.text) if not CONDITION.match(piece.text[m.end() :])]
                    if found:
                        yield Missed(report, piece, "、".join(_before(piece.text, m.start()) for m in found))


def _before(text: str, end: int) -> str:
    """Return the clause up to an offset, or the one before it where nothing but that stands in it."""
    clauses = [clause for clause in CLAUSE.split(text[:end]) if len(clause) > SHORTEST]
    return clauses[-1] if clauses else ""


def told_of_missed(query: Query, finder: Finder, draft: Draft) -> bool:
    """Answer why or which targets were missed, whether one was met, or correct a question that takes it as met.

    False where the question is another, or no report of the asked period owns up to it.
    """
    text, aspects = query.resolved, set(query.aspects)
    missing = ASKED.search(text)
    whether = WHETHER.search(text) if aspects & {Aspect.YES_NO, Aspect.COMPLETION} else None
    if missing and Aspect.YES_NO in aspects:
        whether = missing
    asked = None if whether else missing
    praised = None if whether or asked else ATTAINED.search(text)
    found = whether or asked or praised
    reason = bool(REASON.search(text)) or Aspect.WHY in aspects
    if found is None or (asked and not (reason or aspects & TELLING)) or (praised and not PRAISES.search(text)):
        return False
    opening = PRAISED if praised else DENIAL if whether and not missing else ""
    reports = [finder.material.report(i) for i in finder.reports]
    for missed in missed_targets(reports, finder.material):
        if not _of_period(query, missed) or not _named(query, found, missed, finder.material):
            continue
        if asked and reason and not CAUSE.search(missed.said.text):
            continue
        return _say(opening, missed, draft)
    return False


def _pieces(source: str, sentence: Sentence) -> Iterator[Sentence]:
    """Yield what stands between semicolons in a sentence, without the words that announce problems, as spans."""
    for match in PIECE.finditer(source[sentence.start : sentence.end]):
        raw = match.group()
        lead = OPENING.match(raw)
        cut = lead.end() if lead else len(raw) - len(raw.lstrip())
        kept = raw[cut:].strip()
        start = sentence.start + match.start() + raw.index(kept, cut) if kept else 0
        if kept:
            yield Sentence(start=start, end=start + len(kept), text="".join(kept.split()))


def _of_period(query: Query, missed: Missed) -> bool:
    """Tell whether the report looks back on the asked period, or the statement names it; true where none is asked."""
    if not query.periods:
        return True
    report = missed.report
    anchor = Period.of_year(report.year) if report.year else report.period
    spans = [p for _, _, p in find_periods(missed.said.text, anchor)]
    spans += [report.reviewed] if report.reviewed else []
    return any(asked.overlaps(p) for asked in query.periods for p in spans)


def _named(query: Query, found: re.Match[str], missed: Missed, material: Material) -> bool:
    """Tell whether the statement is on what the question is on: on targets at large, or on the very things named."""
    text = query.resolved
    if BROAD.search(text) or WHICH.search(text):
        return True
    before = TRIM.sub("", re.split(r"[，,。？?]", text[: found.start()])[-1])
    wanted = [part for part in ITEMS.split(before) if len(part) >= SHORTEST]
    if wanted and all(any(name in missed.things for name in _names(part, missed.report.place)) for part in wanted):
        return True
    asked = Phrase.of("".join(query.indicators))
    return bool(asked.terms) and asked.coverage(missed.things, material.weights) >= SPOKEN


def _names(part: str, place: str) -> Iterator[str]:
    """Yield the names that reports use for a part of a question, without its place and time (2022年石嘴山的GDP)."""
    stems = {place, place[:-1]}
    ends = [part.find(stem) + len(stem) for stem in stems if len(stem) >= SHORTEST and stem in part]
    ends += [found.end() for found in TIMED.finditer(part)]
    for name in (name for end in sorted({0, *ends}) for name in canonical_terms(part[end:]) if len(name) > SHORTEST):
        yield from (name, PEOPLE.sub("城乡居民", name))


def _say(opening: str, missed: Missed, draft: Draft) -> bool:
    """Quote the statement; one that stands among the plans, of which it is none, is put under no period."""
    report, said = missed.report, missed.said
    material = draft.material
    planned = material.role_at(report.id, said.start) is Role.PLAN
    under = "" if planned else place_and_period(report, material.period_at(report.id, said.start))
    lead = f"{opening}{under}".rstrip("，") or "报告说"
    mark = draft.cite(report.id, said.start, said.end)
    draft.text = f"{lead}：{said.text.strip()}[{mark}]"
    draft.kind, draft.confidence = "fact", 1.0
    draft.trace.append(("未完成", missed.things))
    return True
