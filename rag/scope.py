"""The hard filter: which reports may answer a question, and what to say when none may."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.schema import Aspect, Period, Query, Report

__all__ = ["Scope", "describe_reports", "matches_place", "select_reports"]

_SHOWN_PLACES = 12
_SHOWN_YEARS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The reports that may answer a question, best first.

    `missing_places` were asked and have no report; `missing_periods` are the asked periods (their labels) that no
    report of the asked places looks back or ahead on. `reason` says both in one Chinese sentence and is empty where
    nothing is missing. `alternatives` are reports that could be asked instead; they never answer by themselves.
    """

    reports: tuple[Report, ...] = ()
    missing_places: tuple[str, ...] = ()
    missing_periods: tuple[str, ...] = ()
    reason: str = ""
    alternatives: tuple[Report, ...] = ()


def matches_place(report: Report, place: str) -> bool:
    """Tell whether a report is the place's own, given by its name or by the end of its full path."""
    return place == report.place or (len(place) > len(report.place) and "".join(report.place_path).endswith(place))


def select_reports(query: Query, reports: Sequence[Report]) -> Scope:
    """Return the reports that a question may be answered from; never those of another place or year."""
    asked = [r for r in reports if any(matches_place(r, place) for place in query.places)]
    if query.unknown_places and not query.places and not query.all_places:
        below = [r for r in reports if any(place in r.place_path[:-1] for place in query.unknown_places)]
        return Scope(
            missing_places=query.unknown_places,
            reason=_no_place(query.unknown_places, reports),
            alternatives=_newest(below or reports),
        )
    pool = asked if query.places else list(reports)
    chosen, missing = _by_period(query, pool)
    reason = _no_place(query.unknown_places, pool) if query.unknown_places else ""
    if missing:
        reason = "；".join(filter(None, (reason, _no_period(query, missing, pool))))
    return Scope(
        reports=tuple(chosen),
        missing_places=query.unknown_places,
        missing_periods=tuple(missing),
        reason=reason,
        alternatives=tuple(r for r in _newest_first(pool) if r not in chosen) if missing else (),
    )


def _by_period(query: Query, pool: Sequence[Report]) -> tuple[list[Report], list[str]]:
    """Return the reports of the pool that speak of the asked periods, best first, and the periods without any."""
    if query.report_year is not None:
        named = [report for report in pool if report.year == query.report_year] or [
            report for report in pool if report.reviewed and report.reviewed.year == query.report_year
        ]
        if not named:
            return [], [f"{query.report_year}年报告"]
        return _newest_first(named), []
    if not query.periods:
        return _newest_first(pool), []
    ranked: dict[str, tuple[int, Report]] = {}
    missing = []
    for period in query.periods:
        places_hit = set()
        for report in pool:
            rank = _rank(report, period, previous=Aspect.PREVIOUS in query.aspects)
            if rank is not None:
                places_hit.add(report.place)
                if rank < ranked.get(report.id, (99, report))[0]:
                    ranked[report.id] = (rank, report)
        absent = [place for place in query.places if place not in places_hit]
        if not places_hit:
            missing.append(period.label)
        elif absent and len(query.places) > 1:
            missing += [f"{place}{period.label}" for place in absent]
    order = sorted(ranked.values(), key=lambda pair: (pair[0], -(pair[1].year or 0)))
    return [report for _, report in order], list(dict.fromkeys(missing))


def _rank(report: Report, period: Period, *, previous: bool) -> int | None:
    """Return how a report covers a period: 0 looks back on it, 1 plans it, 2 tells it by its change, None not."""
    reviewed, planned = report.reviewed, report.planned
    if reviewed is None and planned is None:
        reviewed = report.period or (Period.of_year(report.year) if report.year else None)
        if reviewed is None:
            return 3
    if period.months > 12:
        return _rank_years(reviewed, planned, period)
    if reviewed is not None and reviewed.overlaps(period):
        return 0
    if planned is not None and planned.overlaps(period):
        return 1
    if previous and reviewed is not None and reviewed.year == period.year + 1:
        return 2
    return None


def _rank_years(reviewed: Period | None, planned: Period | None, period: Period) -> int | None:
    """Rank a report for a period of several years: the one that sums it up or opens it comes first."""
    if reviewed is not None and reviewed.overlaps(period):
        return 0 if reviewed.year == period.year else 1
    if planned is not None and planned.overlaps(period):
        return 0 if planned.first == period.first else 1
    return None


def _newest_first(reports: Iterable[Report]) -> list[Report]:
    return sorted(reports, key=lambda report: -(report.year or 0))


def _newest(reports: Sequence[Report]) -> tuple[Report, ...]:
    """Return each place's newest report, in catalogue order."""
    best: dict[str, Report] = {}
    for report in reports:
        if report.place not in best or (report.year or 0) > (best[report.place].year or 0):
            best[report.place] = report
    return tuple(best.values())


def _no_place(places: Sequence[str], reports: Sequence[Report]) -> str:
    named = "、".join(places)
    below = [report for report in reports if all(place in report.place_path[:-1] for place in places)]
    if below:
        return f"没有{named}本级的报告；其下现有：{describe_reports(below)}"
    have = describe_reports(reports)
    return f"没有{named}的报告" + (f"；现有：{have}" if have else "")


def _no_period(query: Query, missing: Sequence[str], pool: Sequence[Report]) -> str:
    whose = "、".join(query.places[:4]) if query.places else ""
    named = "、".join(label if label.endswith("报告") else f"{label}的报告" for label in missing)
    prefix = "" if any(label.startswith(place) for label in missing for place in query.places) else whose
    have = describe_reports(pool)
    return f"没有{prefix}{named}" + (f"；现有：{have}" if have else "")


def describe_reports(reports: Sequence[Report]) -> str:
    """Return the places with their periods in Chinese: 东平镇（2023年上半年）、天水市（2017年、2018年）."""
    grouped: dict[str, list[str]] = {}
    for report in sorted(reports, key=lambda r: r.year or 0):
        period = report.period or report.reviewed or report.planned
        label = period.label if period else (f"{report.year}年" if report.year else "年份不明")
        labels = grouped.setdefault(report.place or report.title, [])
        if label not in labels:
            labels.append(label)
    order = list(dict.fromkeys(report.place or report.title for report in reports))
    shown = [f"{place}（{_shorten(grouped[place])}）" for place in order[:_SHOWN_PLACES]]
    rest = len(order) - len(shown)
    return "、".join(shown) + (f"等{len(order)}个地方" if rest > 0 else "")


def _shorten(labels: Sequence[str]) -> str:
    if len(labels) <= _SHOWN_YEARS:
        return "、".join(labels)
    return f"{labels[0]}至{labels[-1]}共{len(labels)}份"
