"""A small encoder and a small parser, so that the stores are tested without a model and without ingestion."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from rag.schema import (
    Document,
    Figure,
    FigureKind,
    Level,
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

_ROLES = {"工作回顾": Role.REVIEW, "工作安排": Role.PLAN}


class BigramEncoder:
    """Counts of character bigrams, hashed into a vector: similar texts get similar vectors, always the same."""

    name = "bigrams"
    dimension = 64

    def __init__(self, fingerprint: str = "bigrams-1") -> None:
        self.fingerprint = fingerprint
        self.encoded = 0

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        self.encoded += len(texts)
        matrix = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            for first, second in zip(text, text[1:] + "。", strict=True):
                digest = hashlib.sha256((first + second).encode()).digest()
                matrix[row, digest[0] % self.dimension] += 1.0
        return matrix / np.linalg.norm(matrix, axis=1, keepdims=True)

    encode_queries = encode_passages


def parse(text: str, *, name: str, place: str, year: int = 2023) -> ParsedDocument:
    """Read a text whose sections start with a line `# heading`; a section is one passage, each 。 ends a sentence."""
    document = Document(id=content_id(text), name=name, sha256=hashlib.sha256(text.encode()).hexdigest(), text=text)
    report = Report(
        id=content_id(document.id, 0),
        document_id=document.id,
        file=name,
        title=f"{place}{year}年政府工作报告",
        place=place,
        place_path=("上海市", place),
        level=Level.TOWN,
        year=year,
        period=Period.of_year(year),
        reviewed=Period.of_year(year),
        planned=None,
        kind=ReportKind.REPORT,
        date=f"{year}-01-15",
        meeting="",
        speaker="",
        start=0,
        end=len(text),
        notes=("示例",),
    )
    sections, passages, figures = [], [], []
    for match in re.finditer(r"^# (.+)\n((?:[^#].*\n?)+)", text, re.MULTILINE):
        section = Section(
            id=content_id(report.id, match.start()),
            report_id=report.id,
            level=1,
            heading=match.group(1),
            path=(match.group(1),),
            role=_ROLES.get(match.group(1), Role.OTHER),
            period=report.period,
            start=match.start(),
            end=match.end(),
        )
        passage = _passage(section, len(passages), text, match.span(2))
        sections.append(section)
        passages.append(passage)
        figures += _figures(report, passage)
    return ParsedDocument(
        document=document,
        reports=(report,),
        sections=tuple(sections),
        passages=tuple(passages),
        figures=tuple(figures),
    )


def _passage(section: Section, ordinal: int, text: str, span: tuple[int, int]) -> Passage:
    start, end = span
    spans = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^。\n]+。?", text[start:end])]
    return Passage(
        id=content_id(section.report_id, start, end, text[start:end]),
        report_id=section.report_id,
        section_id=section.id,
        ordinal=ordinal,
        path=section.path,
        role=section.role,
        start=start,
        end=end,
        text=text[start:end].strip(),
        sentences=tuple(Sentence(start=a, end=b, text=text[a:b]) for a, b in spans),
    )


def _figures(report: Report, passage: Passage) -> list[Figure]:
    found = []
    for sentence in passage.sentences:
        for match in re.finditer(r"([\u4e00-\u9fff]{2,8}?)(\d+(?:\.\d+)?)(亿元|万元|%)", sentence.text):
            value = Decimal(match.group(2))
            found.append(
                Figure(
                    id=content_id(passage.id, sentence.start + match.start(2)),
                    report_id=report.id,
                    passage_id=passage.id,
                    place=report.place,
                    indicator=match.group(1),
                    value=value,
                    unit=match.group(3),
                    base=value * 10**8 if match.group(3) == "亿元" else value,
                    base_unit="元",
                    high=None,
                    kind=FigureKind.ACHIEVED,
                    qualifier="",
                    direction="",
                    basis="",
                    period=Period.of_year(2023),
                    head="",
                    start=sentence.start + match.start(2),
                    end=sentence.start + match.end(),
                    text=match.group(2) + match.group(3),
                    clause_start=sentence.start,
                    clause_end=sentence.end,
                    clause=sentence.text,
                    sentence_start=sentence.start,
                    sentence_end=sentence.end,
                )
            )
    return found


DONGPING = """# 工作回顾
税收收入完成14869万元，同比下降36.2%。新建公厕3座。养老服务中心建成并投入使用。
# 工作安排
明年建设养老院2所。税收收入目标20000万元。
"""
SONGNAN = """# 工作回顾
税收收入完成8.05亿元。旧区改造签约率达到100%。
# 工作安排
加强社区食堂建设。
"""
