"""The XML of Excel 2003 (SpreadsheetML), which many reporting systems export and call .xls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from addin.books.book import Area, Cell, CellError, Grid, Value
from addin.books.marks import raised
from addin.books.merges import trimmed
from addin.books.struck import standing
from addin.books.xlsx.number_formats import is_date, iso_text
from addin.books.xlsx.places import LAST_COLUMN, LAST_ROW
from addin.books.xlsx.stuffed import KEPT_ROWS, MOST_ROWS
from addin.package.xml import Element, local, parse, read_text, whole
from scoring.values.exact import from_double

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_NAMED = {"Percent": "0.00%", "Fixed": "0.00", "Standard": "#,##0.00", "Scientific": "0.00E+00",
          "Short Date": "yyyy/m/d", "Long Date": "yyyy/m/d", "General Date": "yyyy/m/d h:mm"}
"""Number formats that go by a name there."""


class Xml2003Source:
    """UserError when the bytes are no sound XML."""

    def __init__(self, data: bytes) -> None:
        root = parse(data.lstrip(), "Excel 2003 XML")  # some systems begin with a blank line
        self._formats = {_attribute(style, "ID"): _format(style) for style in root.iter()
                         if local(style) == "Style"}
        self._out = {_attribute(style, "ID") for style in root.iter() if local(style) == "Style"
                     and any(_attribute(font, "StrikeThrough") == "1" for font in style)}
        self._sheets = {_attribute(sheet, "Name"): sheet for sheet in root
                        if local(sheet) == "Worksheet"}

    @property
    def hidden(self) -> Mapping[str, bool]:
        return {name: any(local(node) == "Visible" and (node.text or "").strip() != "SheetVisible"
                          for node in sheet.iter()) for name, sheet in self._sheets.items()}

    def grid(self, sheet: str) -> Grid:
        cells: dict[tuple[int, int], Cell] = {}
        out: set[tuple[int, int]] = set()
        merges: list[Area] = []
        rows = list(_rows(self._sheets[sheet]))
        kept = rows if len(rows) <= MOST_ROWS else rows[:KEPT_ROWS]
        for row, node in kept:
            for column, area, cell in _cells(row, node):
                merges += [area] if area.top < area.bottom or area.left < area.right else []
                if (read := self._cell(cell)) is not None and column <= LAST_COLUMN:
                    cells[row, column] = read
                    if _attribute(cell, "StyleID") in self._out:
                        out.add((row, column))
        merged = trimmed(merges, [row for row, _ in kept])
        stands = standing(cells, out)
        return Grid(sheet, stands.cells, tuple(merged), hidden=self.hidden[sheet],
                    struck=stands.struck, truncated=len(kept) < len(rows),
                    hidden_rows=frozenset(row for row, node in kept if _is_hidden(node)),
                    hidden_columns=frozenset(_hidden_columns(self._sheets[sheet])))

    def _cell(self, node: Element) -> Cell | None:
        number_format = self._formats.get(_attribute(node, "StyleID"), "General")
        data = next((child for child in node if local(child) == "Data"), None)
        value = None if data is None else _value(data, number_format)
        formula = _attribute(node, "Formula")
        if value is None and not formula:
            return None
        return Cell(value, formula.removeprefix("=") or None, number_format)


def _rows(sheet: Element) -> Iterator[tuple[int, Element]]:
    number = 0
    for node in sheet.iter():
        if local(node) == "Row":
            number = whole(_attribute(node, "Index"), number + 1)
            if number <= LAST_ROW:
                yield number, node


def _cells(row: int, node: Element) -> Iterator[tuple[int, Area, Element]]:
    """The row's cells with their columns and the areas that they take."""
    column = 1
    for cell in node:
        if local(cell) == "Cell":
            column = whole(_attribute(cell, "Index"), column)
            right = min(column + whole(_attribute(cell, "MergeAcross")), LAST_COLUMN)
            bottom = min(row + whole(_attribute(cell, "MergeDown")), LAST_ROW)
            yield column, Area(row, column, bottom, right), cell
            column = right + 1


def _value(data: Element, number_format: str) -> Value:
    text = read_text(_standing_text(data) or "".join(map(str, data.itertext())))
    match _attribute(data, "Type"):
        case "Number":
            try:
                number = from_double(float(text))
            except (ValueError, OverflowError):
                return text or None
            return (iso_text(number, number_format) or number) if is_date(number_format) else number
        case "Boolean":
            return text.strip() == "1"
        case "Error":
            return CellError(text.strip())
        case "DateTime":
            return text.strip().removesuffix(".000").removesuffix("T00:00:00") or None
    return text or None


def _standing_text(node: Element, before: str = "") -> str:
    """The text with what stands before it, but for what is struck out."""
    own = node.text or ""
    text = before + (raised(before, own) if local(node) == "Sup" else own)
    for child in node:
        text = text if local(child) == "S" else _standing_text(child, text)
        text += child.tail or ""
    return text


def _is_hidden(node: Element) -> bool:
    return _attribute(node, "Hidden") == "1"


def _hidden_columns(sheet: Element) -> Iterator[int]:
    place = 0
    for node in sheet.iter():
        if local(node) == "Column":
            place = whole(_attribute(node, "Index"), place + 1)
            last = min(place + whole(_attribute(node, "Span")), LAST_COLUMN)
            yield from range(place, last + 1) if _is_hidden(node) else ()
            place = last


def _format(style: Element) -> str:
    code = next((_attribute(node, "Format") for node in style if local(node) == "NumberFormat"), "")
    return _NAMED.get(code, code) or "General"


def _attribute(node: Element, name: str) -> str:
    """With its prefix or, as some systems write it, without."""
    return node.get(f"{{{NAMESPACE}}}{name}") or node.get(name) or ""
