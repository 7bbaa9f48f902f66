"""Real LibreOffice running the add-in's own VBA from cell formulas.

Only the class ``PythonHost``, which is Windows' part, is another: it counts how often it is asked
and started, and its server is written in Basic, so that a test says what Python answers. A
converting LibreOffice runs no macros; one that is driven does.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape
from zipfile import ZipFile

from addin.xlam.build import build, modules
from addin.xlam.module import module
from addin.xlam.project import vba_project

DRIVER = Path(__file__).with_name("drive_office.py")
SECONDS = 120

_COUNTS = """Attribute VB_Name = "Counts"
Option Explicit
Public checks As Long
Public starts As Long
Public Function Counted() As String
    Counted = "checks " & checks & " starts " & starts
End Function
"""
_CLASS = """Attribute VB_Name = "{name}"
Attribute VB_GlobalNameSpace = False
Attribute VB_Creatable = False
Attribute VB_PredeclaredId = False
Attribute VB_Exposed = False
Option Explicit
"""
_HOST = _CLASS.format(name="PythonHost") + """
Public Function Problem() As String
    checks = checks + 1
    {problem}
End Function
Public Function Started() As Object
    starts = starts + 1
    {start}
    Set Started = New Server
End Function
"""
_SERVER = _CLASS.format(name="Server") + """
Public Function Answer(name As Variant, args As Variant, book As Variant, caller As Variant) As Variant
{answers}
End Function
"""


def calculated(answers: str, cells: Sequence[str], *, problem: str = "",
               start: str = "") -> list[str]:
    """The formulas of column A as LibreOffice shows them, Python answering as ``answers`` says,
    after the checks and the start that ``problem`` and ``start`` say in Basic.

    A formula over several cells is given once and ``{}`` for each further cell.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder, "book.xlsm")
        path.write_bytes(_book([
            _COUNTS, _HOST.format(problem=problem, start=start), _SERVER.format(answers=answers)],
            cells))
        profile = Path(folder, "profile").as_uri()
        done = subprocess.run([_python(), str(DRIVER), profile, str(path), str(len(cells))],
                              capture_output=True, text=True, timeout=SECONDS, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    shown: list[str] = json.loads(done.stdout)
    return shown


def _python() -> str:
    """An interpreter that can drive LibreOffice: Debian's own, unless PE_UNO_PYTHON names one."""
    found = os.environ.get("PE_UNO_PYTHON") or shutil.which("python3", path="/usr/bin")
    if found is None:
        raise RuntimeError("no Python with the module uno: set PE_UNO_PYTHON")
    return found


def _book(shim: Sequence[str], cells: Sequence[str]) -> bytes:
    """The built add-in as a workbook: the shim instead of Windows, the formulas on its sheet."""
    ours = [each for each in modules() if each.name != "PythonHost"]
    target = BytesIO()
    with ZipFile(BytesIO(build())) as source, ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(b"ms-excel.addin", b"ms-excel.sheet")
            elif name == "xl/vbaProject.bin":
                content = vba_project([*ours, *map(module, shim)])
            elif name == "xl/worksheets/sheet1.xml":
                content = re.sub(rb"<sheetData>.*</sheetData>", _rows(cells), content)
            archive.writestr(name, content)
    return target.getvalue()


def _rows(cells: Sequence[str]) -> bytes:
    rows = []
    for number, formula in enumerate(cells, 1):
        last = number
        while last < len(cells) and cells[last] == "{}":
            last += 1
        kind = f' t="array" ref="A{number}:A{last}"' if last > number else ""
        inside = "" if formula == "{}" else f"<f{kind}>{escape(formula)}</f>"
        rows.append(f'<row r="{number}"><c r="A{number}">{inside}</c></row>')
    return f"<sheetData>{''.join(rows)}</sheetData>".encode()
