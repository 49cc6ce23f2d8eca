"""A report as a reader sees it: headings with what stands below them, down to the topics inside a section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from weakref import WeakKeyDictionary

from rag.answering.material import Material
from rag.schema import Passage, Period, Role, Section, Sentence

__all__ = ["TOPIC", "Node", "Part", "bare", "outline", "paragraph_at", "parts_between"]

TOPIC = re.compile(r"(?=.{4,17}$)[^，,、；;：:！？!?\d]{2,16}(?:、[^，,、；;：:！？!?\d]{3,9})?[。.]$")
"""A short sentence that only names what the next ones tell of (内需潜力加速释放。)."""

TELLING = 18
"""Characters that a sentence has at least which may follow such a topic."""

LONG, LEAST = 6, 2
"""Sentences of a section that is divided at such topics, and of what stands between them."""

NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十]+[、是要，,]|[（(][一二三四五六七八九十\d]+[)）]|\d{1,2}[.、．])\s*"
)


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring sentences on one topic; `topic` is the sentence or heading that names it, empty for none."""

    topic: str
    sentences: tuple[Sentence, ...]
    section_id: str
    inner: bool
    """Whether a sentence inside the section names the topic, and not the section's heading."""


@dataclass(frozen=True, slots=True)
class Node:
    """A heading or topic with everything below it, in the order of the text.

    `path` are the headings above, `depth` is how many; `parts` are its topics, each with its sentences; `role` and
    `period` say what it speaks of.
    """

    report_id: str
    title: str
    path: tuple[str, ...]
    role: Role
    period: Period | None
    start: int
    end: int
    parts: tuple[Part, ...]

    @property
    def depth(self) -> int:
        """How many headings stand above."""
        return len(self.path)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences below the title."""
        return tuple(s for part in self.parts for s in part.sentences)


def bare(title: str) -> str:
    """Return a heading without its number and closing punctuation."""
    return NUMBERED.sub("", title.strip(" —*#")).strip("。.*# ：:—")


_known: WeakKeyDictionary[Material, dict[str, tuple[list[Passage], list[Node]]]] = WeakKeyDictionary()


def outline(report_id: str, material: Material) -> list[Node]:
    """Return the headings of a report and the topics inside its sections, parents before what is below them."""
    passages = material.passages(report_id)
    kept = _known.setdefault(material, {})
    if report_id not in kept or kept[report_id][0] is not passages:
        kept[report_id] = (passages, _outline(report_id, material))
    return kept[report_id][1]


def _outline(report_id: str, material: Material) -> list[Node]:
    nodes = []
    for section in material.sections(report_id):
        parts = parts_between(report_id, section.start, section.end, material)
        if not section.heading or not parts:
            continue
        period = section.period or material.period_at(report_id, section.start)
        node = Node(
            report_id,
            bare(section.heading),
            section.path[:-1],
            section.role,
            period,
            section.start,
            section.end,
            tuple(parts),
        )
        nodes.append(node)
        nodes += [_topic(node, section, part) for part in parts if part.section_id == section.id and part.inner]
    return nodes


def _topic(node: Node, section: Section, part: Part) -> Node:
    start, end = part.sentences[0].start, part.sentences[-1].end
    return Node(node.report_id, part.topic, section.path, node.role, node.period, start, end, (part,))


def paragraph_at(report_id: str, offset: int, material: Material) -> list[Sentence]:
    """Return the sentences of the paragraph at an offset, without the headings of its section."""
    passage = material.passage_at(report_id, offset)
    if passage is None:
        return []
    source = material.source(material.report(report_id))
    headings = {bare(h) for h in passage.path}
    within = [p for p in material.passages(report_id) if p.section_id == passage.section_id]
    paragraph: list[Sentence] = []
    end = passage.start
    for sentence in (s for p in within for s in p.sentences if bare(s.text) not in headings):
        if "\n" in source[end : sentence.start]:
            if any(s.start <= offset < s.end for s in paragraph):
                break
            paragraph = []
        paragraph.append(sentence)
        end = sentence.end
    return paragraph if any(s.start <= offset < s.end for s in paragraph) else []


def parts_between(report_id: str, start: int, end: int, material: Material) -> list[Part]:
    """Return the sentences of a span of the source by topic, headings and topic sentences left out of them."""
    within = [p for p in material.passages(report_id) if p.start < end and start < p.end]
    parts: list[Part] = []
    for section_id, passages in groupby(within, key=lambda p: p.section_id):
        group = list(passages)
        path = tuple(bare(h) for h in group[0].path)
        every = [s for p in group for s in p.sentences if start <= s.start < end]
        sentences = [s for s in every if bare(s.text) not in path]
        parts += _by_topic(section_id, path[-1] if path else "", sentences)
    return parts


def _by_topic(section_id: str, own: str, sentences: Sequence[Sentence]) -> list[Part]:
    """Divide a section's own sentences where a topic sentence has two or more on either side of it."""
    found: list[Part] = []
    topic, kept, inner = own, list[Sentence](), False
    for i, sentence in enumerate(sentences):
        text = sentence.text.strip()
        follows = sentences[i + 1 : i + 1 + LEAST]
        named = TOPIC.fullmatch(NUMBERED.sub("", text)) and len(follows) == LEAST and len(follows[0].text) >= TELLING
        if named and len(sentences) >= LONG and (len(kept) >= LEAST or not i) and not _is_topic(follows[1]):
            found += [Part(topic, tuple(kept), section_id, inner)] if kept else []
            topic, kept, inner = bare(text), [], True
        else:
            kept.append(sentence)
    return [*found, Part(topic, tuple(kept), section_id, inner)] if kept else found


def _is_topic(sentence: Sentence) -> bool:
    return TOPIC.fullmatch(sentence.text.strip()) is not None
