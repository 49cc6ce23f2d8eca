"""A small engine over the tracked reports: real citations, no encoder; enough to drive the page and its doors."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from rag.catalogue import Catalogue
from rag.schema import (
    Answer,
    AnswerFigure,
    Citation,
    Document,
    Figure,
    FigureKind,
    Level,
    ParsedDocument,
    Passage,
    Period,
    Report,
    ReportKind,
    Retrieved,
    Role,
    Section,
    Sentence,
)
from rag.settings import ROOT, Settings

FILE = "dongping-2023-midyear-report.txt"
PATH = ("一、2023年上半年工作回顾", "（二）坚持创新驱动，促进经济高质量发展")
HALF = Period(2023 * 12, 2023 * 12 + 5, "2023年上半年")


def parsed(name: str = FILE, notes: tuple[str, ...] = (), place: str = "东平镇") -> ParsedDocument:
    """Read one tracked file as one report with one section, a passage for each line."""
    text = (ROOT / "data" / "reports" / name).read_text(encoding="utf-8")
    document = Document(id=f"d-{name}", name=name, sha256=f"s-{name}", text=text)
    report = Report(
        id=f"r-{name}",
        document_id=document.id,
        file=name,
        title="政府工作报告",
        place=place,
        place_path=("上海市", "崇明区", "东平镇"),
        level=Level.TOWN,
        year=2023,
        period=HALF,
        reviewed=HALF,
        planned=None,
        kind=ReportKind.HALF_YEAR,
        date="2023-08-01",
        meeting="",
        speaker="施宏",
        start=0,
        end=len(text),
        notes=notes,
    )
    path = PATH
    section = Section(
        id=f"t-{name}",
        report_id=report.id,
        level=2,
        heading=path[-1],
        path=path,
        role=Role.REVIEW,
        period=HALF,
        start=0,
        end=len(text),
    )
    passages = tuple(
        Passage(
            id=f"p-{name}-{i}",
            report_id=report.id,
            section_id=section.id,
            ordinal=i,
            path=path,
            role=Role.REVIEW,
            start=m.start(),
            end=m.end(),
            text=m[0],
            sentences=(Sentence(start=m.start(), end=m.end(), text=m[0]),),
        )
        for i, m in enumerate(re.finditer(r"[^\n]+", text))
    )
    return ParsedDocument(document=document, reports=(report,), sections=(section,), passages=passages, figures=())


class FakeIndex:
    """A real catalogue without vectors."""

    def __init__(self, folder: Path, documents: tuple[ParsedDocument, ...] = ()) -> None:
        self.catalogue = Catalogue(folder / "catalogue.sqlite")
        for document in documents or (parsed(),):
            self.catalogue.store(document)

    def add(self, document, progress=None):
        self.catalogue.store(document)

    def remove(self, name):
        return self.catalogue.remove(name)


class FakeEngine:
    """Answers with the sentence that shares most words with the question; knows a few questions better."""

    def __init__(self, index, settings: Settings | None = None) -> None:
        self.index = index
        self.settings = settings or Settings(_env_file=None)
        self.asked: list[dict[str, object]] = []

    def ask(self, question, history=(), *, places=(), year=None):
        self.asked.append({"question": question, "history": tuple(history), "places": tuple(places), "year": year})
        text = self.index.catalogue.source_text(FILE)
        if "竖新镇" in question:
            return abstention(question)
        if "税收收入" in question:
            return tax_answer(question, text)
        if "和" in question:
            return comparison(question, text)
        if "出错" in question:
            raise RuntimeError("boom")
        return open_answer(question, text)

    def stream(self, question, history=(), *, places=(), year=None):
        final = self.ask(question, history, places=places, year=year)
        yield Answer(question=question, text=final.text[: len(final.text) // 2], abstained=False, kind=final.kind)
        yield final


def sentence_at(text: str, needle: str) -> tuple[int, int]:
    """Return the span of the sentence that holds the needle."""
    at = text.index(needle)
    start = max(text.rfind(mark, 0, at) for mark in "。\n") + 1
    end = text.index("。", at) + 1
    return start, end


def cite(n: int, text: str, needle: str, **changes) -> Citation:
    start, end = sentence_at(text, needle)
    plain = Citation(
        n=n,
        report_id=f"r-{FILE}",
        title="政府工作报告",
        place="东平镇",
        period="2023年上半年",
        file=FILE,
        section=PATH,
        quote=text[start:end],
        start=start,
        end=end,
    )
    return replace(plain, **changes)


def tax_answer(question: str, text: str) -> Answer:
    citation = cite(1, text, "14869")
    figure = AnswerFigure(
        indicator="税收收入",
        place="东平镇",
        period="2023年上半年",
        kind="achieved",
        value=Decimal(14869),
        unit="万元",
        text="14869 万元",
        citation=1,
    )
    return Answer(
        question=question,
        text="东平镇2023年上半年税收收入为14869万元，同比减少36.2%，完成年度指标进度的33.9%[1]。",
        abstained=False,
        kind="figure",
        citations=(citation,),
        figures=(figure,),
        retrieved=(Retrieved(file=FILE, start=citation.start, end=citation.end, score=0.91),),
        latency_ms=42.0,
        notes=("按：东平镇 · 2023年上半年",),
        suggestions=("那完成全年指标多少？",),
        trace=(("理解", "地方：东平镇；指标：税收收入"), ("查找", "税收收入，数字 1 个")),
    )


def abstention(question: str) -> Answer:
    return Answer(
        question=question,
        text="库中没有竖新镇的报告。现有：东平镇。",
        abstained=True,
        kind="none",
        reason="没有这个地方的报告",
        suggestions=("东平镇上半年税收收入是多少？",),
    )


def comparison(question: str, text: str) -> Answer:
    head = "| 地方 | 税收收入 | 同比 |\n| --- | --- | --- |\n"
    rows = head + "| 东平镇 | 14869万元[1] | 减少36.2%[1] |\n| 东平镇（拆违） | 2500平方米[2] | 78%[2] |"
    return Answer(
        question=question,
        text=f"东平镇两项如下，差 12369（推算）。\n\n{rows}",
        abstained=False,
        kind="comparison",
        citations=(cite(1, text, "14869"), cite(2, text, "2500 平方米", notes=("报告中的年份前后不一致。",))),
        notes=("差额为推算：14869 − 2500 = 12369", "您是指东平镇吗？“东坪镇”不在库中，已按东平镇回答。"),
    )


def open_answer(question: str, text: str) -> Answer:
    needles = ["大气污染防治网格化", "2500 平方米", "14869", "35 家注册单位", "养老", "党的二十大精神"]
    citations = tuple(cite(i, text, needle) for i, needle in enumerate((n for n in needles if n in text), 1))
    lines = [f"- {' '.join(c.quote.split())[:60]}[{c.n}]" for c in citations]
    return Answer(
        question=question, text="报告中提到：\n" + "\n".join(lines), abstained=False, kind="open", citations=citations
    )


def figure(indicator: str, **changes) -> Figure:
    plain = Figure(
        id=f"f-{indicator}",
        report_id=f"r-{FILE}",
        passage_id="p",
        place="东平镇",
        indicator=indicator,
        value=Decimal(1),
        unit="万元",
        base=Decimal(10000),
        base_unit="元",
        high=None,
        kind=FigureKind.ACHIEVED,
        qualifier="",
        direction="",
        basis="",
        period=HALF,
        head="",
        start=0,
        end=2,
        text="1万元",
        clause_start=0,
        clause_end=2,
        clause="",
        sentence_start=0,
        sentence_end=2,
    )
    return replace(plain, **changes)


def serve_fake() -> None:  # pragma: no cover - for looking at the page by hand
    """Serve the page over the fake engine on port 7870: `python -m tests.ui.fakes`."""
    import uvicorn

    from ui.startup import Startup
    from ui.web import create_app

    folder = Path(tempfile.mkdtemp())
    startup = Startup(lambda progress: FakeEngine(FakeIndex(folder)))
    startup.start()
    try:
        uvicorn.run(create_app(startup), port=7870, log_level="warning")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    serve_fake()
