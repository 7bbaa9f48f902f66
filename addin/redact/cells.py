"""The cells of one worksheet for publication: labels know what the cell beside or below holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from addin.books.book import address
from addin.books.xlsx.edits import write_content
from addin.books.xlsx.places import LAST_COLUMN, LAST_ROW, area
from addin.books.xlsx.sheet import Place, placed_cells, placed_rows
from addin.package.xml import Element, local, namespace, whole
from addin.redact.ledger import Ledger
from addin.redact.runs import Pieces
from addin.redact.units import cell_runs
from scoring.personal import (
    Asked,
    Found,
    Spot,
    asked,
    asks_whether_secret,
    covered,
    find,
    of_cell,
    says_yes,
)
from scoring.values.exact import from_double, show

_LIST = re.compile(r'"([^"]*)"')


@dataclass(frozen=True, slots=True)
class _Cell:
    place: Place
    node: Element
    text: str
    number: bool


@dataclass
class CellMasker:
    """Walks a sheet once, top to bottom; ``strings`` is the workbook's table of texts."""

    sheet: str
    root: Element
    strings: list[Element]
    ledger: Ledger
    overwritten: list[Place] = field(default_factory=list)
    """Formulas whose value was covered: they would show it again."""
    covered: list[Place] = field(default_factory=list)
    """Cells of which something was covered: formulas may read them."""

    def __post_init__(self) -> None:
        self._main = namespace(self.root)
        self._left: list[tuple[str, str, bool]] = []
        self._told: set[str] = set()

    def run(self) -> None:
        cells = list(self._cells())
        asks = asked(list(self._spots(cells)))
        self._told = {ask.label for ask in asks.values()}
        before: dict[int, tuple[int, str]] = {}
        for place, listed in self._lists():
            if (ask := asks.get(place)) is not None:
                self.ledger.cover(find(listed.text, ask.label, sure=ask.sure),
                                  f"{self.sheet}下拉列表")
        for cell in cells:
            self._read(cell, before)
            self._cover(cell, asks.get(cell.place))

    def look_over(self) -> None:
        """What is left for a person to look at, once all names are known."""
        for text, where, number in self._left:
            self.ledger.look_over(text, where, number=number)

    def _cells(self) -> Iterator[_Cell]:
        for row, row_node in placed_rows(self.root):
            for column, node in placed_cells(row_node, f"{self._main}c"):
                text, number = self._text(node)
                if text and row <= LAST_ROW and column <= LAST_COLUMN:
                    yield _Cell((row, column), node, text, number)

    def _spots(self, cells: Sequence[_Cell]) -> Iterator[Spot]:
        """The cells as a table of texts; a list to choose from stands in for an empty cell."""
        merges = {(found.top, found.left): found for node in
                  self.root.iterfind(f"{self._main}mergeCells/*")
                  if (found := area(node.get("ref", ""))) is not None}
        texts = dict(self._lists()) | {cell.place: cell for cell in cells}
        for place in sorted({*texts, *merges}):
            cell, merge = texts.get(place), merges.get(place)
            bottom, right = (merge.bottom, merge.right) if merge is not None else place
            text, number = (cell.text, cell.number) if cell is not None else ("", False)
            yield Spot(*place, bottom, right, text, number)

    def _lists(self) -> Iterator[tuple[Place, _Cell]]:
        for rule in self.root.iterfind(f"{self._main}dataValidations/{self._main}dataValidation"):
            first = area(rule.get("sqref", "").split(" ")[0])
            formula = rule.find(f"{self._main}formula1")
            listed = _LIST.fullmatch(formula.text or "") if formula is not None else None
            if first is not None and listed is not None and formula is not None:
                place = first.top, first.left
                yield place, _Cell(place, formula, listed[1], False)

    def _read(self, cell: _Cell, before: dict[int, tuple[int, str]]) -> None:
        """Whether the form is for the public at all; 是否涉密 is answered beside it or below."""
        row, column = cell.place
        where = address(*cell.place, self.sheet)
        if not cell.number:
            self.ledger.read(cell.text, where)
        question = before.get(row, (0, ""))
        if question[0] and column > question[0] and says_yes(cell.text):
            self.ledger.is_secret(question[1].strip(), where)
        asks = not cell.number and asks_whether_secret(cell.text)
        before[row] = (column, cell.text) if asks else (0, "")

    def _cover(self, cell: _Cell, ask: Asked | None) -> None:
        where = address(*cell.place, self.sheet)
        formula = cell.node.find(f"{self._main}f")
        found = of_cell(cell.text, ask, number=cell.number)
        left = covered(cell.text, found)
        if cell.text not in self._told:
            self._left.append((left, where, cell.number))
        if not found:
            return
        self.ledger.cover(found, where)
        self.covered.append(cell.place)
        if len(cell.text.strip()) > 1:
            self.ledger.originals[cell.text.strip()] = left.strip()
        source = self._source(cell.node)
        if source is not None:
            self._write_runs(cell.node, source, found)
            return
        if formula is not None:
            self.overwritten.append(cell.place)
        for child in cell.node.findall(f"{self._main}v"):
            cell.node.remove(child)
        write_content(cell.node, left, computed=formula is not None)

    def _write_runs(self, node: Element, source: Element, found: Sequence[Found]) -> None:
        """A text, with its formats; one of the shared table is copied into the cell."""
        copy = deepcopy(source)
        Pieces.of(cell_runs(copy)).lay(found)
        inline = etree.Element(f"{self._main}is")
        inline.extend([child for child in copy if local(child) in ("t", "r")])
        for child in list(node):
            if local(child) in ("v", "is"):
                node.remove(child)
        node.set("t", "inlineStr")
        node.append(inline)

    def _text(self, node: Element) -> tuple[str, bool]:
        """What the cell says, and whether that is a number."""
        kind = node.get("t", "n")
        if kind in ("s", "inlineStr"):
            source = self._source(node)
            return ("", False) if source is None else (Pieces.of(cell_runs(source)).text, False)
        value = node.find(f"{self._main}v")
        stored = (value.text or "") if value is not None else ""
        if kind == "n" and stored:
            try:
                return show(from_double(float(stored))), True
            except (ValueError, OverflowError):
                return stored, False
        return (stored, False) if kind not in ("n", "b") else ("", False)

    def _source(self, node: Element) -> Element | None:
        kind = node.get("t", "n")
        if kind == "inlineStr":
            return node.find(f"{self._main}is")
        if kind != "s":
            return None
        value = node.find(f"{self._main}v")
        index = whole((value.text or "").strip(), -1) if value is not None else -1
        return self.strings[index] if 0 <= index < len(self.strings) else None


def used_strings(root: Element) -> set[int]:
    """The texts of the shared table that a sheet's cells show."""
    main = namespace(root)
    return {whole((value.text or "").strip(), -1) for cell in root.iter(f"{main}c")
            if cell.get("t") == "s" and (value := cell.find(f"{main}v")) is not None}
