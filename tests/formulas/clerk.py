"""A clerk at a real LibreOffice: types into cells, inserts and copies rows, pastes, saves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.live.office import office

NUMBER = 1
"""com.sun.star.sheet.FormulaResult.VALUE."""


class Clerk:
    """One open workbook."""

    def __init__(self, context: Any, document: Any) -> None:
        self._context, self.document = context, document

    def types(self, sheet: str, cells: Mapping[str, str]) -> None:
        """Each text is entered as at the keyboard: ``125%`` becomes a number shown as a percentage.
        What begins with = is typed as a text, as into the cell of a form it is."""
        for cell, text in cells.items():
            if text.startswith("="):
                self._sheet(sheet).getCellRangeByName(cell).setString(text)
                continue
            self._at(sheet, cell)
            self._do("EnterString", StringName=text)

    def shows(self, sheet: str, cell: str) -> str:
        shown: str = self._sheet(sheet).getCellRangeByName(cell).String
        return shown

    def formula(self, sheet: str, cell: str) -> str:
        written: str = self._sheet(sheet).getCellRangeByName(cell).Formula
        return written

    def writes_formula(self, sheet: str, cell: str, formula: str) -> None:
        self._sheet(sheet).getCellRangeByName(cell).setFormula(formula)

    def inserts_row(self, sheet: str, above: int) -> None:
        self._sheet(sheet).Rows.insertByIndex(above - 1, 1)

    def copies(self, sheet: str, area: str, onto: str) -> None:
        """Copies the cells, formulas and all, to where ``onto`` is the first of them."""
        found = self._sheet(sheet)
        found.copyRange(found.getCellRangeByName(onto).CellAddress,
                        found.getCellRangeByName(area).RangeAddress)

    def copies_sheet(self, sheet: str, name: str, before: int) -> None:
        """A copy of the sheet in the same workbook, before the one that is counted so from 0."""
        self.document.Sheets.copyByName(sheet, name, before)

    def pastes(self, sheet: str, cells: Mapping[str, float]) -> None:
        """Puts numbers over whatever stands there: no limit of a cell holds what is pasted."""
        for cell, value in cells.items():
            self._sheet(sheet).getCellRangeByName(cell).setValue(value)

    def pastes_values(self, sheet: str, *cells: str) -> None:
        """Copies cells and pastes their values over themselves."""
        for cell in cells:
            found = self._sheet(sheet).getCellRangeByName(cell)
            value, text = found.Value, found.String
            found.setValue(value) if found.FormulaResultType2 == NUMBER else found.setString(text)

    def saves(self, path: Path) -> Path:
        self.document.storeToURL(path.as_uri(), (
            self._named("FilterName", "Calc MS Excel 2007 XML"),))
        return path

    def _at(self, sheet: str, cells: str) -> None:
        controller = self.document.CurrentController
        controller.setActiveSheet(self._sheet(sheet))
        controller.select(self._sheet(sheet).getCellRangeByName(cells))

    def _do(self, command: str, **arguments: str) -> None:
        dispatcher = self._context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.DispatchHelper", self._context)
        given = tuple(self._named(name, value) for name, value in arguments.items())
        dispatcher.executeDispatch(self.document.CurrentController.Frame, f".uno:{command}", "",
                                   0, given)

    def _sheet(self, name: str) -> Any:
        return self.document.Sheets.getByName(name)

    def _named(self, name: str, value: object) -> Any:
        import uno

        given = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        given.Name, given.Value = name, value
        return given


@contextmanager
def clerks() -> Iterator[Any]:
    """A function that opens a workbook in one running LibreOffice."""
    with office() as context:
        desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context)

        def opens(path: Path) -> Clerk:
            clerk = Clerk(context, None)
            hidden = clerk._named("Hidden", True)
            clerk.document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (hidden,))
            assert clerk.document is not None
            return clerk

        yield opens
