"""Web pages: title, date and main text, one paragraph a line; navigation and the like left out."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, Tag

from ingest.loaders.base import Extracted, Refused
from ingest.loaders.marks import marked
from ingest.loaders.tables import table_lines
from ingest.loaders.text import decode, signature

__all__ = ["load_html"]

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SKIPPED = _names(
    "script style noscript template head nav footer aside form button select option iframe object svg canvas "
    "video audio textarea input"
)
_BLOCKS = _names(
    "p div section article main header blockquote li ul ol dl dt dd tr table tbody thead h1 h2 h3 h4 h5 h6 "
    "center pre figure figcaption address hr body html td th"
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff\d]")
_FOLD = re.compile(r"[ \t\r\n\f]+")
_FOLDED_HAN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t\f]*\r?\n[ \t\f]*(?=[\u3000-\u9fff\uff00-\uffef])")
_MAIN_SHARE = 0.8
"""The main text is the innermost element that holds at least this share of its parent's own text."""
_TITLES = ("articletitle", "og:title", "title")
_DATES = ("pubdate", "publishdate", "article:published_time", "date")


def load_html(name: str, data: bytes) -> Extracted:
    """Return the main text of a web page, headed by its title and its date of publication; may raise `Refused`."""
    if what := signature(data):
        raise Refused(name, f"扩展名是网页，内容却是{what}。请改成正确的扩展名后重新加入。")
    soup = BeautifulSoup(_decoded(name, data), "lxml")
    body = soup.body or soup
    for tag in body.find_all(_is_clutter):
        tag.decompose()
    lines = _Lines()
    lines.read(_main(body))
    text = lines.done()
    head = [line for line in _head(soup) if _squeezed(line).rpartition("：")[2] not in _squeezed("".join(text[:15]))]
    return Extracted("\n".join([*head, *text]) + "\n")


def _decoded(name: str, data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared:
        encoding = declared[1].decode("ascii").lower()
        try:
            return data.decode("gb18030" if encoding.startswith("gb") else encoding)
        except (LookupError, UnicodeDecodeError):
            pass  # the page lies about its encoding: find it out
    return decode(name, data)


def _is_clutter(tag: Tag) -> bool:
    """Tell whether a tag is for the machine, hidden, or a list of links."""
    if tag.name in {"ul", "ol"}:
        return _own_text(tag) < (1 - _MAIN_SHARE) * len(_HAN.findall(tag.get_text()))
    return tag.name in _SKIPPED or bool(_HIDDEN.search(str(tag.get("style") or "")))


def _main(body: Tag) -> Tag:
    """Go down from the body as long as one child holds nearly all the text that is not links."""
    node, size = body, _own_text(body)
    while size:
        sized = [(child, _own_text(child)) for child in node.children if isinstance(child, Tag)]
        child, inner = max(sized, key=lambda pair: pair[1], default=(node, 0))
        if inner < _MAIN_SHARE * size or child.name not in _BLOCKS or child.name == "p":
            return node
        node, size = child, inner
    return node


def _own_text(tag: Tag) -> int:
    """Count the Chinese characters and digits outside links."""
    linked = sum(len(_HAN.findall(link.get_text())) for link in tag.find_all("a"))
    return len(_HAN.findall(tag.get_text())) - linked if tag.name != "a" else 0


def _head(soup: BeautifulSoup) -> list[str]:
    """Return the title and the publishing date that the page states of itself."""
    stated: dict[str, str] = {}
    for meta in soup.find_all("meta"):
        key = str(meta.get("name") or meta.get("property") or "").lower()
        stated.setdefault(key, " ".join(str(meta.get("content") or "").split()))
    title = next((stated[key] for key in _TITLES if stated.get(key)), "")
    if not title and soup.title:
        title = re.split(r"\s*[_|]\s*|\s+-+\s+", soup.title.get_text().strip())[0]
    date = next((stated[key] for key in _DATES if re.match(r"\d{4}", stated.get(key, ""))), "")
    return [line for line in (title, f"发布日期：{date[:10]}" if date else "") if line]


def _squeezed(text: str) -> str:
    return re.sub(r"[\s#*]", "", text)


class _Lines:
    """Collects text into lines, one for each block of the page."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._open = ""
        self._bold = True
        self._level = 0

    def done(self) -> list[str]:
        """Return the lines."""
        self._close()
        return self._lines

    def read(self, node: Tag) -> None:
        """Take in all that an element holds."""
        for child in node.children:
            if isinstance(child, Tag):
                self._read_tag(child)
            elif type(child) in {NavigableString, CData}:
                self._write(str(child), child)

    def _read_tag(self, tag: Tag) -> None:
        if tag.name == "br":
            self._close()
        elif tag.name == "table" and not tag.find("table"):
            self._close()
            self._lines += table_lines(_rows(tag), headers=_header_rows(tag))
        elif tag.name in _BLOCKS:
            self._close()
            self._level = _HEADINGS.get(tag.name, self._level)
            self.read(tag)
            self._close()
            self._level = 0
        else:
            self.read(tag)

    def _write(self, text: str, node: PageElement) -> None:
        folded = _FOLD.sub(" ", _FOLDED_HAN.sub("", text.replace("\xa0", " ")))
        if folded.strip() and not any(parent.name in {"b", "strong"} for parent in node.parents):
            self._bold = False
        self._open += folded.lstrip(" ") if self._open.endswith(" ") or not self._open else folded

    def _close(self) -> None:
        if self._open.strip():
            self._lines.append(marked(self._open.strip(" "), level=self._level, bold=self._bold))
        self._open, self._bold = "", True


def _rows(table: Tag) -> list[list[str]]:
    """Return the cells of a table; one that spans rows or columns is repeated in each."""
    rows: list[list[str]] = []
    waiting: dict[int, tuple[str, int]] = {}
    for row in table.find_all("tr"):
        cells: list[str] = []

        def fill(cells: list[str] = cells) -> None:
            while len(cells) in waiting:
                text, left = waiting.pop(len(cells))
                if left > 1:
                    waiting[len(cells)] = (text, left - 1)
                cells.append(text)

        for cell in row.find_all(["td", "th"]):
            fill()
            lines = _Lines()
            lines.read(cell)
            text = "\n".join(line.strip("*") for line in lines.done())
            for _ in range(_span(cell, "colspan")):
                if (down := _span(cell, "rowspan")) > 1:
                    waiting[len(cells)] = (text, down - 1)
                cells.append(text)
        fill()
        rows.append(cells)
    return rows


def _header_rows(table: Tag) -> int:
    first = table.find("tr")
    return max((_span(cell, "rowspan") for cell in first.find_all(["td", "th"])), default=1) if first else 1


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1")
    return max(1, min(int(value), 100)) if value.isdigit() else 1
