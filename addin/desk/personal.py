"""Personal data beside the rows of a form, found as 公开版 finds it: who filled it in, and so on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction

from addin.books.book import Area, Cell, Grid
from addin.forms.read import Form
from scoring.findings.finding import Finding, finding
from scoring.personal import Kind, Spot, label_cell, of_cell, of_table, trailing_label
from scoring.personal.table import Asked
from scoring.values.exact import show

_NEAR = 2
"""So many cells beside a label, or below it, may hold what it asks for."""
_LONG = 100
_CODES = "personal-"


def beside_rows(form: Form, told: Iterable[Finding]) -> Iterator[Finding]:
    """One finding about all cells that hold personal data of which nothing was ``told`` yet."""
    grid, read = form.found.grid, {*form.found.slots}
    rows = [row for row in grid.rows() if row not in read]
    fields = {entry.cell for entry in form.filing.fields.values()}
    if not any(_holds(grid, row, column, fields) for row in rows for column in grid.lines[row]):
        return
    known = {cell for each in told if each.code.code.startswith(_CODES) for cell in each.cells}
    yield from _told([(grid.address(spot.top, spot.left), {each.kind for each in of})
                      for spot, of in of_table(list(_spots(grid)))], known)


def _told(found: Iterable[tuple[str, Collection[Kind]]],
          known: Collection[str]) -> Iterator[Finding]:
    new = [(cell, kinds) for cell, kinds in found if cell not in known]
    counts = Counter(kind for _, kinds in new for kind in kinds)
    if counts:
        said = "、".join(f"{kind}{counts[kind]}处" for kind in Kind if counts[kind])
        yield finding("personal-beside", *(cell for cell, _ in new), said=said)


def _holds(grid: Grid, row: int, column: int, fields: Collection[str]) -> bool:
    """Whether a cell holds something personal, or is a label of one that does. The long texts of
    the form's ``fields`` were looked at already."""
    text = grid.at(row, column).value
    if not isinstance(text, str) or (
            len(text) > _LONG and grid.address(row, column) in fields):
        return False
    if labels := label_cell(text):
        asks = any(each.kind is not Kind.KEPT for each in labels)
        return asks and _answered(grid, grid.area(row, column), text)
    label = trailing_label(text)
    return bool(of_cell(text, None) or (label and _answered(grid, grid.area(row, column), label)))


def _answered(grid: Grid, area: Area, label: str) -> bool:
    """Whether a cell near a label holds what it asks for."""
    beside = [grid.corner(area.top, area.right + step) for step in range(1, _NEAR + 1)]
    below = [(area.bottom + step, area.left) for step in range(1, _NEAR + 1)]
    texts = (_text(grid.at(*place)) for place in (*beside, *below))
    return any(of_cell(text, Asked(label)) for text in texts if text)


def _spots(grid: Grid) -> Iterator[Spot]:
    """The cells and the merged areas, with or without a text."""
    for row, column in sorted({*grid.cells, *((area.top, area.left) for area in grid.merges)}):
        cell, area = grid.at(row, column), grid.area(row, column)
        yield Spot(row, column, area.bottom, area.right, _text(cell),
                   isinstance(cell.value, Fraction))


def _text(cell: Cell) -> str:
    value = cell.value
    return value if isinstance(value, str) else show(value) if isinstance(value, Fraction) else ""
