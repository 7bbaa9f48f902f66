"""Word tables that are one form: a head, the funds, the indicators and the signatures may each be a
table of its own, with columns of its own. Each keeps its cells' addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from addin.books.book import Grid, Readable
from addin.forms.blocks import names_project, titles_of
from addin.forms.funds import funds_table, unread_funds
from addin.forms.funds_said import funds_said
from addin.forms.heads import heads_of
from addin.library.words import Vocabulary
from scoring.filing import BLANK, Entry

_TITLE_ROWS = 2
"""A title inside a table stands in its first rows."""


def grids_of(book: Readable, words: Vocabulary, sheet: str | None = None) -> list[Grid]:
    """The workbook's sheets but our own, or the one meant; Word tables of one form as one grid
    under the name of the table of its indicators."""
    if sheet is not None and not (only := book.grid(sheet)).of_texts:
        return [only]
    own = book.own_sheets
    grids = [book.grid(name) for name in book.sheets if name not in own]
    joined = [grid for run in _runs(grids, words) for grid in _forms(run, words)]
    return [grid for grid in joined if sheet in (None, *grid.sheets)]


def loose_funds(grids: Sequence[Grid], form: str, forms: Set[str], words: Vocabulary) -> Entry:
    """The first figure of funds in a Word table that belongs to none of the ``forms`` and stands
    before this one: it may be the form's own, and was not read."""
    found = BLANK
    for grid in grids:
        if grid.name == form:
            break
        rows = range(grid.top, grid.bottom + 1) if grid.of_texts else ()
        here = unread_funds(grid, words, rows)
        found = BLANK if grid.name in forms else found if here.blank else here
    return found


def _runs(grids: Sequence[Grid], words: Vocabulary) -> list[list[Grid]]:
    """Tables that follow one another, none but the first with a title of its own."""
    runs: list[list[Grid]] = []
    for grid in grids:
        titled = next(titles_of(grid, words, range(grid.top, _TITLE_ROWS + 1)), None)
        if runs and grid.under == runs[-1][-1].name and titled is None:
            runs[-1].append(grid)
        else:
            runs.append([grid])
    return runs


def _forms(run: Sequence[Grid], words: Vocabulary) -> Iterator[Grid]:
    """The forms of the run, each around its table of indicators; without one, every table alone."""
    tables = [] if len(run) == 1 else [
        place for place, grid in enumerate(run) if heads_of(grid, words.columns, words.funds)]
    if not tables:
        yield from run
        return
    bounds = [0]
    for before, after in pairwise(tables):
        bounds.append(_next_form(run, bounds[-1], before, after, words))
    bounds.append(len(run))
    for table, (first, end) in zip(tables, pairwise(bounds), strict=True):
        yield _joined(run[table], run[first:table], run[table + 1:end])


def _next_form(run: Sequence[Grid], first: int, before: int, after: int, words: Vocabulary) -> int:
    """Where the form of the second table of indicators begins: at a table that names a project, or
    at one of funds where the form before it has its own; else at the indicators themselves."""
    funded = any(_tells_funds(grid, words) for grid in run[first:before + 1])
    for place in range(before + 1, after):
        grid = run[place]
        funds = _tells_funds(grid, words)
        if (funds and funded) or any(names_project(grid, words, row) for row in grid.rows()):
            return place
        funded = funded or funds
    return after


def _tells_funds(grid: Grid, words: Vocabulary) -> bool:
    rows = range(grid.top, grid.bottom + 1)
    return bool(funds_table(grid, words, rows) or funds_said(grid, words, rows))


def _joined(grid: Grid, above: Sequence[Grid], below: Sequence[Grid]) -> Grid:
    """The grid of the indicators, whose rows keep their numbers, with the other tables' rows before
    and after its own. A line between two tables belongs to both and stands there once."""
    cells, merges = dict(grid.cells), list(grid.merges)
    elsewhere: dict[int, tuple[str, int]] = {}
    top, bottom = min(grid.top, 1), max(grid.bottom, grid.length)
    shifts: list[tuple[Grid, range, int]] = []
    for table in reversed(above):
        rows = range(min(table.top, 1), table.length + 1)
        shifts.append((table, rows, top - rows.stop))
        top -= len(rows)
    for table in below:
        rows = range(1, max(table.bottom, table.length) + 1)
        shifts.append((table, rows, bottom))
        bottom += len(rows)
    for table, rows, shift in shifts:
        cells.update({(row + shift, column): cell for (row, column), cell in table.cells.items()
                      if row in rows})
        merges += [area._replace(top=area.top + shift, bottom=area.bottom + shift)
                   for area in table.merges if area.top in rows]
        elsewhere.update({row + shift: (table.name, row) for row in rows})
    return replace(grid, cells=cells, merges=tuple(merges), elsewhere=elsewhere)
