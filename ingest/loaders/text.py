"""Plain text and Markdown: find the encoding, decode to the letter, refuse what is not text."""

from __future__ import annotations

import codecs
import re

from ingest.loaders.base import Extracted, Refused

__all__ = ["decode", "load_text"]

_SAVE_AS_UTF8 = "请用记事本或 WPS 打开，另存为 UTF-8 编码的文本后重新加入。"

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose mark is its first half
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "ZIP 压缩包或 Office 文档"),
    (b"%PDF-", "PDF 文档"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文档（.doc/.xls）"),
    (b"MZ", "Windows 程序"),
    (b"\x7fELF", "Linux 程序"),
    (b"\x89PNG\r\n", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"\x1f\x8b\x08", "gzip 压缩包"),
    (b"Rar!\x1a", "RAR 压缩包"),
    (b"7z\xbc\xaf'\x1c", "7z 压缩包"),
    (b"SQLite format 3\x00", "SQLite 数据库"),
    (b"{\\rtf", "RTF 文档"),
)

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_COMMON_SHARE = 0.8
"""Least share of level-1 characters of GB 2312 (the 3,755 commonest) among the Chinese characters of real text."""


def signature(data: bytes) -> str:
    """Name in Chinese what the first bytes give the file away as; empty where they say nothing."""
    for magic, what in _SIGNATURES:
        if data.startswith(magic) and not (magic == b"MZ" and b"\x00" not in data[:512]):
            return what
    return ""


def load_text(name: str, data: bytes) -> Extracted:
    """Return the decoded text, newlines as they are and without the byte order mark."""
    if what := signature(data):
        raise Refused(name, f"扩展名是文本，内容却是{what}。请改成正确的扩展名，或另存为文本后重新加入。")
    text = decode(name, data)
    controls = len(_CONTROL.findall(text))
    if controls > max(2, len(text) // 1000):
        raise Refused(name, f"不是文本文件：含有 {controls} 个控制字符，像是二进制数据。请换成真正的文本文件。")
    lost = text.count("\ufffd")
    if lost > len(text) // 100:
        raise Refused(name, f"文字已经损坏：有 {lost} 个字符变成了“\ufffd”。请从原件重新另存为 UTF-8 文本。")
    notes = (f"原文有 {lost} 个无法识别的字符（\ufffd），引用时原样保留。",) if lost else ()
    return Extracted(text, notes=notes)


def decode(name: str, data: bytes) -> str:
    """Decode UTF-8, UTF-16, UTF-32 or GB18030, with or without a byte order mark; raise `Refused` for anything else."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(name, data[len(mark) :], encoding)
    if b"\x00" in data:
        return _wide(name, data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        utf8_error = error
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        # the encoding that got further is the one the file is in
        raise _broken(name, data, max(error, utf8_error, key=lambda e: e.start)) from None
    if line := _utf8_line(data):
        raise Refused(name, f"编码混杂：大部分是 GB18030，第 {line} 行却是 UTF-8。{_SAVE_AS_UTF8}")
    if not _is_common_chinese(text):
        wide = _plausible_wide(data)
        if wide is None:
            raise Refused(name, f"认不出文字编码（不是 UTF-8、GB18030 或 UTF-16）。{_SAVE_AS_UTF8}")
        return wide
    return text


def _strict(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(name, data, error) from None


def _broken(name: str, data: bytes, error: UnicodeDecodeError) -> Refused:
    newline = {"utf-16-le": b"\n\x00", "utf-16-be": b"\x00\n"}.get(error.encoding, b"\n")
    line = data.count(newline, 0, error.start) + 1
    where = f"第 {line} 行（第 {error.start + 1} 个字节）"
    return Refused(name, f"编码混杂或文件损坏：前面是 {error.encoding.upper()}，{where}却不是。{_SAVE_AS_UTF8}")


def _wide(name: str, data: bytes) -> str:
    text = _plausible_wide(data)
    if text is None:
        raise Refused(name, "不是文本文件：含有空字节（NUL），像是程序、图片等二进制数据。请换成真正的文本文件。")
    return text


def _plausible_wide(data: bytes) -> str | None:
    """Decode UTF-16 without a mark where exactly that gives ordinary text, else return None."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        ordinary = sum(
            char.isascii() or "\u3000" <= char <= "\u9fff" or char in "“”‘’—…·" or "\uff00" <= char <= "\uffef"
            for char in text
        )
        if ordinary >= 0.97 * len(text) and not _CONTROL.search(text) and _is_common_chinese(text):
            return text
    return None


def _is_common_chinese(text: str) -> bool:
    """Tell real Chinese from bytes misread as Chinese: most of its characters are common ones."""
    characters = _HAN.findall(text)
    if not characters:
        return text.isascii()
    common = sum(_is_level_one(char) for char in characters)
    return common >= _COMMON_SHARE * len(characters)


def _is_level_one(char: str) -> bool:
    """Tell whether GB 2312 counts the character among its commonest (lead bytes B0 to D7)."""
    try:
        return char.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


def _utf8_line(data: bytes) -> int:
    """Return the number of the first line that is Chinese in UTF-8 (4 characters or more), 0 if there is none."""
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.isascii():
            continue
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if len(_HAN.findall(text)) >= 4:
            return number
    return 0
