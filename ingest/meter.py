"""Progress of a run in passages, with an estimate of how many are still to come; and its display on a console."""

from __future__ import annotations

import sys
import time
from typing import Any, TextIO

from tqdm import tqdm  # type: ignore[import-untyped]

from rag.schema import ParsedDocument, Progress

__all__ = ["ConsoleProgress", "Meter"]

_PASSAGES_PER_BYTE = 1 / 800
"""Passages to expect in a file that is not read yet, until the run has seen better."""
_PARTS = 3
"""What the index encodes of a document, one after the other: passages, sentences, indicators."""


class Meter:
    """Counts the passages of a run; reports them as `progress(done, total, what)`, `total` being an estimate."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._bytes_left = 0
        self._bytes_read = 0
        self._passages = 0

    def expect(self, size: int) -> None:
        """Count in the bytes of a file that is to be read."""
        self._bytes_left += size

    def begin(self, size: int, name: str) -> None:
        """Note that a file is being read now."""
        self._bytes_left -= size
        self._bytes_read += size
        self._report(self._passages, max(1, round(size * _PASSAGES_PER_BYTE)), f"读取 {name}")

    def of(self, parsed: ParsedDocument) -> Progress:
        """Return what the index reports its progress on this document to: it encodes one collection after another."""
        passages, start = len(parsed.passages), self._passages
        parts: dict[str, float] = {}

        def step(done: int, total: int, what: str) -> None:
            parts[what] = done / max(total, 1)
            here = int(passages * sum(parts.values()) / max(_PARTS, len(parts)))
            self._report(start + here, passages - here, f"编码 {parsed.document.name}")

        return step

    def finish(self, parsed: ParsedDocument) -> None:
        """Note that a document is in the index."""
        self._passages += len(parsed.passages)
        self._report(self._passages, 0, f"完成 {parsed.document.name}")

    def _report(self, done: int, rest_of_file: int, what: str) -> None:
        if self._progress is None:
            return
        per_byte = self._passages / self._bytes_read if self._passages else _PASSAGES_PER_BYTE
        self._progress(done, done + rest_of_file + round(self._bytes_left * per_byte), what)


class ConsoleProgress:
    """A `Progress` for people: a bar with speed and time left on a terminal, a line now and then elsewhere."""

    def __init__(self, stream: TextIO | None = None, *, unit: str = "段", seconds: float = 5.0) -> None:
        self._stream = stream or sys.stderr
        self._unit = unit
        self._seconds = seconds
        self._bar: Any = None
        self._began = self._told = time.monotonic()

    def __call__(self, done: int, total: int, what: str) -> None:
        """Show that `done` of `total` are done and what is being worked on."""
        if self._stream.isatty():
            self._draw(done, total, what)
        elif time.monotonic() - self._told >= self._seconds or done >= total:
            self._tell(done, total, what)

    def close(self) -> None:
        """Leave the terminal tidy."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def write(self, line: str, stream: TextIO) -> None:
        """Print a line above the bar."""
        if self._bar is None:
            print(line, file=stream, flush=True)
        else:
            tqdm.write(line, file=stream)

    def _draw(self, done: int, total: int, what: str) -> None:
        if self._bar is None:
            form = "{desc} {percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt} [已用 {elapsed}，还需 {remaining}，{rate_fmt}]"
            self._bar = tqdm(total=total, unit=self._unit, file=self._stream, bar_format=form, dynamic_ncols=True)
        self._bar.total = total
        self._bar.set_description_str(what[:40], refresh=False)
        self._bar.update(done - self._bar.n)
        self._bar.refresh()

    def _tell(self, done: int, total: int, what: str) -> None:
        self._told = time.monotonic()
        speed = done / max(self._told - self._began, 1e-6)
        left = f"，还需约 {(total - done) / speed:.0f} 秒" if 0 < done < total else ""
        print(f"{what}：{done}/{total} {self._unit}，{speed:.3g} {self._unit}/秒{left}", file=self._stream, flush=True)
