"""Questions about a report itself: who gave it, when, at which meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answering.draft import Draft
from rag.schema import Aspect, Query, Report

__all__ = ["answer_about"]

OF_REPORT = re.compile(r"报告|工作要点|人代会|代表大会|大会|会议")
SPEAKER = re.compile(
    r"作报告|谁(?:来)?(?:作|做|宣读|代表)|(?:作|做|宣读)(?:这份|该)?报告的?(?:人|是谁)|报告人|(?:这份|该|政府工作|半年)?报告(?:是)?(?:由)?谁"
)
DATE = re.compile(
    r"(?:哪一?[天年日]|什么时候|何时|几月几[日号]|什么日期|日期|哪天|时间).{0,12}(?:作|做|开|召开|发布|通过)|(?:报告|会议|大会|人代会).{0,12}(?:哪一?[天日]|什么时候|何时|几月几[日号]|日期|哪天)"
)
MEETING = re.compile(r"(?:哪次|什么|哪个|哪一次|第几次)(?:会议?|大会|人代会)|在.{0,6}会上.{0,4}(?:作|做)")
HEAD = 1500
"""Characters of a report's beginning, with what stands before it, where such facts are looked for."""


def answer_about(query: Query, reports: Sequence[Report], draft: Draft) -> bool:
    """Answer from a report's own particulars, citing the line that gives them; False where the question is another."""
    for report in reports:
        if query.aspect is Aspect.WHO and report.speaker and report.speaker in query.resolved:
            return _say(report, report.speaker, f"{report.speaker}是{report.title}的报告人", draft)
    if not OF_REPORT.search(query.resolved) or not reports:
        return False
    report = max(reports, key=lambda r: r.year or 0)
    if query.aspect is Aspect.WHO and SPEAKER.search(query.resolved) and report.speaker:
        return _say(report, report.speaker, f"{report.title}由{report.speaker}作", draft)
    if query.aspect is Aspect.WHEN and DATE.search(query.resolved) and report.date:
        return _say(report, report.date, f"{report.title}的日期是{_chinese(report.date)}", draft)
    if MEETING.search(query.resolved) and report.meeting:
        return _say(report, report.meeting, f"{report.title}是在{report.meeting}上作的", draft)
    return False


def _chinese(date: str) -> str:
    parts = [int(p) for p in date.split("-")]
    return "".join(f"{n}{u}" for n, u in zip(parts, "年月日", strict=False))


def _say(report: Report, fact: str, text: str, draft: Draft) -> bool:
    span = _line_of(report, fact, draft)
    if span is None:
        return False
    n = draft.cite(report.id, *span)
    draft.text = f"{report.place}：{text}[{n}]。"
    draft.kind, draft.confidence = "fact", 1.0
    return True


def _line_of(report: Report, fact: str, draft: Draft) -> tuple[int, int] | None:
    """Return the span of the line that holds a fact, with layout spaces allowed inside it."""
    source = draft.material.source(report)
    if re.fullmatch(r"\d{4}-\d{2}(?:-\d{2})?", fact):
        year, *rest = fact.split("-")
        pattern = rf"{year}\s*[年./-]\s*" + r"\s*[月./-]\s*".join(rf"0?{int(p)}" for p in rest)
    else:
        pattern = r"\s*".join(re.escape(c) for c in fact if not c.isspace())
    found = re.compile(pattern).search(source, report.start, min(report.end, report.start + HEAD))
    if found is None:
        return None
    start = source.rfind("\n", 0, found.start()) + 1
    end = source.find("\n", found.end())
    end = len(source) if end < 0 else end
    line = source[start:end]
    return start + len(line) - len(line.lstrip()), start + len(line.rstrip())
