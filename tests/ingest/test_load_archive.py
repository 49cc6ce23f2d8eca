from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from ingest.load import Refused, load, load_each
from rag.schema import Document
from rag.settings import Settings

SETTINGS = Settings(max_file_mb=1, _env_file=None)
TEXT = "东平镇2023年工作报告\n全镇经济运行总体平稳。\n"


def pack(path: Path, members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def found(path: Path) -> list[str]:
    return [
        f"{item.name} {len(item.text)}" if isinstance(item, Document) else str(item)
        for item in load_each(path, SETTINGS)
    ]


def test_every_member_is_a_document_named_by_its_path(tmp_path):
    path = pack(tmp_path / "报告.zip", {"市/东平.txt": TEXT, "b.md": TEXT * 2, "__MACOSX/._b.md": "x", "空/": ""})
    assert found(path) == ["报告.zip/市/东平.txt 25", "报告.zip/b.md 50"]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_written_without_the_utf8_flag(tmp_path, encoding):
    raw = "东平镇报告.txt".encode(encoding)
    path = pack(tmp_path / "a.zip", {"?" * len(raw): TEXT})
    path.write_bytes(path.read_bytes().replace(b"?" * len(raw), raw))
    assert found(path) == ["a.zip/东平镇报告.txt 25"]


def test_one_bad_member_harms_no_other(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("x.txt", TEXT)
    path = pack(
        tmp_path / "a.zip",
        {"内.zip": inner.getvalue(), "空.txt": "", "图.png": b"\x89PNG", "大.txt": "好" * 400_000, "好.txt": TEXT},
    )
    assert found(path) == [
        "a.zip/内.zip：压缩包里还有压缩包，不逐层解开。请先解压，再加入里面的文件。",
        "a.zip/空.txt：文件是空的（0 字节）。请确认文件已保存或下载完整，再重新加入。",
        "a.zip/图.png：不支持的格式“.png”。图片请先合并成 PDF，再重新加入。",
        "a.zip/大.txt：文件太大：解开后超过 1 MB。",
        "a.zip/好.txt 25",
    ]
    assert [document.name for document in load(path, SETTINGS)] == ["a.zip/好.txt"]


def test_damaged_member_is_refused_alone(tmp_path):
    path = pack(tmp_path / "a.zip", {"坏.txt": TEXT, "好.txt": TEXT}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace("平稳".encode(), "不稳".encode(), 1))
    assert found(path) == ["a.zip/坏.txt：压缩包里的这个文件已损坏，解不开。请重新下载或重新压缩。", "a.zip/好.txt 25"]


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"../../etc/passwd.txt": TEXT, "好.txt": TEXT}, "指向包外的危险路径“../../etc/passwd.txt”"),
        ({"/etc/a.txt": TEXT}, "危险路径"),
        ({"C:\\a.txt": TEXT}, "危险路径"),
        ({"a\\..\\..\\b.txt": TEXT}, "危险路径"),
        ({"spaces.txt": b" " * 11_000_000}, "疑似压缩炸弹"),
        ({f"{number}.txt": b" " * 1_000_000 for number in range(21)}, "疑似压缩炸弹"),
        ({f"{number}.txt": b"" for number in range(5_001)}, "上限 5000 个"),
        ({}, "压缩包里没有文件"),
    ],
)
def test_archive_that_is_not_to_be_trusted_is_refused_whole(tmp_path, members, reason):
    path = pack(tmp_path / "a.zip", members)
    with pytest.raises(Refused, match=reason) as refusal:
        load(path, SETTINGS)
    assert refusal.value.name == "a.zip"
    assert len(found(path)) == 1


def test_size_that_the_archive_lies_about_is_found_out(tmp_path):
    path = pack(tmp_path / "a.zip", {"a.txt": b" " * 3_000_000})
    lie = path.read_bytes().replace(struct.pack("<I", 3_000_000), struct.pack("<I", 1_000))
    path.write_bytes(lie)
    (line,) = found(path)
    assert "已损坏" in line or "太大" in line


def test_encrypted_or_broken_archive_is_refused(tmp_path):
    path = pack(tmp_path / "a.zip", {"a.txt": TEXT})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(Refused, match="压缩包有密码"):
        load(path, SETTINGS)
    path.write_bytes(b"Rar!\x1a\x07")
    with pytest.raises(Refused, match="不是 ZIP 格式"):
        load(path, SETTINGS)
