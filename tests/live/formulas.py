"""Formulas between Excel's way of writing them and LibreOffice's."""

from __future__ import annotations

from typing import Any

_OWN, _EXCEL = 0, 3
"""com.sun.star.sheet.AddressConvention: CALC_OOO and XL_OOX."""


class Formulas:
    """One document's formulas in both writings, by LibreOffice's own parser."""

    def __init__(self, document: Any) -> None:
        import uno

        self._own, self._excel = _parser(document, _OWN), _parser(document, _EXCEL)
        self._place = uno.createUnoStruct("com.sun.star.table.CellAddress")
        self._known: dict[str, str] = {}

    def to_office(self, formula: str) -> str:
        """``=SUM('自评表'!A1:A3,1)`` as LibreOffice takes it."""
        return self._between(formula, self._excel, self._own)

    def to_excel(self, formula: str) -> str:
        """A formula of LibreOffice as Excel shows it; a sheet is read many times over."""
        if formula not in self._known:
            self._known[formula] = self._between(formula, self._own, self._excel)
        return self._known[formula]

    def _between(self, formula: str, source: Any, target: Any) -> str:
        tokens = source.parseFormula(formula.removeprefix("="), self._place)
        return "=" + target.printFormula(tokens, self._place)


def _parser(document: Any, convention: int) -> Any:
    parser = document.createInstance("com.sun.star.sheet.FormulaParser")
    parser.CompileEnglish, parser.FormulaConvention = True, convention
    return parser
