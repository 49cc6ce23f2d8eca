"""Targets that reports set in words instead of numbers: 固定资产投资持平, 控制在上级下达的指标以内."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answering.draft import Draft
from rag.answering.matching import Phrase
from rag.answering.wording import place_and_period
from rag.schema import Aspect, FigureKind, Query, Report, Role, Sentence

__all__ = ["worded_goal"]

ASKING = frozenset({Aspect.TARGET, Aspect.CHANGE, Aspect.VALUE})
CLAUSE = re.compile(r"[^，,；;。：:]+")
WORDED = re.compile(
    r"控制在[^，。；\d]{2,16}(?:以内|之内|范围)|持平|同步(?:增长)?$|基本同步|只增不减|只降不升|零增长|保持(?:基本)?稳定|不(?:下降|反弹)"
    r"|(?:完成|实现)[^，。；\d]{0,8}下达[^，。；\d]{0,8}(?:任务|目标|指标)|(?:高于|不低于|快于)[^，。；\d]{2,12}(?:平均水平|增速|增长)"
)
WHOLE = 0.9
"""A clause sets the target of what it speaks of this fully."""


def worded_goal(query: Query, pool: Sequence[Report], draft: Draft) -> bool:
    """Answer a question on a target with the sentence that sets it in words; False where none does."""
    if query.kind is not FigureKind.TARGET or query.aspect not in ASKING or len(query.indicators) != 1:
        return False
    asked = Phrase.of(query.indicators[0])
    for report in sorted(pool, key=lambda r: -(r.year or 0)):
        found = next((s for s in _planned(report, query, draft) if _sets(s.text, asked, draft)), None)
        if found is None:
            continue
        period = draft.material.period_at(report.id, found.start)
        mark = draft.cite(report.id, found.start, found.end)
        draft.text = f"{place_and_period(report, period)}（计划）：{found.text.strip()}[{mark}]"
        draft.kind, draft.confidence = "fact", WHOLE
        return True
    return False


def _planned(report: Report, query: Query, draft: Draft) -> list[Sentence]:
    """Return the sentences of a report's plans, those of the asked period where one is asked."""
    material = draft.material
    planned = [s for p in material.passages(report.id) if p.role is Role.PLAN for s in p.sentences]
    if not query.periods:
        return planned
    periods = {s.start: material.period_at(report.id, s.start) for s in planned}
    return [s for s in planned if (own := periods[s.start]) and any(p.overlaps(own) for p in query.periods)]


def _sets(text: str, asked: Phrase, draft: Draft) -> bool:
    """Tell whether one clause of the sentence names what is asked and sets its target in words."""
    clauses = CLAUSE.findall(text)
    return any(WORDED.search(c) and asked.coverage(c, draft.material.weights) >= WHOLE for c in clauses)
