"""A Grid read from an open workbook: values and formulas in one call each, the rest as needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import xlwings as xw

from addin.books.book import Area, Cell, CellError, Grid, Value
from scoring.exact import from_double

KEPT_ROWS = 2_000
"""A form is never longer; a sheet that claims to be is read so far and called truncated."""
_KEPT_COLUMNS = 200
_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")


def grid_of(area: xw.Range, merges: tuple[Area, ...] | None = None, *, hidden: bool = False,
            protected: bool = False) -> Grid:
    """The cells of the range as they stand now, under their own addresses."""
    kept = _kept(area)
    contents = dict(_contents(kept))
    formats = dict(_number_formats(kept, {place for place, (value, _) in contents.items()
                                          if isinstance(value, Fraction)}))
    top, left = kept.row, kept.column
    cells = {(top + row, left + column): Cell(value, formula,
                                              formats.get((row, column), "General"))
             for (row, column), (value, formula) in contents.items()}
    return Grid(area.sheet.name, cells, merges_of(area) if merges is None else merges, protected,
                hidden, truncated=kept.shape[0] < area.shape[0])


def merges_of(area: xw.Range) -> tuple[Area, ...]:
    """The merged areas: what takes longest to ask of a host."""
    return tuple(_merges(_kept(area)))


def _kept(area: xw.Range) -> xw.Range:
    rows, columns = area.shape
    if rows <= KEPT_ROWS and columns <= _KEPT_COLUMNS:
        return area
    return area.resize(min(rows, KEPT_ROWS), min(columns, _KEPT_COLUMNS))


def rows_of(content: Any, shape: tuple[int, int]) -> Sequence[Sequence[Any]]:
    """What the host gives for a range, as rows: one cell comes bare, and one row may come flat."""
    if shape == (1, 1):
        return [[content if not isinstance(content, list | tuple) else _first(content)]]
    if shape[0] == 1 and not isinstance(content[0], list | tuple):
        return [content]
    return content  # type: ignore[no-any-return]


def _first(content: Any) -> Any:
    return _first(content[0]) if isinstance(content, list | tuple) else content


def _contents(area: xw.Range) -> Iterator[tuple[tuple[int, int], tuple[Value, str | None]]]:
    values = area.options(ndim=2, err_to_str=True).value
    formulas = rows_of(area.formula, area.shape)
    for row, (line, written) in enumerate(zip(values, formulas, strict=True)):
        for column, (raw, formula) in enumerate(zip(line, written, strict=True)):
            value = value_of(raw)
            made = _formula(formula, raw)
            if value is not None or made is not None:
                yield (row, column), (value, made)


def _formula(written: Any, raw: Any) -> str | None:
    """A constant is its own formula to Excel, even a text that begins with =, as in =12个月."""
    if isinstance(written, str) and written.startswith("=") and written != raw:
        return written[1:]
    return None


def value_of(raw: Any) -> Value:
    """One value as xlwings gives it, exact."""
    match raw:
        case None | bool():
            return raw
        case float():
            return from_double(raw)
        case int() | Decimal():
            return Fraction(raw)
        case datetime():
            plain = raw.replace(tzinfo=None)
            return plain.date().isoformat() if plain.time() == time() else plain.isoformat()
        case date():
            return raw.isoformat()
        case str() if raw in _ERRORS:
            return CellError(raw)
    return str(raw)


def _number_formats(area: xw.Range,
                    wanted: set[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], str]]:
    """Formats of the number cells; a range of mixed ones tells none, and is asked row by row."""
    common = area.number_format if wanted else None
    for row in sorted({row for row, _ in wanted}):
        columns = [column for number, column in wanted if number == row]
        shared = common or area[row, :].number_format
        for column in columns:
            yield (row, column), shared or area[row, column].number_format or "General"


def _merges(area: xw.Range) -> Iterator[Area]:
    if area.merge_cells is False:
        return
    rows, columns = area.shape
    covered: set[tuple[int, int]] = set()
    for row in range(rows):
        if area[row, :].merge_cells is False:
            continue
        for column in range(columns):
            if (row, column) in covered or not (cell := area[row, column]).merge_cells:
                continue
            merged = cell.merge_area
            tall, wide = merged.shape
            top, left = merged.row, merged.column
            covered |= {(top - area.row + down, left - area.column + right)
                        for down in range(tall) for right in range(wide)}
            yield Area(top, left, top + tall - 1, left + wide - 1)
