"""Command line for the care of an index: `python -m rag.maintenance check|repair|rebuild [--index DIR]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tqdm import tqdm  # type: ignore[import-untyped]

from rag.errors import ReportQAError
from rag.index import Index
from rag.settings import Settings, get_settings

__all__ = ["main"]


class _Bars:
    """A progress bar for each phrase that progress is reported with."""

    def __init__(self) -> None:
        self._bar: tqdm[None] | None = None

    def __call__(self, done: int, total: int, what: str) -> None:
        if self._bar is None or self._bar.desc != f"{what}: ":
            self.close()
            self._bar = tqdm(total=total, desc=what)
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()


def _run(action: str, settings: Settings) -> int:
    bars = _Bars()
    try:
        with Index.open(settings, read_only=action == "check", rebuild=action == "rebuild", progress=bars) as index:
            if action == "repair":
                index.repair(bars)
            bars.close()
            found = index.check()
    finally:
        bars.close()
    print("\n".join(found) or "索引完好。")
    return 1 if found else 0


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 where the index is sound, 1 where it is not, 2 on a usage error."""
    parser = argparse.ArgumentParser(prog="python -m rag.maintenance", description="检查、修复或重建索引")
    parser.add_argument(
        "action", choices=("check", "repair", "rebuild"), help="check 检查；repair 补齐向量；rebuild 用当前模型重新编码"
    )
    parser.add_argument("--index", type=Path, help="索引文件夹")
    options = parser.parse_args(arguments)
    settings = get_settings()
    if options.index:
        settings = settings.model_copy(update={"index_dir": options.index})
    try:
        return _run(options.action, settings)
    except ReportQAError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
