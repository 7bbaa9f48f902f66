"""docs/单元格函数.md from the table of functions: ``python -m addin.tables.functions_page``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from addin.tables.functions import CATEGORY, ERRORS, FUNCTIONS, Function


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# 单元格函数"
    yield ""
    yield f"装好加载项后，在任何单元格里都能用这些函数；在“插入函数”对话框里，它们在“{CATEGORY}”一类。"
    yield "在单元格里输入 `=PE_SCORE(` 后按 Ctrl+A 打开带说明的参数框，按 Ctrl+Shift+A 填入参数名称。"
    yield ""
    yield f"算不出时单元格显示真正的错误值（如 {ERRORS[2]}），不会显示成求和时被略过的文字。"
    yield "函数只看给它的参数：不改别的单元格，也不会自己反复重算。"
    yield "方括号里的参数可以省略。"
    yield ""
    yield "本页由 `python -m addin.tables.functions_page` 生成。"
    for function in FUNCTIONS:
        yield from _section(function)
    yield ""


def _section(function: Function) -> Iterator[str]:
    yield ""
    yield f"## {function.name}"
    yield ""
    yield f"`{function.written}`"
    yield ""
    yield function.said + ("结果占多格，下方和右方要留空。" if function.spills else "")
    yield ""
    yield "| 参数 | 说明 |"
    yield "|---|---|"
    for argument in function.arguments:
        name = f"[{argument.name}]" if argument.optional else argument.name
        yield f"| {name} | {argument.said} |"
    yield ""
    yield f"例：`{function.example}`"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page())
