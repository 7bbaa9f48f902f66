"""What is to be written into one sheet, and how it is written into the sheet's XML."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from lxml import etree

from addin.books.book import address
from addin.books.xlsx.shared_formulas import groups, master, writable_out, write_out
from addin.books.xlsx.sheet import Place, placed_cells, placed_rows
from addin.errors import BookError
from addin.package.xml import Element, namespace, written_text

_FIFTEEN_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell's new content. ``keeps_formula``: only the stored value of its formula is renewed."""

    value: str | Fraction | None
    formula: str | None = None
    keeps_formula: bool = False


def stored_number(value: Fraction) -> str:
    """The number as a spreadsheet stores it: decimal, at most 15 significant digits.

    >>> stored_number(Fraction(99, 10)), stored_number(Fraction(1, 3)), stored_number(Fraction(100))
    ('9.9', '0.333333333333333', '100')
    """
    number = _FIFTEEN_DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))
    return format(number.normalize(_FIFTEEN_DIGITS), "f")


def write_cells(root: Element, edits: Mapping[Place, Edit], stale: Iterable[Place]) -> None:
    """Write the edits into the sheet; the stored values of ``stale`` formulas are taken out."""
    writer = _Writer(root)
    writer.unshare({place for place, edit in edits.items() if not edit.keeps_formula})
    for place in stale:
        if place not in edits and (node := writer.existing(place)) is not None:
            writer.forget(node)
    for place, edit in sorted(edits.items()):
        writer.write(place, edit)


def write_content(node: Element, value: str | Fraction | bool | None, formula: str | None = None,
                  computed: bool = False) -> None:
    """Fill an empty cell. A text that a formula has ``computed`` is stored another way."""
    main = namespace(node)
    if formula is not None:
        etree.SubElement(node, f"{main}f").text = written_text(formula)
    if isinstance(value, bool):
        node.set("t", "b")
        etree.SubElement(node, f"{main}v").text = str(int(value))
    elif isinstance(value, Fraction):
        etree.SubElement(node, f"{main}v").text = stored_number(value)
    elif value is not None and (formula is not None or computed):
        node.set("t", "str")
        etree.SubElement(node, f"{main}v").text = written_text(value)
    elif value:
        node.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(node, f"{main}is"), f"{main}t")
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        text.text = written_text(value)


class _Writer:
    def __init__(self, root: Element) -> None:
        self._root, self._main = root, namespace(root)
        data = root.find(f"{self._main}sheetData")
        self._data = data if data is not None else etree.SubElement(root, f"{self._main}sheetData")
        self._rows = dict(placed_rows(root))
        self._numbers = sorted(self._rows)
        self._cells: dict[int, dict[int, Element]] = {}

    def existing(self, place: Place) -> Element | None:
        return self._row_cells(place[0]).get(place[1]) if place[0] in self._rows else None

    def write(self, place: Place, edit: Edit) -> None:
        node = self.existing(place)
        if node is None:
            if edit.value is None and edit.formula is None:
                return
            node = self._insert(place)
        if edit.keeps_formula:
            self.forget(node)
        else:
            self._clear(node)
        write_content(node, edit.value, edit.formula, computed=edit.keeps_formula)

    def forget(self, node: Element) -> None:
        """Take the stored value out; style and formula stay."""
        node.attrib.pop("t", "")
        for child in node.findall(f"{self._main}v"):
            node.remove(child)

    def unshare(self, overwritten: set[Place]) -> None:
        """Give the followers of an overwritten shared formula their own text."""
        for group in groups(self._root):
            place, text = master(group)
            if len(group) > 1 and place in overwritten and text:
                if not writable_out(group):
                    raise BookError(f"单元格 {address(*place)} 的公式由太多单元格共用，不能改写。")
                write_out(group)

    def _clear(self, node: Element) -> None:
        """Take all content out; place and style stay."""
        for name in set(node.attrib) - {"r", "s"}:
            del node.attrib[name]
        for child in list(node):
            node.remove(child)

    def _insert(self, place: Place) -> Element:
        row_number, column = place
        row = self._row(row_number)
        cells = self._row_cells(row_number)
        before = sum(1 for other in cells if other < column)
        node = etree.Element(f"{self._main}c", r=address(row_number, column))
        style = self._neighbour_style(place)
        if style is not None:
            node.set("s", style)
        row.insert(before, node)
        row.attrib.pop("spans", "")
        cells[column] = node
        return node

    def _row(self, number: int) -> Element:
        if number not in self._rows:
            index = bisect_left(self._numbers, number)
            row = etree.Element(f"{self._main}row", r=str(number))
            if index < len(self._numbers):
                self._rows[self._numbers[index]].addprevious(row)
            else:
                self._data.append(row)
            self._rows[number] = row
            self._numbers.insert(index, number)
        return self._rows[number]

    def _row_cells(self, number: int) -> dict[int, Element]:
        """The row's cells by column; addresses that the file left out are filled in."""
        if number not in self._cells:
            row = self._rows[number]
            row.set("r", str(number))
            self._cells[number] = dict(placed_cells(row, f"{self._main}c"))
            for column, node in self._cells[number].items():
                if node.get("r") is None:
                    node.set("r", address(number, column))
        return self._cells[number]

    def _neighbour_style(self, place: Place) -> str | None:
        """The style of the nearest cell above in the column, else of the nearest to the left."""
        row_number, column = place
        for number in reversed(self._numbers[: bisect_left(self._numbers, row_number)]):
            if column in self._row_cells(number):
                return self._row_cells(number)[column].get("s")
        cells = self._row_cells(row_number)
        left = max((other for other in cells if other < column), default=None)
        return cells[left].get("s") if left is not None else None
