"""资金管理情况 of a form of a transfer payment: a table of its own, what was done and what is wrong of
分配科学性, 下达及时性 …, as one text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from addin.books.book import Area, Grid
from addin.forms.cells import entry_seen
from scoring.filing import Entry
from scoring.findings.words import says_nothing

MANAGED = "资金管理情况"


def managed(grid: Grid) -> Mapping[str, Entry]:
    """The text as a field of its table's name; nothing where no row of the table is filled."""
    for row, column in sorted(grid.cells):
        if _text(grid, row, column) == MANAGED:
            area = grid.area(row, column)
            if said := "；".join(_lines(grid, area)):
                return {MANAGED: Entry(text=f"{said}。", cell=grid.address(row, column))}
    return {}


def _lines(grid: Grid, area: Area) -> Iterator[str]:
    """Each filled row below the table's head: its name, then what stands below each heading."""
    places = [column for line, column in sorted(grid.cells)
              if line == area.top and column > area.right and _text(grid, line, column)]
    heads = {column: _text(grid, area.top, column) for column in places}
    for row in range(area.top + 1, area.bottom + 1) if heads else ():
        name = "".join(_text(grid, row, column) for column in range(area.right + 1, min(heads)))
        said = [text if place == 0 else f"{head}：{text}"
                for place, (column, head) in enumerate(heads.items())
                if not says_nothing(text := _text(grid, row, column).rstrip("。；;"))]
        if name and said:
            yield f"{name}：{'，'.join(said)}"


def _text(grid: Grid, row: int, column: int) -> str:
    area = grid.area(row, column)
    if (area.top, area.left) != (row, column):
        return ""
    return "".join(entry_seen(grid, row, column).text.split())
