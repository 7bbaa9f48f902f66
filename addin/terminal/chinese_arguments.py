"""argparse whose every word is Chinese: usage, help headings and errors."""

from __future__ import annotations

import argparse
import re
import sys
from typing import NoReturn

_ERRORS = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (.+?): invalid choice: (.*?) \(choose from (.+)\)", r"没有“\2”，可用：\3"),
    (r"argument (.+?): invalid int value: (.*)", r"\1 后面要写整数，写的是“\2”"),
    (r"argument (.+?): invalid float value: (.*)", r"\1 后面要写数字，写的是“\2”"),
    (r"argument (.+?): expected one argument", r"\1 后面要跟一个值"),
    (r"argument (.+?): expected at least one argument", r"\1 后面至少要跟一个值"),
    (r"one of the arguments (.+) is required", r"须写其中之一：\1"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 不能与 \2 同用"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1 后面不跟值：\2"),
    (r"ambiguous option: (.+) could match (.+)", r"\1 不明确，可能是：\2"),
)


class ChineseParser(argparse.ArgumentParser):
    """A parser that speaks Chinese and ends with exit code 2 on a usage error."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, formatter_class=_Help, **options)  # type: ignore[arg-type]
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def error(self, message: str) -> NoReturn:
        message = message.replace("'", "")
        for pattern, said in _ERRORS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, said, message)
                break
        sys.stderr.write(f"{message}\n用法：{self.format_usage().removeprefix('用法：')}")
        raise SystemExit(2)


class _Help(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=100)

    def _format_usage(self, usage, actions, groups, prefix):  # type: ignore[no-untyped-def]
        return super()._format_usage(usage, actions, groups, "用法：" if prefix is None else prefix)
