"""Columns that nobody sees and that were read all the same, and those that stand there twice."""

from __future__ import annotations

from collections.abc import Iterator

from addin.books.book import column_letters, shown
from addin.forms.finder import Found
from scoring.findings.finding import Finding, finding


def columns_told(found: Found) -> Iterator[Finding]:
    """One line for all hidden columns from which figures or texts were read, and one for each
    column beside another of the very same header that says something else."""
    grid = found.grid
    read = [(column.header.area.top, column.place) for column in found.assigned.columns
            if column.hidden and not column.empty and column.place in found.columns.values()]
    if found.funds is not None:
        read += [(found.funds.row, place) for place in sorted({*found.funds_columns.values()})
                 if grid.hides(place)]
    if read:
        yield finding("column-hidden", *(grid.address(*place) for place in read), names="、".join(
            f"“{_header(found, *place)}”（{column_letters(place[1])} 列）" for place in read))
    for column, other in found.assigned.twice:
        places = [(each.header.area.top, each.place) for each in (column, other)]
        yield finding("column-twice", *(grid.address(*place) for place in places),
                      column=_header(found, *places[0]), read=column_letters(column.place),
                      other=column_letters(other.place))


def _header(found: Found, row: int, column: int) -> str:
    return "".join(shown(found.grid.seen(row, column)).split())
