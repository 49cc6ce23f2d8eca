"""Answers in the reports' own sentences: facts, names, dates, lists, reasons and open questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answering.admissions import admitted, asks_for_shortcomings
from rag.answering.definitions import asked_term, definition_of, speaks_of_term
from rag.answering.draft import Draft
from rag.answering.matching import MEASURED, RATES, Phrase, expected_families
from rag.answering.material import Material
from rag.answering.outline import TOPIC, bare, paragraph_at
from rag.answering.points import best_node, chosen_points, is_framing, node_at, overview, subject_of, subjects_of
from rag.answering.terms import asked_terms
from rag.answering.wording import place_and_period
from rag.numbers import find_quantities, unit_family
from rag.period import find_periods
from rag.retrieval import Hit
from rag.schema import Aspect, FigureKind, Passage, Period, Query, Report, Role, Sentence

__all__ = ["Candidate", "answer_in_sentences", "define", "rank_sentences"]

SUPPORT = 0.5
"""Least share of the asked words a sentence must speak of (its headings count for less) to answer."""

SURE = 0.75
"""The same for a sentence that is to give a figure."""

LOOSE = frozenset({Aspect.OPEN, Aspect.LIST, Aspect.WHY})
RUNNER_UP, CLEAR, NEAR = 10, 0.015, 0.895
"""An open question is answered where the nearest passage leads the eleventh by this much cosine, and is this near; read
off the default encoder on development questions."""

OTHER_PERIOD = 0.8
"""What a sentence loses whose section speaks of another period than the asked one."""

POINTS = 6
ALIKE = 0.6
"""Least part of the subject's words that a point must hold, of those that the best one holds."""

SPOKEN = 0.8
"""Least share of its subject that a sentence must speak of to be a point of an open answer by itself."""

ENUMERATED = re.compile(
    r"^(?:[一二三四五六七八九十]+是|第[一二三四五六七八九十]+[，,、是]|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．])"
)
ANNOUNCES = re.compile(r"[：:]$|[一二三四五六七八九十两\d]+(?:个方面|项|个|条|大)[^。]{0,18}[。：:]$")
QUOTED = re.compile(r"[《“「『][^》”」』]{2,40}[》”」』]")
DATED = re.compile(
    r"\d{1,2}\s*[月日号]|[一二三四五六七八九十]+月|季度|年底|年内|年初|月底|月份|上半年|下半年|\d{4}年(?!度)"
)
YEARS = re.compile(r"\d{4}\s*年")
CAUSE = re.compile(r"受.{1,30}影响|由于|因为|因|为了|旨在|原因|导致|得益于|影响")
PEOPLE = re.compile(
    r"同志|主任|书记|镇长|市长|县长|区长|院长|教授|先进|人物|志愿者|代表|公司|企业|委员会|[一-鿿]{2,3}(?:获|被评)"
)
PLACED = re.compile(r"[村路街区园湾港岛河湖山镇乡县市站馆院所厂]")
NEGATIVE = re.compile(r"困难|问题|不足|短板|挑战|薄弱")


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
            inside = asked.coverage(sentence.text, weights)
            around = asked.coverage(sentence.text + " " + path, weights)
            whole = asked.coverage(hit.passage.text + " " + path, weights)
            score = given + 1.6 * inside + 0.6 * around + 0.4 * whole + _type_bonus(query, sentence.text)
            score += 0.3 * hit.score + _role_bonus(query, hit.passage)
            support = 0.6 * inside + 0.25 * around + 0.15 * whole
            candidate = Candidate(hit.report, hit.passage, sentence, score, support)
            if not _of_period(query, candidate, material):
                candidate = replace(candidate, score=score - OTHER_PERIOD)
            found.append(candidate)
    found.sort(key=lambda c: (-c.score, c.report.id, c.sentence.start))
    unique: dict[tuple[str, int], Candidate] = {}
    for candidate in found:
        unique.setdefault((candidate.report.id, candidate.sentence.start), candidate)
    return list(unique.values())[:limit]


def _asked(query: Query) -> Phrase:
    """Return what the sentences are asked for."""
    phrase = Phrase.of("".join(query.indicators))
    return Phrase(asked_terms(" ".join(query.terms) or query.resolved), phrase.synonyms)


def _type_bonus(query: Query, text: str) -> float:
    """Reward a sentence that holds the kind of thing that is asked."""
    aspect = query.aspect
    if aspect is Aspect.WHEN:
        return 0.7 if DATED.search(text) else 0.1 if YEARS.search(text) else -0.4
    if aspect is Aspect.NAME:
        return 0.3 if QUOTED.search(text) else 0.0
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


def answer_in_sentences(
    query: Query, hits: Sequence[Hit], draft: Draft, *, figure_asked: bool = False, strict: bool = False
) -> bool:
    """Answer with sentences of the source in the draft; return False where nothing supports an answer.

    Where a figure is asked, a sentence must hold a number of the asked unit and nearly all of the asked words; where
    `strict`, it must name the asked period.
    """
    if not (figure_asked or strict) and asks_for_shortcomings(query) and _shortcomings(query, hits, draft):
        return True
    ranked = rank_sentences(query, hits, draft.material)
    term = asked_term(query)
    if term:
        ranked = [c for c in ranked if speaks_of_term(term, c.sentence.text + " ".join(c.passage.path))]
    if figure_asked:
        ranked = [c for c in ranked if c.support >= SURE and _has_number(query, c.sentence.text)]
        asked = Phrase.of("".join(query.indicators))
        ranked = [c for c in ranked if not asked.contradicts(c.sentence.text) and _of_kind(query, c)]
        ranked = [c for c in ranked if _of_period(query, c, draft.material) or _names_period(query, c)]
    if strict:
        ranked = [c for c in ranked if _names_period(query, c)]
    if not ranked:
        return False
    if query.aspect is Aspect.OPEN and not (strict or figure_asked) and _in_points(query, hits, ranked, draft):
        return True
    if query.aspect is Aspect.OPEN and query.periods:
        ranked = [c for c in ranked if _of_period(query, c, draft.material)] or ranked
    best = ranked[0] if ranked[0].support >= SUPPORT else max(ranked[:3], key=lambda c: c.support)
    draft.confidence = max(best.support, SUPPORT) if _stands_out(query, best, hits) else best.support
    if draft.confidence < SUPPORT:
        return False
    if query.aspect in {Aspect.OPEN, Aspect.LIST}:
        chosen = _points(query, best, ranked, draft.material) or [best.sentence]
    else:
        chosen = _with_list(best, draft.material)
    _write(query, chosen, best.report, draft)
    draft.note([f"报告没有解释“{term}”，这是提到它的地方。"] if term else [])
    draft.trace.append(("句子", f"{len(ranked)} 句候选，取 {len(chosen)} 句，把握 {best.support:.2f}"))
    return True


def define(query: Query, reports: Sequence[Report], draft: Draft) -> bool:
    """Answer what a term of a report stands for, where the report says so; False where it does not."""
    term = asked_term(query)
    found = definition_of(term, reports, draft.material) if term else None
    if found is None:
        return False
    report, sentences = found
    draft.confidence = 1.0
    _write(query, sentences, report, draft)
    draft.kind = "definition"
    draft.trace.append(("名词", f"{term}：{len(sentences)} 句"))
    return True


def _shortcomings(query: Query, hits: Sequence[Hit], draft: Draft) -> bool:
    reports = list({hit.report.id: hit.report for hit in hits}.values())
    found = admitted(query, reports, draft) if query.places or len(reports) == 1 else None
    if found is None:
        return False
    report, points = found
    draft.confidence = 1.0
    _write(query, points, report, draft)
    draft.trace.append(("短板", f"{len(points)} 点"))
    return True


def _in_points(query: Query, hits: Sequence[Hit], ranked: Sequence[Candidate], draft: Draft) -> bool:
    """Answer with the points of the section that is about the subject; False where no heading names it."""
    reports = list(dict.fromkeys(hit.report.id for hit in hits))
    if not subject_of(query):
        points, support, report_id = overview(query, reports, draft.material), 1.0, reports[0]
    else:
        found = best_node(query, hits, draft.material, ranked[0].sentence.start)
        if found is None:
            return False
        given = {c.sentence.start: c.score for c in ranked if c.report.id == found.node.report_id}
        points = chosen_points(found.node, subject_of(query), draft.material, given)
        support, report_id = found.support, found.node.report_id
    if not points:
        return False
    draft.confidence = support
    _write(query, points, draft.material.report(report_id), draft)
    draft.trace.append(("要点", f"{len(points)} 句，把握 {support:.2f}"))
    return True


def _stands_out(query: Query, best: Candidate, hits: Sequence[Hit]) -> bool:
    """Tell whether an open question, whose words the text rarely repeats, clearly means the passages found.

    The likeliest passage must be nearer in meaning than the others, which all are of the same report: by
    much, or by less where some asked words stand in the sentence too.
    """
    if query.aspect not in LOOSE or not query.places:
        return False
    near = sorted((hit.dense for hit in hits), reverse=True)
    lead = near[0] - near[min(RUNNER_UP, len(near) - 1)]
    return (lead >= CLEAR and near[0] >= NEAR) or (lead >= 0.8 * CLEAR and best.support >= 0.6 * SUPPORT)


def _has_number(query: Query, text: str) -> bool:
    """Tell whether a sentence holds a number such as is asked for: in the asked unit, a rate, an amount of money."""
    families = {unit_family(q.unit) for q in find_quantities(text) if not q.is_rank}
    if query.aspect in {Aspect.CHANGE, Aspect.COMPLETION, Aspect.SHARE}:
        return bool(families & RATES)
    if query.unit:
        return unit_family(query.unit) in families & MEASURED
    expected = expected_families(query.indicators[-1]) if query.indicators else set()
    return bool(families & expected) if expected else bool(families)


def _of_kind(query: Query, candidate: Candidate) -> bool:
    """Tell whether a sentence may give the asked kind of figure: a plan from the plans, a fact from the review."""
    if query.kind is None:
        return True
    return (candidate.passage.role is Role.PLAN) == (query.kind is FigureKind.TARGET)


def _of_period(query: Query, candidate: Candidate, material: Material) -> bool:
    """Tell whether the sentence's section speaks of an asked period; true where none is asked."""
    period = material.period_at(candidate.report.id, candidate.sentence.start)
    return not query.periods or (period is not None and any(asked.overlaps(period) for asked in query.periods))


def _names_period(query: Query, candidate: Candidate) -> bool:
    anchor = Period.of_year(candidate.report.year) if candidate.report.year else candidate.report.period
    named = [p for _, _, p in find_periods(candidate.sentence.text, anchor)]
    return any(asked.covers(p) for asked in query.periods for p in named)


def _with_list(best: Candidate, material: Material) -> list[Sentence]:
    """Return the sentence, and the items it announces."""
    sentences = [
        s for p in material.passages(best.report.id) if p.section_id == best.passage.section_id for s in p.sentences
    ]
    at = next((i for i, s in enumerate(sentences) if s.start == best.sentence.start), None)
    if at is None:
        return [best.sentence]
    chosen = [sentences[at]]
    follows = sentences[at + 1] if at + 1 < len(sentences) else None
    if follows and (ANNOUNCES.search(best.sentence.text) or ENUMERATED.match(follows.text)):
        started = False
        for sentence in sentences[at + 1 : at + 16]:
            if ENUMERATED.match(sentence.text):
                started = True
            elif (not started and not best.sentence.text.endswith(("：", ":"))) or (
                started and sentence.text.startswith(("同时", "此外", "各位代表", "总之"))
            ):
                break
            chosen.append(sentence)
    return chosen


def _points(query: Query, best: Candidate, ranked: Sequence[Candidate], material: Material) -> list[Sentence]:
    """Return up to six sentences of the best section, in the order of the text."""
    if query.aspect is Aspect.OPEN:
        told = _speaking_of(subjects_of(query), best, ranked, material)
        if len(told) > 1:
            return told
    below = node_at(best.report.id, best.sentence.start, material) if _is_title(best) else None
    if below is not None:
        given = {c.sentence.start: c.score for c in ranked if c.report.id == best.report.id}
        return chosen_points(below, subject_of(query), material, given)
    listed = [s for s in _with_list(best, material) if not _is_heading(s, best.passage)]
    if len(listed) > 1 or (listed and listed[0] != best.sentence):
        return listed[: POINTS * 2]
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


def _write(query: Query, chosen: Sequence[Sentence], report: Report, draft: Draft) -> None:
    """Put the chosen sentences of a report into the draft: one as it stands, several as numbered points."""
    marked = [(s, draft.cite(report.id, s.start, s.end)) for s in chosen]
    period = draft.material.period_at(report.id, chosen[0].start)
    opening = place_and_period(report, period)
    plan = "（计划）" if draft.material.role_at(report.id, chosen[0].start) is Role.PLAN else ""
    if len(marked) == 1:
        sentence, n = marked[0]
        draft.text = f"{opening}{plan}：{sentence.text.strip()}[{n}]"
    else:
        lines = [f"{i}. {s.text.strip()}[{n}]" for i, (s, n) in enumerate(marked, 1)]
        draft.text = f"{opening}{plan}，报告提到：\n" + "\n".join(lines)
    draft.kind = {Aspect.OPEN: "open", Aspect.LIST: "list", Aspect.DEFINITION: "definition"}.get(query.aspect, "fact")
