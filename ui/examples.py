"""Example questions, made from the reports in the library so that each has an answer there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rag.schema import Figure, FigureKind, Report, Role

if TYPE_CHECKING:
    from rag.catalogue import Catalogue

__all__ = ["examples"]

_LENGTHS = range(3, 9)
_LOOKED_AT = 40
"""Up to this many reports are looked through."""


def examples(catalogue: Catalogue, limit: int = 6) -> list[str]:
    """Return up to `limit` questions: figures of different places, one comparison, one on plans, one on the library."""
    reports = catalogue.reports()[:_LOOKED_AT]
    if not reports:
        return []
    asked = [q for q in (_figure_question(r, catalogue) for r in reports) if q]
    special = [q for q in (_comparison(reports, catalogue), _plan_question(reports, catalogue)) if q]
    special.append("库里有哪些报告？")
    return (asked[: max(0, limit - len(special))] + special)[:limit]


def _figure_question(report: Report, catalogue: Catalogue) -> str:
    figures = catalogue.figures([report.id])
    headed = {figure.head for figure in figures if figure.head}
    good = [f for f in figures if _is_plain(f, report)]
    best = max(good, key=lambda f: (f.id in headed, f.base_unit == "元"), default=None)
    if best is None or best.period is None:
        return ""
    return f"{report.place}{best.period.label}{best.indicator}是多少？"


def _is_plain(figure: Figure, report: Report) -> bool:
    return (
        figure.kind is FigureKind.ACHIEVED
        and figure.place == report.place
        and len(figure.indicator) in _LENGTHS
        and all("\u4e00" <= character <= "\u9fff" for character in figure.indicator)
    )


def _comparison(reports: list[Report], catalogue: Catalogue) -> str:
    places: dict[str, list[str]] = {}
    for report in reports:
        for indicator in {f.indicator for f in catalogue.figures([report.id]) if _is_plain(f, report)}:
            places.setdefault(indicator, []).append(report.place)
    shared = {indicator: list(dict.fromkeys(found)) for indicator, found in places.items()}
    counts = Counter({indicator: len(found) for indicator, found in shared.items() if len(found) > 1})
    if not counts:
        return ""
    indicator = max(sorted(counts), key=lambda name: (counts[name], len(name)))
    first, second = shared[indicator][:2]
    return f"{first}和{second}的{indicator}相比如何？"


def _plan_question(reports: list[Report], catalogue: Catalogue) -> str:
    for report in reports:
        for section in catalogue.sections(report.id):
            heading = section.path[-1] if section.path else ""
            if section.role is Role.PLAN and section.level > 1 and "养老" in heading:
                return f"{report.place}在养老方面有什么打算？"
    planned = next((r for r in reports if r.planned is not None and r.place), None)
    return f"{planned.place}{planned.planned.label}的主要目标是什么？" if planned and planned.planned else ""
