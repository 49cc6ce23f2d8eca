"""The reports in the library: what the filters offer, and the list with its counts and notes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from rag.schema import Report

if TYPE_CHECKING:
    from rag.catalogue import Catalogue, DocumentInfo

__all__ = ["ALL_PLACES", "ALL_YEARS", "places", "render_library", "summary", "years"]

ALL_PLACES = "全部地方"
ALL_YEARS = "全部年份"


def places(catalogue: Catalogue) -> list[str]:
    """Return the places that have a report, in the order of the catalogue."""
    return list(dict.fromkeys(report.place for report in catalogue.reports() if report.place))


def years(catalogue: Catalogue) -> list[int]:
    """Return the years that reports are made for, latest first."""
    return sorted({report.year for report in catalogue.reports() if report.year}, reverse=True)


def summary(catalogue: Catalogue) -> str:
    """Return one line on the library's size, e.g. 7 份报告 · 7 个地方 · 2019–2024 年."""
    reports, found = catalogue.reports(), years(catalogue)
    if not reports:
        return "库中还没有报告"
    span = f"{found[-1]}–{found[0]} 年" if len(found) > 1 else "".join(f"{year} 年" for year in found)
    return " · ".join(part for part in (f"{len(reports)} 份报告", f"{len(places(catalogue))} 个地方", span) if part)


def render_library(catalogue: Catalogue) -> str:
    """Return the list of files with their reports as HTML, each file with a button to remove it."""
    documents, reports = catalogue.documents(), catalogue.reports()
    if not documents:
        return '<p class="rq-empty">库中还没有报告。请在上方上传文件。</p>'
    owned = {d.id: [r for r in reports if r.document_id == d.id] for d in documents}
    return f'<ul class="rq-library">{"".join(_render_document(d, owned[d.id], catalogue) for d in documents)}</ul>'


def _render_document(info: DocumentInfo, reports: Sequence[Report], catalogue: Catalogue) -> str:
    sizes = [f"{info.characters:,} 字", f"{info.passages} 段", f"{info.figures} 个数字"]
    if info.name.lower().endswith(".pdf"):
        document = catalogue.document(info.name)
        sizes.insert(0, f"{len(document.pages) if document else 0} 页")
    counts = " · ".join(sizes)
    rows = "".join(_render_report(report) for report in reports)
    notes = "".join(f'<p class="rq-flag">{escape(note)}</p>' for note in info.notes)
    name = escape(info.name)
    removal = (
        f'<button type="button" class="rq-tool rq-remove" data-remove="{name}" aria-label="移除 {name}">移除</button>'
    )
    return (
        f'<li class="rq-file"><div class="rq-file-head"><span class="rq-file-name">{name}</span>'
        f'<span class="rq-small">{counts}</span>{removal}</div>'
        f'{notes}<ul class="rq-reports">{rows}</ul></li>'
    )


def _render_report(report: Report) -> str:
    start: dict[str, Any] = {
        "n": 1,
        "file": report.file,
        "start": report.start,
        "end": report.start + 1,
        "title": report.title,
    }
    start |= {"meta": report.place, "path": [], "notes": list(report.notes)}
    data = escape(json.dumps(start, ensure_ascii=False, separators=(",", ":")))
    opening = f'<button type="button" class="rq-title rq-read" data-open="{data}">{escape(report.title)}</button>'
    period = report.period.label if report.period else (f"{report.year}年" if report.year else "时期不明")
    facts = [report.place or "地方不明", period, report.kind.value]
    notes = "".join(f'<span class="rq-flag">{escape(note)}</span>' for note in report.notes)
    return f'<li>{opening}<span class="rq-meta">{escape(" · ".join(facts))}</span>{notes}</li>'
