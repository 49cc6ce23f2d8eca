"""The command line: `python -m rag ask | batch | check`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rag.engine import Engine
from rag.errors import ReportQAError
from rag.index import Index
from rag.schema import Answer, Turn
from rag.settings import Settings, get_settings

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status: 0 done, 1 failed, 2 wrong usage."""
    args = _parser().parse_args(argv)
    settings = get_settings()
    if getattr(args, "index", None):
        settings = settings.model_copy(update={"index_dir": args.index})
    try:
        return int(args.run(args, settings))
    except (ReportQAError, BadInput) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return 130


class BadInput(Exception):
    """A file of questions that cannot be read; the message says which line and why."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m rag", description="向收录的政府工作报告提问。")
    commands = parser.add_subparsers(required=True, metavar="命令")
    ask = commands.add_parser("ask", help="问一个问题")
    ask.add_argument("question", help="问题，如：东平镇上半年税收收入是多少？")
    ask.add_argument("--json", action="store_true", help="输出 JSON")
    ask.set_defaults(run=_ask)
    batch = commands.add_parser("batch", help="批量回答 JSONL 文件中的问题")
    batch.add_argument("--input", type=Path, required=True, help='每行一个 {"id", "question", "history"?}')
    batch.add_argument("--output", type=Path, required=True, help="每行一个回答")
    batch.set_defaults(run=_batch)
    llm = commands.add_parser("llm-check", help="试一试所配置的语言模型，一句话说明是否可用")
    llm.set_defaults(run=_llm_check)
    check = commands.add_parser("check", help="检查索引是否完好，能修的修好")
    check.set_defaults(run=_check)
    for command in (ask, batch, check):
        command.add_argument("--index", type=Path, help="索引文件夹（默认取 REPORTQA_INDEX_DIR）")
    return parser


def _ask(args: argparse.Namespace, settings: Settings) -> int:
    with Index.open(settings, read_only=True) as index:
        answer = Engine(index, settings).ask(args.question)
    if args.json:
        print(json.dumps(answer.to_json(), ensure_ascii=False, indent=2))
    else:
        print(_readable(answer))
    return 0


def _readable(answer: Answer) -> str:
    lines = [answer.text, *(f"（{note}）" for note in answer.notes)]
    for c in answer.citations:
        where = " › ".join((c.title, *c.section))
        page = f" 第{c.page}页" if c.page else ""
        lines.append(f"[{c.n}] {c.file}{page} · {where}\n    {' '.join(c.quote.split())}")
    lines += [f"可以问：{s}" for s in answer.suggestions]
    return "\n".join(lines)


def _batch(args: argparse.Namespace, settings: Settings) -> int:
    questions = list(_questions(args.input))
    partial = args.output.with_name(args.output.name + ".part")
    with Index.open(settings, read_only=True) as index, partial.open("w", encoding="utf-8") as out:
        engine = Engine(index, settings)
        for row in questions:
            turns = [Turn(str(t.get("question", "")), str(t.get("answer", ""))) for t in row.get("history") or []]
            answer = engine.ask(row["question"], turns)
            out.write(json.dumps({"id": row["id"], **answer.to_json()}, ensure_ascii=False) + "\n")
    partial.replace(args.output)
    return 0


def _questions(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the questions of a JSONL file; BadInput names the line that is not one."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"读不了 {path}：{error}") from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadInput(f"{path} 第 {number} 行不是 JSON：{error.msg}") from error
        if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("question"), str):
            raise BadInput(f"{path} 第 {number} 行缺少 id 或 question。")
        yield row


def _llm_check(_: argparse.Namespace, settings: Settings) -> int:
    from rag.answering.llm_check import check_model  # noqa: PLC0415 - only this command needs a model's client

    usable, line = check_model(settings)
    print(line)
    return 0 if usable else 1


def _check(args: argparse.Namespace, settings: Settings) -> int:
    with Index.open(settings) as index:
        problems = index.check()
        if not problems:
            print("索引完好。")
            return 0
        for problem in problems:
            print(problem)
        index.repair()
        left = index.check()
        print("已修复。" if not left else "仍有问题：" + "；".join(left))
        return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
