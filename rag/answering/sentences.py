"""Answers in the reports' own sentences: facts, names, dates, lists, reasons and open questions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answering.admissions import admitted, asks_for_shortcomings
from rag.answering.choice import points_around, with_list, with_reasons
from rag.answering.definitions import asked_term, definition_of, speaks_of_term
from rag.answering.denials import DENIAL, denies
from rag.answering.draft import Draft
from rag.answering.fitting import fits_closely, fitting
from rag.answering.matching import MEASURED, RATES, Phrase, Wanted, allowed_kinds
from rag.answering.material import Material
from rag.answering.members import asked_group, members_of
from rag.answering.periods import period_fit
from rag.answering.points import best_node, chosen_points, overview, subject_of
from rag.answering.ranking import Candidate, of_period, rank_sentences
from rag.answering.terms import expected_families
from rag.answering.topics import rounded_out
from rag.answering.wording import place_and_period
from rag.numbers import find_quantities, unit_family
from rag.period import find_periods
from rag.retrieval import Hit
from rag.schema import Aspect, FigureKind, Period, Query, Report, Role, Sentence
from rag.understanding.ranked import in_field

__all__ = ["answer_in_sentences", "define", "write_sentences"]

SHARED = re.compile(r"占|比|份额|率")
"""Words of a share, one of which a sentence that is to give one must hold."""

SUPPORT = 0.5
"""Least share of the asked words a sentence must speak of (its headings count for less) to answer."""

CLOSE = 0.3
"""The same for a sentence that holds the names that the question quotes, or names of the asked kind of thing."""

SURE = 0.75
"""The same for a sentence that is to give a figure."""

ENOUGH = 0.55
"""The same for a sentence that is to say how long something took, and names one span of time only."""

SPANS = frozenset({"天", "个月", "月", "小时", "分钟", "年"})
TOOK = re.compile(r"用了?|花了?|历时|耗时|只用|仅用|持续了?|多久")
CLAUSE = re.compile(r"[，,；;。：:]")
WORDED = re.compile(r"持平|同步|快于|高于|低于|优于|以内|之内|只增不减|(?:指标|目标)内|零增长|稳定在")
"""How a plan gives a target without a number."""

AFFIRMED = "是的，"
ASKING = re.compile(r"是不是|是否|有没有|全部|都|已经?|了$")
NEGATIVE = re.compile(r"[未无]|没(?!有?[？?]?$)|不|尚|将|计划|打算|力争|目标")
"""Words that make it unsure whether a clause affirms what is asked."""

LOOSE = frozenset({Aspect.OPEN, Aspect.LIST, Aspect.WHY})
RUNNER_UP, CLEAR, NEAR = 10, 0.015, 0.895
"""An open question is answered where the nearest passage leads the eleventh by this much cosine, and is this near; read
off the default encoder on development questions."""


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
    if not figure_asked:
        ranked = fitting(query, ranked, hits, draft.material)
    term = asked_term(query)
    if term:
        ranked = [c for c in ranked if speaks_of_term(term, c.sentence.text + " ".join(c.passage.path))]
    if figure_asked:
        planned = Aspect.TARGET in query.aspects or query.kind is FigureKind.TARGET
        if planned and not strict and _in_words(query, ranked, draft):
            return True
        least = ENOUGH if _asks_how_long(query) else SURE
        ranked = [c for c in ranked if c.support >= least and _has_number(query, c.sentence.text)]
        asked = Phrase.of("".join(query.indicators))
        ranked = [c for c in ranked if not asked.contradicts(c.sentence.text) and _of_kind(query, c)]
        ranked = [c for c in ranked if of_period(query, c, draft.material) or _names_period(query, c)]
        ranked = [c for c in ranked if _figures_of_period(query, c, draft.material)]
    if strict:
        ranked = [c for c in ranked if _names_period(query, c)]
    if not ranked:
        return False
    if query.aspect is Aspect.OPEN and not (strict or figure_asked) and _in_points(query, hits, ranked, draft):
        return True
    if query.aspect is Aspect.OPEN and query.periods:
        ranked = [c for c in ranked if of_period(query, c, draft.material)] or ranked
    close = not figure_asked and ranked[0].support >= CLOSE and fits_closely(query, ranked[0].sentence.text)
    best = ranked[0] if close or ranked[0].support >= SUPPORT else max(ranked[:3], key=lambda c: c.support)
    draft.confidence = max(best.support, SUPPORT) if close or _stands_out(query, best, hits) else best.support
    if draft.confidence < SUPPORT:
        return False
    chosen = _around(query, best, ranked, draft.material)
    write_sentences(query, chosen, best.report, draft)
    if query.aspect is Aspect.YES_NO:
        draft.text = f"{_verdict(query, best)}{draft.text}"
    draft.note([f"报告没有解释“{term}”，这是提到它的地方。"] if term else [])
    draft.trace.append(("句子", f"{len(ranked)} 句候选，取 {len(chosen)} 句，把握 {best.support:.2f}"))
    return True


def _around(query: Query, best: Candidate, ranked: Sequence[Candidate], material: Material) -> list[Sentence]:
    """Return the sentences of an answer whose likeliest one is `best`."""
    if query.aspect is Aspect.WHY:
        return with_reasons(best, material)
    if query.aspect not in {Aspect.OPEN, Aspect.LIST}:
        return with_list(best, material)
    chosen = points_around(query, best, ranked, material) or [best.sentence]
    return rounded_out(query, chosen, best, ranked, material) if query.aspect is Aspect.OPEN else chosen


def _verdict(query: Query, best: Candidate) -> str:
    """Return how a yes-or-no question is answered where one clause decides it; empty where none clearly does."""
    if best.passage.role is not Role.PLAN and denies(query, best.sentence.text):
        return DENIAL
    clauses = CLAUSE.split(best.sentence.text)
    asked = Phrase.of(ASKING.sub("", "".join(query.indicators)))
    whole = max(clauses, key=lambda c: len([t for t in asked.terms if t in c]))
    certain = best.passage.role is Role.REVIEW and all(term in whole for term in asked.terms) and len(asked.terms) > 1
    return AFFIRMED if certain and not NEGATIVE.search(whole + ASKING.sub("", query.resolved)) else ""


def define(query: Query, reports: Sequence[Report], draft: Draft) -> bool:
    """Answer what a term of a report stands for, where the report says so; False where it does not."""
    group = asked_group(query)
    term = asked_term(query) or (group.name if group else "")
    found = definition_of(term, reports, draft.material) if term else None
    if found is None and group:
        found = members_of(group, reports, draft.material)
    if found is None:
        return False
    report, sentences = found
    draft.confidence = 1.0
    write_sentences(query, sentences, report, draft)
    draft.kind = "definition" if query.aspect is Aspect.DEFINITION or not group else "list"
    draft.trace.append(("名词", f"{term}：{len(sentences)} 句"))
    return True


def _shortcomings(query: Query, hits: Sequence[Hit], draft: Draft) -> bool:
    reports = list({hit.report.id: hit.report for hit in hits}.values())
    found = admitted(query, reports, draft) if query.places or len(reports) == 1 else None
    if found is None:
        return False
    report, points = found
    draft.confidence = 1.0
    write_sentences(query, points, report, draft)
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
    write_sentences(query, points, draft.material.report(report_id), draft)
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


def _asks_how_long(query: Query) -> bool:
    """Tell whether a question asks how many days, months or hours something took."""
    return query.unit in SPANS and query.aspect is Aspect.VALUE and bool(TOOK.search(query.resolved))


def _in_words(query: Query, ranked: Sequence[Candidate], draft: Draft) -> bool:
    """Answer a question on a target that the plan gives in words (持平, 控制在下达的指标以内)."""
    phrase = Phrase.of("".join(query.indicators))
    for candidate in ranked:
        if candidate.passage.role is not Role.PLAN or not of_period(query, candidate, draft.material):
            continue
        for clause in CLAUSE.split(candidate.sentence.text):
            said = WORDED.search(clause) and not re.search(r"\d", clause)
            if said and phrase.coverage(clause, draft.material.weights) >= SURE:
                draft.confidence = candidate.support
                write_sentences(query, [candidate.sentence], candidate.report, draft)
                draft.trace.append(("目标", clause))
                return True
    return False


def _has_number(query: Query, text: str) -> bool:
    """Tell whether a sentence holds a number such as is asked for: in the asked unit, a rate, an amount of money."""
    if query.aspect is Aspect.RANK:
        return any(q.is_rank for q in find_quantities(text))
    families = {unit_family(q.unit) for q in find_quantities(text) if not q.is_rank}
    if query.aspect is Aspect.SHARE and not SHARED.search(text):
        return False
    if query.aspect in {Aspect.CHANGE, Aspect.COMPLETION, Aspect.SHARE}:
        return bool(families & RATES)
    if _asks_how_long(query):
        return len(re.findall(rf"\d\s*个?{query.unit}(?!均)", text)) == 1
    if query.unit:
        return unit_family(query.unit) in families & MEASURED
    expected = expected_families(query.indicators[-1]) if query.indicators else set()
    return bool(families & expected) if expected else bool(families)


def _figures_of_period(query: Query, candidate: Candidate, material: Material) -> bool:
    """Tell whether a sentence holds a figure of the asked period, as far as its figures are known."""
    sentence = candidate.sentence
    figures = material.figures_within(candidate.report.id, sentence.start, sentence.end)
    wanted = Wanted.of(query, "".join(query.indicators) or query.resolved)
    kinds = allowed_kinds(wanted)
    figures = [f for f in figures if f.kind in kinds]
    if wanted.aspect is Aspect.RANK and figures and not any(in_field(wanted.field, f) for f in figures):
        return False
    if candidate.passage.role is Role.PLAN or not (query.periods and figures):
        return True
    return any(period_fit(wanted, f, material.before(f)) is not None for f in figures)


def _of_kind(query: Query, candidate: Candidate) -> bool:
    """Tell whether a sentence may give the asked kind of figure: a plan from the plans, a fact from the review."""
    reviewed = candidate.report.reviewed
    if query.kind is None:
        past = bool(query.periods) and reviewed is not None and all(reviewed.covers(p) for p in query.periods)
        return not (past and candidate.passage.role is Role.PLAN)
    return (candidate.passage.role is Role.PLAN) == (query.kind is FigureKind.TARGET)


def _names_period(query: Query, candidate: Candidate) -> bool:
    anchor = Period.of_year(candidate.report.year) if candidate.report.year else candidate.report.period
    named = [p for _, _, p in find_periods(candidate.sentence.text, anchor)]
    return any(asked.covers(p) for asked in query.periods for p in named)


def write_sentences(query: Query, chosen: Sequence[Sentence], report: Report, draft: Draft) -> None:
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
