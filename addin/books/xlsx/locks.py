"""Which cells of a protected sheet may not be written: never unprotected, only named."""

from __future__ import annotations

from collections.abc import Collection

from addin.books.book import Area
from addin.books.xlsx.look import Looks
from addin.books.xlsx.places import area
from addin.books.xlsx.sheet import Place, placed_cells, placed_rows
from addin.books.xlsx.styles import Styles
from addin.package.xml import Element, namespace, truthy, whole

_GUARDS = ("password", "hashValue", "securityDescriptor")


class Locks:
    """The locks of one protected sheet, by cell, row, column and open range."""

    def __init__(self, root: Element, styles: Styles) -> None:
        main = namespace(root)
        self._styles = styles
        self._cells, self._rows = {}, {}
        for number, row in placed_rows(root):
            if truthy(row.get("customFormat")):
                self._rows[number] = whole(row.get("s"))
            for column, cell in placed_cells(row, f"{main}c"):
                self._cells[number, column] = whole(cell.get("s"))
        self._columns = [(whole(node.get("min")), whole(node.get("max")), whole(node.get("style")))
                         for node in root.iterfind(f"{main}cols/{main}col")]
        self._open = [found for node in root.iterfind(f"{main}protectedRanges/{main}protectedRange")
                      if not any(node.get(guard) for guard in _GUARDS)
                      for found in _areas(node.get("sqref", ""))]

        protection = root.find(f"{main}sheetProtection")
        self.guarded = protection is not None and any(map(protection.get, _GUARDS))

    def locked(self, row: int, column: int) -> bool:
        if any(place.covers(row, column) for place in self._open):
            return False
        return self._styles.locked(self._style(row, column))

    def _style(self, row: int, column: int) -> int:
        if (row, column) in self._cells:
            return self._cells[row, column]
        if row in self._rows:
            return self._rows[row]
        return next((style for first, last, style in self._columns if first <= column <= last), 0)


def open_cells(root: Element, places: Collection[Place], looks: Looks) -> None:
    """Make the cells open: each keeps its look, in a style that is not locked."""
    main = namespace(root)
    for number, row in placed_rows(root):
        for column, cell in placed_cells(row, f"{main}c"):
            if (number, column) in places:
                cell.set("s", str(looks.opened(whole(cell.get("s")))))


def _areas(sqref: str) -> list[Area]:
    return [found for text in sqref.split() if (found := area(text)) is not None]
