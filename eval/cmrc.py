"""Measures our retrieval on CMRC 2018 or any set in SQuAD form: is a question's own paragraph found among all.

`python -m eval.cmrc FILE [--index DIR]`; the file may be xz-compressed. The distinct paragraphs become one report of
one passage each, in an index of its own, made where it is missing and used again where it is there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tqdm import tqdm  # type: ignore[import-untyped]

from eval.external import Reading, read_squad
from rag.index import Index
from rag.retrieval import Hit, Retriever
from rag.schema import (
    Document,
    Level,
    ParsedDocument,
    Passage,
    Query,
    Report,
    ReportKind,
    Role,
    Section,
    Sentence,
    content_id,
)
from rag.settings import get_settings

__all__ = ["as_document", "main", "measure"]

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；\n]*[”’》）]*")
_CUTOFFS = (1, 5, 10)


def as_document(readings: Sequence[Reading], name: str) -> ParsedDocument:
    """Return the distinct paragraphs as one document with one report, each paragraph a section and a passage."""
    paragraphs = list(dict.fromkeys(reading.paragraph for reading in readings))
    text = "\n\n".join(paragraphs)
    document = Document(id=content_id(text), name=name, sha256=hashlib.sha256(text.encode()).hexdigest(), text=text)
    report = Report(
        id=content_id(document.id, 0),
        document_id=document.id,
        file=name,
        title="",
        place="",
        place_path=(),
        level=Level.UNKNOWN,
        year=None,
        period=None,
        reviewed=None,
        planned=None,
        kind=ReportKind.REPORT,
        date="",
        meeting="",
        speaker="",
        start=0,
        end=len(text),
    )
    sections, passages = zip(*_parts(report, paragraphs), strict=True)
    return ParsedDocument(document=document, reports=(report,), sections=sections, passages=passages, figures=())


def _parts(report: Report, paragraphs: Sequence[str]) -> Iterator[tuple[Section, Passage]]:
    start = 0
    for ordinal, paragraph in enumerate(paragraphs):
        end = start + len(paragraph)
        section = Section(
            id=content_id(report.id, "section", start),
            report_id=report.id,
            level=1,
            heading="",
            path=(),
            role=Role.OTHER,
            period=None,
            start=start,
            end=end,
        )
        sentences = tuple(
            Sentence(start=start + found.start(), end=start + found.end(), text=found.group())
            for found in _SENTENCE.finditer(paragraph)
        )
        yield (
            section,
            Passage(
                id=content_id(report.id, start, end),
                report_id=report.id,
                section_id=section.id,
                ordinal=ordinal,
                path=(),
                role=Role.OTHER,
                start=start,
                end=end,
                text=paragraph,
                sentences=sentences,
            ),
        )
        start = end + 2


def measure(readings: Sequence[Reading], search: Callable[[str], list[Hit]]) -> dict[str, float]:
    """Return recall@1/5/10 and the share of questions whose right paragraph's best sentence holds an answer string.

    `search` gives the hits for a question, best first. `sentence@1` and `sentence@2` look at the one and the two best
    sentences of the right paragraph where it was found, and count a paragraph that was not found as wrong.
    """
    right = dict.fromkeys([*(f"recall@{k}" for k in _CUTOFFS), "sentence@1", "sentence@2"], 0)
    for reading in tqdm(readings, desc="提问"):
        hits = search(reading.question)
        rank = next((i for i, hit in enumerate(hits) if hit.passage.text == reading.paragraph), None)
        if rank is None:
            continue
        for k in _CUTOFFS:
            right[f"recall@{k}"] += rank < k
        best = sorted(hits[rank].sentences, key=lambda pair: -pair[1])
        for k in (1, 2):
            shown = "".join(sentence.text for sentence, _ in best[:k])
            right[f"sentence@{k}"] += any(answer in shown for answer in reading.answers)
    return {name: count / len(readings) for name, count in right.items()}


def _read(path: Path) -> list[Reading]:
    if path.suffix != ".xz":
        return read_squad(path)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, path.stem)
        plain.write_bytes(lzma.decompress(path.read_bytes()))
        return read_squad(plain)


def main(arguments: list[str] | None = None) -> None:
    """Measure one file and print the numbers as JSON."""
    parser = argparse.ArgumentParser(prog="python -m eval.cmrc", description=main.__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--index", type=Path, help="folder of the index for these paragraphs")
    options = parser.parse_args(arguments)
    readings = _read(options.file)
    with tempfile.TemporaryDirectory() as folder:
        settings = get_settings().model_copy(update={"index_dir": options.index or Path(folder)})
        with Index.open(settings) as index:
            index.add(as_document(readings, options.file.name))
            retriever = Retriever(index)
            reports = [report.id for report in index.catalogue.reports()]
            numbers = measure(
                readings, lambda question: retriever.search(Query(text=question, resolved=question), reports, k=10)
            )
    print(json.dumps({"questions": len(readings), **numbers}, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
