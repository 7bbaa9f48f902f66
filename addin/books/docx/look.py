"""How a number that is written shall look: as those beside it in its row, or else in its column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from xml.sax.saxutils import escape, quoteattr

from addin.books.book import Cell
from addin.books.docx.cell_text import own_paragraphs, own_pieces, prompting
from addin.books.docx.layout import Placed
from addin.books.docx.tables import Place, Sheet
from addin.package.xml import Element, local

_OF_ITS_OWN = {"sectPr", "pPrChange", "rPrChange", "numPr", "cnfStyle", "ins", "del", "moveFrom",
               "moveTo", "vanish", "specVanish", "webHidden"}
"""Properties that say something about one text, not how it looks."""


@dataclass(frozen=True, slots=True)
class Look:
    """Paragraph and run properties as XML; empty where the neighbour has none."""

    paragraph: bytes = b""
    run: bytes = b""


def look_for(sheet: Sheet, place: Place) -> Look | None:
    """The look of the nearest neighbour with a text; None where the cell has none."""
    for neighbour in _neighbours(sheet, place):
        for paragraph in own_paragraphs(neighbour.element):
            if not prompting(paragraph):
                for piece in own_pieces(paragraph):
                    if (piece.text or "").strip():
                        return Look(_properties(paragraph, "pPr"),
                                    _properties(piece.getparent(), "rPr"))
    return None


def decimals_for(sheet: Sheet, place: Place) -> int:
    """How many decimals the nearest number of the column is written with."""
    row, column = place
    numbers = [(abs(other - row), cell) for (other, at), cell in sheet.grid.cells.items()
               if at == column and other != row and _is_points(cell)]
    if not numbers:
        return 0
    _, nearest = min(numbers, key=lambda pair: pair[0])
    return len(nearest.number_format.partition(".")[2])


def _neighbours(sheet: Sheet, place: Place) -> Iterator[Placed]:
    """Cells with texts in the same row and column: numbers first, then the nearest."""
    row, column = place
    cells: Mapping[Place, Cell] = sheet.grid.cells
    texts = [other for other in sheet.cells if other != place and other in cells]

    def rank(other: Place) -> tuple[bool, bool, int, bool]:
        number = isinstance(cells[other].value, Fraction)
        across, down = abs(other[1] - column), abs(other[0] - row)
        return not number, other[0] != row, across + down, other > place

    beside = (other for other in texts if other[0] == row or other[1] == column)
    return (sheet.cells[other] for other in sorted(beside, key=rank))


def _is_points(cell: Cell) -> bool:
    return isinstance(cell.value, Fraction) and "%" not in cell.number_format


def _properties(element: Element | None, name: str) -> bytes:
    """The element's properties as they would be written in another place of the same part."""
    found = () if element is None else (each for each in element if local(each) == name)
    return next((_xml(each).encode() for each in found), b"")


def _xml(element: Element) -> str:
    """The element without what is not declared for the whole part, or is the text's own."""
    root = element.getroottree().getroot()
    prefixes = {space: prefix for prefix, space in root.nsmap.items()}
    name = _qualified(str(element.tag), prefixes)
    if name is None or local(element) in _OF_ITS_OWN:
        return ""
    said = [(_qualified(str(key), prefixes, attribute=True), str(value))
            for key, value in element.attrib.items()]
    attributes = "".join(f" {key}={quoteattr(value)}" for key, value in said if key is not None)
    content = escape((element.text or "").strip()) + "".join(map(_xml, element))
    return f"<{name}{attributes}>{content}</{name}>" if content else f"<{name}{attributes}/>"


def _qualified(name: str, prefixes: Mapping[str, str | None], *,
               attribute: bool = False) -> str | None:
    space, _, plain = name.rpartition("}")
    if not space:
        return plain
    prefix = prefixes.get(space[1:], "")
    if prefix is None:
        return None if attribute else plain
    return f"{prefix}:{plain}" if prefix else None
