"""ZIP archives: their files by name, within limits that no honest archive meets."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from ingest.loaders.base import Refused

__all__ = ["Member", "check_bomb", "open_archive"]

_MAX_FILES = 5_000
_MAX_RATIO = 100
"""Unpacked to packed size; text packs to about a third, the most repetitive of office files to a thirtieth."""
_SMALL = 10_000_000
"""Bytes that may be unpacked whatever the ratio."""
_MAX_TOTAL = 20
"""How many times the limit of one file all files together may have."""
_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive; `name` is the archive's name, a slash, and its path inside."""

    name: str
    data: bytes


def open_archive(name: str, data: bytes, max_bytes: int) -> Iterator[Member | Refused]:
    """Yield every file of the archive, or its refusal; raise `Refused` where the whole archive is not to be trusted.

    `max_bytes` limits each file, unpacked.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise Refused(name, "压缩包已损坏，或不是 ZIP 格式。请重新下载，或重新压缩成 .zip。") from None
    with archive:
        members = [(_member_name(info), info) for info in archive.infolist() if not info.is_dir()]
        _check_whole(name, members, len(data), max_bytes)
        seen: set[str] = set()
        for inner, info in members:
            if inner.rpartition("/")[2].startswith(("._", "~$")) or any(junk in inner for junk in _JUNK):
                continue
            full = f"{name}/{inner}"
            if inner in seen:
                yield Refused(full, "压缩包里有两个同名文件，只收第一个。")
                continue
            seen.add(inner)
            yield _read(full, archive, info, max_bytes)


def check_bomb(name: str, unpacked: int, packed: int, max_bytes: int) -> None:
    """Refuse what unpacks to far more than it should; sizes in bytes."""
    if unpacked > max_bytes * _MAX_TOTAL or (unpacked > _SMALL and unpacked > packed * _MAX_RATIO):
        raise Refused(
            name, f"疑似压缩炸弹：{packed / 1e6:.1f} MB 解开后有 {unpacked / 1e6:.0f} MB，没有解压。请检查文件来源。"
        )


def _check_whole(name: str, members: list[tuple[str, zipfile.ZipInfo]], packed: int, max_bytes: int) -> None:
    if len(members) > _MAX_FILES:
        raise Refused(name, f"压缩包里有 {len(members)} 个文件，上限 {_MAX_FILES} 个。请分成几个压缩包。")
    check_bomb(name, sum(info.file_size for _, info in members), packed, max_bytes)
    for inner, info in members:
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise Refused(name, f"压缩包有密码（{inner}）。请解压后加入里面的文件。")
        if inner.startswith("/") or ".." in PurePosixPath(inner).parts or inner[1:2] == ":":
            raise Refused(name, f"压缩包里有指向包外的危险路径“{inner}”，整包拒收。请检查文件来源，重新压缩。")


def _read(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, max_bytes: int) -> Member | Refused:
    if name.lower().endswith((".zip", ".rar", ".7z", ".gz", ".tar")):
        return Refused(name, "压缩包里还有压缩包，不逐层解开。请先解压，再加入里面的文件。")
    try:
        with archive.open(info) as stream:
            data = stream.read(max_bytes + 1)  # the size that the archive states may be a lie
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error):
        return Refused(name, "压缩包里的这个文件已损坏，解不开。请重新下载或重新压缩。")
    if len(data) > max_bytes:
        return Refused(name, f"文件太大：解开后超过 {max_bytes // 1_000_000} MB。")
    return Member(name, data)


def _member_name(info: zipfile.ZipInfo) -> str:
    """Return a file's path; where the archive does not say that it is UTF-8, Chinese tools wrote UTF-8 or GBK."""
    name = info.filename
    if not info.flag_bits & _UTF8_FLAG:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            return name.replace("\\", "/")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")
