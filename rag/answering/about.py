"""Questions about a report itself: who gave it, when, at which meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answering.draft import Draft, chinese_date
from rag.schema import Aspect, Query, Report

__all__ = ["answer_about"]

OF_REPORT = re.compile(r"报告|工作要点|人代会|代表大会|大会|会议")
SPEAKER = re.compile(
    r"作报告|谁(?:来)?(?:作|做|宣读|代表)|(?:作|做|宣读)(?:这份|该)?报告的?(?:人|是谁)|报告人|(?:这份|该|政府工作|半年)?报告(?:是)?(?:由)?谁"
)
DATE = re.compile(
    r"(?:哪一?[天年日]|什么时候|何时|几月几[日号]|什么日期|日期|哪天|时间).{0,12}(?:作|做|开|召开|发布|公布|公开|通过)|(?:报告|会议|大会|人代会|要点).{0,12}(?:哪一?[天日]|什么时候|何时|几月几[日号]|日期|哪天|时间)"
)
PUBLISHED = re.compile(r"发布|公布|公开|上网|网上|挂网|刊登")
LABELLED = re.compile(
    r"(?P<label>发布日期|发布时间|公开日期|发文日期|成文日期|生成日期)\s*[:：]?\s*"
    r"(?P<date>\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2})"
)
"""A date that a web page gives beside the text; the earlier labels of the pattern tell more of its publication."""
OF_YEAR = re.compile(
    r"(?:哪一?|什么|多少)年(?:度)?的?(?:政府)?(?:半年)?(?:工作)?(?:报告|要点)"
    r"|(?:报告|要点)(?:讲|说|写|针对|对应|属于|是)?的?(?:是|属于)?(?:哪一?|什么)年(?:度)?(?:的)?[?？]?$"
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
    if OF_YEAR.search(query.resolved) and report.year:
        return _say(report, str(report.year), f"{report.title}是{report.year}年的{report.kind.value}", draft)
    if query.aspect is Aspect.WHEN and DATE.search(query.resolved):
        return _dated(query, report, draft)
    if MEETING.search(query.resolved) and report.meeting:
        return _say(report, report.meeting, f"{report.title}是在{report.meeting}上作的", draft)
    return False


def _dated(query: Query, report: Report, draft: Draft) -> bool:
    """Answer with the day of publication where that is asked or the only one known, else with the day it was given."""
    found = _published(report, draft)
    day = "-".join(f"{int(part):02}" for part in re.findall(r"\d+", found["date"])) if found else ""
    if found and (PUBLISHED.search(query.resolved) or report.date in {"", day}):
        return _state(report, found.span(), f"{report.title}的发布日期是{chinese_date(day)}", draft)
    if report.date:
        return _say(report, report.date, f"{report.title}的日期是{chinese_date(report.date)}", draft)
    return False


def _published(report: Report, draft: Draft) -> re.Match[str] | None:
    """Return the words of the source's head that give the day of publication."""
    source = draft.material.source(report)
    found = list(LABELLED.finditer(source, report.start, min(report.end, report.start + HEAD)))
    return next((m for m in found if m["label"].startswith(("发布", "公开"))), found[0] if found else None)


def _say(report: Report, fact: str, text: str, draft: Draft) -> bool:
    span = _line_of(report, fact, draft)
    return span is not None and _state(report, span, text, draft)


def _state(report: Report, span: tuple[int, int], text: str, draft: Draft) -> bool:
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
