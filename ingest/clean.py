"""Turns a source text into the report's own text, with every kept character's offset in the source.

Page breaks that cut a sentence are mended, publishing labels and web residue are dropped, layout spaces go. Nothing is
invented: the kept text is a subsequence of the source, one paragraph a line.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.breaks import Piece, joins
from ingest.lines import raw_lines
from ingest.residue import FRONT_MATTER, PAGE_TURN, WATERMARK, is_label, is_residue

__all__ = ["Line", "MappedText", "clean"]

_DROPPED = re.compile(
    r"[\s\u200b\ufeff\u2060\u00ad]+|\*\*|<!--[^\n]{0,400}?-->|&(?:nbsp|ensp|emsp|#160|#xa0|#12288);?|\?{3,}|"
    r"(?<=\s)[?？]+(?=\s|$)|(?<=[\u4e00-\u9fff”》）])[\[〔]\d{1,3}[\]〕]|\|+\s*$|"
    r"</?(?:br|p|div|span|strong|b|em|font|u)\b[^<>]{0,200}>|" + WATERMARK.pattern + "|" + PAGE_TURN.pattern,
    re.I,
)
_MARKDOWN = re.compile(
    r"(?:#{1,6}(?=\s)|\|+|>+(?=\s)|[-*+](?=\s)|[•●▪■◆◇□](?=\s?)|\*\*|\?{2,}|&(?:nbsp|ensp|emsp);?|\\r|\\n|[\s\u200b\ufeff])+"
)
_ORDINAL = re.compile(r"[一二三四五六七八九十]{1,3}")
_SUMMARY = re.compile(r"[【\[]?(?:内容)?(?:摘要|概述|导读|提要)[】\]]?\s*[:：]?")
_HEADER = re.compile(r"[^。！？，]{0,24}(?:报告|要点|日报|时报)[^。！？，]{0,12}")
_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*\d{1,3}[-—–·\s]*|第\s*\d{1,3}\s*页(?:\s*[，,/]?\s*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3}"
)
_MIN_PARAGRAPH = 20
_LINKS = re.compile(r"[•·【\s]*(?:相关|推荐|热门|延伸|更多)(?:文章|阅读|链接|新闻|报道|推荐|信息|稿件|内容)[】：:\s]*")
_TEXT = re.compile(r"[。！？；：:]$|^(?:[一二三四五六七八九十]+、|各位|附件|名词解释)")
_MAX_LINKS = 60
_SEGMENT = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MappedText:
    """Kept text and, for each of its characters, the offset in the source text.

    A line break in `text` ends a paragraph; it stands where the source has a line break, in whatever form.
    """

    text: str
    offsets: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span of `text[start:end]`; an empty span stays empty."""
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else (self.offsets[-1] + 1 if self.offsets else 0)
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1

    def slice(self, start: int, end: int) -> MappedText:
        """Return the mapped text of `text[start:end]`, its offsets still into the whole source."""
        return MappedText(self.text[start:end], self.offsets[start:end])


@dataclass(slots=True)
class Line:
    """A line of the source: its span without outer spaces, the kept pieces and their text."""

    start: int
    end: int
    pieces: list[_SEGMENT]
    text: str
    marked: bool = field(default=False)


def clean(source: str) -> MappedText:
    """Return the report's own text with offsets into the source; linear in the length of the source."""
    return _assemble(source, _paragraphs(source, _kept_lines(source)))


def _kept_lines(source: str) -> list[Line]:
    """Return the lines that belong to the report, without front matter, labels and web residue."""
    kept: list[Line] = []
    awaits_value = False
    lines = list(_lines(source))
    links_end = 0
    for index, line in enumerate(lines):
        if is_label(line.text):
            awaits_value = line.text[-1] in ":：" or line.text.endswith(("：】", ":]"))
            continue
        if _LINKS.fullmatch(line.text):
            links_end = _end_of_links(lines, index + 1)
        if not (index < links_end or (awaits_value and _may_be_value(line.text)) or is_residue(line.text)):
            kept.append(line)
        awaits_value = False
    return _without_summary(_without_page_heads(source, kept))


def _end_of_links(lines: list[Line], first: int) -> int:
    """Return where the titles below 相关文章 end; where text follows them, they may be a report's head and stay."""
    index = first
    while index < min(len(lines), first + _MAX_LINKS) and _may_be_link(lines[index].text):
        if is_residue(lines[index].text):
            return index
        index += 1
    return index if index == len(lines) else first


def _may_be_link(text: str) -> bool:
    return len(text) <= 60 and not _TEXT.search(text)


def _may_be_value(text: str) -> bool:
    """Tell whether a line can be the value of the label in the line before."""
    return len(text) <= 40 and not re.search(r"[。！？；]|^(?:各位|[一二三四五六七八九十]+、)", text)


def _without_page_heads(source: str, lines: list[Line]) -> list[Line]:
    """Drop page numbers between paragraphs, and a title only repeated at the head of a newspaper's next page."""
    kept: list[Line] = []
    for index, line in enumerate(lines):
        if kept and index + 1 < len(lines) and len(line.text) <= 30:
            following = lines[index + 1]
            if _PAGE_NUMBER.fullmatch(line.text) and min(len(kept[-1].text), len(following.text)) >= _MIN_PARAGRAPH:
                continue
            around = source[kept[-1].end : line.start], source[line.end : following.start]
            if _HEADER.fullmatch(line.text) and any(map(PAGE_TURN.search, around)):
                continue
        kept.append(line)
    return kept


def _lines(source: str) -> Iterator[Line]:
    position = 0
    for block in FRONT_MATTER.finditer(source):
        yield from _lines_between(source, position, block.start())
        position = block.end()
    yield from _lines_between(source, position, len(source))


def _lines_between(source: str, start: int, end: int) -> Iterator[Line]:
    for first, raw in raw_lines(source, start, end):
        last = first + len(raw)
        mark = _MARKDOWN.match(source, first, last)
        body = mark.end() if mark else first
        pieces = _pieces(source, body, last)
        text = "".join(source[a:b] for a, b in pieces)
        if text.strip("-=_*—－ ·.|"):
            yield Line(
                pieces[0][0],
                pieces[-1][1],
                pieces,
                text,
                marked=bool(mark and ("#" in mark.group() or ("**" in mark.group() and raw.endswith("**")))),
            )


def _pieces(source: str, start: int, end: int) -> list[_SEGMENT]:
    """Return the spans of a line that are kept: no marks, no layout spaces, no watermarks."""
    pieces: list[_SEGMENT] = []
    position = start
    for match in _DROPPED.finditer(source, start, end):
        a, b = match.span()
        if a > position:
            pieces.append((position, a))
        if match.group()[0].isspace() and pieces and b < end and _keeps_space(source, start, a, b):
            pieces.append((a, a + 1))
        position = b
    if position < end:
        pieces.append((position, end))
    while pieces and source[pieces[-1][0] : pieces[-1][1]].isspace():
        pieces.pop()
    return pieces


def _keeps_space(source: str, start: int, a: int, b: int) -> bool:
    """Tell whether a run of spaces separates words: between Latin words, two numbers or two Chinese words."""
    before, after = source[a - 1], source[b]
    if before.isascii() and after.isascii():
        if before in ".,%" or after in ".,%":
            return not (before in ".," and source[a - 2 : a - 1].isspace()) and after not in ".,%" and before != "%"
        return True
    if (_is_hanzi(before) and _is_hanzi(after)) or "|" in (before, after):
        return True
    return a - start <= 3 and bool(_ORDINAL.fullmatch(source, start, a))


def _is_hanzi(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char == "〇"


def _without_summary(lines: list[Line]) -> list[Line]:
    """Drop a 内容摘要 that repeats what the text says further on."""
    kept: list[Line] = []
    whole = ""
    for index, line in enumerate(lines):
        match = _SUMMARY.match(line.text)
        if match and match.end() < len(line.text) and index < 40:
            whole = whole or "\n".join(other.text for other in lines)
            opening = line.text[match.end() :].strip("　 ")[:24]
            if len(opening) >= 8 and whole.count(opening) > 1:
                continue
        kept.append(line)
    return kept


def _paragraphs(source: str, lines: list[Line]) -> list[list[Line]]:
    """Group lines into paragraphs: a line that only goes on after a page break joins the one before."""
    paragraphs: list[list[Line]] = []
    for line, joined in zip(lines, joins([_piece(source, line) for line in lines]), strict=True):
        if joined and paragraphs:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _piece(source: str, line: Line) -> Piece:
    """Return a line with its look in the source: as laid out, indentation apart."""
    before = source[max(0, line.start - 4) : line.start].rpartition("\n")[2]
    indented = before.isspace() and (len(before) >= 2 or "\u3000" in before)
    return Piece(line.text, line.marked, before + source[line.start : line.end], indented)


def _assemble(source: str, paragraphs: list[list[Line]]) -> MappedText:
    texts: list[str] = []
    offsets = array("q")
    last = 0
    for paragraph in paragraphs:
        if texts:
            texts.append("\n")
            found = source.find("\n", last, paragraph[0].start)
            offsets.append(found if found >= 0 else last)
        for line in paragraph:
            texts.append(line.text)
            for a, b in line.pieces:
                offsets.extend(range(a, b))
        last = paragraph[-1].end
    return MappedText("".join(texts), offsets)
