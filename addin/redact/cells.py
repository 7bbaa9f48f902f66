"""The cells of one worksheet for publication: labels know what the cell beside them holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from addin.books.book import Area, address
from addin.books.xlsx.edits import write_content
from addin.books.xlsx.places import area
from addin.books.xlsx.sheet import Place, placed_cells, placed_rows
from addin.books.xlsx.strings import plain_text
from addin.package.xml import Element, local, namespace, whole
from addin.redact.runs import Masked, mask_pieces, masked_at
from addin.redact.text import covered, is_label, masks
from scoring.values.exact import from_double, show

_ASKS_FOR_A_NAME = re.compile(r"人|者")
"""A label above does not count for names: below it may stand any word."""


@dataclass
class CellMasker:
    """Walks a sheet once, top to bottom; ``strings`` is the workbook's table of texts."""

    sheet: str
    root: Element
    strings: list[Element]
    changed: bool = False
    overwritten: list[Place] = field(default_factory=list)
    """Formulas whose value was covered: they would show it again."""

    def __post_init__(self) -> None:
        self._main = namespace(self.root)
        self._merges = {(found.top, found.left): found for node in
                        self.root.iterfind(f"{self._main}mergeCells/*")
                        if (found := area(node.get("ref", ""))) is not None}
        self._headed: dict[int, tuple[int, str]] = {}

    def run(self) -> Iterator[Masked]:
        for row, row_node in placed_rows(self.root):
            left: tuple[int, str] = (0, "")
            for column, node in placed_cells(row_node, f"{self._main}c"):
                text = self._text(node)
                if not text:
                    continue
                beside = left[1] if left[0] + 1 == column else ""
                yield from self._cell((row, column), node, text, beside)
                left = (self._merged(row, column).right, text if is_label(text) else "")

    def _cell(self, place: Place, node: Element, text: str, beside: str) -> Iterator[Masked]:
        column = place[1]
        if is_label(text):
            self._headed[column] = (place[0], "" if _ASKS_FOR_A_NAME.search(text) else text)
            return
        label = beside or self._header(place)
        where = address(*place, self.sheet)
        if node.get("t", "n") in ("n", "str"):
            yield from self._value(place, node, text, label, where)
        else:
            yield from self._string(node, label, where)

    def _header(self, place: Place) -> str:
        """The label at the head of an unbroken column of values."""
        row, label = self._headed.get(place[1], (0, ""))
        if not label or row + 1 != place[0]:
            return ""
        self._headed[place[1]] = (place[0], label)
        return label

    def _value(self, place: Place, node: Element, text: str, label: str,
               where: str) -> Iterator[Masked]:
        """A number, or the text of a formula: stored as plain text once it is covered."""
        number = node.get("t", "n") == "n"
        found = masks(text, label) if label or not number else ()
        if not found:
            return
        formula = node.find(f"{self._main}f")
        if formula is not None:
            self.overwritten.append(place)
        for child in node.findall(f"{self._main}v"):
            node.remove(child)
        write_content(node, covered(text, found), computed=formula is not None)
        self.changed = True
        yield from masked_at(found, where)

    def _string(self, node: Element, label: str, where: str) -> Iterator[Masked]:
        """A text, with its formats; one of the shared table is copied into the cell."""
        source = self._source(node)
        if source is None:
            return
        copy = etree.fromstring(etree.tostring(source, with_tail=False))
        found = mask_pieces(_runs(copy), label)
        if not found:
            return
        inline = etree.Element(f"{self._main}is")
        inline.extend([child for child in copy if local(child) in ("t", "r")])
        for child in list(node):
            if local(child) in ("v", "is"):
                node.remove(child)
        node.set("t", "inlineStr")
        node.append(inline)
        self.changed = True
        yield from masked_at(found, where)

    def _text(self, node: Element) -> str:
        kind = node.get("t", "n")
        if kind in ("s", "inlineStr"):
            source = self._source(node)
            return plain_text(source) if source is not None else ""
        value = node.find(f"{self._main}v")
        stored = (value.text or "") if value is not None else ""
        if kind == "n" and stored:
            try:
                return show(from_double(float(stored)))
            except (ValueError, OverflowError):
                return ""
        return stored if kind == "str" else ""

    def _source(self, node: Element) -> Element | None:
        if node.get("t") == "inlineStr":
            return node.find(f"{self._main}is")
        value = node.find(f"{self._main}v")
        index = whole((value.text or "").strip(), -1) if value is not None else -1
        return self.strings[index] if 0 <= index < len(self.strings) else None

    def _merged(self, row: int, column: int) -> Area:
        return self._merges.get((row, column), Area(row, column, row, column))


def used_strings(root: Element) -> set[int]:
    """The texts of the shared table that a sheet's cells show."""
    main = namespace(root)
    return {whole((value.text or "").strip(), -1) for cell in root.iter(f"{main}c")
            if cell.get("t") == "s" and (value := cell.find(f"{main}v")) is not None}


def _runs(item: Element) -> list[Element]:
    return [node for child in item if local(child) in ("t", "r")
            for node in child.iter() if local(node) == "t"]
