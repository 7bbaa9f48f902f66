"""xlwings' own Windows code on any system: its converters, call_udf and COM server, unchanged.

Only what lies below it is stood in for: pywin32, and the three DLLs that xlwings opens when it is
imported. A cell range of Excel is played by ``Cells``, which says what COM would say.
"""

from __future__ import annotations

import ctypes
import importlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import MagicMock, patch

OMITTED = -2147352572
"""What COM gives for an argument that the formula leaves out."""
ERROR_CODES = {
    "#NULL!": -2146826288, "#DIV/0!": -2146826281, "#VALUE!": -2146826273, "#REF!": -2146826265,
    "#NAME?": -2146826259, "#NUM!": -2146826252, "#N/A": -2146826246,
}
_RANGE = "{00020846-0000-0000-C000-000000000046}"
_PYWIN32 = ("pywintypes", "pythoncom", "win32api", "win32con", "win32event", "win32gui",
            "win32process", "win32timezone", "win32com", "win32com.client", "win32com.server",
            "win32com.server.dispatcher", "win32com.server.policy", "win32com.server.util")
_OURS = ("xlwings", "addin.functions", "addin.functions.check", "addin.books.live.book",
         "addin.books.live.caller", "addin.books.live.grid", "addin.books.live.page",
         "addin.books.live.host", "addin.ribbon.press", "addin.ribbon.server")


class ComError(Exception):
    """pywintypes.com_error."""


class _NeverMade:
    """A class of pywin32 that xlwings asks after and that no test makes."""


class Cells:
    """A Range of Excel as pywin32 gives it to a COM server."""

    def __init__(self, values: Sequence[Sequence[Any]], book: Workbook | None = None) -> None:
        self.Value = tuple(map(tuple, values))
        if len(values) == 1 and len(values[0]) == 1:
            self.Value = values[0][0]
        self.Formula, self.NumberFormat, self.MergeCells = self.Value, "General", False
        self.Row = self.Column = 1
        self.Rows = SimpleNamespace(Count=len(values))
        self.Columns = SimpleNamespace(Count=len(values[0]))
        self.Count = len(values) * len(values[0])
        self.Worksheet = SimpleNamespace(Name="自评表", Parent=book or Workbook({}))
        attributes = SimpleNamespace(iid=_RANGE)
        information = SimpleNamespace(GetTypeAttr=lambda: attributes)
        self._oleobj_ = SimpleNamespace(GetTypeInfo=lambda: information)


class Workbook:
    """A Workbook of Excel: its sheets' names and its own properties are all that is asked of it."""

    def __init__(self, properties: Mapping[str, str]) -> None:
        self.Worksheets: list[Any] = []
        self.Application = SimpleNamespace(Hwnd=1)
        self.CustomDocumentProperties = [
            SimpleNamespace(Name=name, Value=value) for name, value in properties.items()]


class ExcelCalls:
    """Cell functions called the way Excel calls them."""

    def __init__(self, server: Any, udfs: Any) -> None:
        self._server, self.udfs = server.Server(), udfs
        self._udf = server._call_udf

    def call(self, function: str, *arguments: Any, book: Workbook | None = None) -> Any:
        """What the COM server answers to the wrapper; cells are given by their contents."""
        return self._server.Answer(function, _given(arguments), book or Workbook({}),
                                   Cells([[None]]))

    def converted(self, function: str, *arguments: Any) -> Any:
        """The same by xlwings alone, of any function in the module."""
        return self._udf("addin.functions", function, _given(arguments), Workbook({}),
                                    Cells([[None]]))

    def literal(self, function: str, *arguments: Any) -> Any:
        """The same with constants in the formula, which come as bare values."""
        return self._server.Answer(function, arguments, Workbook({}), Cells([[None]]))


def _given(arguments: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(argument if argument is OMITTED or isinstance(argument, Cells)
                 else Cells(argument if isinstance(argument, list) else [[argument]])
                 for argument in arguments)


@contextmanager
def windows() -> Iterator[ExcelCalls]:
    """xlwings and the add-in's server imported as on Windows; all is put back afterwards."""
    importlib.import_module("xlwings")  # loads what must not see another platform
    importlib.import_module("asyncio")
    kept = {name: found for name, found in sys.modules.items() if _is_ours(name)}
    dlls = {name: MagicMock() for name in ("windll", "oledll")}
    with patch.dict(sys.modules, _pywin32()), patch.multiple(ctypes, create=True, **dlls), \
            patch.object(ctypes, "PyDLL", MagicMock()):
        for name in kept:
            del sys.modules[name]
        try:
            with patch.object(sys, "platform", "win32"):
                importlib.import_module("xlwings")
            server = importlib.import_module("addin.ribbon.server")
            yield ExcelCalls(server, importlib.import_module("xlwings.udfs"))
        finally:
            for name in [name for name in sys.modules if _is_ours(name)]:
                del sys.modules[name]
            sys.modules.update(kept)


def _is_ours(name: str) -> bool:
    return any(name == own or name.startswith(f"{own}.") for own in _OURS)


def _pywin32() -> dict[str, ModuleType]:
    made = {name: ModuleType(name) for name in _PYWIN32}
    for name, module in made.items():
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(made[parent], child, module)
    made["pywintypes"].__dict__.update(
        TimeType=datetime, com_error=ComError, error=ComError, IID=lambda text: text)
    made["pythoncom"].__dict__.update(
        __file__="pythoncom.dll", ole_error=ComError, IID_IDispatch="IDispatch",
        TypeIIDs={"IDispatch": _NeverMade}, CoInitialize=lambda: None)
    made["win32timezone"].__dict__["TimeZoneInfo"] = MagicMock()
    made["win32process"].__dict__["GetWindowThreadProcessId"] = lambda window: (1, window)
    made["win32com.client"].__dict__.update(
        CDispatch=_NeverMade, CoClassBaseClass=_NeverMade, DispatchBaseClass=_NeverMade,
        Dispatch=lambda found, **_: found, DispatchEx=MagicMock(), gencache=MagicMock())
    made["win32com.server.util"].__dict__.update(unwrap=_unwrap, wrap=lambda found, *_: found)
    made["win32com.server.policy"].__dict__["DefaultPolicy"] = _NeverMade
    return made


def _unwrap(_given: Any) -> Any:
    """Excel's own values are no wrapped objects of Python."""
    raise ComError("not wrapped")
