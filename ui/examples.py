"""Example questions, made from the reports in the library so that each has an answer there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.schema import Figure, FigureKind, Period, Report, Role

if TYPE_CHECKING:
    from rag.catalogue import Catalogue

__all__ = ["examples"]

_LENGTHS = range(3, 9)
_YEAR = 12
_LOOKED_AT = 40
"""Up to this many places' newest reports are looked through."""


def examples(catalogue: Catalogue, limit: int = 6) -> list[str]:
    """Return up to `limit` questions: figures of different places, one comparison, one on plans, one on the library."""
    known = catalogue.reports()
    newest = {r.place: r.id for r in sorted(known, key=lambda r: r.year or 0) if r.place}
    reports = [r for r in known if newest.get(r.place) == r.id][:_LOOKED_AT]
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
        and figure.period is not None
        and figure.period.months <= _YEAR
        and len(figure.indicator) in _LENGTHS
        and all("\u4e00" <= character <= "\u9fff" for character in figure.indicator)
    )


def _comparison(reports: list[Report], catalogue: Catalogue) -> str:
    """Ask for the indicator that most places give, money before other things, for one period before several."""
    places: dict[str, dict[str, set[Period | None]]] = {}
    money: set[str] = set()
    for report in reports:
        for figure in catalogue.figures([report.id]):
            if _is_plain(figure, report):
                places.setdefault(figure.indicator, {}).setdefault(report.place, set()).add(figure.period)
                money |= {figure.indicator} if figure.base_unit == "元" else set()
    shared = [name for name, found in places.items() if len(found) > 1]
    if not shared:
        return ""
    best = max(sorted(shared), key=lambda name: (name in money, _common(places[name]), len(places[name]), len(name)))
    first, second = list(places[best])[:2]
    return f"{first}和{second}的{best}相比如何？"


def _common(periods: dict[str, set[Period | None]]) -> bool:
    """Tell whether the first two places speak of the same period."""
    first, second = list(periods.values())[:2]
    return bool(first & second)


def _plan_question(reports: list[Report], catalogue: Catalogue) -> str:
    for report in reports:
        for section in catalogue.sections(report.id):
            heading = section.path[-1] if section.path else ""
            if section.role is Role.PLAN and section.level > 1 and "养老" in heading:
                return f"{report.place}在养老方面有什么打算？"
    planned = next((r for r in reports if r.planned is not None and r.place), None)
    return f"{planned.place}{planned.planned.label}的主要目标是什么？" if planned and planned.planned else ""
