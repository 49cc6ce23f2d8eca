"""The data that crosses the seams: documents, reports, sections, passages, figures, questions and answers.

Every offset is a character offset into the source text of the document, so that
`source_text[start:end]` is the text itself. Ids are hashes of content: the same file gives the same ids.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from rag.operation import Operation

__all__ = [
    "Answer",
    "AnswerFigure",
    "Aspect",
    "Citation",
    "Document",
    "Figure",
    "FigureKind",
    "Level",
    "ParsedDocument",
    "Passage",
    "Period",
    "Progress",
    "Query",
    "Report",
    "ReportKind",
    "Retrieved",
    "Role",
    "Section",
    "Sentence",
    "Turn",
    "content_id",
]

Progress = Callable[[int, int, str], None]
"""Called as `progress(done, total, what)`; `what` is a short Chinese phrase for the user."""


def content_id(*parts: object) -> str:
    """Return a 16-digit hexadecimal id: the SHA-256 of the parts, joined by a unit separator."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:16]


class Level(StrEnum):
    """The administrative level of a report's place."""

    PROVINCE = "省"
    CITY = "市"
    COUNTY = "区县"
    TOWN = "镇街"
    UNKNOWN = ""


class ReportKind(StrEnum):
    """What a report is: a report on work done and to do, a list of work points, or a mid-year report."""

    REPORT = "工作报告"
    PLAN = "工作要点"
    HALF_YEAR = "半年报告"


class Role(StrEnum):
    """What a section speaks of: work done, work to do, explanations of terms, an annex, or anything else."""

    REVIEW = "review"
    PLAN = "plan"
    GLOSSARY = "glossary"
    ANNEX = "annex"
    OTHER = "other"


class FigureKind(StrEnum):
    """What a number says.

    `ACHIEVED` is a reached amount, `COUNT` a number of things done, `TARGET` anything planned (an amount or a
    growth rate), `CHANGE` a reached change against an earlier period, `COMPLETION` the reached part of a target,
    `SHARE` a part of a whole, `RANK` a place in an order.
    """

    ACHIEVED = "achieved"
    COUNT = "count"
    TARGET = "target"
    CHANGE = "change"
    COMPLETION = "completion"
    SHARE = "share"
    RANK = "rank"


class Aspect(StrEnum):
    """What a question wants to know about its subject."""

    VALUE = "value"
    CHANGE = "change"
    COMPLETION = "completion"
    TARGET = "target"
    RANK = "rank"
    SHARE = "share"
    LIST = "list"
    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    NAME = "name"
    COMPARISON = "comparison"
    DIFFERENCE = "difference"
    TOTAL = "total"
    RATIO = "ratio"
    PREVIOUS = "previous"
    IMPLIED_TARGET = "implied_target"
    DEFINITION = "definition"
    WHY = "why"
    YES_NO = "yes_no"
    OPEN = "open"
    CATALOGUE = "catalogue"


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole months: `first` and `last` are `year * 12 + month - 1`, both included.

    `label` is how a reader says it: 2023年上半年, 截至2023年10月底, “十三五”期间, 2017年.
    """

    first: int
    last: int
    label: str

    @classmethod
    def of_year(cls, year: int) -> Period:
        """Return the whole calendar year."""
        return cls(year * 12, year * 12 + 11, f"{year}年")

    @property
    def year(self) -> int:
        """The year in which the period ends."""
        return self.last // 12

    @property
    def months(self) -> int:
        """How many months the period has."""
        return self.last - self.first + 1

    def covers(self, other: Period) -> bool:
        """Tell whether the other period lies wholly within this one."""
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: Period) -> bool:
        """Tell whether the two periods share a month."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source file: `id` hashes its text, `sha256` its bytes; `pages` holds the offset at which each page starts."""

    id: str
    name: str
    sha256: str
    text: str
    pages: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report inside a document.

    `place_path` runs from the widest known place to the place itself. `year` is the year the report is made for
    (a report given in January 2018 has 2018); `reviewed` and `planned` are the periods it looks back and ahead on;
    `period` is the period it mainly speaks of (`reviewed` where there is one). `date` is ISO or empty. `notes` are
    Chinese sentences on contradictions and placeholders.
    """

    id: str
    document_id: str
    file: str
    title: str
    place: str
    place_path: tuple[str, ...]
    level: Level
    year: int | None
    period: Period | None
    reviewed: Period | None
    planned: Period | None
    kind: ReportKind
    date: str
    meeting: str
    speaker: str
    start: int
    end: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A node of a report's tree of headings; `level` is 1 for the top, `path` ends with the section's own heading."""

    id: str
    report_id: str
    level: int
    heading: str
    path: tuple[str, ...]
    role: Role
    period: Period | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: its span in the source and its mended text (page breaks and layout spaces gone)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Neighbouring sentences of one section within the token budget; `path` is the section's heading path."""

    id: str
    report_id: str
    section_id: str
    ordinal: int
    path: tuple[str, ...]
    role: Role
    start: int
    end: int
    text: str
    sentences: tuple[Sentence, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number with its unit, as a reader needs it.

    `value` stands in `unit` as written (14869, 万元), `base` in `base_unit` (148690000, 元); a range has its upper
    end in `high`. `indicator` is the phrase the number belongs to; `place` the place it is about (the report's,
    unless the sentence names another, e.g. 全省). `direction` is 增, 减 or empty; `basis` is what a change is measured
    against (同比, 年均, 比年初 …); `head` is the id of the amount that a change, completion, share or rank belongs
    to. `start`/`end` span number and unit, `clause_*` the clause, `sentence_*` the sentence, all in the source.
    """

    id: str
    report_id: str
    passage_id: str
    place: str
    indicator: str
    value: Decimal
    unit: str
    base: Decimal
    base_unit: str
    high: Decimal | None
    kind: FigureKind
    qualifier: str
    direction: str
    basis: str
    period: Period | None
    head: str
    start: int
    end: int
    text: str
    clause_start: int
    clause_end: int
    clause: str
    sentence_start: int
    sentence_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDocument:
    """All that ingestion reads out of one file, ready for the index."""

    document: Document
    reports: tuple[Report, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question and the answer that was shown."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a question asks, after the earlier turns are taken into account.

    `text` is the question as typed, `resolved` the same in simplified Chinese with what was carried over. `places`
    are places of the catalogue; `unknown_places` were named but have no report; `guesses` pair a typed place with
    the place it was taken for. `all_places` asks over every place. `periods` are asked periods; `report_year` is set
    where a report is named by its year. `indicators` are the indicator phrases in the question's own words, one for
    each asked indicator. `kind` is `ACHIEVED` or `TARGET` where the question says so. `terms` are the content words
    for search. `unit` is the unit the question's wording asks for (家, 万元 …) or empty. `carried` are Chinese
    phrases for what came from earlier turns, and `implied` names the fields (`periods`, `aspects`, `unit`,
    `indicators`) that no word of the question itself asks for. `stands_for` are earlier phrases that a short new one
    may vary (蔬菜呢 after 果品产量). `sides` are the figures of earlier turns that the question sets side by side, each
    as a query of its own. `instead` is what earlier turns asked of the same thing, where the reports may lack what was
    carried over. `told` are the figures that earlier turns were told of the subject, `untold` that they found none of
    it; `near` are those told last of any subject, `part` tells that the question asks for a part of these (其中…),
    `operation` what it wants done with what was told, the last of it or `earlier_told`.
    """

    text: str
    resolved: str
    language: str = "zh"
    traditional: bool = False
    places: tuple[str, ...] = ()
    unknown_places: tuple[str, ...] = ()
    guesses: tuple[tuple[str, str], ...] = ()
    all_places: bool = False
    periods: tuple[Period, ...] = ()
    report_year: int | None = None
    indicators: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...] = (Aspect.OPEN,)
    kind: FigureKind | None = None
    unit: str = ""
    terms: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    implied: frozenset[str] = frozenset()
    stands_for: tuple[str, ...] = ()
    sides: tuple[Query, ...] = ()
    instead: Aspect | None = None
    told: tuple[Figure, ...] = ()
    untold: bool = False
    near: tuple[Figure, ...] = ()
    part: bool = False
    operation: Operation | None = None
    earlier_told: tuple[Figure, ...] = ()

    @property
    def aspect(self) -> Aspect:
        """The main thing asked."""
        return self.aspects[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A numbered span of a source: `quote` equals the source text between `start` and `end`."""

    n: int
    report_id: str
    title: str
    place: str
    period: str
    file: str
    section: tuple[str, ...]
    quote: str
    start: int
    end: int
    page: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFigure:
    """A figure stated in an answer; `citation` is the number of the citation that holds it, 0 for a computed one."""

    indicator: str
    place: str
    period: str
    kind: str
    value: Decimal
    unit: str
    text: str
    citation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved:
    """A retrieved passage: its span in the source file and its score, higher is better."""

    file: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A verified answer. `text` is the direct answer without the list of citations.

    `kind` names the way it was found (figure, comparison, computation, list, fact, definition, open, catalogue,
    none); `reason` says in Chinese why an answer abstains; `notes` are Chinese remarks (推算, carried context, guesses
    of misspelt places, contradictions of a report); `trace` says step by step how the answer came about.
    """

    question: str
    text: str
    abstained: bool
    kind: str
    citations: tuple[Citation, ...] = ()
    figures: tuple[AnswerFigure, ...] = ()
    retrieved: tuple[Retrieved, ...] = ()
    latency_ms: float = 0.0
    reason: str = ""
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    confidence: float = 1.0
    trace: tuple[tuple[str, str], ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """Return the public form of one answer, without an id (see README, 命令行)."""
        return {
            "answer": self.text,
            "abstained": self.abstained,
            "kind": self.kind,
            "citations": [
                {
                    "n": c.n,
                    "report_id": c.report_id,
                    "title": c.title,
                    "place": c.place,
                    "period": c.period,
                    "file": c.file,
                    "section": list(c.section),
                    "quote": c.quote,
                    "start": c.start,
                    "end": c.end,
                    "page": c.page,
                    "notes": list(c.notes),
                }
                for c in self.citations
            ],
            "figures": [
                {
                    "indicator": f.indicator,
                    "place": f.place,
                    "period": f.period,
                    "kind": f.kind,
                    "value": float(f.value),
                    "unit": f.unit,
                    "text": f.text,
                    "citation": f.citation,
                }
                for f in self.figures
            ],
            "retrieved": [
                {"file": r.file, "start": r.start, "end": r.end, "score": round(r.score, 6)} for r in self.retrieved
            ],
            "latency_ms": round(self.latency_ms, 2),
            "reason": self.reason,
            "notes": list(self.notes),
            "suggestions": list(self.suggestions),
            "confidence": round(self.confidence, 4),
        }
