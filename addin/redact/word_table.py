"""A table of a Word document as cells with texts, so that labels reach over cells as in a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from addin.books.book import address
from addin.books.docx.word_text import cells, piece_text, pieces, rows
from addin.package.xml import Element, attributes, local, whole
from addin.redact.ledger import Ledger
from addin.redact.runs import Pieces
from scoring.personal import Spot, asked, asks_whether_secret, covered, of_cell, says_yes

_APART = frozenset({"tbl", "txbxContent", "Fallback", "del", "moveFrom"})
_WIDEST = 200


@dataclass(frozen=True, slots=True)
class _Cell:
    spot: Spot
    paragraphs: tuple[Element, ...]
    nodes: tuple[Element, ...]
    said: tuple[str, ...]

    @property
    def pieces(self) -> Pieces:
        return Pieces(self.nodes, self.said)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table whose own cells were read: its paragraphs, and the cells that are more than labels
    of what was covered, each with its place (表1!B2)."""

    paragraphs: frozenset[Element]
    left: tuple[tuple[tuple[Element, ...], str], ...]


def cover_table(table: Element, called: str, ledger: Ledger) -> ReadTable:
    """Cover what is personal in the table's own cells."""
    read = list(_cells(table))
    asks = asked([cell.spot for cell in read])
    told = {ask.label for ask in asks.values()}
    question = ""
    for cell in read:
        text, where = cell.spot.text, address(cell.spot.top, cell.spot.left, called)
        ask = asks.get((cell.spot.top, cell.spot.left))
        found = of_cell(text, ask)
        cell.pieces.lay(found)
        ledger.cover(found, where)
        ledger.read(text, where)
        if question and says_yes(text):
            ledger.is_secret(question, where)
        question = text.strip() if asks_whether_secret(text) else ""
        if found and len(text.strip()) > 1:
            ledger.originals[text.strip()] = covered(text, found).strip()
    return ReadTable(
        frozenset(paragraph for cell in read for paragraph in cell.paragraphs),
        tuple((cell.paragraphs, address(cell.spot.top, cell.spot.left, called))
              for cell in read if cell.spot.text not in told))


def _cells(table: Element) -> Iterator[_Cell]:
    """The cells by row and column of the grid; one merged downwards comes once, with its rows."""
    open_: dict[int, _Cell] = {}
    done: list[_Cell] = []
    for number, row in enumerate(rows(table), 1):
        column = _setting(row, "trPr", "gridBefore", 0) + 1
        for node in cells(row):
            right = column + max(_setting(node, "tcPr", "gridSpan", 1), 1) - 1
            cell = _cell(node, number, column, right)
            if _goes_on(node) and column in open_ and not cell.spot.text.strip():
                above = open_[column]
                open_[column] = replace(above, spot=replace(above.spot, bottom=number))
            else:
                if column in open_:
                    done.append(open_[column])
                open_[column] = cell
            column = right + 1
    return iter(sorted((*done, *open_.values()), key=lambda each: (each.spot.top, each.spot.left)))


def _cell(node: Element, row: int, left: int, right: int) -> _Cell:
    paragraphs = tuple(_own_paragraphs(node))
    nodes: list[Element] = []
    said: list[str] = []
    for paragraph in paragraphs:
        if nodes:
            nodes.append(paragraph)
            said.append("\n")
        own = list(pieces(paragraph))
        nodes += own
        said += map(piece_text, own)
    return _Cell(Spot(row, left, row, right, "".join(said)), paragraphs, tuple(nodes), tuple(said))


def _own_paragraphs(node: Element) -> Iterator[Element]:
    """The cell's paragraphs, not those of tables and boxes inside it."""
    for child in node:
        if local(child) == "p":
            yield child
        elif local(child) not in _APART:
            yield from _own_paragraphs(child)


def _goes_on(node: Element) -> bool:
    merge = next((child for properties in node if local(properties) == "tcPr"
                  for child in properties if local(child) == "vMerge"), None)
    return merge is not None and all(value == "continue" for value in merge.attrib.values())


def _setting(node: Element, group: str, name: str, default: int) -> int:
    for properties in node:
        if local(properties) == group:
            for child in properties:
                if local(child) == name:
                    value = next((text for key, text in attributes(child)
                                  if key.endswith("}val")), None)
                    return min(whole(value, default), _WIDEST)
    return default
