"""What to say when the reports do not: why not, and the nearest thing that they do say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answering.draft import Draft
from rag.answering.lookup import Finder
from rag.answering.matching import Match, Wanted
from rag.answering.wording import place_and_period, statement
from rag.retrieval import Hit
from rag.schema import Aspect, FigureKind, Query

__all__ = ["explain_absence"]

NEAR = 0.3
"""Least support of a figure to be offered as the nearest thing."""


def explain_absence(query: Query, finder: Finder, hits: Sequence[Hit], draft: Draft) -> None:
    """Abstain with the reason in words, citing the nearest figure where one is near enough."""
    draft.citations.clear()
    draft.figures.clear()
    reports = [finder.material.report(i) for i in finder.reports]
    where = "、".join(dict.fromkeys(r.place for r in reports)) if query.places else "现有"
    what = "、".join(query.indicators)
    reason = f"{where}的报告没有说明“{what}”。" if what else f"{where}的报告没有说到这一点。"
    match = _nearest(query, finder)
    draft.confidence = match.support if match else 0.0
    if match is not None:
        report = finder.material.report(match.figure.report_id)
        mark = draft.cite_figure(match.figure)
        reason_text = (
            f"{reason}最接近的是：{place_and_period(report, match.figure.period)}{statement(match.figure)}[{mark}]。"
        )
    else:
        reason_text = reason
    draft.abstain(reason, text=reason_text)
    draft.suggestions.extend(_suggestions(finder, hits))


def _nearest(query: Query, finder: Finder) -> Match | None:
    """Return the figure nearest to what was asked, of any kind and period, where it is near enough."""
    if not query.indicators:
        return None
    aspects: tuple[Aspect, ...] = (query.aspect, Aspect.VALUE, Aspect.TARGET, Aspect.CHANGE)
    best: Match | None = None
    for aspect in dict.fromkeys(aspects):
        kind = FigureKind.TARGET if aspect is Aspect.TARGET else None
        loose = replace(query, aspects=(aspect,), kind=kind, periods=())
        for match in finder.all(Wanted.of(loose, query.indicators[0]), limit=1):
            if match.support >= NEAR and (best is None or match.support > best.support):
                best = match
    return best


def _suggestions(finder: Finder, hits: Sequence[Hit], limit: int = 3) -> list[str]:
    """Return questions that the best passages do answer."""
    asked: dict[str, None] = {}
    for hit in hits[:4]:
        for figure in finder.material.figures_within(hit.report.id, hit.passage.start, hit.passage.end):
            if figure.kind is FigureKind.ACHIEVED and 3 <= len(figure.indicator) <= 14:
                period = figure.period.label if figure.period else ""
                asked[f"{hit.report.place}{period}{figure.indicator}是多少？"] = None
                break
    return list(asked)[:limit]
