"""The widths of a sheet's columns and the heights of its rows, as they are stored."""

from __future__ import annotations

from collections.abc import Mapping

from addin.books.book import Area
from addin.books.xlsx.sheet import placed_cells, placed_rows
from addin.package.xml import Element, namespace, whole

_WIDTH, _HEIGHT = 8.43, 15.0
"""Office's own, where a sheet says nothing."""


class Sizes:
    """Of one sheet: widths as columns count them, heights in points."""

    def __init__(self, root: Element) -> None:
        main = namespace(root)
        preset = root.find(f"{main}sheetFormatPr")
        if preset is None:
            preset = root.makeelement("none", {})
        self._width = _number(preset.get("defaultColWidth"), _WIDTH)
        self._height = _number(preset.get("defaultRowHeight"), _HEIGHT)
        self._columns = [(whole(node.get("min")), whole(node.get("max")),
                          _number(node.get("width"), self._width))
                         for node in root.iterfind(f"{main}cols/{main}col")]
        self._rows = dict(placed_rows(root))
        self._cell = f"{main}c"

    def width(self, area: Area) -> float:
        return sum(map(self._column, range(area.left, area.right + 1)))

    def heights(self, area: Area) -> list[float]:
        return [_number(self._rows[row].get("ht"), self._height) if row in self._rows
                else self._height for row in range(area.top, area.bottom + 1)]

    def style(self, row: int, column: int) -> int:
        """The index of the cell's style."""
        cells = placed_cells(self._rows[row], self._cell) if row in self._rows else ()
        return next((whole(cell.get("s")) for place, cell in cells if place == column), 0)

    def _column(self, column: int) -> float:
        return next((width for first, last, width in self._columns if first <= column <= last),
                    self._width)


def write_heights(root: Element, heights: Mapping[int, float]) -> None:
    for number, row in placed_rows(root):
        if number in heights:
            row.set("ht", f"{heights[number]:g}")
            row.set("customHeight", "1")


def _number(text: str | None, default: float) -> float:
    try:
        return float(text) if text else default
    except ValueError:
        return default
