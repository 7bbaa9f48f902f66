"""A pile of workbooks as it is named on the command line: files, folders, and patterns.

The Windows command prompt hands a pattern such as ``收到的\\*.xlsx`` on as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from addin.errors import UserError

_WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods"}


def pile(named: Iterable[Path]) -> list[Path]:
    """The files in the order named, each once; UserError where a name stands for none."""
    return list(dict.fromkeys(file for name in named for file in _files(name)))


def _files(name: Path) -> Iterator[Path]:
    if _is_folder(name):
        found = _workbooks(name.iterdir())
        if not found:
            raise UserError(f"{name}：文件夹里没有自评表工作簿（{'、'.join(sorted(_WORKBOOKS))}）。")
        yield from found
    elif set(name.name) & set("*?") and not name.exists():
        found = _workbooks(name.parent.glob(name.name))
        if not found:
            raise UserError(f"{name}：没有这样的工作簿。")
        yield from found
    else:
        yield name


def _is_folder(name: Path) -> bool:
    """A name that the system does not take is told of when it is opened, not before the others."""
    try:
        return name.is_dir()
    except OSError:
        return False


def _workbooks(paths: Iterable[Path]) -> list[Path]:
    """Without what Excel and WPS leave beside an open workbook (~$名称)."""
    return sorted(path for path in paths
                  if path.suffix.lower() in _WORKBOOKS and not path.name.startswith("~$"))
