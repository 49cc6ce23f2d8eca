"""Builds the tree of a report's sections and says which section each paragraph belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from ingest.headings import Form, Heading, Paragraph
from ingest.roles import heading_role, is_closing, is_problem, review_score, years_in
from ingest.terms import is_annex_heading, is_glossary_heading
from rag.schema import Period, Role

__all__ = ["Node", "Outline", "build_outline"]

_ADDRESS = re.compile(r"各位(?:代表|委员)|同志们[！!，,：:]")
_LOOK_BACK = re.compile(
    r"(?:各位代表[！!，,：:]?\s*)?(?:回顾|在看到成绩|看到成绩|在总结成绩|在肯定成绩|在充分肯定|肯定成绩|成绩(?:的取得)?来之不易|与此同时|同时，?(?:我们)?(?:也|必须|要)?(?:清醒|看到)|"
    r"我们(?:也|必须|要|还)?(?:清醒|深知|充分认识)|(?:发展|前进)(?:中|道路|永无).{0,30}(?:困难|问题|不足|看到))"
)


@dataclass(slots=True)
class Node:
    """A section of the tree; `heading` is empty for an untitled part, `parent` an index or -1.

    `first` and `last` are the paragraphs it spans, children included; `own` are those that no
    child owns.
    """

    heading: str
    level: int
    path: tuple[str, ...]
    parent: int
    first: int
    last: int
    form: Form | None = None
    role: Role = Role.OTHER
    period: Period | None = None
    own: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """The sections of one report in order, and for each paragraph the index of its section and its role."""

    nodes: list[Node]
    owner: list[int]
    roles: list[Role]
    headings: dict[int, Heading]


def build_outline(
    paragraphs: Sequence[Paragraph],
    headings: Sequence[Heading],
    year: int | None,
    default: Role | None,
    *,
    mid_year: bool,
) -> Outline:
    """Return the outline of a report; `default` is the role of parts whose heading names none."""
    nodes, owner = _tree(paragraphs, headings)
    _set_last(nodes, owner)
    _set_roles(nodes, paragraphs, year, default, mid_year)
    roles = [
        _paragraph_role(paragraphs[i].text, nodes[owner[i]].role, i, len(paragraphs)) for i in range(len(paragraphs))
    ]
    return Outline(nodes, owner, roles, {heading.paragraph: heading for heading in headings})


def _tree(paragraphs: Sequence[Paragraph], headings: Sequence[Heading]) -> tuple[list[Node], list[int]]:
    by_paragraph = {heading.paragraph: (position, heading) for position, heading in enumerate(headings)}
    nodes: list[Node] = []
    owner: list[int] = []
    stack: list[tuple[float, int]] = []
    main_end = _main_end(paragraphs, headings)
    nested = _nested(headings)
    for index, paragraph in enumerate(paragraphs):
        found = by_paragraph.get(index)
        if found:
            rank = Form.HAN + 0.5 if found[0] in nested else _rank(paragraphs, headings, found[0], stack, nodes)
            while stack and stack[-1][0] >= rank:
                stack.pop()
            parent = stack[-1][1] if stack else -1
            nodes.append(_node(paragraph, found[1], index, nodes[parent] if parent >= 0 else None, parent))
            stack.append((rank, len(nodes) - 1))
        elif _leaves(paragraph.text, index, main_end, stack):
            if index >= main_end - 2 and is_closing(paragraph.text):
                stack = []
                nodes.append(Node("", 1, (), -1, index, index, None))
                stack.append((99.0, len(nodes) - 1))
            else:
                del stack[1:]
        elif not stack:
            nodes.append(Node("", 1, (), -1, index, index, None))
            stack.append((99.0, len(nodes) - 1))
        owner.append(stack[-1][1])
        nodes[stack[-1][1]].own.append(index)
    return nodes, owner


def _main_end(paragraphs: Sequence[Paragraph], headings: Sequence[Heading]) -> int:
    """Return the paragraph at which glossary and annexes begin, or the number of paragraphs."""
    for heading in headings:
        text = paragraphs[heading.paragraph].text
        if heading.form is Form.PART and (is_glossary_heading(text) or is_annex_heading(text)):
            return heading.paragraph
    return len(paragraphs)


def _leaves(text: str, index: int, main_end: int, stack: Sequence[tuple[float, int]]) -> bool:
    """Tell whether a paragraph no longer belongs to the innermost section: an address, thanks, problems, the close."""
    if index >= main_end or not stack:
        return False
    if index >= main_end - 2 and is_closing(text) and (len(stack) > 1 or stack[0][0] < 99):
        return True
    return len(stack) > 1 and bool(_ADDRESS.match(text) or _LOOK_BACK.match(text) or is_problem(text))


def _rank(
    paragraphs: Sequence[Paragraph],
    headings: Sequence[Heading],
    position: int,
    stack: Sequence[tuple[float, int]],
    nodes: Sequence[Node],
) -> float:
    """Return how deep a heading stands; smaller is further out.

    Numbered forms have a fixed rank. A bare title ranks by what follows: where the numbering starts again after it, it
    is the parent of those numbers; a title of the review or plan stands at the top; any other one is an inner title.
    """
    heading = headings[position]
    if heading.form is not Form.BARE:
        return float(heading.form)
    text = paragraphs[heading.paragraph].text
    before = headings[position - 1] if position else None
    if before and before.form is Form.BARE and before.paragraph == heading.paragraph - 1 and stack:
        return stack[-1][0] + 0.2
    depth = paragraphs[heading.paragraph].depth * 0.01
    part = _is_part(text)
    if part and years_in(text) and not any(_is_part(nodes[node].heading) for rank, node in stack if rank >= Form.HAN):
        return Form.BARE + depth
    following = _next_number(paragraphs, headings, position)
    if following and following.number <= 1:
        outer = any(Form.HAN <= rank < following.form for rank, _ in stack)
        return following.form - 0.5 + depth if outer else Form.BARE + depth
    if not part and (_numbered_open(stack) or any(_is_part(nodes[node].heading) for _, node in stack)):
        return Form.INNER + depth
    return Form.INNER + depth if _numbered_open(stack) and following else Form.BARE + depth


def _is_part(text: str) -> bool:
    """Tell whether a title names one of the report's great parts."""
    return heading_role(text, None) is not None


def _next_number(paragraphs: Sequence[Paragraph], headings: Sequence[Heading], position: int) -> Heading | None:
    """Return the next numbered heading before the next bare title of a part, or None."""
    for heading in headings[position + 1 :]:
        if heading.form is Form.PART or (heading.form is Form.BARE and _is_part(paragraphs[heading.paragraph].text)):
            return None
        if heading.number:
            return heading
    return None


def _nested(headings: Sequence[Heading]) -> set[int]:
    """Return the positions of 一、二、三 that count anew inside another 一、二、三 and so stand one level deeper.

    Numbers that start again after k are nested where, once they stop, the outer count goes on with k + 1.
    """
    nested: set[int] = set()
    run = [position for position, heading in enumerate(headings) if heading.form is Form.HAN]
    at = 1
    while at < len(run):
        outer = headings[run[at - 1]].number
        if headings[run[at]].number != 1 or outer < 1:
            at += 1
            continue
        stop = at
        while stop < len(run) and headings[run[stop]].number == stop - at + 1:
            stop += 1
        between = headings[run[at - 1] + 1 : run[stop]] if stop < len(run) else ()
        parted = any(heading.form in (Form.BARE, Form.PART) for heading in between)
        if stop < len(run) and headings[run[stop]].number == outer + 1 and not parted:
            nested.update(run[at:stop])
        at = max(stop, at + 1)
    return nested


def _numbered_open(stack: Sequence[tuple[float, int]]) -> bool:
    return any(Form.HAN <= rank < Form.INNER for rank, _ in stack)


def _node(paragraph: Paragraph, heading: Heading, index: int, above: Node | None, parent: int) -> Node:
    text = paragraph.text[: heading.length].strip()
    if heading.run_in or heading.form in (Form.TITLE, Form.TERM):
        text = text.rstrip("。：:；;，,！ ")
    text = text.removeprefix("——") if heading.form is Form.TITLE else text
    path = (*(above.path if above else ()), text)
    return Node(text, above.level + 1 if above else 1, path, parent, index, index, heading.form)


def _set_last(nodes: list[Node], owner: Sequence[int]) -> None:
    """Let every section reach to the last paragraph that it or one of its descendants owns."""
    for index, node in enumerate(owner):
        current = node
        while current >= 0:
            nodes[current].last = max(nodes[current].last, index)
            current = nodes[current].parent


def _set_roles(
    nodes: list[Node], paragraphs: Sequence[Paragraph], year: int | None, default: Role | None, mid_year: bool
) -> None:
    unclear: list[Node] = []
    before: Role | None = None
    for node in nodes:
        inherited = nodes[node.parent].role if node.parent >= 0 else None
        named = _named_role(node, inherited, year, default, mid_year)
        if named is not None:
            _settle(unclear, nodes, paragraphs, before)
            node.role = named
            before = named if node.level == 1 and node.heading else before
        elif node.parent >= 0:
            node.role = inherited or Role.OTHER
        else:
            unclear.append(node)
    _settle(unclear, nodes, paragraphs, before)
    for node in nodes:
        if node.parent >= 0 and node.role is Role.OTHER:
            node.role = nodes[node.parent].role


def _named_role(
    node: Node, inherited: Role | None, year: int | None, default: Role | None, mid_year: bool
) -> Role | None:
    """Return the role that a node's heading names, or its form; None where its parent or its words must tell."""
    if not node.heading:
        return default or Role.OTHER
    if node.form is Form.PART and is_glossary_heading(node.heading):
        return Role.GLOSSARY
    if node.form is Form.PART and is_annex_heading(node.heading):
        return Role.ANNEX
    if node.parent >= 0 and (inherited in (Role.GLOSSARY, Role.ANNEX) or node.form is None or node.form > Form.HAN):
        return None
    return heading_role(node.heading, year, mid_year=mid_year) or (default if node.parent < 0 else None)


def _settle(unclear: list[Node], nodes: Sequence[Node], paragraphs: Sequence[Paragraph], before: Role | None) -> None:
    """Give neighbouring unclear parts their roles by their words: first reviews, then plans, never back again."""
    firsts = [node.first for node in nodes]
    scores = [
        review_score(
            (paragraphs[i].text for i in range(node.first, node.last + 1)),
            (inner.heading for inner in nodes[bisect_left(firsts, node.first) : bisect_right(firsts, node.last)]),
        )
        for node in unclear
    ]
    total = sum(scores)
    gains = [0.0, *accumulate(scores)]
    splits = [0] if before is Role.PLAN else range(len(unclear) + 1)
    reviews = max(splits, key=lambda at: 2 * gains[at] - total)
    for position, node in enumerate(unclear):
        node.role = Role.REVIEW if position < reviews else Role.PLAN
    unclear.clear()


def _paragraph_role(text: str, role: Role, index: int, count: int) -> Role:
    if role in (Role.GLOSSARY, Role.ANNEX):
        return role
    if is_problem(text) and (_ADDRESS.match(text) or _LOOK_BACK.match(text)):
        return Role.REVIEW
    return role
