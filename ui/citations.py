"""The numbered citations under an answer, each a button that opens the source beside the conversation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from rag.schema import Answer, Citation

__all__ = ["citation_line", "render_citation", "render_citations"]

_SHOWN = 4


def render_citations(answer: Answer) -> str:
    """Return the list of an answer's citations as HTML; from the fifth on they are folded away."""
    if not answer.citations:
        return ""
    cards = [render_citation(c, figures=_figure_texts(answer, c.n)) for c in answer.citations]
    shown = f'<ol class="rq-cites" aria-label="出处">{"".join(cards[:_SHOWN])}</ol>'
    if len(cards) <= _SHOWN:
        return shown
    rest = f'<ol class="rq-cites" aria-label="其余出处">{"".join(cards[_SHOWN:])}</ol>'
    return f"{shown}<details><summary>其余 {len(cards) - _SHOWN} 条出处</summary>{rest}</details>"


def render_citation(citation: Citation, figures: Iterable[str] = ()) -> str:
    """Return one citation as a list item; `figures` are the stated numbers, set in bold inside the quote."""
    path = " › ".join(citation.section)
    parts = [
        f'<span class="rq-n" aria-hidden="true">{citation.n}</span>',
        f'<span class="rq-title">{escape(citation.title)}</span>',
        f'<span class="rq-meta">{escape(_meta(citation))}</span>',
        f'<span class="rq-path">{escape(path)}</span>' if path else "",
        f'<span class="rq-quote">{_quote(citation.quote, figures)}</span>',
        f'<span class="rq-flag">{escape(_doubt(citation))}</span>' if citation.notes else "",
    ]
    data = escape(json.dumps(_target(citation), ensure_ascii=False, separators=(",", ":")))
    label = escape(f"出处 {citation.n}：{citation.title}，{_meta(citation)}，打开原文")
    opening = f'<button type="button" class="rq-cite" data-open="{data}" aria-label="{label}">'
    return f"<li>{opening}{''.join(parts)}</button></li>"


def citation_line(citation: Citation) -> str:
    """Return a citation as one line of plain text, for copying and for the exported conversation."""
    head = " · ".join(part for part in (citation.title, _meta(citation), " › ".join(citation.section)) if part)
    where = f"{citation.file}，第 {citation.start}–{citation.end} 字"
    return f"[{citation.n}] {head}：“{_one_line(citation.quote)}”（{where}）"


def _meta(citation: Citation) -> str:
    page = f"第 {citation.page} 页" if citation.page is not None else ""
    return " · ".join(part for part in (citation.place, citation.period, page) if part)


def _doubt(citation: Citation) -> str:
    """Say in one line that the report is in doubt; the panel with the source shows every note."""
    more = f"（共 {len(citation.notes)} 条说明，见原文页）" if len(citation.notes) > 1 else ""
    return f"报告存疑{more}：{citation.notes[0]}"


def _target(citation: Citation) -> dict[str, Any]:
    return {
        "n": citation.n,
        "file": citation.file,
        "start": citation.start,
        "end": citation.end,
        "title": citation.title,
        "meta": _meta(citation),
        "path": list(citation.section),
        "notes": list(citation.notes),
    }


def _figure_texts(answer: Answer, number: int) -> Sequence[str]:
    return [figure.text for figure in answer.figures if figure.citation == number]


def _quote(quote: str, figures: Iterable[str]) -> str:
    """Return the quote with the stated numbers in bold, however they are spaced in the source."""
    text = escape(_one_line(quote))
    for figure in dict.fromkeys("".join(f.split()) for f in figures):
        if figure:
            spaced = r"\s*".join(re.escape(escape(character)) for character in figure)
            text = re.sub(rf"(?<![\d.]){spaced}", r"<b>\g<0></b>", text, count=1)
    return text


def _one_line(text: str) -> str:
    return " ".join(text.split())
