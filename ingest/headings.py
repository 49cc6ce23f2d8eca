"""Recognises the headings of a report: numbered, Markdown, bare and run-in ones, and the titles of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from ingest.terms import Glossary, is_annex_heading, is_glossary_heading
from ingest.titles import titled_among
from rag.addressed import addresses_a_model

__all__ = ["Form", "Heading", "Paragraph", "find_headings", "number_of", "paragraphs_of"]


class Form(IntEnum):
    """The forms of a heading, from the outermost to the innermost."""

    PART = 1
    BARE = 2
    HAN = 3
    HAN_PAREN = 4
    ORDINAL = 5
    ARABIC = 6
    ARABIC_PAREN = 7
    CIRCLED = 8
    INNER = 9
    TITLE = 10
    TERM = 11


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the clean text: its span, its text, and how the source marks it.

    `depth` is the number of `#` before it (0 for none), `bold` the length of the bold text it starts with.
    """

    start: int
    end: int
    text: str
    depth: int = 0
    bold: int = 0

    @property
    def marked(self) -> bool:
        """Tell whether the whole paragraph is a Markdown heading or bold."""
        return self.depth > 0 or self.bold >= len(self.text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: the paragraph it opens, its form and number, and how many characters of the paragraph it takes."""

    paragraph: int
    form: Form
    number: int
    length: int
    run_in: bool


_HAN = "一二三四五六七八九十"
_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (Form.PART, re.compile(rf"第([{_HAN}]{{1,3}})(?:部分|章|篇|编|节)\s*[：:、，]?\s*")),
    (Form.HAN_PAREN, re.compile(rf"[（(]\s*([{_HAN}]{{1,3}})\s*[）)]\s*[、.．]?\s*")),
    (
        Form.HAN,
        re.compile(
            rf"([{_HAN}]{{1,3}})\s*[、.．,，]\s*(?![{_HAN}]{{1,2}}(?:[、是]|次|季|线|产|类|级))|([{_HAN}]{{1,3}})\s+(?=\S)"
        ),
    ),
    (Form.ORDINAL, re.compile(rf"第([{_HAN}]{{1,3}})\s*[，,、：:]\s*")),
    (Form.ARABIC_PAREN, re.compile(r"[（(]\s*(\d{1,3})\s*[）)]\s*[、.．]?\s*")),
    (Form.ARABIC, re.compile(r"(\d{1,3})\s*[、．]\s*|(\d{1,3})\.(?!\d)\s*")),
    (Form.CIRCLED, re.compile(r"([①-⑳])\s*")),
)
_DIGIT = {char: value for value, char in enumerate(_HAN, 1)}
_END = re.compile(r"[。！!？?；;]")
_COLON = re.compile(r"[：:]")
_NEST = re.compile(r"“[^”]{0,60}”|（[^）]{0,60}）|\([^)]{0,60}\)|《[^》]{0,60}》")
_MAX_HEADING = 60
_MAX_ITEM_HEADING = 45
_MIN_BEHIND_COLON = 16
_LINE_END = frozenset("。！？；：，、!?;:,…")
_BEFORE_TITLE = _LINE_END | frozenset("”）)")
_ITEM = re.compile(rf"——|[{_HAN}]{{1,3}}(?:是|要)")
_DECIMAL = re.compile(r"\d+\.\d")
_SIGNATURE = re.compile(
    r"[—-]*\s*在?\s*\d{4}年.{0,60}(?:会议|大会)上?(?:的报告)?|[（(]?\d{4}年\d{1,2}月\d{1,2}日.{0,14}|各位代表.{0,8}|"
    r"[^。，]{0,16}(?:[市省县区镇乡州盟旗]长|主任|主席)\s*[^。，]{0,6}|[\u4e00-\u9fff]{1,2}\s[\u4e00-\u9fff]{1,2}|"
    r"[（(].{0,30}[）)]"
)
_NO_HEADING = re.compile(
    r"(?:秘书处|办公室|编辑部|日报社?|印发|印制)$|^(?:政府)?工作报告$|^政府工作的报告$|^(?:来源|作者|记者|摄影)"
)


def number_of(text: str) -> int:
    """Return the value of a heading number: 三, 十二, 二十, 7, ④; 0 where it is none."""
    if text.isdecimal():
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    total, unit = 0, 0
    for char in text:
        value = _DIGIT.get(char, 0)
        if value == 10:
            total += (unit or 1) * 10
            unit = 0
        else:
            unit = value
    return total + unit


def paragraphs_of(text: str, offsets: Sequence[int], source: str) -> list[Paragraph]:
    """Return the paragraphs of a clean text with the source's Markdown marks."""
    result: list[Paragraph] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end > start:
            depth, bold = _marks(source, offsets, start, end)
            result.append(Paragraph(start, end, text[start:end], depth, bold))
        start = end + 1
    return result


def _marks(source: str, offsets: Sequence[int], start: int, end: int) -> tuple[int, int]:
    first = offsets[start]
    before = source[max(0, first - 16) : first].rpartition("\n")[2]
    depth = before.count("#")
    bold = 0
    if before.rstrip().endswith("**"):
        limit = offsets[end - 1] + 4
        close = source.find("**", first, limit)
        bold = end - start if close < 0 else sum(1 for offset in offsets[start:end] if offset < close)
    return depth, bold


def find_headings(paragraphs: Sequence[Paragraph], first: int) -> list[Heading]:
    """Return the headings among `paragraphs[first:]` in order; glossary entries have the form TERM."""
    found: list[Heading] = []
    glossary: Glossary | None = None
    for index in range(first, len(paragraphs)):
        text = paragraphs[index].text
        opens_glossary = is_glossary_heading(text)
        if opens_glossary or is_annex_heading(text):
            glossary = Glossary([later.text for later in paragraphs[index + 1 :]]) if opens_glossary else None
            found.append(Heading(index, Form.PART, 0, len(text), run_in=False))
            continue
        if glossary:
            heading = _term(glossary, text, index)
        else:
            heading = _numbered(paragraphs[index], index) or _bare(paragraphs, index, first)
        if heading and not addresses_a_model(text[: heading.length]):
            found.append(heading)
    return _with_titles(paragraphs, found, first)


def _term(glossary: Glossary, text: str, index: int) -> Heading | None:
    entry = glossary.entry(text)
    if entry is None:
        return None
    number, length = entry
    return Heading(index, Form.TERM, number_of(number), length, run_in=length < len(text))


def _numbered(paragraph: Paragraph, index: int) -> Heading | None:
    text = paragraph.text
    for form, pattern in _FORMS:
        match = pattern.match(text)
        if not match or match.end() >= len(text):
            continue
        length, run_in = _extent(paragraph, match.end())
        body = length - match.end()
        if form in (Form.HAN, Form.HAN_PAREN, Form.PART):
            if form is Form.HAN and match.group(1) is None and (len(text) > 40 or _END.search(text)):
                continue
            return Heading(index, form, number_of(match.group(1) or match.group(2)), length, run_in)
        if body <= _MAX_ITEM_HEADING and (text[length - 1] not in "；;" if run_in else text[-1] not in _LINE_END):
            number = next(group for group in match.groups() if group)
            return Heading(index, form, number_of(number), length, run_in)
        return None
    return None


def _extent(paragraph: Paragraph, at: int) -> tuple[int, bool]:
    """Return how many characters the heading takes that starts the paragraph, and whether text follows it."""
    text = paragraph.text
    if at < paragraph.bold < len(text):
        stop = paragraph.bold
        while stop < len(text) and text[stop] in "。：:！":
            stop += 1
        return stop, True
    masked = _NEST.sub(lambda match: "口" * len(match.group()), text[: _MAX_HEADING * 4])
    end = _END.search(masked, at)
    stop = end.start() if end else len(masked)
    colon = _COLON.search(masked, at, stop)
    if colon and colon.start() - at >= 2 and len(text) - colon.end() >= _MIN_BEHIND_COLON:
        return colon.end(), True
    if len(text) - at <= _MAX_HEADING * 1.5 and (not end or end.end() >= len(text)):
        return len(text), False
    space = masked.find(" ", at, stop)
    if 4 <= space - at <= 40 and not re.search("[，,]", masked[at:space]):
        return space, True
    if end and end.end() - at <= _MAX_HEADING:
        return end.end(), True
    comma = max(masked.rfind("，", at, at + _MAX_HEADING), masked.rfind(",", at, at + _MAX_HEADING))
    if comma > at + 3:
        return comma + 1, True
    return min(len(text), at + _MAX_HEADING), True


def _bare(paragraphs: Sequence[Paragraph], index: int, first: int) -> Heading | None:
    """Recognise a title on a line of its own without a number."""
    paragraph = paragraphs[index]
    text = paragraph.text
    if not 2 <= len(text) <= 50 or text[-1] in _LINE_END or _DECIMAL.match(text) or _SIGNATURE.fullmatch(text):
        return None
    if not re.search(r"[\u4e00-\u9fff]{2}", text) or _NO_HEADING.search(text):
        return None
    if not paragraph.marked:
        if len(text) > 36 or index + 1 >= len(paragraphs) or "\t" in text or "|" in text:
            return None
        before = paragraphs[index - 1].text if index > first else "。"
        after = paragraphs[index + 1]
        if not _is_body(after.text) and not any(p.match(after.text) for _, p in _FORMS[:3]):
            return None
        if not (before[-1] in _BEFORE_TITLE or any(p.match(before) for _, p in _FORMS) or is_annex_heading(before)):
            return None
    return Heading(index, Form.INNER if _ITEM.match(text) else Form.BARE, 0, len(text), run_in=False)


def _is_body(text: str) -> bool:
    return len(text) >= 30 and text[-1] in "。！？；：:”）)"


def _with_titles(paragraphs: Sequence[Paragraph], found: list[Heading], first: int) -> list[Heading]:
    """Add the titles of paragraphs; they are looked for between one heading and the next, and not in a glossary."""
    taken = {heading.paragraph for heading in found}
    end = next((h.paragraph for h in found if is_glossary_heading(paragraphs[h.paragraph].text)), len(paragraphs))
    result = list(found)
    block: list[int] = []
    for index in range(first, end + 1):
        if index < end and index not in taken:
            block.append(index)
            continue
        lengths = titled_among([paragraphs[at].text for at in block])
        result += [
            Heading(at, Form.TITLE, 0, length, run_in=True) for at, length in zip(block, lengths, strict=True) if length
        ]
        block = []
    return sorted(result, key=lambda heading: heading.paragraph)
