"""The errors a user can meet; each says in Chinese what is wrong, where, and what to do."""

from __future__ import annotations

from pathlib import Path

__all__ = [
    "CorruptIndex",
    "EncoderMismatch",
    "EncoderUnavailable",
    "IndexLocked",
    "IndexMissing",
    "IndexTooNew",
    "IndexUnusable",
    "ReportQAError",
    "VectorStoreUnavailable",
]


class ReportQAError(Exception):
    """Any failure that is told to the user; `str(error)` is a complete Chinese message."""


class IndexMissing(ReportQAError):
    """No index stands in the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"没有找到索引：{folder}。请先建立索引：python -m ingest data/reports --index {folder}"
            "（或运行 make run，首次启动会自动建立）。"
        )


class CorruptIndex(ReportQAError):
    """A file of the index cannot be read as what it should be."""

    def __init__(self, path: Path, detail: str) -> None:
        folder = path if path.is_dir() else path.parent
        super().__init__(
            f"索引文件已损坏，无法读取：{path}（{detail}）。"
            f"请把文件夹 {folder} 移走或删除，再重新建立：python -m ingest data/reports --index {folder}"
        )


class IndexTooNew(ReportQAError):
    """The index was written by a later version of the program."""

    def __init__(self, path: Path, version: int, known: int) -> None:
        super().__init__(
            f"索引 {path} 由更新版本的程序建立（格式 {version}，本程序只认识到 {known}）。"
            "请升级程序，或另用一个索引文件夹。"
        )


class IndexUnusable(ReportQAError):
    """A file of the index cannot be opened, read or written: permissions, a full disk, a failing one."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(f"无法读写索引文件：{path}（{detail}）。请检查该文件夹的权限和磁盘空间。")


class IndexLocked(ReportQAError):
    """Another process is writing to the index."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"另一个程序正在写入索引 {folder}，请等它结束后再试。提问不受影响。")


class EncoderMismatch(ReportQAError):
    """The index was built with another encoder."""

    def __init__(self, folder: Path, stored: str, current: str) -> None:
        super().__init__(
            f"索引 {folder} 是用另一个向量模型建立的（索引：{stored}；当前：{current}），两者的向量不能混用。"
            "请改回原来的模型（REPORTQA_ENCODER），或用当前模型重建："
            f"python -m rag.maintenance rebuild --index {folder}"
        )


class EncoderUnavailable(ReportQAError):
    """The sentence encoder cannot be loaded; the message says why and what to install or set."""


class VectorStoreUnavailable(ReportQAError):
    """The Chroma server or the embedded Chroma folder cannot be used."""

    def __init__(self, where: str, detail: str) -> None:
        super().__init__(
            f"向量库无法使用：{where}（{detail}）。请检查地址或文件夹；必要时重建：python -m rag.maintenance rebuild"
        )
