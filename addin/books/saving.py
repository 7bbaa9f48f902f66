"""Storing a file whole or not at all: written beside, put in place at once, tried again where a
sharing violation may pass; what a killed run has left behind is swept by the next."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import BinaryIO, TypeVar

from addin.errors import UserError

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows: there an open file can't be deleted, which serves as well
    fcntl = None

T = TypeVar("T")

_PREFIX, _SUFFIX = ".pe-", ".tmp"
_PAUSES = (0.05, 0.1, 0.2, 0.4)
"""Seconds. Virus scanners and indexers hold a new file that long."""
_LONGEST_NAME = 255
"""Bytes of a file's name."""
_SURELY_LEFT = 10
"""Seconds after which nobody is between writing a file and putting it in place."""


def patiently(act: Callable[[], T]) -> T:
    """The result of ``act``, tried again while the file is in another program's hands."""
    for pause in _PAUSES:
        try:
            return act()
        except PermissionError:
            time.sleep(pause)
    return act()


def replace(target: Path, content: bytes, expected: bytes | None = None) -> None:
    """Put the whole content in the target's place at once; nothing is left behind if that fails.

    UserError where the target no longer holds what is ``expected`` there.
    """
    sweep(target.parent)
    with _beside(target) as (temporary, file):
        _write(file, content)
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        if expected is not None and patiently(target.read_bytes) != expected:
            raise UserError(f"{target.name} 在处理期间被别的程序改过，没有覆盖；请重新运行。")
        _put(file, partial(temporary.replace, target))


def back_up(source: Path, content: bytes) -> Path:
    """A copy of the source beside it, under the first free number: whole, or not there."""
    with _beside(source) as (temporary, file):
        _write(file, content)
        number = 1
        while True:
            backup = _numbered(source, number)
            try:
                _put(file, partial(_take, temporary, backup))
            except FileExistsError:
                number += 1
            else:
                return backup


def sweep(folder: Path) -> None:
    """Delete what runs that were killed have left in the folder."""
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(OSError):
            if _abandoned(path):
                path.unlink()


@contextmanager
def _beside(target: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file in the target's folder, held while it is written and gone afterwards."""
    path = target.with_name(f"{_PREFIX}{os.urandom(6).hex()}{_SUFFIX}")
    try:
        with path.open("xb") as file:
            if fcntl is not None:
                with suppress(OSError):
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield path, file
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _write(file: BinaryIO, content: bytes) -> None:
    file.write(content)
    file.flush()
    os.fsync(file.fileno())


def _put(file: BinaryIO, act: Callable[[], object]) -> None:
    if fcntl is None:
        file.close()  # Windows moves no open file
    patiently(act)


def _take(temporary: Path, backup: Path) -> None:
    """Give the file its name, which nobody else may have."""
    try:
        os.link(temporary, backup)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if backup.exists():
            raise FileExistsError(backup) from None
        temporary.rename(backup)


def _numbered(source: Path, number: int) -> Path:
    """``名称.备份-1.xlsx``, cut where the name would be too long for the system."""
    tail = f".备份-{number}{source.suffix}"
    stem = source.stem
    while stem and len(os.fsencode(stem + tail)) > _LONGEST_NAME:
        stem = stem[:-1]
    return source.with_name(stem + tail)


def _abandoned(path: Path) -> bool:
    """Whether nobody writes it any more."""
    if fcntl is None:
        return time.time() - path.stat().st_mtime > _SURELY_LEFT
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
