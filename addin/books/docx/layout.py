"""The cells of a Word table in the columns of its grid: spans, merges, skipped columns.

Rows and cells are found through content controls and inserted rows; rows that a tracked change
deletes are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from addin.books.book import Area
from addin.books.docx.borders import Columns, Extent
from addin.books.docx.word_text import MOST_COLUMNS, cells, property_of, rows, setting, value_of
from addin.package.xml import Element, local, whole

MOST_ROWS = 2_000
"""A table with more rows is no form; no more of them are looked at."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell: the columns and rows that it takes, and the element that holds its content."""

    area: Area
    element: Element


@dataclass(frozen=True, slots=True)
class _Span:
    """A cell within its row; ``merge`` is its vertical one: restart, continue or none."""

    left: int
    right: int
    merge: str
    element: Element


def table_rows(table: Element) -> list[Element]:
    """The rows that the table shows, as many as are looked at."""
    found: list[Element] = []
    for row in rows(table):
        if property_of(row, "trPr", "del") is None:
            found.append(row)
            if len(found) == MOST_ROWS:
                break
    return found


def placed(table_rows: list[Element], widths: Sequence[int] = ()) -> list[Placed]:
    """The cells of the rows, in the order of the document; ``widths`` are those of the columns.

    A cell continues the one above it where both take the same columns; a continued cell's own
    content is not shown.
    """
    found: list[Placed] = []
    rows_of_spans = [list(_spans(row)) for row in table_rows]
    grid = Columns(widths, ((span.left, span.right) for spans in rows_of_spans for span in spans))
    above: dict[Extent, int] = {}
    for number, spans in enumerate(rows_of_spans, 1):
        below: dict[Extent, int] = {}
        for span in spans:
            columns = left, right = grid.extent(span.left, span.right)
            if span.merge == "continue" and columns in above:
                index = above[columns]
                begun = found[index]
                area = begun.area._replace(bottom=number)
                found[index] = Placed(area, begun.element)
            else:
                index = len(found)
                found.append(Placed(Area(number, left, number, right), span.element))
            if span.merge:
                below[columns] = index
        above = below
    return found


def column_count(table_rows: list[Element]) -> int:
    """How many columns the widest row takes."""
    return max((span.right for row in table_rows for span in _spans(row)), default=0)


def widths_of(table: Element) -> list[int]:
    """The widths of the grid's columns in twips, as far as the table says them."""
    return [whole(next((str(value) for name, value in node.attrib.items()
                        if str(name).endswith("}w")), None))
            for grid in table if local(grid) == "tblGrid"
            for node in grid if local(node) == "gridCol"]


def _spans(row: Element) -> Iterator[_Span]:
    """The row's cells; those that an old-style horizontal merge joins are one."""
    joined: _Span | None = None
    for span in _cells(row):
        if joined is not None and _merge(span.element, "hMerge") == "continue":
            joined = _Span(joined.left, span.right, joined.merge, joined.element)
            continue
        if joined is not None:
            yield joined
        joined = span
    if joined is not None:
        yield joined


def _cells(row: Element) -> Iterator[_Span]:
    left = 1 + setting(row, "trPr", "gridBefore", 0)
    for cell in cells(row):
        right = left + max(1, setting(cell, "tcPr", "gridSpan", 1)) - 1
        if right > MOST_COLUMNS:
            return
        yield _Span(left, right, _merge(cell, "vMerge"), cell)
        left = right + 1


def _merge(cell: Element, kind: str) -> str:
    """``restart``, ``continue`` (also where nothing is said) or nothing at all."""
    found = property_of(cell, "tcPr", kind)
    return "" if found is None else value_of(found) or "continue"
