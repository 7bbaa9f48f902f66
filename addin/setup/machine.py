"""What the doctor must know of a computer, gathered once: its Python, its Excel, its WPS."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from addin.setup.registry import excel_disabled, excel_server, excel_versions

SLOW = ("numpy", "pandas", "polars")


@dataclass(frozen=True)
class Office:
    """What Windows has registered of Excel."""

    server: str | None
    """The command run for «Excel.Application»; None when there is none."""
    versions: tuple[str, ...] = ()
    """The Office versions that say where their Excel is."""
    disabled: tuple[str, ...] = ()
    """Files that Excel was told, after a crash, not to open again."""


@dataclass(frozen=True)
class Machine:
    """The facts; what they mean is the doctor's business."""

    python: Path
    python_version: tuple[int, ...]
    xlwings: str | None
    has_pywin32: bool
    slow: tuple[str, ...] = ()
    office: Office | None = None
    """None where there is no Windows."""
    encoding: str = "utf-8"
    """How paths reach a program that is started: on Windows, the system's code page."""


def this_machine() -> Machine:
    """The computer this runs on."""
    return Machine(
        python=Path(sys.executable).absolute(), python_version=tuple(sys.version_info[:3]),
        xlwings=_version("xlwings"), has_pywin32=find_spec("win32com") is not None,
        slow=tuple(name for name in SLOW if find_spec(name)), office=_office(),
        encoding="mbcs" if sys.platform == "win32" else "utf-8")


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _office() -> Office | None:
    if sys.platform != "win32":
        return None
    return Office(excel_server(), tuple(excel_versions()), tuple(excel_disabled()))
