"""The add-in from its text sources: ``python -m addin.xlam.build`` stores build/pe-score.xlam.

The same sources give the same bytes on every system; only the interpreter that the installer
writes into the settings sheet differs from one computer to another.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Final

from addin.tables.buttons import GROUPS
from addin.tables.functions import FUNCTIONS
from addin.xlam.module import Module, module
from addin.xlam.package import package
from addin.xlam.project import vba_project
from addin.xlam.ribbon_xml import OFFICE_2007, OFFICE_2010, ribbon_xml
from addin.xlam.settings import TEXTS, Row, help_rows, settings
from addin.xlam.wrappers import wrappers

FILE_NAME: Final = "pe-score.xlam"
SOURCES: Final = (
    "ThisWorkbook.cls", "SettingsSheet.cls", "FunctionsSheet.cls", "TextsSheet.cls",
    "Words.cls", "PythonHost.cls", "Transport.cls", "Ribbon.bas")
OFFLINE: Final = r"%LOCALAPPDATA%\pe-score\%CURRENT%\pythonw.exe"
"""The interpreter of the offline kit, wherever it is put: what a build that is not installed asks
for."""


def build(interpreter: str = OFFLINE) -> bytes:
    """The .xlam whose functions and buttons run in this interpreter."""
    sheets: dict[str, tuple[str, Sequence[Row]]] = {
        "settings": ("SettingsSheet", settings(interpreter)),
        "functions": ("FunctionsSheet", help_rows(FUNCTIONS)),
        "texts": ("TextsSheet", list(TEXTS.items()))}
    ribbons = ribbon_xml(OFFICE_2007, GROUPS), ribbon_xml(OFFICE_2010, GROUPS)
    return package(vba_project(list(modules())), sheets, ribbons, TEXTS["title"])


def modules() -> Iterator[Module]:
    """Every module of the project, in order."""
    for name in SOURCES:
        yield module(files("addin").joinpath("xlam", "vba", name).read_text("ascii"))
    yield wrappers(FUNCTIONS)


def build_to(target: Path) -> str:
    """Store the add-in; returns its sha256."""
    content = build()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    made = Path("build", FILE_NAME)
    sys.stdout.write(f"{build_to(made)}  {made}\n")
