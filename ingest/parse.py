"""Understands a document: clean text, reports, metadata, sections, passages and figures, all with source offsets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ingest.assign import figures_of
from ingest.clean import MappedText, clean
from ingest.headings import Paragraph, find_headings, paragraphs_of
from ingest.metadata import Metadata, body_start, read_metadata, settle_periods
from ingest.notes import notes_on
from ingest.passages import Chunk, chunks_of
from ingest.periods import section_period
from ingest.sections import Outline, build_outline
from ingest.split import split_reports
from rag.schema import Document, ParsedDocument, Passage, Report, ReportKind, Role, Section, Sentence, content_id
from rag.tokens import count_tokens

__all__ = ["parse_document"]


def parse_document(document: Document, passage_tokens: int = 300) -> ParsedDocument:
    """Return all that ingestion reads out of a document; no text of the document raises.

    Every offset indexes `document.text`. A passage has at most `passage_tokens` tokens, one longer sentence excepted.
    """
    whole = clean(document.text)
    parts: list[_Part] = []
    if whole.text:
        starts = split_reports(document.text, whole)
        begin = 0
        for start, end in zip(starts, [*starts[1:], len(whole.text)], strict=True):
            parts.append(_Part(document, whole.slice(start, end), begin, passage_tokens))
            begin = _next_begin(document.text, parts[-1].report.end)
    return ParsedDocument(
        document=document,
        reports=tuple(part.report for part in parts),
        sections=tuple(section for part in parts for section in part.sections),
        passages=tuple(passage for part in parts for passage in part.passages),
        figures=tuple(figure for part in parts for figure in part.figures),
    )


def _next_begin(source: str, end: int) -> int:
    """Return where the next report begins: its front matter or first line, after the spaces behind this one."""
    while end < len(source) and source[end].isspace():
        end += 1
    return end


class _Part:
    """One report of a document, read step by step."""

    def __init__(self, document: Document, text: MappedText, begin: int, budget: int) -> None:
        self._document = document
        self._text = text
        self._paragraphs = paragraphs_of(text.text, text.offsets, document.text)
        self._outline, data = self._understand(begin)
        self.report = self._report(data, begin)
        self.sections = self._sections()
        chunks = chunks_of(text.text, self._paragraphs, self._outline, budget, count_tokens)
        self.passages = [self._passage(chunk, ordinal) for ordinal, chunk in enumerate(chunks)]
        starts = frozenset(text.offsets[paragraph.start] for paragraph in self._paragraphs)
        self.figures = figures_of(self.report, self.sections, self.passages, text, starts)

    def _understand(self, begin: int) -> tuple[Outline, Metadata]:
        source = self._document.text[begin : self._text.offsets[-1] + 1]
        body = body_start(self._paragraphs)
        headings = find_headings(self._paragraphs, body)
        data = read_metadata(source, self._paragraphs, headings, body, self._document.name)
        outline = build_outline(
            self._paragraphs,
            headings,
            data.year,
            Role.PLAN if data.kind is ReportKind.PLAN else None,
            mid_year=data.kind is ReportKind.HALF_YEAR,
        )
        settle_periods(
            data, _text_of(self._paragraphs, outline, Role.REVIEW), _text_of(self._paragraphs, outline, Role.PLAN)
        )
        data.notes = notes_on(
            source,
            self._text.text,
            file=self._document.name,
            place=data.place,
            year=data.year,
            reviewed=data.reviewed,
            planned=data.planned,
            title=data.title,
        )
        return outline, data

    def _report(self, data: Metadata, begin: int) -> Report:
        return Report(
            id=content_id(self._document.id, begin, data.title),
            document_id=self._document.id,
            file=self._document.name,
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
            start=begin,
            end=self._text.offsets[-1] + 1,
            notes=(*self._document.notes, *data.notes),
        )

    def _sections(self) -> list[Section]:
        sections: list[Section] = []
        for node in self._outline.nodes:
            first, last = self._paragraphs[node.first].start, self._paragraphs[node.last].end
            start, end = self._text.span(first, last)
            inherited = sections[node.parent] if node.parent >= 0 else None
            period = section_period(
                node.heading,
                node.role,
                self.report.reviewed,
                self.report.planned,
                self._text.text[first : min(last, first + 8000)],
            )
            default = self.report.reviewed if node.role is Role.REVIEW else self.report.planned
            if inherited and inherited.role is node.role and period == default:
                period = inherited.period
            sections.append(
                Section(
                    id=content_id(self.report.id, start, node.level, node.heading),
                    report_id=self.report.id,
                    level=node.level,
                    heading=node.heading,
                    path=node.path,
                    role=node.role,
                    period=period,
                    start=start,
                    end=end,
                )
            )
        return sections

    def _passage(self, chunk: Chunk, ordinal: int) -> Passage:
        sentences: list[Sentence] = []
        for a, b in chunk.sentences:
            start, end = self._text.span(a, b)
            sentences.append(Sentence(start=start, end=end, text=self._text.text[a:b]))
        section = self.sections[chunk.node]
        mended = self._text.text[chunk.sentences[0][0] : chunk.sentences[-1][1]]
        first = sentences[0].start
        pages = self._document.pages
        return Passage(
            id=content_id(self.report.id, first, mended),
            report_id=self.report.id,
            section_id=section.id,
            ordinal=ordinal,
            path=section.path,
            role=self._outline.roles[chunk.paragraph],
            start=first,
            end=sentences[-1].end,
            text=mended,
            sentences=tuple(sentences),
            page=max(1, bisect_right(pages, first)) if pages else None,
        )


def _text_of(paragraphs: Sequence[Paragraph], outline: Outline, role: Role) -> str:
    """Return the text of all titled sections of a role; empty where there is none."""
    return "\n".join(
        paragraph.text
        for index, paragraph in enumerate(paragraphs)
        if outline.roles[index] is role and outline.nodes[outline.owner[index]].heading
    )
