"""An xlwings engine over a running LibreOffice: the add-in's commands run on a real open workbook.

Only what the add-in asks of xlwings is here. Where LibreOffice and Excel differ, this does what Excel
does: a constant is its own formula, a text-formatted cell keeps a number as text, a leading
apostrophe makes a text.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import xlwings as xw
from xlwings import base_classes

from tests.live import excel_objects
from tests.live.formulas import Formulas
from tests.live.ranges import CellError, Note, Range, place_of, places_of

_TEXT_FORMAT = 256


class Engine:
    """One LibreOffice is the engine's one app."""

    name, type = "libreoffice", "desktop"

    def __init__(self, context: Any) -> None:
        self.desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context)
        self.apps = Apps(App(self))

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        return "" if value is None else value

    @staticmethod
    def clean_value_data(data: Any, _dates: Any, empty_as: Any, numbers: Any,
                         err_to_str: bool) -> list[list[Any]]:
        def clean(value: Any) -> Any:
            if isinstance(value, CellError):
                return str(value) if err_to_str else None
            if value in ("", None):
                return empty_as
            return numbers(value) if numbers and isinstance(value, float) else value

        return [[clean(value) for value in row] for row in data]


class Apps(base_classes.Apps):
    def __init__(self, app: App) -> None:
        self._app = app

    def keys(self) -> list[int]:
        return [self._app.pid]

    def __iter__(self) -> Iterator[App]:
        return iter([self._app])

    def __len__(self) -> int:
        return 1

    def __getitem__(self, _pid: int) -> App:
        return self._app


class App(base_classes.App):
    """What the status bar has shown stands in ``shown``."""

    visible = display_alerts = screen_updating = True
    pid, api = os.getpid(), None

    def __init__(self, engine: Engine) -> None:
        self.engine, self.api = engine, excel_objects.Application()
        self.shown: list[str | bool] = []

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def status_bar(self) -> str | bool:
        return self.shown[-1] if self.shown else False

    @status_bar.setter
    def status_bar(self, said: str | bool) -> None:
        self.shown.append(said)

    def activate(self, steal_focus: bool = False) -> None:
        """There is one app, and nobody to see it."""

    def calculate(self) -> None:
        for book in self.books:
            book.document.calculateAll()


class Books(base_classes.Books):
    def __init__(self, app: App) -> None:
        self.app, self._desktop = app, app.engine.desktop

    def __iter__(self) -> Iterator[Book]:
        components = self._desktop.Components.createEnumeration()
        while components.hasMoreElements():
            document = components.nextElement()
            if document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
                yield Book(self.app, document)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __call__(self, key: int | str) -> Book:
        for place, book in enumerate(self, 1):
            if key in (place, book.name):
                return book
        raise KeyError(key)

    @property
    def active(self) -> Book:
        return list(self)[-1]

    def open(self, fullname: str, *_: Any, **__: Any) -> Book:
        return self._loaded(Path(fullname).resolve().as_uri())

    def add(self) -> Book:
        return self._loaded("private:factory/scalc")

    def _loaded(self, address: str) -> Book:
        document = self._desktop.loadComponentFromURL(
            address, "_blank", 0, excel_objects.properties(Hidden=True, MacroExecutionMode=4))
        if document is None:
            raise RuntimeError(f"LibreOffice cannot load {address}")
        return Book(self.app, document)


class Book(base_classes.Book):
    app = api = None  # attributes of an instance, in place of the properties of the base class

    def __init__(self, app: App, document: Any) -> None:
        self.app, self.document = app, document
        self.api = excel_objects.Workbook(document)
        self._formats: dict[int, tuple[str, bool]] = {}

    @property
    def fullname(self) -> str:
        import uno

        return uno.fileUrlToSystemPath(self.document.URL) if self.document.URL else self.name

    @property
    def name(self) -> str:
        return self.document.Title

    @cached_property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @cached_property
    def formulas(self) -> Formulas:
        return Formulas(self.document)

    def number_format(self, key: int) -> tuple[str, bool]:
        """As it is written, and whether it is one of text; a key never changes its meaning."""
        if key not in self._formats:
            found = self.document.NumberFormats.getByKey(key)
            self._formats[key] = found.FormatString, bool(found.Type & _TEXT_FORMAT)
        return self._formats[key]

    @property
    def names(self) -> Names:
        scoped = [(f"{sheet.name}!", sheet.sheet.NamedRanges) for sheet in self.sheets]
        return Names(self, [("", self.document.NamedRanges), *scoped])

    def save(self, path: str | None = None, password: str | None = None) -> None:
        assert password is None
        address = Path(path).resolve().as_uri() if path else self.document.URL
        self.document.storeAsURL(address, excel_objects.properties(FilterName=excel_objects.XLSX))

    def close(self) -> None:
        self.document.close(True)

    def activate(self) -> None:
        """Nobody sees which book is in front."""


class Sheets(base_classes.Sheets):
    """As in Excel's engine, ``in`` is not to be asked of them: it finds none."""

    def __init__(self, book: Book) -> None:
        self._book, self._sheets = book, book.document.Sheets

    def __len__(self) -> int:
        return int(self._sheets.Count)

    def __call__(self, key: int | str) -> Sheet:
        if isinstance(key, str):
            return Sheet(self._book, self._sheets.getByName(key), key)
        return Sheet(self._book, self._sheets.getByIndex(key - 1))

    def __iter__(self) -> Iterator[Sheet]:
        return (self(name) for name in self._sheets.ElementNames)

    @property
    def active(self) -> Sheet:
        return Sheet(self._book, self._book.document.CurrentController.ActiveSheet)

    def add(self, before: Sheet | None, after: Sheet | None, name: str) -> Sheet:
        place = before.index - 1 if before else after.index if after else len(self)
        self._sheets.insertNewByName(name, place)
        return self(name)


class Sheet(base_classes.Sheet):
    book = api = None

    def __init__(self, book: Book, sheet: Any, name: str | None = None) -> None:
        self.book, self.sheet, self._name = book, sheet, name
        self.api = excel_objects.Worksheet(sheet)

    @property
    def name(self) -> str:
        if self._name is None:
            self._name = self.sheet.Name
        return self._name

    @name.setter
    def name(self, name: str) -> None:
        self.sheet.Name = self._name = name

    @cached_property
    def index(self) -> int:
        return int(self.sheet.RangeAddress.Sheet) + 1

    @property
    def visible(self) -> bool:
        return bool(self.sheet.IsVisible)

    @visible.setter
    def visible(self, visible: bool) -> None:
        self.sheet.IsVisible = visible

    @property
    def names(self) -> Names:
        return Names(self.book, [("", self.sheet.NamedRanges)])

    @property
    def notes(self) -> list[Note]:
        found = ((each.Position, each) for each in self.sheet.Annotations)
        return [Note(self.range((place.Row + 1, place.Column + 1)), each) for place, each in found]

    def range(self, first: Any, second: Any = None) -> Range:
        if isinstance(first, str):
            assert len(first) <= 255  # what Excel takes
            return Range(self, *places_of(first))
        if isinstance(first, Range) and second is None:
            return first
        return Range(self, place_of(first, second))

    @property
    def cells(self) -> Range:
        whole = Range(self, (1, 1, 1_048_576, 16_384))
        whole.cells = self.sheet
        return whole

    @property
    def used_range(self) -> Range:
        cursor = self.sheet.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return Range.of(self, cursor)

    def clear(self) -> None:
        self.cells.clear()

    def delete(self) -> None:
        self.book.document.Sheets.removeByName(self.name)

    def activate(self) -> None:
        self.book.document.CurrentController.setActiveSheet(self.sheet)


class Names(base_classes.Names):
    """Names of a workbook, its sheets' own with the sheet before them, or of one sheet."""

    def __init__(self, book: Book, groups: list[tuple[str, Any]]) -> None:
        self._book, self._groups = book, groups

    def _all(self) -> list[Name]:
        return [Name(self._book, group, prefix, name)
                for prefix, group in self._groups for name in group.ElementNames]

    def snapshot(self) -> list[tuple[str, Name]]:
        return [(name.name, name) for name in self._all()]

    def __len__(self) -> int:
        return sum(group.Count for _, group in self._groups)

    def __call__(self, key: int | str) -> Name:
        if isinstance(key, int):
            return self._all()[key - 1]
        return next(name for name in self._all() if name.name == key)

    def contains(self, key: int | str) -> bool:
        return any(name.name == key for name in self._all())

    def add(self, name: str, refers_to: str) -> Name:
        import uno

        _, group = self._groups[0]
        content = self._book.formulas.to_office(refers_to).removeprefix("=")
        group.addNewByName(name, content, uno.createUnoStruct("com.sun.star.table.CellAddress"), 0)
        return self(name)


class Name(base_classes.Name):
    def __init__(self, book: Book, group: Any, prefix: str, name: str) -> None:
        self._book, self._group, self._prefix, self._name = book, group, prefix, name

    @property
    def name(self) -> str:
        return self._prefix + self._name

    @property
    def refers_to(self) -> str:
        return self._book.formulas.to_excel(self._group.getByName(self._name).Content)

    def delete(self) -> None:
        self._group.removeByName(self._name)


def add_engine(context: Any) -> xw.Engine:
    """The engine, known to xlwings and active."""
    engine = xw.Engine(impl=Engine(context))
    xw.engines.add(engine)
    engine.activate()
    return engine
