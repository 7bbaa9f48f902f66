"""What a shortcut does with the files and folders dropped on it: a verb of ``pe`` for each form, or
for all of them together.

Nothing is ever overwritten: what is made lies beside the form under the first free name.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from addin.desk.pile import RESULT
from addin.terminal.cli import main as pe

_FORMS = (".xlsx", ".xlsm")
_WHOLE = "review"
"""The verb that takes all that was dropped at once."""
_MADE = {"fill": ("评分", ""), "report": ("报告草稿", ".docx"), "public": ("公开", "")}


def main(arguments: Sequence[str] | None = None) -> int:
    """The verb's name, then the files and folders; exit code 2 when one of them failed."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # as pe's own lines
    verb, *dropped = sys.argv[1:] if arguments is None else arguments
    codes = [_all(dropped)] if verb == _WHOLE and dropped else [
        _one(verb, path) for name in dropped for path in _files(Path(name))]
    if not codes:
        sys.stdout.write("请把自评表（.xlsx）或装有自评表的文件夹拖到这个图标上。\n")
    if sys.stdin is not None and sys.stdin.isatty():
        input("按回车键关闭窗口……")
    return max(codes, default=2)


def _files(dropped: Path) -> Iterator[Path]:
    """A file itself; of a folder the workbooks in it, but not those that were made here."""
    if not dropped.is_dir():
        yield dropped
        return
    made = tuple(f"-{word}" for word, _ in _MADE.values())
    for path in sorted(dropped.rglob("*")):
        if path.suffix.lower() in _FORMS and not path.name.startswith(("~$", ".")) \
                and not path.stem.rstrip("()0123456789").endswith(made):
            yield path


def _one(verb: str, form: Path) -> int:
    sys.stdout.write(f"\n—— {form.name}\n")
    sys.stdout.flush()
    if verb == "audit":
        return pe(["audit", str(form)])
    word, suffix = _MADE[verb]
    target = _free(form, word, suffix or form.suffix)
    draft = ["--draft"] if verb == "report" else []
    return pe([verb, str(form), "-o", str(target), *draft])


def _all(dropped: Sequence[str]) -> int:
    target = _free(Path(dropped[0]).absolute(), RESULT, ".xlsx")
    code = pe([_WHOLE, *dropped, "-o", str(target)])
    if target.exists():
        _open(target)
    return code


def _open(made: Path) -> None:
    """In whatever opens workbooks here; where nothing does, it lies where the lines above say."""
    if sys.platform == "win32" and sys.stdin is not None and sys.stdin.isatty():
        with suppress(OSError):
            os.startfile(made)


def _free(form: Path, word: str, suffix: str) -> Path:
    target, number = form.with_name(f"{form.stem}-{word}{suffix}"), 1
    while target.exists():
        number += 1
        target = form.with_name(f"{form.stem}-{word}({number}){suffix}")
    return target


if __name__ == "__main__":
    raise SystemExit(main())
