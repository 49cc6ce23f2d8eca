"""What all loaders share: the text they return and the error that refuses a file."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Extracted", "Refused", "require_text"]

_LETTER = re.compile(r"[^\W_]")


class Refused(ValueError):
    """A file that cannot be taken in: its name and a Chinese reason (what is wrong, where, what to do)."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}：{reason}")
        self.name = name
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file; `pages` holds the offset at which each page starts, `notes` Chinese remarks."""

    text: str
    pages: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


def require_text(name: str, text: str) -> None:
    """Refuse a text without a single letter, digit or Chinese character."""
    if not _LETTER.search(text):
        raise Refused(name, "文件里没有任何文字（只有空白或符号）。请确认文件已保存完整，再重新加入。")
