"""The filled form as a Word table: every cell as it stands on the sheet, merges and all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from markupsafe import Markup, escape

from addin.book import Area, shown
from addin.form_finder import Found
from addin.form_map import plain_label
from addin.report_text import clean

_TITLE, _TEXT = "表题", "表格文字"
"""Paragraph styles of the template."""
_LONG = 14
"""Texts longer than this begin at the left; shorter ones stand in the middle."""
_NARROWEST = 2.6
"""A column's least share, in the square root of a count of characters."""
_HEAD_ROWS = 4
"""A header so near the top is repeated on every page."""


@dataclass(frozen=True)
class FormTable:
    """Put in place by ``{{p 自评表 }}``. ``width`` is the width of the page's text in twips."""

    found: Found
    width: int

    def __html__(self) -> str:
        return Markup("").join(self._blocks())

    def _blocks(self) -> Iterator[Markup]:
        rows = [row for row in self.found.grid.rows() if self._texts(row)]
        first = next((row for row in rows if not self._alone(row)), len(rows))
        last = next((row for row in reversed(rows) if not self._alone(row)), 0)
        for row in rows:
            if row < first:
                yield self._heading(row)
        yield self._table([row for row in rows if first <= row <= last], first)
        for row in rows:
            if row > last:
                yield _paragraph(self._texts(row)[0], _TEXT, "left")
        yield _paragraph("", _TEXT, "left")

    @property
    def _columns(self) -> int:
        grid = self.found.grid
        return max([*(column for (_, column), cell in grid.cells.items() if shown(cell).strip()),
                    *(area.right for area in grid.merges)])

    def _texts(self, row: int) -> list[str]:
        cells = self.found.grid.cells
        return [text for column in range(1, self._columns + 1)
                if (row, column) in cells and (text := clean(shown(cells[row, column])))]

    def _alone(self, row: int) -> bool:
        """Whether one cell takes the whole row: a title above the table, a note below it."""
        area = self.found.grid.area(row, 1)
        return area.right == self._columns and area.top == area.bottom

    def _heading(self, row: int) -> Markup:
        text = self._texts(row)[0]
        titles = map(plain_label, self.found.map.title)
        title = any(plain_label(text).endswith(each) for each in titles)
        return _paragraph(text, _TITLE if title else _TEXT, "center" if title else "left")

    def _table(self, rows: Sequence[int], first: int) -> Markup:
        widths = self._widths(rows)
        grid = Markup("").join(Markup('<w:gridCol w:w="{}"/>').format(each) for each in widths)
        repeated = self.found.header_row if self.found.header_row - first < _HEAD_ROWS else 0
        lines = Markup("").join(self._row(row, widths, row <= repeated) for row in rows)
        return Markup(
            '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{}" w:type="dxa"/>'
            '<w:jc w:val="center"/>{}<w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
            "</w:tblCellMar></w:tblPr><w:tblGrid>{}</w:tblGrid>{}</w:tbl>"
        ).format(sum(widths), _BORDERS, grid, lines)

    def _widths(self, rows: Sequence[int]) -> list[int]:
        """Columns as wide as their longest texts ask for, long texts running over several lines."""
        wanted = []
        for column in range(1, self._columns + 1):
            lengths = [_length(clean(shown(self.found.grid.at(row, column)))) for row in rows
                       if self.found.grid.area(row, column).left
                       == self.found.grid.area(row, column).right == column]
            wanted.append(max(_NARROWEST, sqrt(max(lengths, default=0))))
        return [round(self.width * each / sum(wanted)) for each in wanted]

    def _row(self, row: int, widths: Sequence[int], repeated: bool) -> Markup:
        cells = Markup("").join(self._cells(row, widths))
        head = Markup("<w:tblHeader/>") if repeated else ""
        return Markup("<w:tr><w:trPr>{}</w:trPr>{}</w:tr>").format(head, cells)

    def _cells(self, row: int, widths: Sequence[int]) -> Iterator[Markup]:
        column = 1
        while column <= len(widths):
            area = self.found.grid.area(row, column)
            yield self._cell(row, area, sum(widths[column - 1:area.right]))
            column = area.right + 1

    def _cell(self, row: int, area: Area, width: int) -> Markup:
        text = clean(shown(self.found.grid.at(row, area.left))) if row == area.top else ""
        span = area.right - area.left + 1
        merged: Markup | str = ""
        if area.bottom > area.top:
            kind = "restart" if row == area.top else "continue"
            merged = Markup('<w:vMerge w:val="{}"/>').format(kind)
        return Markup(
            '<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/><w:gridSpan w:val="{}"/>{}'
            '<w:vAlign w:val="center"/></w:tcPr>{}</w:tc>'
        ).format(width, span, merged, _paragraph(
            text, _TEXT, "left" if len(text) > _LONG else "center"))


def _length(text: str) -> float:
    """In whole characters: figures and letters are half as wide."""
    return sum(1 if ord(each) > 0x2E7F else 0.55 for each in text)


def _paragraph(text: str, style: str, side: str) -> Markup:
    return Markup('<w:p><w:pPr><w:pStyle w:val="{}"/><w:jc w:val="{}"/></w:pPr><w:r>'
                  '<w:t xml:space="preserve">{}</w:t></w:r></w:p>').format(style, side,
                                                                        escape(text))


_BORDERS = Markup("<w:tblBorders>{}</w:tblBorders>").format(Markup("").join(
    Markup('<w:{} w:val="single" w:sz="4" w:space="0" w:color="auto"/>').format(side)
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")))
