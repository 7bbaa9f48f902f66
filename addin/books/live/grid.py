"""A Grid read from an open workbook: values and formulas in one call each, the rest in as few as
their sameness allows. A call costs more than what it asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from typing import Any

import xlwings as xw

from addin.books.book import Area, Cell, Grid, Value, split_address
from addin.books.raw import value_of

KEPT_ROWS = 2_000
"""A form is never longer; a sheet that claims to be is read so far and called truncated."""
_KEPT_COLUMNS = 200
Place = tuple[int, int]


def grid_of(area: xw.Range, merges: tuple[Area, ...] | None = None, *, hidden: bool = False,
            protected: bool = False) -> Grid:
    """The cells of the range as they stand now, under their own addresses."""
    kept = _kept(area)
    contents = dict(_contents(kept))
    formats = dict(_number_formats(kept, [place for place, (value, _) in contents.items()
                                          if isinstance(value, Fraction)]))
    top, left = kept.row, kept.column
    cells = {(top + row, left + column): Cell(value, formula,
                                              formats.get((row, column), "General"))
             for (row, column), (value, formula) in contents.items()}
    return Grid(area.sheet.name, cells, merges_of(area) if merges is None else merges, protected,
                hidden, truncated=kept.shape[0] < area.shape[0])


def merges_of(area: xw.Range) -> tuple[Area, ...]:
    """The merged areas: what takes longest to ask of a host."""
    return tuple(_merges(_kept(area)))


def merge_of(cell: xw.Range) -> Area:
    """The merged area that covers the cell, or the cell alone: ``$B$2:$C$3`` is one call to the
    host, its four numbers would be six."""
    first, _, last = cell.merge_area.address.replace("$", "").partition(":")
    return Area(*split_address(first)[1:], *split_address(last or first)[1:])


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


def _contents(area: xw.Range) -> Iterator[tuple[Place, tuple[Value, str | None]]]:
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


def as_text(value: str) -> str:
    """A text that stays one: Excel would take 90% for a number and =12个月 for a formula."""
    return f"'{value}"


def _number_formats(area: xw.Range, wanted: Collection[Place]) -> Iterator[tuple[Place, str]]:
    """Formats of the number cells; of a range of mixed ones the host tells none, and its columns
    are asked."""
    common = area.number_format if wanted else None
    if common is not None:
        yield from ((place, common) for place in wanted)
        return
    for column in sorted({column for _, column in wanted}):
        yield from _column_formats(area, column, sorted(row for row, at in wanted if at == column))


def _column_formats(area: xw.Range, column: int,
                    rows: Sequence[int]) -> Iterator[tuple[Place, str]]:
    shared = area[rows[0]:rows[-1] + 1, column].number_format
    if shared is not None or len(rows) == 1:
        yield from (((row, column), shared or "General") for row in rows)
        return
    middle = len(rows) // 2
    yield from _column_formats(area, column, rows[:middle])
    yield from _column_formats(area, column, rows[middle:])


def _merges(area: xw.Range) -> Iterator[Area]:
    if area.merge_cells is False:
        return
    height, width = area.shape
    top, left = area.row, area.column
    rows = [row for row in range(height) if area[row, :].merge_cells is not False]
    columns = [column for column in range(width) if area[:, column].merge_cells is not False]
    covered: set[Place] = set()
    for row in rows:
        for column in columns:
            if (row, column) in covered:
                continue
            merged = merge_of(area[row, column])
            covered |= {(line - top, place - left) for line in range(merged.top, merged.bottom + 1)
                        for place in range(merged.left, merged.right + 1)}
            if (merged.top, merged.left) != (merged.bottom, merged.right):
                yield merged
