"""Show what was understood of a file: for people as Chinese lines, for machines as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from rag.schema import Figure, FigureKind, ParsedDocument, Period, Report, Section

__all__ = ["explain", "reports_json"]

_KINDS = {
    FigureKind.ACHIEVED: "实绩",
    FigureKind.COUNT: "数量",
    FigureKind.TARGET: "目标",
    FigureKind.CHANGE: "变化",
    FigureKind.COMPLETION: "完成率",
    FigureKind.SHARE: "占比",
    FigureKind.RANK: "位次",
}
_AFTER = frozenset(("以上", "以下", "左右", "上下", "以内", "之内", "多", "余"))
"""Qualifiers that stand after the number."""


def explain(parsed: ParsedDocument) -> str:
    """Return the file's reports as text: what each is, its notes, its tree of headings and its figures."""
    document = parsed.document
    lines = [f"文件：{document.name}（{len(document.text)} 字，{len(parsed.reports)} 份报告）"]
    if document.pages:
        lines.append(f"页数：{len(document.pages)}")
    lines += [f"提示：{note}" for note in document.notes]
    for report in parsed.reports:
        lines += ["", *_report_lines(report, parsed)]
    return "\n".join(lines)


def _report_lines(report: Report, parsed: ParsedDocument) -> Iterator[str]:
    yield f"■ {report.title}"
    facts = {
        "地区": " › ".join(report.place_path) or report.place or "不明",
        "级别": report.level.value or "不明",
        "年份": str(report.year or "不明"),
        "时段": _label(report.period) or "不明",
        "种类": report.kind.value,
        "日期": report.date,
        "会议": report.meeting,
        "报告人": report.speaker,
        "位置": f"第 {report.start}–{report.end} 字",
    }
    yield from (f"  {name}：{value}" for name, value in facts.items() if value)
    yield from (f"  注意：{note}" for note in report.notes)
    sections = [section for section in parsed.sections if section.report_id == report.id]
    owner = {passage.id: passage.section_id for passage in parsed.passages if passage.report_id == report.id}
    figures = [figure for figure in parsed.figures if figure.report_id == report.id]
    counts = Counter(owner.get(figure.passage_id, "") for figure in figures)
    yield f"  结构：{len(sections)} 个标题，{len(owner)} 个文段，{len(figures)} 个数字"
    yield from (_section_line(section, counts[section.id]) for section in sections)
    if figures:
        yield "  数字："
        yield from (_figure_line(figure) for figure in figures)


def _section_line(section: Section, figures: int) -> str:
    return "    " * section.level + section.heading + (f"（{figures} 个数字）" if figures else "")


def _figure_line(figure: Figure) -> str:
    about = "，".join(filter(None, [_KINDS[figure.kind], _label(figure.period), figure.place]))
    change = figure.direction and f"，{figure.basis}{figure.direction}"
    after = figure.qualifier in _AFTER
    amount = f"{figure.text}{figure.qualifier}" if after else f"{figure.qualifier}{figure.text}"
    return f"    {figure.indicator or '（无名目）'}：{amount}{change}（{about}）"


def _label(period: Period | None) -> str:
    return period.label if period else ""


def reports_json(parsed: ParsedDocument) -> list[dict[str, Any]]:
    """Return the file's reports as plain JSON objects; offsets count in the file's text."""
    return [_report_json(report, parsed) for report in parsed.reports]


def _report_json(report: Report, parsed: ParsedDocument) -> dict[str, Any]:
    return {
        "file": report.file,
        "place": report.place,
        "place_path": list(report.place_path),
        "level": report.level.value,
        "year": report.year,
        "period": _label(report.period),
        "kind": report.kind.value,
        "date": report.date,
        "meeting": report.meeting,
        "speaker": report.speaker,
        "title": report.title,
        "start": report.start,
        "end": report.end,
        "notes": [*parsed.document.notes, *report.notes],
        "sections": [_section_json(section) for section in parsed.sections if section.report_id == report.id],
        "figures": [_figure_json(figure) for figure in parsed.figures if figure.report_id == report.id],
    }


def _section_json(section: Section) -> dict[str, Any]:
    return {
        "level": section.level,
        "heading": section.heading,
        "path": list(section.path),
        "start": section.start,
        "end": section.end,
        "role": section.role.value,
        "period": _label(section.period),
    }


def _figure_json(figure: Figure) -> dict[str, Any]:
    return {
        "indicator": figure.indicator,
        "place": figure.place,
        "period": _label(figure.period),
        "kind": figure.kind.value,
        "value": float(figure.value),
        "high": None if figure.high is None else float(figure.high),
        "unit": figure.unit,
        "base": float(figure.base),
        "base_unit": figure.base_unit,
        "qualifier": figure.qualifier,
        "direction": figure.direction,
        "basis": figure.basis,
        "text": figure.text,
        "start": figure.start,
        "end": figure.end,
        "clause_start": figure.clause_start,
        "clause_end": figure.clause_end,
    }
