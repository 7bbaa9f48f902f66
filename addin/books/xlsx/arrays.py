"""Which cells show the results of an array formula or a data table that stands in another cell.

The file says only how far the results reach. That is believed where it can't be otherwise: the
formula stands in the first of its cells, and every other one holds a computed value and nothing
else. A cell that somebody may have typed into is nobody's result.
"""

from __future__ import annotations

from addin.books.book import Area
from addin.books.xlsx.places import area
from addin.books.xlsx.sheet import Place, placed_cells, placed_rows
from addin.package.xml import Element, namespace

_TYPED = ("s", "inlineStr", "d")
"""How texts and days are stored that no formula has computed."""


def results(root: Element) -> dict[Place, tuple[Place, ...]]:
    """By the place of the formula the other cells that surely show its results."""
    main = namespace(root)
    if not any(node.get("ref") and node.get("t") in ("array", "dataTable")
               for node in root.iter(f"{main}f")):
        return {}
    cells = {(row, column): node for row, row_node in placed_rows(root)
             for column, node in placed_cells(row_node, f"{main}c")}
    found: dict[Place, tuple[Place, ...]] = {}
    left = len(cells)
    for place, node in cells.items():
        extent = _extent(node, main)
        if extent is None or (extent.top, extent.left) != place or _size(extent) > left:
            continue
        left -= _size(extent)  # results never overlap: all together are no more than the cells
        others = [(row, column) for row in range(extent.top, extent.bottom + 1)
                  for column in range(extent.left, extent.right + 1) if (row, column) != place]
        if all(each in cells and _computed(cells[each], main) for each in others):
            found[place] = tuple(others)
    return found


def _extent(node: Element, main: str) -> Area | None:
    formula = node.find(f"{main}f")
    if formula is None or formula.get("t") not in ("array", "dataTable"):
        return None
    return area(formula.get("ref", ""))


def _size(extent: Area) -> int:
    return (extent.bottom - extent.top + 1) * (extent.right - extent.left + 1)


def _computed(node: Element, main: str) -> bool:
    return (node.get("t") not in _TYPED and node.find(f"{main}v") is not None
            and node.find(f"{main}f") is None)
