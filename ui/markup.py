"""Answer text to HTML: paragraphs, lists, tables, bold and citation marks; everything else is escaped."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import escape
from itertools import groupby

__all__ = ["render_inline", "render_text", "strip_marks"]

_MARK = re.compile(r"\[(\d{1,3})\]")
_RUN = re.compile(r"(&#?\w+;|[^\s<>&;\[\]])?((?:\[\d{1,3}\])+)([，。；、：！？）]?)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_BULLET = re.compile(r"^\s*[-*•·]\s+")
_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s+")
_RULE = re.compile(r"^[\s|:\-]+$")


def render_text(text: str, marks: Collection[int] = ()) -> str:
    """Return safe HTML for an answer's text; `[n]` becomes a button where `n` is in `marks`, else stays text."""
    lines = [line for line in text.splitlines() if line.strip()]
    blocks: list[str] = []
    for kind, group in groupby(lines, key=_kind):
        blocks.extend(_render_block(kind, list(group), marks))
    return "".join(blocks)


def render_inline(text: str, marks: Collection[int] = ()) -> str:
    """Return safe HTML for one line: escaped, with bold and citation marks."""

    def kept(match: re.Match[str]) -> str:
        """Keep marks on one line with the character before and the stop behind them."""
        shown = _MARK.sub(button, match[2])
        return match[0] if shown == match[2] else f'<span class="rq-keep">{match[1] or ""}{shown}{match[3]}</span>'

    def button(match: re.Match[str]) -> str:
        number = int(match[1])
        if number not in marks:
            return match[0]
        label = f"查看出处 {number}"
        return f'<button type="button" class="rq-mark" data-cite="{number}" aria-label="{label}">{number}</button>'

    return _RUN.sub(kept, _BOLD.sub(r"<strong>\1</strong>", escape(text)))


def strip_marks(text: str) -> str:
    """Return the text without its citation marks, for reading aloud or for a history."""
    return _MARK.sub("", text)


def _kind(line: str) -> str:
    if line.lstrip().startswith("|"):
        return "table"
    if _NUMBER.match(line):
        return "numbers"
    return "bullets" if _BULLET.match(line) else "text"


def _render_block(kind: str, lines: list[str], marks: Collection[int]) -> Iterator[str]:
    if kind == "table":
        yield _render_table(lines, marks)
    elif kind == "text":
        yield from (f"<p>{render_inline(line.strip(), marks)}</p>" for line in lines)
    else:
        tag, sign = ("ol", _NUMBER) if kind == "numbers" else ("ul", _BULLET)
        items = "".join(f"<li>{render_inline(sign.sub('', line), marks)}</li>" for line in lines)
        yield f"<{tag}>{items}</{tag}>"


def _render_table(lines: list[str], marks: Collection[int]) -> str:
    rows = [_cells(line) for line in lines if not _RULE.match(line)]
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{render_inline(cell, marks)}</th>' for cell in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{render_inline(cell, marks)}</td>" for cell in row) + "</tr>" for row in rows[1:]
    )
    return (
        f'<div class="rq-table" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
