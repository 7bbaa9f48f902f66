"""One sheet of 审核结果.xlsx: title, note, head and rows, ready to be printed and filtered.

Rows are written one by one and not kept: memory does not grow with them.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from addin.books.height import grown
from addin.books.texts import choice
from addin.pages.review.cells import SIZE, Formula, Pens, Row, Value, text_of
from addin.pages.review.tables import LINK, Table

HEAD = 3
"""The row of the column heads, below the title and the note."""
_NOTE = 2
MOST_ROWS = 1_048_576
_SPARE, _TALLEST, _LOWEST = 4, 200.0, 18.0
_A3, _A4, _WIDEST_A4 = 8, 9, 150
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Filled:
    """A sheet with its rows, which can be gone through more than once."""

    table: Table
    rows: Callable[[], Iterator[Row]]
    count: int
    note: str = ""

    def without(self, *names: str) -> Filled:
        """The sheet without these columns."""
        columns = tuple(each for each in self.table.columns if each.name not in names)
        return replace(self, table=replace(self.table, columns=columns))


def paper(sheets: Iterable[Filled]) -> int:
    """One size for the whole workbook, so that nobody changes the paper in between: A3 where one of
    the sheets is too wide to be read on A4."""
    widest = max((_width(each.table) for each in sheets if not each.table.hidden), default=0)
    return _A3 if widest > _WIDEST_A4 else _A4


def write_sheet(book: Workbook, filled: Filled, title: str, csv_file: Path, size: int,
                most: int = MOST_ROWS) -> tuple[Worksheet, dict[str, str]]:
    """The sheet at the end of the book, to be printed on paper of this ``size``, and the results of
    its formulas by cell. Rows past Excel's own limit, or past ``most``, go into ``csv_file``, which
    holds the whole list."""
    table, results = filled.table, dict[str, str]()
    sheet = book.create_sheet(table.name)
    _set_up(sheet, table)
    pens = Pens(sheet, table)
    room = most - HEAD
    note = filled.note or table.note
    if filled.count > room:
        note = f"共 {filled.count} 行，一张表放不下，这里是前 {room} 行，全部在 {csv_file.name}。{note}"
        _write_csv(csv_file, filled)
    tall = grown(note, _width(table), SIZE, [_LOWEST])[0]
    for number, height in ((1, 28.0), (_NOTE, tall), (HEAD, 30.0)):
        sheet.row_dimensions[number].height = height
    sheet.append([pens.title(f"{title}　{table.name}")])
    sheet.append([pens.note(note, wrapped=tall > _LOWEST)])
    if tall > _LOWEST:  # nothing of it is cut off in print
        sheet.merged_cells.add(f"A{_NOTE}:{get_column_letter(_printed(table))}{_NOTE}")
    sheet.append([pens.head(column) for column in table.columns])
    last = HEAD
    for last, row in enumerate(_first(filled.rows(), room), HEAD + 1):
        _append(sheet, table, pens, last, row)
        results |= {f"{get_column_letter(table.at(name))}{last}": text_of(value)
                    for name, value in row.items() if isinstance(value, Formula)}
    _finish(sheet, table, last)
    sheet.page_setup.paperSize = size
    return sheet, results


def _first(rows: Iterator[Row], most: int) -> Iterator[Row]:
    return (row for row, _ in zip(rows, range(most), strict=False))


def _append(sheet: Worksheet, table: Table, pens: Pens, number: int, row: Row) -> None:
    height = _LOWEST
    for column in table.columns:
        value = row.get(column.name)
        if isinstance(value, str) and not column.hidden:
            height = max(height, grown(value, column.width, SIZE, [_LOWEST])[0])
    sheet.row_dimensions[number].height = min(height, _TALLEST)
    sheet.append([pens.cell(column, row.get(column.name), number) for column in table.columns])
    del sheet.row_dimensions[number]


def _set_up(sheet: Worksheet, table: Table) -> None:
    """What stands before the rows in the file."""
    for place, column in enumerate(table.columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width, dimension.hidden = column.width, column.hidden
    sheet.freeze_panes = f"{get_column_letter(table.frozen + 1)}{HEAD + 1}"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.sheet_state = "hidden" if table.hidden else "visible"
    sheet.sheet_view.zoomScale = 90


def _printed(table: Table) -> int:
    """So many columns are printed: the links lead nowhere on paper."""
    names = [column.name for column in table.columns]
    return names.index(LINK) if LINK in names else len(names)


def _width(table: Table) -> int:
    """Of the columns that are printed, in characters."""
    return sum(column.width for column in table.columns[:_printed(table)] if not column.hidden)


def _finish(sheet: Worksheet, table: Table, last: int) -> None:
    """What stands behind them: filter, print set-up, lists to choose from."""
    width, printed = len(table.columns), _printed(table)
    end = max(last, HEAD + 1)
    sheet.auto_filter.ref = f"A{HEAD}:{get_column_letter(width)}{end}"
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    if table.hidden:  # LibreOffice prints hidden sheets: an empty cell is no page
        spare = f"{get_column_letter(width + 1)}1"
        sheet.print_area = f"{spare}:{spare}"
    elif not table.charted:
        sheet.print_area = f"A1:{get_column_letter(printed)}{end}"
    sheet.page_setup.orientation = "landscape"
    sheet.print_options.horizontalCentered = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.center.text = f"{table.name}　第&P页，共&N页"
    for place, column in enumerate(table.columns, 1):
        if (made := choice(column.choices, column.name) if column.choices else None) is not None:
            letter = get_column_letter(place)
            made.add(f"{letter}{HEAD + 1}:{letter}{end + _SPARE}")
            sheet.data_validations.append(made)


def _write_csv(file: Path, filled: Filled) -> None:
    """The whole list, as Excel opens a CSV: with a mark of its encoding, and no text a formula."""
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(column.name for column in filled.table.columns)
        for row in filled.rows():
            out.writerow(_plain(row.get(column.name)) for column in filled.table.columns)


def _plain(value: Value) -> str:
    text = text_of(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA_SIGNS) else text
