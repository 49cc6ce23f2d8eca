"""Measures how well ingestion reads real reports: `python -m eval.ingestion CORPUS_DIR [--sample N] [--json]`.

The corpus is a folder of `PLACE/YEAR.md` (or .txt) files and of .docx files, one report a file; the folder's and the
file's names are what place and year are checked against. Everything that fails is listed, so that a person can see
whether the text or the name is wrong.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.load import load
from ingest.parse import parse_document
from ingest.places import stem_of
from rag.schema import Document, ParsedDocument, Section, content_id
from rag.settings import Settings

__all__ = ["Tally", "measure", "measure_splitting", "numbered_lines", "round_trip_errors"]

_NUMBERED = {
    "一、": re.compile(r"^[ \t\u3000]*(?:#+[ \t]*)?(?:\*\*)?[ \t\u3000]*[一二三四五六七八九十]{1,3}、", re.M),
    "（一）": re.compile(r"^[ \t\u3000]*(?:#+[ \t]*)?(?:\*\*)?[ \t\u3000]*[（(][一二三四五六七八九十]{1,3}[）)]", re.M),
}
_MIN_SPLIT, _MAX_SPLIT = 2, 6


@dataclass(slots=True)
class Tally:
    """Counts over a corpus; `missed` and `errors` list what failed."""

    reports: int = 0
    characters: int = 0
    seconds: float = 0.0
    found: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_NUMBERED, 0))
    lines: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_NUMBERED, 0))
    headings: list[tuple[str, int, str, str]] = field(default_factory=list)
    places: int = 0
    years: int = 0
    missed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    passages: int = 0
    sentences: int = 0
    figures: int = 0

    def summary(self) -> dict[str, Any]:
        """Return the measures as a flat dictionary; rates lie between 0 and 1."""
        rates = {f"heading_recall_{form}": _rate(self.found[form], self.lines[form]) for form in _NUMBERED}
        return {
            "reports": self.reports,
            "characters": self.characters,
            "characters_per_second": round(self.characters / self.seconds) if self.seconds else 0,
            "sections_with_heading": len(self.headings),
            **rates,
            "place_right": _rate(self.places, self.reports),
            "year_right": _rate(self.years, self.reports),
            "passages": self.passages,
            "sentences": self.sentences,
            "figures": self.figures,
            "round_trip_errors": len(self.errors),
        }


def _rate(part: int, whole: int) -> float:
    return round(part / whole, 5) if whole else 1.0


def numbered_lines(source: str, form: str) -> list[int]:
    """Return the offsets of the line starts that open with a number of the form 一、 or （一）."""
    return [match.start() for match in _NUMBERED[form].finditer(source)]


def round_trip_errors(parsed: ParsedDocument) -> list[str]:
    """Return what is wrong with the spans: out of range, badly nested, or not the text they claim to be."""
    source = parsed.document.text
    reports = {report.id: report for report in parsed.reports}
    passages = {passage.id: passage for passage in parsed.passages}
    errors = [f"section {s.heading}" for s in parsed.sections if not _inside(s, reports[s.report_id], len(source))]
    errors += [f"heading {s.heading}" for s in parsed.sections if not _subsequence(s.heading, source[s.start : s.end])]
    for passage in parsed.passages:
        if not _inside(passage, reports[passage.report_id], len(source)):
            errors.append(f"passage {passage.ordinal}")
        for sentence in passage.sentences:
            if not (passage.start <= sentence.start < sentence.end <= passage.end):
                errors.append(f"sentence outside its passage: {sentence.text[:20]}")
            if not _subsequence(sentence.text, source[sentence.start : sentence.end]):
                errors.append(f"sentence text: {sentence.text[:20]}")
    for figure in parsed.figures:
        passage = passages[figure.passage_id]
        if not (passage.start <= figure.sentence_start <= figure.start < figure.end <= figure.sentence_end):
            errors.append(f"figure outside its sentence: {figure.text}")
        if not _subsequence(figure.text, source[figure.start : figure.end]):
            errors.append(f"figure text: {figure.text}")
    return errors


def _inside(span: Any, outer: Any, length: int) -> bool:
    return bool(0 <= outer.start <= span.start < span.end <= outer.end <= length)


def _subsequence(text: str, source: str) -> bool:
    """Tell whether a text is its source with some characters left out; line breaks of the text count for any."""
    characters = iter(source)
    return all(any(char == other for other in characters) for char in text if not char.isspace())


def measure(documents: Sequence[tuple[Document, str, int | None]]) -> Tally:
    """Read documents given with the place and year their names tell, and count what is right."""
    tally = Tally()
    for document, place, year in documents:
        began = time.perf_counter()
        parsed = parse_document(document)
        tally.seconds += time.perf_counter() - began
        tally.reports += 1
        tally.characters += len(document.text)
        tally.passages += len(parsed.passages)
        tally.sentences += sum(len(passage.sentences) for passage in parsed.passages)
        tally.figures += len(parsed.figures)
        tally.errors += [f"{document.name}: {error}" for error in round_trip_errors(parsed)]
        _count_headings(tally, parsed)
        _check_metadata(tally, parsed, place, year)
    return tally


def _count_headings(tally: Tally, parsed: ParsedDocument) -> None:
    source = parsed.document.text
    starts = {source.rfind("\n", 0, section.start) + 1 for section in parsed.sections if section.heading}
    for form in _NUMBERED:
        for start in numbered_lines(source, form):
            tally.lines[form] += 1
            if start in starts:
                tally.found[form] += 1
            else:
                line = source[start : start + 60].split("\n")[0]
                tally.missed.append(f"{parsed.document.name}: 未识别的标题 {line}")
    for section in parsed.sections:
        if section.heading:
            tally.headings.append((parsed.document.name, section.start, section.heading, _context(source, section)))


def _context(source: str, section: Section) -> str:
    before = source[max(0, section.start - 30) : section.start].replace("\n", "⏎")
    after = source[section.start : section.start + 90].replace("\n", "⏎")
    return f"{before}【{after}】"


def _check_metadata(tally: Tally, parsed: ParsedDocument, place: str, year: int | None) -> None:
    if len(parsed.reports) != 1:
        tally.missed.append(f"{parsed.document.name}: 读成 {len(parsed.reports)} 份报告")
        return
    report = parsed.reports[0]
    if stem_of(report.place) == stem_of(place):
        tally.places += 1
    else:
        tally.missed.append(f"{parsed.document.name}: 地名应为 {place}，读成 {report.place}；会议：{report.meeting}")
    if year is None or report.year == year:
        tally.years += 1
    else:
        tally.missed.append(f"{parsed.document.name}: 年份应为 {year}，读成 {report.year}；日期：{report.date}")


def measure_splitting(texts: Sequence[str], times: int, seed: int) -> tuple[int, int, list[str]]:
    """Join 2 to 6 random reports into one text, `times` times; return right and all borders, and the failures.

    A third of the files keep front matter and titles, a third lose the front matter, a third get a plain title line.
    """
    chooser = random.Random(seed)
    right, total, failures = 0, 0, []
    for _ in range(times):
        parts = [
            _variant(text, chooser) for text in chooser.sample(list(texts), chooser.randint(_MIN_SPLIT, _MAX_SPLIT))
        ]
        glue = chooser.choice(("\n", "\n\n", "\n\n\n\n"))
        whole = glue.join(parts)
        wanted = [0]
        for part in parts[:-1]:
            wanted.append(wanted[-1] + len(part) + len(glue))
        found = [report.start for report in _parse(whole).reports]
        borders = {_first_character(whole, start) for start in wanted[1:]}
        got = {_first_character(whole, start) for start in found[1:]}
        total += len(borders)
        right += len(borders & got)
        failures += [f"漏分：{whole[at : at + 60]!r}" for at in sorted(borders - got)]
        failures += [f"误分：{whole[at : at + 60]!r}" for at in sorted(got - borders)]
    return right, total, failures


def _parse(text: str) -> ParsedDocument:
    return parse_document(Document(id=content_id(text), name="joined.txt", sha256="", text=text))


def _first_character(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _variant(text: str, chooser: random.Random) -> str:
    """Return a report as it stands, without its front matter, or with its front title as a plain line."""
    way = chooser.randrange(3)
    match = re.match(r"---\n(.*?)---\n", text, re.S)
    if way == 0 or not match:
        return text.strip("\n")
    body = text[match.end() :].strip("\n")
    title = re.search(r"title:\s*([^（(\n]+)", match.group(1))
    return f"{title.group(1).strip()}\n\n{body}" if way == 1 and title else body


def _documents(folder: Path) -> Iterator[tuple[Document, str, int | None]]:
    settings = Settings()
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".md", ".txt", ".docx"):
            continue
        year = re.fullmatch(r"(\d{4}).*", path.stem)
        place = path.parent.name if year else path.stem
        for document in load(path, settings):
            yield document, place, int(year.group(1)) if year else None


def _main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.ingestion", description="Measure how real reports are read.")
    parser.add_argument("corpus", type=Path, nargs="+", help="folders of PLACE/YEAR.md or of .docx files")
    parser.add_argument("--sample", type=int, default=0, help="print this many random headings for checking by hand")
    parser.add_argument("--splits", type=int, default=200, help="how many joined files to split")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    documents = [entry for folder in options.corpus for entry in _documents(folder)]
    tally = measure(documents)
    texts = [document.text for document, _, _ in documents if document.name.endswith((".md", ".txt"))]
    right, total, failures = (
        measure_splitting(texts, options.splits, options.seed) if len(texts) >= _MAX_SPLIT else (0, 0, [])
    )
    result = {
        **tally.summary(),
        "split_borders": total,
        "split_right": _rate(right, total),
        "split_failures": len(failures),
    }
    if options.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
        return 0
    for name, value in result.items():
        print(f"{name:28} {value}")
    for line in [*tally.missed, *tally.errors[:40], *failures[:40]]:
        print("-", line)
    for name, _, heading, context in random.Random(options.seed).sample(
        tally.headings, min(options.sample, len(tally.headings))
    ):
        print(f"[{name}] {heading}\n    {context}")
    return 0


if __name__ == "__main__":
    sys.exit(_main())
