"""A run killed at every step of saving: the file is the old one or the new one, never between."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from addin.books.files import open_book, save_book

_STEPS = ("open", "os.rename", "os.link", "os.remove", "os.chmod")
_KILLED = 9


def killed(folder: Path, sound: bytes, *, in_place: bool) -> Iterator[str]:
    """What was wrong after each kill; the last run is not killed and sweeps up."""
    step = 0
    while True:
        step += 1
        source = folder / "表.xlsx"
        target = source if in_place else folder / "出.xlsx"
        source.write_bytes(sound)
        if _child(source, target, step):
            break
        yield "; ".join(_checked(source, target, sound, step, in_place=in_place))
    if left := [path.name for path in folder.iterdir() if path.name.startswith(".pe-")]:
        yield f"leftovers after a whole run: {left}"


def _child(source: Path, target: Path, step: int) -> bool:
    """Save in a process of its own, which dies before its ``step``; whether it came to the end."""
    child = os.fork()
    if child == 0:
        try:
            _save(source, target, step)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _save(source: Path, target: Path, step: int) -> None:
    book = open_book(source)
    book.put(book.sheets[0], 1, 1, Fraction(7))  # type: ignore[attr-defined]
    left = step

    def count(event: str, _arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in _STEPS:
            left -= 1
            if left == 0:
                os._exit(_KILLED)

    sys.addaudithook(count)
    save_book(book, target, source=source, in_place=source == target)  # type: ignore[arg-type]
    os._exit(0)


def _checked(source: Path, target: Path, sound: bytes, step: int, *,
             in_place: bool) -> Iterator[str]:
    if target.exists() and target.read_bytes() != sound:
        book = open_book(target)
        if book.grid(book.sheets[0]).at(1, 1).value != 7:
            yield f"step {step}: half written"
    if not in_place and source.read_bytes() != sound:
        yield f"step {step}: the source was touched"
    for backup in source.parent.glob("*.备份-*"):
        if backup.read_bytes() != sound:
            yield f"step {step}: a backup that is not whole"
        backup.unlink()
