"""Understands a document: clean text, reports, metadata, sections, passages and figures, all with source offsets."""

from __future__ import annotations

from bisect import bisect_right

from ingest.clean import MappedText, clean
from ingest.headings import Paragraph, paragraphs_of
from ingest.metadata import Metadata, body_start, read_metadata
from ingest.passages import Chunk, chunks_of
from ingest.sections import Node, Outline, build_outline
from ingest.headings import find_headings
from ingest.split import split_reports
from rag.schema import (
    Document,
    Figure,
    ParsedDocument,
    Passage,
    Period,
    Report,
    ReportKind,
    Role,
    Section,
    Sentence,
    content_id,
)
from rag.tokens import count_tokens

__all__ = ["parse_document"]


def parse_document(document: Document, passage_tokens: int = 300) -> ParsedDocument:
    """Return all that ingestion reads out of a document; no text of the document raises."""
    whole = clean(document.text)
    reports: list[Report] = []
    sections: list[Section] = []
    passages: list[Passage] = []
    figures: list[Figure] = []
    if whole.text:
        starts = split_reports(document.text, whole)
        for start, end in zip(starts, [*starts[1:], len(whole.text)], strict=True):
            _parse_report(document, whole.slice(start, end), passage_tokens, reports, sections, passages, figures)
    return ParsedDocument(
        document=document,
        reports=tuple(reports),
        sections=tuple(sections),
        passages=tuple(passages),
        figures=tuple(figures),
    )


def _parse_report(
    document: Document,
    text: MappedText,
    budget: int,
    reports: list[Report],
    sections: list[Section],
    passages: list[Passage],
    figures: list[Figure],
) -> None:
    paragraphs = paragraphs_of(text.text, text.offsets, document.text)
    body = body_start(paragraphs)
    start, end = text.offsets[0], text.offsets[-1] + 1
    begin = 0 if not reports else reports[-1].end
    headings = find_headings(paragraphs, body)
    data = read_metadata(document.text[begin:end], paragraphs, headings, body, document.name)
    report = _report(document, data, begin if begin == 0 else start, end)
    mid_year = data.kind is ReportKind.HALF_YEAR
    default = Role.PLAN if data.kind is ReportKind.PLAN else None
    outline = build_outline(paragraphs, body, data.year, default, mid_year=mid_year)
    own_sections = [_section(report, node, paragraphs, text) for node in outline.nodes]
    reports.append(report)
    sections.extend(own_sections)
    chunks = chunks_of(text.text, paragraphs, outline, budget, count_tokens)
    passages.extend(
        _passage(document, report, own_sections, outline, chunk, text, ordinal) for ordinal, chunk in enumerate(chunks)
    )


def _report(document: Document, data: Metadata, start: int, end: int) -> Report:
    return Report(
        id=content_id(document.id, start, data.title),
        document_id=document.id,
        file=document.name,
        title=data.title,
        place=data.place,
        place_path=data.place_path,
        level=data.level,
        year=data.year,
        period=data.period,
        reviewed=data.reviewed,
        planned=data.planned,
        kind=data.kind,
        date=data.date,
        meeting=data.meeting,
        speaker=data.speaker,
        start=start,
        end=end,
        notes=tuple(data.notes),
    )


def _section(report: Report, node: Node, paragraphs: list[Paragraph], text: MappedText) -> Section:
    start, end = text.span(paragraphs[node.first].start, paragraphs[node.last].end)
    period = report.reviewed if node.role is Role.REVIEW else report.planned if node.role is Role.PLAN else None
    return Section(
        id=content_id(report.id, start, node.level, node.heading),
        report_id=report.id,
        level=node.level,
        heading=node.heading,
        path=node.path,
        role=node.role,
        period=period,
        start=start,
        end=end,
    )


def _passage(
    document: Document,
    report: Report,
    sections: list[Section],
    outline: Outline,
    chunk: Chunk,
    text: MappedText,
    ordinal: int,
) -> Passage:
    sentences = []
    for a, b in chunk.sentences:
        start, end = text.span(a, b)
        sentences.append(Sentence(start=start, end=end, text=text.text[a:b]))
    section = sections[chunk.node]
    mended = text.text[chunk.sentences[0][0] : chunk.sentences[-1][1]]
    return Passage(
        id=content_id(report.id, sentences[0].start, mended),
        report_id=report.id,
        section_id=section.id,
        ordinal=ordinal,
        path=section.path,
        role=outline.roles[chunk.paragraph],
        start=sentences[0].start,
        end=sentences[-1].end,
        text=mended,
        sentences=tuple(sentences),
        page=bisect_right(document.pages, sentences[0].start) if document.pages else None,
    )
