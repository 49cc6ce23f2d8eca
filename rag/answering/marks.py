"""Citation marks in a written answer: statements as they arrive, each with the numbers it cites; no guessing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rag.answering.draft import MARK, strip_marks

__all__ = ["Statement", "StatementReader", "joined", "renumber"]

_END = re.compile(r"[。！？；!?;]|\n+")
_PAUSES = "；;"
_CLOSING = "”’」』）)》\"' "
_MARKS = re.compile(r"(?:\s*\[\d{1,3}\])*")
_BRACKETED = re.compile(r"[\[【［][^\[\]【】［］\n]{0,20}?\d[^\[\]【】［］\n]{0,20}?[\]】］]|\[\d*$|\[\^")
_CLOSED = re.compile(r"[。！？；!?;”」』）][\s\[\d\]]*$")
_ITEM = re.compile(r"\d{1,2}[.、．](?!\d) ?|[-*·•] ?|[（(]\d{1,2}[）)]")
_NUMBERED = re.compile(r"(\d{1,2})[.、．](?!\d)")
_CONTENT = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a written answer: its text as written, the numbers it cites, and what is wrong with its marks.

    `problem` is a Chinese phrase, empty where every mark is `[n]` with a number that was given out and there is one
    at least.
    """

    text: str
    marks: tuple[int, ...]
    problem: str

    @property
    def body(self) -> str:
        """The text without its marks."""
        return strip_marks(self.text)


class StatementReader:
    """Cuts a stream of text into statements, given that sources 1 to `sources` may be cited.

    A statement ends after 。！？ or a line break, with the marks and closing quotes that follow, and after ； where it
    has marks by then; a line that ends with a colon belongs to the one after it.
    """

    def __init__(self, sources: int) -> None:
        self._sources = sources
        self._held = ""

    def feed(self, piece: str) -> Iterator[Statement]:
        """Take the next piece of the stream; yield the statements that are complete with it."""
        self._held += piece
        yield from self._cut(final=False)

    def close(self) -> Iterator[Statement]:
        """Yield what is left at the end of the stream."""
        yield from self._cut(final=True)
        rest, self._held = self._held, ""
        yield from self._statement(rest)

    def _cut(self, *, final: bool) -> Iterator[Statement]:
        start = 0
        while match := _END.search(self._held, start):
            at = start = match.end()
            if match.group().startswith("\n") and self._held[: match.start()].rstrip().endswith(("：", ":")):
                continue
            while at < len(self._held) and self._held[at] in _CLOSING:
                at += 1
            marks = _MARKS.match(self._held, at)
            at = marks.end() if marks else at
            # What follows may still be a mark that has only half arrived.
            if not final and (at == len(self._held) or re.fullmatch(r"\s*\[?\d{0,3}", self._held[at:])):
                return
            if match.group() in _PAUSES and not MARK.search(self._held[:at]):
                continue
            text, self._held, start = self._held[:at], self._held[at:], 0
            yield from self._statement(text)

    def _statement(self, text: str) -> Iterator[Statement]:
        text = text.strip()
        if _CONTENT.search(strip_marks(text)):
            marks = tuple(dict.fromkeys(int(number) for number in MARK.findall(text)))
            yield Statement(text, marks, self._problem(text, marks))

    def _problem(self, text: str, marks: tuple[int, ...]) -> str:
        if _BRACKETED.search(strip_marks(text)):
            return "引用标记写法不对"
        if any(not 1 <= mark <= self._sources for mark in marks):
            return "引用编号不存在"
        return "" if marks else "没有注明出处"


def renumber(text: str, numbers: Mapping[int, int]) -> str:
    """Return the text with each mark's number replaced, doubled marks side by side made one.

    Raises:
        KeyError: for a mark without a new number.
    """
    text = MARK.sub(lambda match: f"[{numbers[int(match.group(1))]}]", text)
    return re.sub(r"(\[\d{1,3}\])(?:\s*\1)+", r"\1", text)


def joined(texts: Iterable[str]) -> str:
    """Return statements as one text, each closed by a full stop where it has no end.

    Items of a list stand on their own lines, numbered anew: one that was struck leaves no gap.
    """
    whole = ""
    for text in texts:
        closed = text if _CLOSED.search(text) else text + "。"
        whole += f"\n{closed}" if whole and _ITEM.match(text) else closed
    return _numbered_anew(whole)


def _numbered_anew(text: str) -> str:
    """Close the gaps in the numbers at the beginnings of lines; a 1 begins a new list."""
    last = 0
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if found := _NUMBERED.match(line):
            last = 1 if int(found[1]) == 1 else last + 1
            lines[at] = f"{last}{line[found.end(1) :]}"
    return "\n".join(lines)
