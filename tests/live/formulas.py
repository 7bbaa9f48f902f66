"""Formulas between Excel's way of writing them and LibreOffice's."""

from __future__ import annotations

from typing import Any

_OWN, _EXCEL = 0, 3
"""com.sun.star.sheet.AddressConvention: CALC_OOO and XL_OOX."""


class Formulas:
    """One document's formulas in both writings, by LibreOffice's own parser."""

    def __init__(self, document: Any) -> None:
        import uno

        self._parser = document.createInstance("com.sun.star.sheet.FormulaParser")
        self._parser.CompileEnglish = True
        self._place = uno.createUnoStruct("com.sun.star.table.CellAddress")

    def to_office(self, formula: str) -> str:
        """``=SUM('自评表'!A1:A3,1)`` as LibreOffice takes it."""
        return self._between(formula, _EXCEL, _OWN)

    def to_excel(self, formula: str) -> str:
        """A formula of LibreOffice as Excel shows it."""
        return self._between(formula, _OWN, _EXCEL)

    def _between(self, formula: str, source: int, target: int) -> str:
        self._parser.FormulaConvention = source
        tokens = self._parser.parseFormula(formula.removeprefix("="), self._place)
        self._parser.FormulaConvention = target
        return "=" + self._parser.printFormula(tokens, self._place)
