"""The filled form as a Word table: every cell as it stands on the sheet, merges and all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup, escape

from addin.books.book import Area, Cell, shown
from addin.forms.finder import Found
from addin.forms.map import plain_label
from addin.report.text import PARAGRAPH, clean
from scoring.exact import show

_TITLE, _TEXT = "表题", "表格文字"
"""Paragraph styles of the template."""
_LONG = 14
"""Texts longer than this begin at the left; shorter ones stand in the middle."""
_NARROWEST, _GROWTH = 2.2, 0.55
"""A column's least share, and the power of a text's length by which a longer one grows."""
_EM, _FIGURE = 180, re.compile(r"[\d.,%-]+")
"""A character of the table's style in twips, and what is never broken over two lines."""
_DECIMALS = re.compile(r"[#,0]*0\.(0+)(_ )?")
"""A number format that says how many decimals are shown."""
_LABEL = re.compile(r"附件?[一二三四五六七八九十\d]*[:：]?")
"""What the template has a word of its own for."""
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
            if row < first and not _LABEL.fullmatch(self._texts(row)[0]):
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
                if (row, column) in cells and (text := _said(cells[row, column]))]

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
        texts = [[_said(self.found.grid.at(row, column)) for row in rows
                  if self.found.grid.area(row, column).left
                  == self.found.grid.area(row, column).right == column]
                 for column in range(1, self._columns + 1)]
        wanted = [max([_NARROWEST, *(_length(text) ** _GROWTH for text in column)])
                  for column in texts]
        least = [max([_EM * 2, *(_unbroken(text) for text in column)]) for column in texts]
        spare = max(0, self.width - sum(least))
        return [floor + round(spare * each / sum(wanted))
                for floor, each in zip(least, wanted, strict=True)]

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
        text = _said(self.found.grid.at(row, area.left)) if row == area.top else ""
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


def _said(cell: Cell) -> str:
    """The cell as the sheet shows it, with the decimals of its number format."""
    decimals = _DECIMALS.fullmatch(cell.number_format)
    if isinstance(cell.value, Fraction) and decimals:
        return show(cell.value, len(decimals[1]))
    return clean(shown(cell))


def _length(text: str) -> float:
    """In whole characters, half of it that of the longest line: figures are half as wide."""
    lines = [sum(1 if ord(each) > 0x2E7F else 0.55 for each in line)
             for line in text.split(PARAGRAPH)]
    return (sum(lines) + max(lines)) / 2


def _unbroken(text: str) -> int:
    """The twips that the longest figure in a text takes on one line."""
    figures = max(map(len, _FIGURE.findall(text)), default=0)
    return round((figures * 0.55 + 0.9) * _EM) if figures else 0


def _paragraph(text: str, style: str, side: str) -> Markup:
    return Markup('<w:p><w:pPr><w:pStyle w:val="{}"/><w:jc w:val="{}"/></w:pPr><w:r>'
                  '<w:t xml:space="preserve">{}</w:t></w:r></w:p>').format(style, side,
                                                                        escape(text))


_BORDERS = Markup("<w:tblBorders>{}</w:tblBorders>").format(Markup("").join(
    Markup('<w:{} w:val="single" w:sz="4" w:space="0" w:color="auto"/>').format(side)
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")))
