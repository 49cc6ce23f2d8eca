"""A command line that speaks Chinese: argparse with its headings, help and errors translated."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import NoReturn

__all__ = ["ChineseParser"]

_ERRORS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"one of the arguments (.+) is required", r"以下参数须有其一：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (.+): not allowed with argument (.+)", r"参数 \1 不能与 \2 同用"),
    (r"argument (.+): expected one argument", r"参数 \1 后面要有一个值"),
    (r"argument (.+): expected at least one argument", r"参数 \1 后面至少要有一个值"),
    (r"argument (.+): invalid (.+) value: (.+)", r"参数 \1 的值不对：\3"),
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", r"参数 \1 的值不对：\2（可选：\3）"),
    (r"ambiguous option: (.+) could match (.+)", r"参数 \1 不明确，可能是 \2"),
    (r"argument (.+): ignored explicit argument (.+)", r"参数 \1 不带值，多了 \2"),
)


class _ChineseFormatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class ChineseParser(argparse.ArgumentParser):
    """An `ArgumentParser` whose own words are Chinese; a usage error prints to stderr and exits with 2."""

    def __init__(self, prog: str | None = None, description: str | None = None, epilog: str | None = None) -> None:
        super().__init__(
            prog=prog, description=description, epilog=epilog, formatter_class=_ChineseFormatter, add_help=False
        )
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """Say in Chinese what is wrong with the command, and how it is meant to look."""
        for english, chinese in _ERRORS:
            if re.fullmatch(english, message):
                message = re.sub(english, chinese, message)
                break
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}：命令有误：{message}\n")
