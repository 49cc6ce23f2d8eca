"""Writes a tiny weight file in the packaged format, for tests."""

from __future__ import annotations

import struct

import numpy as np

HIDDEN, LAYERS, HEADS, INTERMEDIATE, POSITIONS = 32, 1, 2, 64, 512
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "东", "平", "镇", "东平镇", "<mask>"]
SCORES = [0.0, 0.0, 0.0, 0.0, -2.0, -5.0, -5.0, -5.0, -6.0, 0.0]
NORMALISATION = {"１": "1", "\n": " ", "\u200b": ""}


def shapes():
    """Names and shapes of the tensors of the tiny model."""
    yield from [
        ("emb.word", (len(PIECES) + 2, HIDDEN)),
        ("emb.pos", (POSITIONS, HIDDEN)),
        ("emb.type", (2, HIDDEN)),
        ("emb.ln.w", (HIDDEN,)),
        ("emb.ln.b", (HIDDEN,)),
    ]
    matrices = {"q": (HIDDEN, HIDDEN), "k": (HIDDEN, HIDDEN), "v": (HIDDEN, HIDDEN), "ao": (HIDDEN, HIDDEN)}
    matrices |= {"fi": (INTERMEDIATE, HIDDEN), "fo": (HIDDEN, INTERMEDIATE)}
    for name, shape in matrices.items():
        yield f"l0.{name}.w", shape
        yield f"l0.{name}.b", shape[:1]
    for name in ("aln", "oln"):
        yield f"l0.{name}.w", (HIDDEN,)
        yield f"l0.{name}.b", (HIDDEN,)


def pack(values):
    """Return 4-bit blocks and what they stand for."""
    blocks = values.reshape(-1, 32)
    scales = (np.abs(blocks).max(axis=1, keepdims=True) / 7).astype("<f2")
    codes = np.clip(np.round(blocks / np.maximum(scales.astype("f4"), 1e-6)) + 8, 0, 15).astype("u1")
    nibbles = codes[:, :16] | codes[:, 16:] << 4
    data = b"".join(scale.tobytes() + row.tobytes() for scale, row in zip(scales, nibbles, strict=True))
    return data, ((codes.astype("f4") - 8) * scales.astype("f4")).reshape(values.shape)


def write(path, seed=0):
    """Write the file; return the exact weights by name."""
    random = np.random.default_rng(seed)
    texts = [piece.encode() for piece in PIECES]
    offsets = np.concatenate([[0], np.cumsum([len(text) for text in texts])])
    head = b"E5S1" + struct.pack("<I", 1)
    head += struct.pack("<7ifi", HIDDEN, LAYERS, HEADS, INTERMEDIATE, len(PIECES) + 2, POSITIONS, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, offsets[-1])
    head += struct.pack(f"<{len(offsets)}I", *offsets) + struct.pack(f"<{len(SCORES)}f", *SCORES) + b"".join(texts)
    entries = b"".join(
        struct.pack(f"<IB{len(value)}I", ord(key), len(value), *map(ord, value)) for key, value in NORMALISATION.items()
    )
    head += struct.pack("<iI", len(NORMALISATION), len(entries)) + entries
    exact, table, blobs = {}, [], []
    for name, shape in shapes():
        values = random.normal(size=shape).astype("f4")
        if name.endswith(".b") or "ln" in name:
            data, exact[name] = values.tobytes(), values
        else:
            data, exact[name] = pack(values)
        table.append((name, int(not (name.endswith(".b") or "ln" in name)), values.size, len(data)))
        blobs.append(data)
    at = len(head) + 4 + sum(2 + len(name) + 21 for name, *_ in table)
    head += struct.pack("<i", len(table))
    for name, kind, size, length in table:
        head += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, size, at, length)
        at += length
    path.write_bytes(head + b"".join(blobs))
    return exact
