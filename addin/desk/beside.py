"""Where what is made of a workbook goes: beside it, never over another file."""

from __future__ import annotations

from pathlib import Path

from addin.books.host import Host
from addin.errors import UserError


def stored(host: Host) -> Path:
    """Where the workbook in front lies."""
    if host.file is None:
        raise UserError("请先把工作簿保存到本机的文件夹，再按一次。")
    return host.file


def beside(original: Path, kind: str, suffix: str) -> Path:
    """``名称-上报.xlsx`` in the folder of the original, or the next free name."""
    return free_name(original.parent, f"{original.stem}-{kind}", suffix)


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """``名称.xlsx``, or ``名称(2).xlsx`` where that exists."""
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}({number}){suffix}"
    return path
