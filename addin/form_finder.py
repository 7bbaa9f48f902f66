"""Finding an official form on a sheet by its header texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from addin.book import Grid, shown
from addin.form_map import Column, FormMap, plain_label

Places = Mapping[str, int]
"""Role or column name → column number."""


@dataclass(frozen=True)
class Found:
    """A form on a sheet: its map, and where its tables begin and end."""

    map: FormMap
    grid: Grid
    header_row: int
    columns: Places
    slots: tuple[int, ...]
    """Rows that may hold an indicator, filled in or not."""
    total_row: int | None
    funds_row: int | None
    funds_columns: Places
    agreement: int
    """How many of the map's texts were found: the best map wins."""


def find_form(grid: Grid, maps: Iterable[FormMap]) -> Found | None:
    """The form on the sheet that agrees best with one of the maps; None where none fits."""
    index = _texts(grid)
    found = [one for one in (_fit(grid, index, each) for each in maps) if one is not None]
    return max(found, key=lambda one: one.agreement, default=None)


def _texts(grid: Grid) -> dict[int, dict[int, str]]:
    """Plain texts by row and column as a reader sees them, merges spread over their rows."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in grid.cells.items():
        if isinstance(cell.value, str) and (text := plain_label(cell.value)):
            area = grid.area(row, column)
            for each in range(row, min(area.bottom, row + 400) + 1):
                rows.setdefault(each, {})[column] = text
    return rows


def _fit(grid: Grid, index: Mapping[int, Mapping[int, str]], form: FormMap) -> Found | None:
    header = _table_header(index, form)
    if header is None:
        return None
    row, columns = header
    funds_row, funds_columns = _funds_header(index, form, row)
    if form.funds is not None and funds_row is None and not form.funds.optional:
        return None
    last = max(index, default=row)
    total = _total_row(index, form, row, last, columns)
    anchor = columns.get("level3", columns.get("level2", 1))
    slots = tuple(r for r in range(row + 1, total or last + 1)
                  if grid.area(r, anchor).top == r and grid.area(r, anchor).top > row)
    titles = {text for r in index if r < row for text in index[r].values()}
    agreement = len(columns) + len(funds_columns) + 20 * any(
        plain_label(title) in text for title in form.title for text in titles)
    return Found(form, grid, row, columns, slots, total, funds_row, funds_columns, agreement)


def _table_header(index: Mapping[int, Mapping[int, str]], form: FormMap) -> tuple[int, Places] | None:
    best: tuple[int, Places] | None = None
    for row in sorted(index):
        columns = _columns(index[row], form.table.columns)
        if columns is not None and (best is None or len(columns) > len(best[1]) or (
                len(columns) == len(best[1]) and row == best[0] + 1)):
            best = row, columns
    return best


def _columns(texts: Mapping[int, str], wanted: Mapping[str, Column]) -> Places | None:
    """Each role's column in this row; None where a required one is missing."""
    found: dict[str, int] = {}
    for role, column in wanted.items():
        headers = {plain_label(header) for header in column.header}
        beyond = found.get(column.after, 0)
        place = next((c for c in sorted(texts) if texts[c] in headers and c > beyond
                      and c not in found.values()), None)
        if place is not None:
            found[role] = place
        elif not column.optional:
            return None
    return found


def _funds_header(index: Mapping[int, Mapping[int, str]], form: FormMap,
                  before: int) -> tuple[int | None, Places]:
    if form.funds is None:
        return None, {}
    for row in sorted(index):
        if row >= before:
            break
        wanted = {name: Column(header=texts) for name, texts in form.funds.columns.items()}
        if (columns := _columns(index[row], wanted)) is not None:
            return row, columns
    return None, {}


def _total_row(index: Mapping[int, Mapping[int, str]], form: FormMap, header: int, last: int,
               columns: Places) -> int | None:
    words = {plain_label(word) for word in form.table.total}
    left = columns.get("level1", 1)
    for row in range(header + 1, last + 1):
        if any(text in words and column <= columns.get("weight", 99) and column >= left - 2
               for column, text in index.get(row, {}).items()):
            return row
    return None


def looked_for(maps: Iterable[FormMap]) -> Iterator[str]:
    """The header texts of each map, for the message when nothing was recognised."""
    for form in maps:
        headers = "、".join(c.header[0] for c in form.table.columns.values() if not c.optional)
        yield f"{form.name}：{headers}"


def text_at(grid: Grid, row: int, column: int) -> str:
    return shown(grid.seen(row, column))
