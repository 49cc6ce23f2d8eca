"""Gives the figures of every sentence their place in the source: report, passage, period and offsets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ingest.clean import MappedText
from ingest.figures import Carry, RawFigure, extract_figures
from ingest.stretches import Stretch
from rag.period import find_periods
from rag.schema import Figure, Passage, Period, Report, Role, Section, Sentence, content_id

__all__ = ["figures_of"]


def figures_of(
    report: Report,
    sections: Sequence[Section],
    passages: Sequence[Passage],
    text: MappedText,
    paragraph_starts: frozenset[int],
) -> list[Figure]:
    """Return the figures of a report's passages in reading order; explained terms give none.

    `text` is the report's clean text. `paragraph_starts` are the source offsets at which a paragraph begins: there the
    running period and subject end.
    """
    by_id = {section.id: section for section in sections}
    carry = Carry(year=report.year)
    stretch = Stretch(report.reviewed)
    part: tuple[str, ...] = ()
    found: list[Figure] = []
    for passage in passages:
        if passage.role is Role.GLOSSARY:
            continue
        section = by_id[passage.section_id]
        period = section.period if passage.role is section.role else _of_role(report, passage.role)
        if passage.role is not Role.REVIEW or section.path[:1] != part:
            stretch.reset()
        part = section.path[:1]
        for sentence in passage.sentences:
            opens = sentence.start in paragraph_starts
            if opens:
                carry.new_block()
            if sentence.start == section.start and find_periods(section.heading):
                stretch.reset()
            if passage.role is Role.REVIEW:
                stretch.follow(sentence.text, opens)
            raw = extract_figures(
                sentence.text,
                role=passage.role,
                period=stretch.within(period) or report.period,
                place=report.place,
                carry=carry,
            )
            found.extend(_placed(report, passage, sentence, raw, text))
    return found


def _of_role(report: Report, role: Role) -> Period | None:
    return report.reviewed if role is Role.REVIEW else report.planned if role is Role.PLAN else report.period


def _placed(
    report: Report, passage: Passage, sentence: Sentence, raw: Sequence[RawFigure], text: MappedText
) -> list[Figure]:
    """Turn the figures of one sentence, whose offsets index its mended text, into figures of the source."""
    base = bisect_left(text.offsets, sentence.start)
    spans = [text.span(base + figure.start, base + figure.end) for figure in raw]
    ids = [content_id(report.id, start, end) for start, end in spans]
    return [
        _figure(
            report,
            passage,
            sentence,
            figure,
            id=ids[index],
            head=ids[figure.head] if figure.head is not None else "",
            span=spans[index],
            clause=text.span(base + figure.clause_start, base + figure.clause_end),
        )
        for index, figure in enumerate(raw)
    ]


def _figure(
    report: Report,
    passage: Passage,
    sentence: Sentence,
    raw: RawFigure,
    *,
    id: str,
    head: str,
    span: tuple[int, int],
    clause: tuple[int, int],
) -> Figure:
    return Figure(
        id=id,
        report_id=report.id,
        passage_id=passage.id,
        place=raw.place,
        indicator=raw.indicator,
        value=raw.value,
        unit=raw.unit,
        base=raw.base,
        base_unit=raw.base_unit,
        high=raw.high,
        kind=raw.kind,
        qualifier=raw.qualifier,
        direction=raw.direction,
        basis=raw.basis,
        period=raw.period,
        head=head,
        start=span[0],
        end=span[1],
        text=sentence.text[raw.start : raw.end],
        clause_start=clause[0],
        clause_end=clause[1],
        clause=sentence.text[raw.clause_start : raw.clause_end],
        sentence_start=sentence.start,
        sentence_end=sentence.end,
    )
