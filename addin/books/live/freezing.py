"""Formulas of an open sheet replaced by what they show: whole areas at once, arrays never in part.

Excel changes no part of an array, and only Value2 gives dates, currencies and truth values back as
they are stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import xlwings as xw

from addin.books.book import address
from addin.books.live.grid import as_text, rows_of

_FORMULAS = -4123
"""xlCellTypeFormulas."""


def freeze(sheet: xw.Sheet, wanted: Callable[[str], bool]) -> tuple[list[str], list[str]]:
    """Freeze the formulas that are ``wanted`` (as Excel shows them, ``=`` and all): the addresses
    frozen, and those left because they show an error."""
    frozen: list[str] = []
    wrong: list[str] = []
    for region in _regions(sheet, wanted):
        values = rows_of(region.api.Value2, region.shape)
        cells = [address(region.row + row, region.column + column, sheet.name)
                 for row, line in enumerate(values) for column in range(len(line))]
        if any(_is_error(value) for line in values for value in line):
            wrong += cells
        else:
            region.api.Value2 = _as_written(values)
            frozen += cells
    return frozen, wrong


def _regions(sheet: xw.Sheet, wanted: Callable[[str], bool]) -> Iterator[xw.Range]:
    """What can be written at once: an area of formulas, an array, a cell."""
    used = sheet.used_range.api
    if used.HasFormula is False:
        return
    done: set[tuple[int, int]] = set()
    for found in list(used.SpecialCells(_FORMULAS).Areas):
        area = sheet[found.Address.replace("$", "")]
        if _is_plain(area, wanted):
            yield area
            continue
        for row, line in enumerate(rows_of(area.formula, area.shape)):
            for column, formula in enumerate(line):
                place = area.row + row, area.column + column
                if place not in done and wanted(formula):
                    region = _whole(sheet, area[row, column])
                    done |= {(region.row + down, region.column + right)
                             for down in range(region.shape[0]) for right in range(region.shape[1])}
                    yield region


def _is_plain(area: xw.Range, wanted: Callable[[str], bool]) -> bool:
    """Whether all of an area is wanted, holds no array and shows no error."""
    formulas = rows_of(area.formula, area.shape)
    return (area.api.HasArray is False and not getattr(area.api, "HasSpill", False)
            and all(wanted(formula) for line in formulas for formula in line)
            and not any(_is_error(value) for line in rows_of(area.api.Value2, area.shape)
                        for value in line))


def _whole(sheet: xw.Sheet, cell: xw.Range) -> xw.Range:
    """The array that the cell belongs to, typed as one or spilled; else the cell."""
    if cell.api.HasArray:
        return sheet[cell.api.CurrentArray.Address.replace("$", "")]
    if getattr(cell.api, "HasSpill", False):  # Excel 2016 knows none
        return sheet[cell.api.SpillingToRange.Address.replace("$", "")]
    return cell


def _is_error(value: Any) -> bool:
    """Value2 gives every number as a double; only an error value comes as its code."""
    return isinstance(value, int) and not isinstance(value, bool)


def _as_written(values: Any) -> Any:
    """A text stays one when it is written back, whatever it looks like."""
    rows = tuple(tuple(as_text(value) if isinstance(value, str) else value for value in line)
                 for line in values)
    return rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else rows
