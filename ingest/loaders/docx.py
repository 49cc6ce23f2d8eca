"""Word documents: paragraphs with their generated numbers, headings, tables, text boxes and notes, as lines."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml

from ingest.loaders.archive import check_bomb
from ingest.loaders.base import Extracted, Refused
from ingest.loaders.marks import marked
from ingest.loaders.numbering import Numbering
from ingest.loaders.tables import table_lines

__all__ = ["load_docx"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNTEXT = frozenset(f"{_W}{tag}" for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr"))


def load_docx(name: str, data: bytes, max_bytes: int) -> Extracted:
    """Return the text of a .docx file; raise `Refused` where it is none, is damaged or has a password."""
    _check(name, data, max_bytes)
    try:
        document = docx.Document(io.BytesIO(data))
        lines = list(_Reader(document).lines())
    except (
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        zipfile.BadZipFile,
        SyntaxError,
        OSError,
    ) as error:
        raise Refused(
            name, f"Word 文档已损坏，读不出来（{type(error).__name__}）。请用 Word 或 WPS 打开，另存一份。"
        ) from None
    return Extracted("\n".join(lines) + "\n")


def _check(name: str, data: bytes, max_bytes: int) -> None:
    if data.startswith(_OLE):
        raise Refused(name, "文档有密码，或其实是旧版 .doc。请用 Word 或 WPS 打开，去掉密码，另存为 .docx。")
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise Refused(name, "扩展名是 .docx，内容却不是 Word 文档。请确认文件来源，或从 Word 另存为 .docx。")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        check_bomb(name, sum(info.file_size for info in package.infolist()), len(data), max_bytes)
        if "word/document.xml" not in package.namelist():
            raise Refused(name, "扩展名是 .docx，里面却没有 Word 正文。请确认文件来源，或从 Word 另存为 .docx。")


class _Reader:
    """Reads one document from top to bottom."""

    def __init__(self, document: WordDocument) -> None:
        self._body = document.element.body
        self._styles = document.styles.element
        self._outline = _outline_levels(self._styles)
        self._numbering = Numbering(_part(document, RELATIONSHIP_TYPE.NUMBERING), self._styles)
        self._footnotes = _part(document, RELATIONSHIP_TYPE.FOOTNOTES)
        self._endnotes = _part(document, RELATIONSHIP_TYPE.ENDNOTES)
        self._cited: list[Any] = []

    def lines(self) -> Iterator[str]:
        yield from self._blocks(self._body)
        if self._cited:
            yield "注释"
        for number, note in enumerate(self._cited, 1):
            yield f"〔{number}〕" + "".join(line.strip() for line in self._blocks(note))

    def _blocks(self, parent: Any) -> Iterator[str]:
        """Yield the lines of all blocks of `parent`, content controls and insertions looked into."""
        for element in parent:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield from self._table(element)
            elif element.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}customXml"}:
                yield from self._blocks(element)

    def _paragraph(self, element: Any) -> Iterator[str]:
        boxes: list[Any] = []
        text = "".join(self._pieces(element, boxes))
        if text.strip():
            whole = self._numbering.label(element) + text
            bold = _is_bold(element) and not _is_centred(element)
            yield marked(whole, level=self._outline_level(element), bold=bold)
        for box in boxes:
            yield from self._blocks(box)

    def _outline_level(self, element: Any) -> int:
        properties = element.find(f"{_W}pPr")
        if properties is None:
            return 0
        own = _value(properties, "outlineLvl")
        if own is not None:
            return int(own) + 1 if int(own) < 6 else 0
        return self._outline.get(_value(properties, "pStyle") or "", 0)

    def _pieces(self, element: Any, boxes: list[Any]) -> Iterator[str]:
        """Yield the text of a paragraph's runs; collect its text boxes, and the notes it refers to."""
        for child in element:
            tag = child.tag
            if tag in _UNTEXT:
                continue
            if tag == f"{_W}t":
                yield child.text or ""
            elif tag in {f"{_W}tab", f"{_W}ptab"}:
                yield "\t"
            elif tag in {f"{_W}br", f"{_W}cr"}:
                yield "\n" if child.get(f"{_W}type") not in {"page", "column"} else ""
            elif tag == f"{_W}noBreakHyphen":
                yield "-"
            elif tag in {f"{_W}footnoteReference", f"{_W}endnoteReference"}:
                yield self._cite(child)
            elif tag == f"{_W}txbxContent":
                boxes.append(child)
            elif tag == f"{_MC}AlternateContent":
                choice = child.find(f"{_MC}Choice")
                yield from self._pieces(choice if choice is not None else child, boxes)
            elif len(child):
                yield from self._pieces(child, boxes)

    def _cite(self, reference: Any) -> str:
        notes = self._footnotes if reference.tag == f"{_W}footnoteReference" else self._endnotes
        key = reference.get(f"{_W}id")
        for note in notes if notes is not None else ():
            if note.get(f"{_W}id") == key:
                self._cited.append(note)
                return f"〔{len(self._cited)}〕"
        return ""

    def _table(self, element: Any) -> Iterator[str]:
        rows: list[list[str]] = []
        spans: dict[int, str] = {}
        headers = 1
        for row in element.iterchildren(f"{_W}tr"):
            cells: list[str] = []
            for cell in row.iter(f"{_W}tc"):
                if next(cell.iterancestors(f"{_W}tr")) is not row:
                    continue  # of a table inside this one: its text comes with the cell around it
                text = "\n".join(self._blocks(cell))
                merged = cell.find(f"{_W}tcPr/{_W}vMerge")
                if merged is not None and merged.get(f"{_W}val") != "restart":
                    text = spans.get(len(cells), "")
                    headers = max(headers, len(rows) + 1) if headers == len(rows) else headers
                spans[len(cells)] = text
                cells += [text] * _width(cell)
            rows.append(cells)
        yield from table_lines(rows, headers)


def _part(document: WordDocument, kind: str) -> Any | None:
    """Return the root element of a part that the main part refers to, or None."""
    for relation in document.part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            return parse_xml(relation.target_part.blob)
    return None


def _outline_levels(styles: Any) -> dict[str, int]:
    """Return the heading level, from 1, of each paragraph style that has one, its own or its parent's."""
    own: dict[str, int] = {}
    parents: dict[str, str] = {}
    for style in styles.iter(f"{_W}style"):
        key = style.get(f"{_W}styleId")
        level = style.find(f"{_W}pPr/{_W}outlineLvl")
        if level is not None and int(level.get(f"{_W}val")) < 6:
            own[key] = int(level.get(f"{_W}val")) + 1
        elif (parent := _value(style, "basedOn")) is not None:
            parents[key] = parent
    levels = dict(own)
    for key in parents:
        at, seen = key, set()
        while at in parents and at not in seen:
            seen.add(at)
            at = parents[at]
        if at in own:
            levels[key] = own[at]
    return levels


def _value(element: Any, tag: str) -> str | None:
    found = element.find(f"{_W}{tag}")
    return None if found is None else found.get(f"{_W}val")


def _width(cell: Any) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return min(int(span.get(f"{_W}val") or 1), 100) if span is not None else 1


def _is_bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.iter(f"{_W}r") if "".join(run.itertext()).strip()]
    return bool(runs) and all(_is_on(run.find(f"{_W}rPr/{_W}b")) for run in runs)


def _is_on(switch: Any | None) -> bool:
    return switch is not None and switch.get(f"{_W}val") not in {"0", "false", "none"}


def _is_centred(paragraph: Any) -> bool:
    return paragraph.find(f"{_W}pPr/{_W}jc[@{_W}val='center']") is not None
