"""What a report's own terms stand for: “四早”, “三翻番”, what a glossary at its end explains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.answering.material import Material
from rag.answering.outline import bare
from rag.schema import Aspect, Passage, Query, Report, Role, Sentence

__all__ = ["asked_term", "definition_of", "speaks_of_term"]

QUOTED = r"[“‘「『\"]([^”’」』\"]{1,24})[”’」』\"]"
MEANT = re.compile(
    QUOTED + r"[^，,。？?“]{0,8}?(?:的(?:意思|含义|内涵|内容))?(?:具体|分别|主要|都|又)?"
    r"(?:是|指|有|为|包括|包含|叫|含)+(?:的)?(?:是)?(?:哪|什么|啥|何|几)(?!时候|时间|地方|人|年|天|里|位|时)"
)
EXPLAINED = re.compile(r"(?:什么是|何谓|何为|什么叫|啥是|啥叫|解释(?:一下)?|怎么理解|如何理解)(?:的)?" + QUOTED)
PLAIN = re.compile(
    r"(?:什么是|何谓|什么叫|啥是|啥叫)(?P<a>[^，,。？?的]{2,16})[？?]?$"
    r"|(?P<b>[^，,。？?的]{2,16})(?:是|指的?是?)(?:什么|啥)(?:意思|含义)"
)
SAYS = (
    r"[”’」』\"]?(?:[^，,。；;：:“]{0,6}[，,])?"
    r"(?:就是|即是|是指|指的是|即|指|分别是|具体是|主要是|包括|[：:]|[—－-]{1,2})"
)
ASIDE = r"[”’」』\"]?[（(](?:即|指)?[^）)]{4,}[）)]"
QUOTES = re.compile(r"[“”‘’「」『』\"\s]")
NUMBERS = {**{sign: n for n, sign in enumerate("一二三四五六七八九十", start=1)}, "两": 2, "双": 2}
PIECE = re.compile(r"[^；;。]+[；;。]?[”’]?")
EXPLAINS, MOST = 2, 6
"""Characters that an explanation has at least behind its term, and sentences of one at most."""


def asked_term(query: Query) -> str:
    """Return the term whose meaning is asked, without its quotation marks; empty where another thing is asked."""
    text = query.resolved
    found = MEANT.search(text) or EXPLAINED.search(text)
    if found:
        return found[1]
    plain = PLAIN.search(text) if query.aspect is Aspect.DEFINITION else None
    return QUOTES.sub("", plain["a"] or plain["b"]) if plain else ""


def speaks_of_term(term: str, text: str) -> bool:
    """Tell whether a text holds a term, whatever its quotation marks."""
    return _bare(term) in _bare(text)


def _bare(text: str) -> str:
    return QUOTES.sub("", text).lower()


def definition_of(term: str, reports: Sequence[Report], material: Material) -> tuple[Report, list[Sentence]] | None:
    """Return where a report says what a term stands for, as spans of its source; None where none does."""
    for find in (_in_glossary, _in_words, _in_a_list):
        for report in reports:
            found = find(term, report, material)
            if found:
                return report, found[:MOST]
    return None


def _in_glossary(term: str, report: Report, material: Material) -> list[Sentence]:
    """Return what a sentence of the glossary says behind the term, or what stands below the term as a heading."""
    passages = [p for p in material.passages(report.id) if p.role is Role.GLOSSARY]
    said = re.compile(rf"\W*(?:\d{{1,2}}[.、．])?\W*{re.escape(term)}[”]?[^。；]{{{EXPLAINS},}}")
    for passage in passages:
        headings = {bare(h) for h in passage.path}
        for piece in _pieces(passage, report, material):
            if said.match(piece.text) and bare(piece.text) not in headings:
                return [piece]
    headed = [p for p in passages if p.path and speaks_of_term(term, p.path[-1])]
    section = next((p.section_id for p in headed if _bare(bare(p.path[-1])) == _bare(term)), "")
    section = section or (headed[0].section_id if headed else "")
    return [s for p in headed if p.section_id == section for s in p.sentences if bare(s.text) != bare(p.path[-1])]


def _in_words(term: str, report: Report, material: Material) -> list[Sentence]:
    """Return the sentence that says 就是, 即 or （…） behind the term."""
    said = re.compile(rf"{re.escape(term)}(?:{SAYS}|{ASIDE})(?=.{{{EXPLAINS}}})")
    for passage in material.passages(report.id):
        for piece in _pieces(passage, report, material):
            if said.search(piece.text):
                return [piece]
    return []


def _in_a_list(term: str, report: Report, material: Material) -> list[Sentence]:
    """Return the sentence that names as many things as the term counts, right before it or in it."""
    count = next((NUMBERS[c] for c in term if c in NUMBERS and NUMBERS[c] > 1), 0)
    if not count:
        return []
    items = rf"(?:[^，,。；;、]{{1,20}}[、和及与]){{{count - 1}}}[^，,。；;、]{{1,20}}(?:等)?"
    before = re.compile(rf"{items}[“]?{re.escape(term)}")
    for passage in material.passages(report.id):
        for sentence in passage.sentences:
            if before.search(sentence.text):
                return [sentence]
    return []


def _pieces(passage: Passage, report: Report, material: Material) -> Iterator[Sentence]:
    """Return what stands between full stops and semicolons, as spans of the source."""
    source = material.source(report)
    for sentence in passage.sentences:
        for match in PIECE.finditer(source[sentence.start : sentence.end]):
            kept = match.group().strip()
            start = sentence.start + match.start() + len(match.group()) - len(match.group().lstrip())
            yield Sentence(start=start, end=start + len(kept), text="".join(kept.split()))
