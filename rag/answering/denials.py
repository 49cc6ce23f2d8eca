"""Questions for what a report says there was none of, and why something was worse that the report says was better."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.answering.draft import Draft
from rag.answering.lookup import Finder
from rag.answering.matching import Phrase, Wanted
from rag.answering.terms import asked_terms
from rag.answering.wording import place_and_period
from rag.schema import Aspect, Query, Report, Role, Sentence
from rag.understanding.equivalents import same_words

__all__ = ["DENIAL", "DENIED", "GOAL", "MISSED", "NOT", "denied", "denies", "otherwise_compared"]

DENIAL = "没有，"
"""How an answer begins whose sentence says that there was none of what is asked."""

DENIED = re.compile(r"(?:未(?!来)|无(?!人机|障碍|线)|没有|零(?!售|工|件)|杜绝|从未)(?P<what>[^，,。；;]{1,12})")
GOAL = r"(?:目标|预期|预计|指标|任务|计划|预算)"
NOT = r"(?:没有?|没能|未能?|尚未|并未|不)(?:有|能|够)?(?:按时|按期|如期|全部|全面|完全|很好)?(?:地)?"
MISSED = re.compile(
    rf"{NOT}(?:完成|达到|实现|达成)[^，,。；;]{{0,22}}{GOAL}"
    rf"|{GOAL}[^，,。；;]{{0,4}}{NOT}(?:完成|达到|实现|达成)(?:[^，,。；;]{{0,22}}{GOAL})?"
    rf"|(?:低于|不及|不如|落后于)(?:年初|年度|全年)?(?:制定|确定)?的?{GOAL}"
)
"""How a report says that a target was missed."""

HARM = re.compile(
    r"伤亡|死|遇难|丧生|罹难|失踪|受伤|事故|疫情|病例|确诊|感染|决口|垮坝|返贫|上访|投诉|拖欠|逾期|断流|内涝"
)
"""Harm, of which a report says that there was none."""

SURE, NAMED = 0.8, 0.7
"""Least support of a figure that answers after all; least share of the compared thing that a clause must name."""

ASIDE = re.compile(r"[^，,。；;：:、]+")
OVER, UNDER = r"高于|大于|快于|超过|优于|好于|多于|领先", r"低于|小于|慢于|少于|差于|落后"
SAID = re.compile(rf"(?P<over>{OVER})|(?P<under>{UNDER})")
ASKED = re.compile(
    rf"比[^，,？?]{{1,10}}?(?:还|更|都)?要?(?:(?P<up>大|高|快|多)|(?P<down>小|低|慢|少))(?!家)|(?P<over>{OVER})|(?P<under>{UNDER})"
)
MEASURE = re.compile(r"降幅|增幅|增速|涨幅|跌幅|升幅")


def denied(query: Query, finder: Finder, draft: Draft) -> bool:
    """Answer how many came to harm with the sentence that says nobody did; False where a figure or nothing is said."""
    if query.aspect is not Aspect.VALUE or not HARM.search(query.resolved):
        return False
    match = finder.best(Wanted.of(query, "".join(query.indicators)))
    if match is not None and match.support >= SURE and HARM.search(finder.material.context(match.figure)[0]):
        return False
    for report, sentence in _sentences(query, finder):
        if denies(query, sentence.text):
            return _say("", report, sentence, draft)
    return False


def denies(query: Query, text: str) -> bool:
    """Tell whether a text says of something asked that there was none (无一人因灾伤亡)."""
    terms = {term for term in asked_terms("".join(query.indicators)) if len(term) > 1}
    terms = {term for term in terms if query.aspect is not Aspect.VALUE or HARM.search(term)}
    names = {name for term in terms for name in (term, *same_words(term))}
    return any(name in found["what"] for found in DENIED.finditer(text) for name in names)


def otherwise_compared(query: Query, finder: Finder, draft: Draft) -> bool:
    """Correct a question why something was above another thing that the report says was below it, and the other way."""
    asked, measure = ASKED.search(query.resolved), MEASURE.search(query.resolved)
    if query.aspect is not Aspect.WHY or asked is None or measure is None:
        return False
    thing = Phrase.of(MEASURE.split("".join(query.indicators))[0])
    above = bool(asked["up"] or asked["over"])
    weights = finder.material.weights
    for report, sentence in _sentences(query, finder):
        clauses = ASIDE.findall(sentence.text)
        for before, clause in zip(["", *clauses], clauses, strict=False):
            said = SAID.search(clause)
            if said is None or measure.group() not in clause or bool(said["over"]) == above:
                continue
            if thing.coverage(before + clause, weights) >= NAMED:
                draft.note(["所问的情况与报告相反。"])
                return _say("报告说的正相反，", report, sentence, draft)
    return False


def _sentences(query: Query, finder: Finder) -> Iterator[tuple[Report, Sentence]]:
    """Yield the sentences of the review, of the asked period where one is asked."""
    material = finder.material
    for report_id in finder.reports:
        for passage in material.passages(report_id):
            period = material.period_at(report_id, passage.start)
            within = not query.periods or (period is not None and any(p.overlaps(period) for p in query.periods))
            if passage.role is Role.REVIEW and within:
                yield from ((material.report(report_id), sentence) for sentence in passage.sentences)


def _say(opening: str, report: Report, sentence: Sentence, draft: Draft) -> bool:
    period = draft.material.period_at(report.id, sentence.start)
    mark = draft.cite(report.id, sentence.start, sentence.end)
    draft.text = f"{opening}{place_and_period(report, period)}：{sentence.text.strip()}[{mark}]"
    draft.kind, draft.confidence = "fact", 1.0
    return True
