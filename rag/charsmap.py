"""A SentencePiece normalisation table (“precompiled charsmap”) written from a plain mapping.

The table is a double-array trie over UTF-8 bytes, in the unit layout of darts-clone, followed by the replacement
strings. A unit is 32 bits: label in bits 0-7, “has a leaf” in bit 8, the offset to its children in bits 10-30
(bit 9 would scale it; never needed here); a leaf is bit 31 with the position of its replacement.
"""

from __future__ import annotations

import struct
from collections import deque
from collections.abc import Mapping
from typing import Any

__all__ = ["precompiled_charsmap"]

_HAS_LEAF = 1 << 8
_LEAF = 1 << 31
_MAX_OFFSET = 1 << 21
_END = 0
"""The label of a leaf; no UTF-8 text of a mapping holds this byte."""


def precompiled_charsmap(mapping: Mapping[str, str]) -> bytes:
    """Return the table that replaces each key by its value.

    Raises:
        ValueError: for an empty key, a NUL character, or a mapping too large for the layout.
    """
    strings = bytearray()
    root: dict[int, Any] = {}
    positions: dict[str, int] = {}
    for key, value in mapping.items():
        if not key or "\0" in key + value:
            raise ValueError("a key must not be empty and no text may hold NUL")
        if value not in positions:
            positions[value] = len(strings)
            strings += value.encode() + b"\0"
        node = root
        for byte in key.encode():
            node = node.setdefault(byte, {})
        node[_END] = positions[value]
    units = _double_array(root)
    return struct.pack(f"<I{len(units)}I", 4 * len(units), *units) + bytes(strings)


def _double_array(root: dict[int, Any]) -> list[int]:
    """Lay the trie out so that a node's child for a byte stands at the node's base XOR that byte."""
    units: list[int] = [0]
    taken = {0}
    bases = {0}
    first_free = 1
    queue = deque([(0, root)])
    while queue:
        position, node = queue.popleft()
        while first_free in taken:
            first_free += 1
        base = _free_base(sorted(node), taken, bases, first_free)
        bases.add(base)
        _link(units, position, base, has_leaf=_END in node)
        for label, child in node.items():
            place = base ^ label
            taken.add(place)
            units.extend([0] * (place + 1 - len(units)))
            if label == _END:
                units[place] = _LEAF | child
            else:
                units[place] = label
                queue.append((place, child))
    # Readers look at base ^ byte without a bounds check, for any byte.
    units.extend([0] * ((len(units) | 0xFF) + 1 - len(units)))
    return units


def _free_base(labels: list[int], taken: set[int], bases: set[int], first_free: int) -> int:
    """Find the base, not used by another node, under which every label falls on a free place."""
    place = first_free
    while True:
        base = place ^ labels[0]
        if place not in taken and base not in bases and all(base ^ label not in taken for label in labels):
            return base
        place += 1


def _link(units: list[int], position: int, base: int, *, has_leaf: bool) -> None:
    """Write into a node's unit the way to its children."""
    offset = position ^ base
    if offset >= _MAX_OFFSET:
        raise ValueError("the mapping is too large for this table")
    units[position] |= offset << 10 | (_HAS_LEAF if has_leaf else 0)
