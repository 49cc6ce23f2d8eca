from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.load import Refused, load, load_bytes
from rag.schema import Document, content_id
from rag.settings import ROOT, Settings

SETTINGS = Settings(max_file_mb=1)
SAMPLE = "东平镇2023年半年报告\r\n一、工作回顾\r\n上半年完成税收收入14869 万元，同比减少36.2%。\r\n"
DONGPING = (ROOT / "data/reports/dongping-2023-midyear-report.txt").read_bytes()


def load_file(folder: Path, name: str, data: bytes) -> list[Document]:
    path = folder / name
    path.write_bytes(data)
    return load(path, SETTINGS)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".TXT"])
def test_every_encoding_gives_the_text_to_the_letter(tmp_path, encoding, suffix):
    data = SAMPLE.encode(encoding)
    assert load_file(tmp_path, f"报告{suffix}", data) == [
        Document(
            id=content_id(SAMPLE),
            name=f"报告{suffix}",
            sha256=hashlib.sha256(data).hexdigest(),
            text=SAMPLE,
        )
    ]


def test_real_report_is_read_to_the_letter():
    assert load_bytes("a.txt", DONGPING, SETTINGS).text == DONGPING.decode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffd\uffff\ufffe")))
def test_any_utf8_text_comes_back(text):
    text = "县" + text
    assert load_bytes("a.txt", text.encode(), SETTINGS).text == text


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("空.txt", b"", "文件是空的（0 字节）"),
        ("空白.txt", " \r\n\u3000\t".encode() * 10, "没有任何文字"),
        ("符号.md", "……！？——".encode(), "没有任何文字"),
        ("大.txt", b" " * 1_000_001, "文件太大：1 MB，上限 1 MB"),
        ("程序.txt", b"MZ\x90\x00\x03\x00\x00\x00" + bytes(600), "内容却是Windows 程序"),
        ("包.txt", b"PK\x03\x04rest", "内容却是ZIP 压缩包或 Office 文档"),
        ("图.md", b"\x89PNG\r\n\x1a\n\x00", "内容却是PNG 图片"),
        ("噪声.txt", bytes(range(256)) * 8, "不是文本文件：含有空字节"),
        ("控制.txt", ("报告" + "\x01\x02\x03\x04").encode(), "含有 4 个控制字符"),
        ("混杂1.txt", ("一年来，" * 9 + "\n").encode() + "同比增长\n".encode("gbk"), "前面是 UTF-8，第 2 行"),
        ("混杂2.txt", ("一年来，" * 9 + "\n").encode("gbk") + "同比增长\n".encode(), "第 2 行却是 UTF-8"),
        ("混杂3.txt", ("一年来，" * 9 + "\n").encode("gbk") + "同比增长，\n".encode(), "前面是 GB18030，第 2 行"),
        ("繁体.txt", "政府工作報告，經濟發展總體平穩。".encode("big5"), "认不出文字编码"),
        ("截断.txt", SAMPLE.encode("utf-16")[:-1], "编码混杂或文件损坏：前面是 UTF-16-LE，第 3 行"),
        ("损坏.txt", ("\ufffd" * 5 + "报告").encode(), "文字已经损坏：有 5 个字符"),
        ("报告.doc", b"\xd0\xcf\x11\xe0", "另存为 .docx"),
        ("报告.xyz", b"abc", "不支持的格式“.xyz”"),
        ("报告", b"abc", "没有扩展名"),
    ],
)
def test_unusable_file_is_refused_with_its_reason(tmp_path, name, data, reason):
    with pytest.raises(Refused) as refusal:
        load_file(tmp_path, name, data)
    assert refusal.value.name == name
    assert reason in refusal.value.reason


def test_missing_file_and_folder_are_refused(tmp_path):
    with pytest.raises(Refused, match="找不到文件"):
        load(tmp_path / "无.txt", SETTINGS)
    with pytest.raises(Refused, match="这是文件夹"):
        load(tmp_path, SETTINGS)


def test_a_few_lost_characters_are_noted_not_refused():
    text = "全镇经济运行总体平稳。" * 20 + "\ufffd"
    document = load_bytes("a.txt", text.encode(), SETTINGS)
    assert document.text == text
    assert document.notes == ("原文有 1 个无法识别的字符（\ufffd），引用时原样保留。",)
