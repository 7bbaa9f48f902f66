"""Excel's part in a Windows process of its own: xlwings' real DLL is given the command that the
add-in's VBA makes, and the answers are asked for with real COM ranges and workbooks."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pythoncom
import pywintypes
import win32api
import win32com.client
import win32con
import win32process
from win32com.server.policy import DesignatedWrapPolicy
from win32com.server.util import NewEnum, wrap

from addin.xlam.build import modules
from addin.xlam.settings import XLWINGS
from tests.windows.variants import Variant, answer, text

PYTHONW = Path(sys.executable).with_name("pythonw.exe")
DLL = Path(sys.prefix, f"xlwings64-{XLWINGS}.dll")
_RANGE, _BOOK, _SHEET = ("{00020846-0000-0000-C000-000000000046}",
                         "{000208DA-0000-0000-C000-000000000046}",
                         "{000208D8-0000-0000-C000-000000000046}")
_ACTIVATE, _END = 1, -1
_SYS_WIN64 = 3


def command(python: Path, number: int) -> str:
    """The line of PythonHost that starts the server, its texts joined as VBA joins them."""
    (host,) = (module.source for module in modules() if module.name == "PythonHost")
    written = re.search(r"command = Chr\$\(34\) & Interpreter\(\) & Chr\$\(34\) & (.*?) & starts",
                        host, re.DOTALL)
    assert written
    texts = re.findall(r'"((?:[^"]|"")*)"', written[1])
    return f'"{python}"' + "".join(texts).replace('""', '"') + str(number)


class NotStarted(Exception):
    """What the DLL says of a Python that did not start."""


class Excel:
    """What the add-in holds of Python: the DLL, and a server once it is started."""

    _numbers = iter(range(1, 1000))

    def __init__(self, python: Path = PYTHONW, dll: Path = DLL) -> None:
        self._dll = ctypes.WinDLL(str(dll))
        self._command = command(python, next(self._numbers))
        self.server = self.activate()

    def activate(self) -> Any:
        """The server of this command, started if it is not running."""
        found = Variant()
        failed = self._dll.XLPyDLLActivateAuto(
            ctypes.byref(found), self._command.encode("mbcs"), _ACTIVATE)
        if failed:
            raise NotStarted(ctypes.wstring_at(found.content))
        self._address = found.content
        dispatch = pythoncom.ObjectFromAddress(found.content, pythoncom.IID_IDispatch)
        return win32com.client.Dispatch(dispatch)

    def end(self) -> None:
        self._dll.XLPyDLLActivateAuto(ctypes.byref(Variant()), self._command.encode("mbcs"), _END)

    def call(self, function: str, *arguments: Any, book: Any = None) -> Any:
        """The answer for cells with these contents."""
        book = book or workbook()
        given = tuple(cells(each if isinstance(each, list) else [[each]], book)
                      for each in arguments)
        return self.server.Answer(function, given, book, cells([[None]], book))

    def literal(self, function: str, *arguments: Any) -> str:
        """The text answered for constants in the formula, error values among them."""
        return text(answer(self._address, function, arguments))


def servers() -> list[int]:
    """The processes of pythonw.exe that now run."""
    return [process for process in win32process.EnumProcesses()
            if _program(process).lower().endswith("pythonw.exe")]


def end_process(process: int) -> None:
    handle = win32api.OpenProcess(win32con.PROCESS_TERMINATE, False, process)
    win32api.TerminateProcess(handle, 1)


def _program(process: int) -> str:
    rights = win32con.PROCESS_QUERY_INFORMATION | win32con.PROCESS_VM_READ
    try:
        return str(win32process.GetModuleFileNameEx(
            win32api.OpenProcess(rights, False, process), 0))
    except pywintypes.error:
        return ""


_type_libraries: dict[str, tuple[Any, Any]] = {}


def _type_info(name: str, number: str) -> Any:
    """xlwings knows a Range by its type's number."""
    if number not in _type_libraries:
        path = Path(os.environ["TEMP"], f"{name}.tlb")
        library = pythoncom.CreateTypeLib2(_SYS_WIN64, str(path))
        made = library.CreateTypeInfo(name, pythoncom.TKIND_DISPATCH)
        made.SetGuid(pywintypes.IID(number))
        made.LayOut()
        _type_libraries[number] = library, made.QueryInterface(pythoncom.IID_ITypeInfo)
    return _type_libraries[number][1]


class _Policy(DesignatedWrapPolicy):  # type: ignore[misc]
    def _build_typeinfos_(self) -> list[Any]:
        kind = getattr(self._obj_, "_kind", None)
        return [_type_info(*kind)] if kind else []


class _Object:
    """A COM object with these members."""

    _public_methods_: Sequence[str] = ()

    def __init__(self, kind: tuple[str, str] | None = None, **members: Any) -> None:
        self._kind = kind
        self._public_attrs_ = list(members)
        self.__dict__.update(members)

    def com(self) -> Any:
        return wrap(self, usePolicy=_Policy)


class _Listed(_Object):
    """A collection."""

    _public_methods_ = ("Item", "_NewEnum")

    def __init__(self, items: Sequence[Any]) -> None:
        super().__init__(Count=len(items))
        self._items = items

    def Item(self, number: int) -> Any:  # noqa: N802
        return self._items[number - 1]

    def _NewEnum(self) -> Iterator[Any]:  # noqa: N802
        return NewEnum(self._items, iid=pythoncom.IID_IEnumVARIANT)


def workbook(**properties: str) -> Any:
    """A Workbook with these document properties, in a program that has a status bar."""
    own = _Listed([_Object(Name=name, Value=value).com() for name, value in properties.items()])
    program = _Object(Hwnd=1, StatusBar=False, ScreenUpdating=True)
    return _Object(("_Workbook", _BOOK), Worksheets=_Listed([]).com(), Sheets=_Listed([]).com(),
                   Names=_Listed([]).com(), Application=program.com(), Name="表.xlsx",
                   FullName="C:\\表.xlsx", CustomDocumentProperties=own.com()).com()


def cells(rows: Sequence[Sequence[Any]], book: Any) -> Any:
    """A Range of these values."""
    single = len(rows) == len(rows[0]) == 1
    value = rows[0][0] if single else [list(row) for row in rows]
    sheet = _Object(("_Worksheet", _SHEET), Name="自评表", Parent=book)
    return _Object(
        ("Range", _RANGE), Value=value, Formula=value, NumberFormat="General", MergeCells=False,
        Row=1, Column=1, Rows=_Object(Count=len(rows)).com(),
        Columns=_Object(Count=len(rows[0])).com(), Count=len(rows) * len(rows[0]),
        Address="$A$1", Worksheet=sheet.com()).com()
