"""Files of any supported format to documents: the one door to `ingest.loaders`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from ingest.loaders.archive import open_archive
from ingest.loaders.base import Extracted, Refused, require_text
from ingest.loaders.docx import load_docx
from ingest.loaders.html import load_html
from ingest.loaders.pdf import load_pdf
from ingest.loaders.text import load_text
from rag.schema import Document, content_id
from rag.settings import Settings

__all__ = ["SUFFIXES", "Refused", "load", "load_bytes", "load_each", "read_file"]

MEGABYTE = 1_000_000
Loader = Callable[[str, bytes, Settings], Extracted]

_LOADERS: dict[str, Loader] = {
    ".txt": lambda name, data, _: load_text(name, data),
    ".md": lambda name, data, _: load_text(name, data),
    ".html": lambda name, data, _: load_html(name, data),
    ".htm": lambda name, data, _: load_html(name, data),
    ".pdf": lambda name, data, settings: load_pdf(name, data, ocr=settings.ocr),
    ".docx": lambda name, data, settings: load_docx(name, data, settings.max_file_mb * MEGABYTE),
}

SUFFIXES = frozenset({*_LOADERS, ".zip"})
"""The endings of the files that can be taken in, in small letters."""

_ADVICE = {
    (".doc", ".docm", ".dot", ".wps", ".rtf", ".odt"): "请用 Word 或 WPS 打开，另存为 .docx 后重新加入。",
    (".ofd", ".ceb", ".caj"): "请用它的阅读软件打开，另存或打印为 PDF 后重新加入。",
    (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"): "图片请先合并成 PDF，再重新加入。",
    (".xls", ".xlsx", ".csv"): "表格请贴进 Word，另存为 .docx 后重新加入。",
    (".rar", ".7z", ".gz", ".tar"): "请先解压，再加入里面的文件，或重新压缩成 .zip。",
}


def load(path: Path, settings: Settings) -> list[Document]:
    """Read one file, an archive into several documents; raise `Refused` where nothing of it can be taken in."""
    found = list(load_each(path, settings))
    documents = [item for item in found if isinstance(item, Document)]
    if not documents:
        raise next(item for item in found if isinstance(item, Refused))
    return documents


def load_each(path: Path, settings: Settings, name: str = "") -> Iterator[Document | Refused]:
    """Yield the documents of one file and what was refused of it; `name` replaces the file's own name."""
    name = name or path.name
    try:
        data = read_file(path, settings)
        if Path(name).suffix.lower() == ".zip":
            yield from _load_archive(name, data, settings)
        else:
            yield load_bytes(name, data, settings)
    except Refused as refusal:
        yield Refused(name, refusal.reason) if refusal.name == path.name else refusal


def _load_archive(name: str, data: bytes, settings: Settings) -> Iterator[Document | Refused]:
    found = False
    for member in open_archive(name, data, settings.max_file_mb * MEGABYTE):
        found = True
        try:
            if isinstance(member, Refused):
                raise member
            yield load_bytes(member.name, member.data, settings)
        except Refused as refusal:
            yield refusal
    if not found:
        raise Refused(name, "压缩包里没有文件。")


def read_file(path: Path, settings: Settings) -> bytes:
    """Return the bytes of a file; raise `Refused` for one that is missing, unreadable, empty or too large."""
    name = path.name
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise Refused(name, "这是文件夹，不是文件。")
        if size == 0:
            raise Refused(name, "文件是空的（0 字节）。请确认文件已保存或下载完整，再重新加入。")
        if size > settings.max_file_mb * MEGABYTE:
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


def load_bytes(name: str, data: bytes, settings: Settings) -> Document:
    """Read the bytes of a file, not an archive, that is called `name`; raise `Refused` where that fails."""
    if not data:
        raise Refused(name, "文件是空的（0 字节）。请确认文件已保存或下载完整，再重新加入。")
    loader = _LOADERS.get(Path(name).suffix.lower())
    if loader is None:
        raise Refused(name, _advice(name))
    extracted = loader(name, data, settings)
    require_text(name, extracted.text)
    return Document(
        id=content_id(extracted.text),
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=extracted.text,
        pages=extracted.pages,
        notes=extracted.notes,
    )


def _advice(name: str) -> str:
    suffix = Path(name).suffix.lower()
    what = f"不支持的格式“{suffix}”" if suffix else "文件名没有扩展名，不知道是什么格式"
    for suffixes, advice in _ADVICE.items():
        if suffix in suffixes:
            return f"{what}。{advice}"
    return f"{what}。可以加入的格式：{'、'.join(sorted(SUFFIXES))}。"
