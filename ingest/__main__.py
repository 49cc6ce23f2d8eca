"""The command `python -m ingest`: take reports into the index, take them out, or show what is understood of them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.explain import explain, reports_json
from ingest.files import candidates
from ingest.load import SUFFIXES, Refused, load_each
from ingest.meter import ConsoleProgress
from ingest.outcome import IngestResult, Outcome, Status
from ingest.understand import understand
from ingest.watch import changes
from rag.arguments import ChineseParser
from rag.errors import ReportQAError
from rag.schema import ParsedDocument
from rag.settings import Settings, get_settings

if TYPE_CHECKING:
    from rag.index import Index

__all__ = ["main"]

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0 where all went in, 1 where not, 130 after Ctrl-C; exit 2 on misuse."""
    options = _parser().parse_args(arguments)
    settings = get_settings()
    if options.index:
        settings = settings.model_copy(update={"index_dir": options.index})
    try:
        if options.explain or options.json:
            return _explain(options.paths, settings, as_json=options.json)
        return _ingest(options, settings)
    except ReportQAError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n已中断。此前完成的文件都已收入，未完成的没有改动；再运行一次同样的命令即可继续。", file=sys.stderr)
        return _INTERRUPTED


def _parser() -> ChineseParser:
    kinds = " ".join(sorted(SUFFIXES))
    parser = ChineseParser(
        prog="python -m ingest",
        description=f"把工作报告收入索引。可收的格式：{kinds}。没有变化的文件不会重做。",
        epilog="退出码：0 全部收入；1 有文件被拒收（原因见错误输出）；2 命令有误。",
    )
    parser.add_argument("paths", metavar="路径", nargs="+", type=Path, help="文件或文件夹（含其下所有文件）")
    parser.add_argument("--index", metavar="文件夹", type=Path, help="索引所在文件夹（默认见设置 REPORTQA_INDEX_DIR）")
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--replace", action="store_true", help="同名但来自别处的报告，用新文件取代")
    action.add_argument("--remove", action="store_true", help="从索引移除：按报告名、文件路径，或它们来自的文件夹")
    action.add_argument("--watch", action="store_true", help="收入后继续盯着这些路径，有变化就同步，按 Ctrl-C 结束")
    action.add_argument("--explain", action="store_true", help="只显示读懂了什么（结构、地区、时段、数字），不动索引")
    parser.add_argument("--json", action="store_true", help="同 --explain，输出 JSON")
    return parser


# ---------------------------------------------------------------------- the index


def _ingest(options: argparse.Namespace, settings: Settings) -> int:
    from ingest.pipeline import ingest_each, remove_each  # noqa: PLC0415 - loading the stores takes seconds
    from rag.index import Index  # noqa: PLC0415

    console = ConsoleProgress()
    changed = changes(options.paths) if options.watch else None
    with Index.open(settings) as index:
        if options.remove:
            outcomes = remove_each([str(path) for path in options.paths], index, settings)
        else:
            outcomes = ingest_each(options.paths, index, replace=options.replace, progress=console, settings=settings)
        result = _tell(outcomes, console)
        if changed:
            _watch(changed, options.paths, index, settings)
    if not result.outcomes:
        print("没有找到文件：给出的文件夹是空的。", file=sys.stderr)
    return 0 if result.outcomes and not result.refused else 1


def _watch(changed: Iterator[None], paths: Sequence[Path], index: Index, settings: Settings) -> None:
    from ingest.pipeline import ingest_each, sync_each  # noqa: PLC0415

    print("正在等待变化，按 Ctrl-C 结束。", file=sys.stderr)
    for _ in changed:
        for path in paths:
            console = ConsoleProgress()
            each = (
                sync_each(path, index, console, settings)
                if path.is_dir()
                else ingest_each([path], index, progress=console, settings=settings)
            )
            _tell((outcome for outcome in each if outcome.status is not Status.UNCHANGED), console)


def _tell(outcomes: Iterable[Outcome], console: ConsoleProgress) -> IngestResult:
    """Print what became of each document as it becomes known: refusals to stderr, the rest to stdout."""
    result = IngestResult()
    try:
        for outcome in outcomes:
            result.outcomes.append(outcome)
            console.write(str(outcome), sys.stderr if outcome.status is Status.REFUSED else sys.stdout)
    finally:
        console.close()
        print(f"合计：{result.summary()}", flush=True)
    return result


# ---------------------------------------------------------------------- what is understood


def _explain(paths: Sequence[Path], settings: Settings, *, as_json: bool) -> int:
    refusals: list[Refused] = []
    reports = []
    for parsed in _parsed(paths, settings, refusals):
        if as_json:
            reports += reports_json(parsed)
        else:
            print(explain(parsed), end="\n\n")
    if as_json:
        print(json.dumps({"reports": reports}, ensure_ascii=False, indent=2))
    for refusal in refusals:
        print(f"{Status.REFUSED}：{refusal.name}（{refusal.reason}）", file=sys.stderr)
    return 1 if refusals else 0


def _parsed(paths: Sequence[Path], settings: Settings, refusals: list[Refused]) -> Iterator[ParsedDocument]:
    for file in candidates(paths):
        items = [file] if isinstance(file, Refused) else load_each(file.path, settings, file.name)
        for item in items:
            try:
                if isinstance(item, Refused):
                    raise item
                yield understand(item, settings)
            except Refused as refusal:
                refusals.append(refusal)


if __name__ == "__main__":
    sys.exit(main())
