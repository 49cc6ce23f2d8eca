"""Builds the tree of a report's sections and says which section each paragraph belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.headings import Form, Heading, Paragraph, find_headings, is_annex_heading, is_glossary_heading
from ingest.roles import heading_role, is_closing, is_problem, role_of_words
from rag.schema import Period, Role

__all__ = ["Node", "Outline", "build_outline"]

_ADDRESS = re.compile(r"各位(?:代表|委员)|同志们[！!，,：:]")
_LOOK_BACK = re.compile(
    r"(?:各位代表[！!，,：:]?\s*)?(?:回顾|在看到成绩|看到成绩|在总结成绩|在肯定成绩|在充分肯定|肯定成绩|成绩(?:的取得)?来之不易|与此同时|同时，?(?:我们)?(?:也|必须|要)?(?:清醒|看到)|"
    r"我们(?:也|必须|要|还)?(?:清醒|深知|充分认识)|(?:发展|前进)(?:中|道路|永无).{0,30}(?:困难|问题|不足|看到))"
)


@dataclass(slots=True)
class Node:
    """A section of the tree: its heading (empty for an untitled part), level, path and role; `parent` is an index or -1.

    `first` and `last` are the paragraphs it spans, children included; `start` is the offset of its first character in
    the clean text.
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
    paragraphs: Sequence[Paragraph], body: int, year: int | None, default: Role | None, *, mid_year: bool
) -> Outline:
    """Return the outline of a report whose body starts at paragraph `body`; `default` is the role of unclear parts."""
    headings = find_headings(paragraphs, body)
    nodes, owner = _tree(paragraphs, headings)
    _set_last(nodes, owner)
    _set_roles(nodes, owner, paragraphs, year, default, mid_year)
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
    for index, paragraph in enumerate(paragraphs):
        found = by_paragraph.get(index)
        if found:
            rank = _rank(paragraphs, headings, found[0], stack)
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
    paragraphs: Sequence[Paragraph], headings: Sequence[Heading], position: int, stack: Sequence[tuple[float, int]]
) -> float:
    heading = headings[position]
    if heading.form is not Form.BARE:
        return float(heading.form)
    depth = paragraphs[heading.paragraph].depth
    following = next((h for h in headings[position + 1 :] if h.form not in (Form.BARE, Form.TITLE)), None)
    if following is None or following.number <= 1 or not _numbered_open(stack):
        return Form.BARE + depth * 0.1
    return Form.INNER + depth * 0.1


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
    nodes: list[Node],
    owner: Sequence[int],
    paragraphs: Sequence[Paragraph],
    year: int | None,
    default: Role | None,
    mid_year: bool,
) -> None:
    last_top: Role | None = None
    for node in nodes:
        inherited = nodes[node.parent].role if node.parent >= 0 else None
        if node.form is Form.PART and is_glossary_heading(node.heading):
            node.role = Role.GLOSSARY
        elif node.form is Form.PART and is_annex_heading(node.heading):
            node.role = Role.ANNEX
        elif not node.heading:
            node.role = default or Role.OTHER
        elif inherited in (Role.GLOSSARY, Role.ANNEX):
            node.role = inherited
        elif inherited is not None and node.form is not None and node.form > Form.HAN:
            node.role = inherited
        else:
            named = heading_role(node.heading, year, mid_year=mid_year)
            text = "".join(paragraphs[i].text for i in range(node.first, node.last + 1))[:6000]
            node.role = named or inherited or default or _later(last_top, role_of_words(text))
        if node.level == 1 and node.heading:
            last_top = node.role


def _later(before: Role | None, guess: Role) -> Role:
    """Keep to a plan once a plan has begun: a report does not go back to its review."""
    return Role.PLAN if before is Role.PLAN else guess


def _paragraph_role(text: str, role: Role, index: int, count: int) -> Role:
    if role in (Role.GLOSSARY, Role.ANNEX):
        return role
    if is_problem(text) and (_ADDRESS.match(text) or _LOOK_BACK.match(text)):
        return Role.REVIEW
    return role
