"""Files of any supported format to documents: the one door to `ingest.loaders`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from ingest.loaders.base import Extracted, Refused, require_text
from ingest.loaders.text import load_text
from rag.schema import Document, content_id
from rag.settings import Settings

__all__ = ["SUFFIXES", "Refused", "load", "load_bytes"]

Loader = Callable[[str, bytes, Settings], Extracted]

_LOADERS: dict[str, Loader] = {
    ".txt": lambda name, data, _: load_text(name, data),
    ".md": lambda name, data, _: load_text(name, data),
}

SUFFIXES = frozenset(_LOADERS)
"""The endings of the files that can be taken in, in small letters."""


def load(path: Path, settings: Settings) -> list[Document]:
    """Read one file (several documents for an archive); raise `Refused` for one that cannot be taken in."""
    name = path.name
    return load_bytes(name, read_file(path, settings), settings)


def read_file(path: Path, settings: Settings) -> bytes:
    """Return the bytes of a file; raise `Refused` for one that is missing, unreadable, empty or too large."""
    name = path.name
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise Refused(name, "这是文件夹，不是文件。")
        if size == 0:
            raise Refused(name, "文件是空的（0 字节）。请确认文件已保存或下载完整，再重新加入。")
        if size > settings.max_file_mb * 1_000_000:
            raise Refused(
                name,
                f"文件太大：{size / 1e6:.0f} MB，上限 {settings.max_file_mb} MB。"
                "请拆成几个文件，或调高设置 REPORTQA_MAX_FILE_MB。",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(name, f"找不到文件：{path}。请检查路径。") from None
    except PermissionError:
        raise Refused(name, f"没有读取权限：{path}。请修改文件权限后重试。") from None
    except OSError as error:
        raise Refused(name, f"读取失败：{error.strerror or error}。") from None


def load_bytes(name: str, data: bytes, settings: Settings) -> list[Document]:
    """Read the bytes of a file that is called `name`; see `load`."""
    if not data:
        raise Refused(name, "文件是空的（0 字节）。请确认文件已保存或下载完整，再重新加入。")
    loader = _LOADERS.get(Path(name).suffix.lower())
    if loader is None:
        raise Refused(name, _advice(name))
    extracted = loader(name, data, settings)
    require_text(name, extracted.text)
    return [
        Document(
            id=content_id(extracted.text),
            name=name,
            sha256=hashlib.sha256(data).hexdigest(),
            text=extracted.text,
            pages=extracted.pages,
            notes=extracted.notes,
        )
    ]


def _advice(name: str) -> str:
    suffix = Path(name).suffix.lower()
    can = "、".join(sorted(SUFFIXES))
    what = f"不支持的格式“{suffix}”" if suffix else "文件名没有扩展名，不知道是什么格式"
    if suffix in {".doc", ".wps", ".rtf", ".odt", ".dot"}:
        return f"{what}。请用 Word 或 WPS 打开，另存为 .docx 后重新加入。"
    return f"{what}。可以加入的格式：{can}。"
