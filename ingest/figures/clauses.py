"""A sentence cut into clauses, and each of its numbers with the words left and right that belong to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from ingest.figures.lexicon import CAUSATIVE, SEPARATOR, TAIL, VERB
from ingest.figures.moves import turned_into
from rag.numbers import Quantity
from rag.units import unit_family

__all__ = ["Clause", "Item", "items_of", "split_clauses"]


@dataclass(slots=True)
class Clause:
    """A clause's span; `group` numbers the parts between semicolons, colons and full stops.

    `index` is its place among the clauses, `numbered` tells that it holds a figure.
    """

    start: int
    end: int
    group: int
    index: int
    numbered: bool = False


@dataclass(slots=True)
class Item:
    """A number with its words: `left` up to the previous number or border, `right` up to the next.

    `run` and `place_in_run` tell members of a bare list (30182元、14530元) apart; `run_length` is 1 outside a list.
    `opener` is the first number's left of the clause, for verbs that a list shares; `flows` is true where nothing parts
    the number from the one before it in the clause.
    """

    quantity: Quantity
    clause: Clause
    left: str
    right: str
    run: int
    place_in_run: int = 0
    run_length: int = 1
    opener: str = ""
    flows: bool = False
    parallel: bool = False


_MARKS = re.compile(r"[，,；;。：:！!？?（）()“”《》\[\]【】]")
_OPEN, _CLOSE = "（(“《[【", "）)”》]】"
_BORDERS = "；;。！!？?：:"


def split_clauses(sentence: str, quantities: list[Quantity]) -> list[Clause]:
    """Cut a sentence at commas, semicolons, colons and stops outside brackets and outside numbers."""
    clauses: list[Clause] = []
    start = depth = group = 0
    inside = {at for q in quantities for at in range(q.start, q.end)}
    for match in _MARKS.finditer(sentence):
        mark, at = match.group(), match.start()
        if mark in _OPEN:
            depth += 1
        elif mark in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 or mark in "。；;":
            if mark == "," and at in inside:
                continue
            clauses.append(Clause(start, at, group, len(clauses)))
            start, depth = at + 1, 0
            group += mark in _BORDERS
    clauses.append(Clause(start, len(sentence), group, len(clauses)))
    return clauses


_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_REACH = 160  # characters: how far a number looks for its words
_QUALIFIER = re.compile(r" ?(?:（含）|\(含\)|及)?(?:以上|以下|以内|之内|左右|上下|之多|内(?=[ ，。；、）)]|\Z))")
_OPENS = re.compile(
    rf"(?:分别|均)?(?:完成|实现)?(?:{VERB.pattern})(?!单位|机构|中心|基地|对象|"
    r"[户员费率量额点站区园类型业者增减强总贡])(?<!固定资产投资)(?<!扶贫开发)(?<!工业投资)(?<!民间投资)(?!的贡献|的比重)"
    r"|分别|(?:完成|实现)(?!率)"
)
"""Words that open a new phrase between two numbers."""
_PER = re.compile(r"(?:每[人户亩年月日天学期生]+|[年月]|人均|户均)\Z")
"""What each member of a list may say of its own amount: 每月583元、每年3888元."""
_SUM = re.compile(r"(?:总计|合计|共计|共|累计|达到?|为|分别)+\Z")
_EDGE = re.compile(r"^[ 、]+|[ 、]+$")


def _right(text: str) -> str:
    """Clean the words after a number: the qualifier and brackets go, an open bracket ends them."""
    text = text[:_REACH]
    text = _QUALIFIER.sub("", text, count=1) if _QUALIFIER.match(text) else text
    return re.split(r"[（(）)]", _BRACKETED.sub("", text).strip(), maxsplit=1)[0].strip()


def _separator(text: str) -> re.Match[str] | None:
    """Return the last list separator of a text."""
    found = None
    for found in SEPARATOR.finditer(text):  # noqa: B007 - the last match is wanted
        pass
    return found


def _split_between(text: str, opener: str) -> tuple[str, str, bool, bool]:
    """Divide the words between two numbers of a clause: (right of the first, left of the second, list, flows)."""
    after_qualifier = _QUALIFIER.match(text)
    body = text[after_qualifier.end() :].strip() if after_qualifier else text.strip()
    body = _BRACKETED.sub("", body)
    bare = _EDGE.sub("", _PER.sub("", body) if SEPARATOR.match(body) else body)
    if bare == "的":
        return "的", "", False, True
    if not bare or SEPARATOR.fullmatch(bare):
        return "", "", bool(SEPARATOR.match(body)), not body
    first = SEPARATOR.match(body)
    if first:
        return "", body[first.end() :], True, False
    verb = next((m for m in _OPENS.finditer(body) if m.start() > 1), None)
    separator = _separator(body)
    if verb and (separator is None or separator.start() < verb.start()):
        head = body if CAUSATIVE.match(opener.strip()) else body[: verb.start()].split("、", maxsplit=1)[0]
        towards = opener.strip() in ("对", "向") and "、" not in body
        return head, body if towards else body[verb.start() :], False, True
    if separator:
        cut = separator
        if separator.end() < len(body):
            cut = next((m for m in SEPARATOR.finditer(body) if m.start() > 2), separator)
        return body[: cut.start()], body[cut.end() :], True, False
    return _SUM.sub("", "" if not TAIL.sub("", body) else body), body, False, True


def items_of(sentence: str, clauses: list[Clause], quantities: list[Quantity]) -> list[Item]:
    """Return each number with its left and right words, in order."""
    starts = [c.start for c in clauses]
    items: list[Item] = []
    for run, quantity in enumerate(quantities):
        clause = clauses[max(0, bisect_right(starts, quantity.start) - 1)]
        clause.numbered = True
        last = items[-1] if items and items[-1].clause is clause else None
        left, bracket = _left(sentence, last.quantity.end if last else clause.start, quantity.start)
        item = Item(quantity, clause, left, "", run)
        if last and not bracket:
            last.right, item.left, item.parallel, item.flows = _split_between(left, last.left)
            item.opener = last.opener
            _turn(sentence, last, item)
            if item.parallel and not item.left and not last.right:
                item.run, item.place_in_run = last.run, last.place_in_run + 1
        elif last:
            last.right = _right(sentence[last.quantity.end : quantity.start])
        if not last or not item.opener:
            item.opener = item.left
        items.append(item)
    _close(sentence, items)
    return items


def _turn(sentence: str, first: Item, second: Item) -> None:
    """Give two numbers of one unit, the one turned into the other, the words of a move (52个机构优化为13个)."""
    if first.quantity.unit != second.quantity.unit or first.run_length > 1 or first.place_in_run:
        return
    words = turned_into(first.left, sentence[first.quantity.end : second.quantity.start])
    if words:
        first.left, second.left = words
        first.right, second.parallel, second.flows = "", False, False


def _left(sentence: str, start: int, end: int) -> tuple[str, bool]:
    """Return the words left of a number, and whether an open bracket cuts them off."""
    text = sentence[max(start, end - _REACH) : end]
    opened = max(text.rfind("（"), text.rfind("("))
    closed = max(text.rfind("）"), text.rfind(")"))
    if opened > closed:
        return text[opened + 1 :], True
    if closed > opened:
        return text[closed + 1 :] if opened < 0 else _BRACKETED.sub("", text), False
    return text, False


def _close(sentence: str, items: list[Item]) -> None:
    """Give the last number of each clause its right words, and every list its length."""
    lengths: dict[int, int] = {}
    for at, item in enumerate(items):
        following = items[at + 1] if at + 1 < len(items) else None
        if following is None or following.clause is not item.clause:
            item.right = _right(sentence[item.quantity.end : item.clause.end])
            if SEPARATOR.match(item.right):
                item.right = ""
        lengths[item.run] = lengths.get(item.run, 0) + 1
    for item in items:
        item.run_length = lengths[item.run]
    _same_family(items)


def _same_family(items: list[Item]) -> None:
    """Break up lists whose members measure different things: 3.1万套、273万平方米 are two views of one subject."""
    by_run: dict[int, list[Item]] = {}
    for item in items:
        by_run.setdefault(item.run, []).append(item)
    for members in by_run.values():
        if "分别" not in members[0].left and len({unit_family(m.quantity.unit) for m in members}) > 1:
            for at, member in enumerate(members):
                member.run_length, member.place_in_run = 1, 0
                member.run = -1000 * (member.run + 1) - at
                member.flows = at > 0
