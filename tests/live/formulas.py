"""Formulas between Excel's way of writing them and LibreOffice's."""

from __future__ import annotations

from typing import Any

_OWN, _EXCEL = 0, 3
"""com.sun.star.sheet.AddressConvention: CALC_OOO and XL_OOX."""


def to_office(document: Any, formula: str) -> str:
    """``=SUM('自评表'!A1:A3,1)`` as LibreOffice takes it."""
    return _between(document, formula, _EXCEL, _OWN)


def to_excel(document: Any, formula: str) -> str:
    """A formula of LibreOffice as Excel shows it."""
    return _between(document, formula, _OWN, _EXCEL)


def _between(document: Any, formula: str, source: int, target: int) -> str:
    import uno

    parser = document.createInstance("com.sun.star.sheet.FormulaParser")
    parser.CompileEnglish = True
    place = uno.createUnoStruct("com.sun.star.table.CellAddress")
    parser.FormulaConvention = source
    tokens = parser.parseFormula(formula.removeprefix("="), place)
    parser.FormulaConvention = target
    return "=" + parser.printFormula(tokens, place)
