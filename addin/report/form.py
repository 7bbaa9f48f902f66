"""The filled form as a Word table: every cell as it stands on the sheet, merges and all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import takewhile

from markupsafe import Markup, escape

from addin.books.book import Area, Cell, Grid, shown
from addin.forms.fields import fields_of, told_by_words
from addin.forms.finder import Found
from addin.library.form_map import plain_label
from addin.report.fitted import fitted
from addin.report.text import clean
from addin.report.widths import column_widths, lines_of, row_heights
from scoring.values.exact import show

_TITLE, _TEXT = "表题", "表格文字"
"""Paragraph styles of the template."""
_LONG = 14
"""Texts longer than this begin at the left; shorter ones stand in the middle."""
_LABELLED = re.compile(r"[^：:]+[：:]")
"""A label with what belongs to it, which begins at the left too."""
_STYLE_SIZE, _LEAST_SIZE, _SIZE_STEP = Fraction(9), Fraction(7), Fraction(1, 2)
"""The table's style in points, and down to what it is made smaller for a form to fit on a page."""
_LINE = Fraction(230, 9)
"""A line of text in twips, for each point of its size."""
_ABOVE = 1200
"""Twips of a page that the title above the table takes."""
_DECIMALS = re.compile(r"[#,0]*0\.(0{1,15})(_ )?")
"""A number format that says how many decimals are shown."""
_MEASURED = 300
"""So many rows say how wide the columns must be."""
_YEAR = re.compile(r"[（(]\s*\d{4}\s*年度?\s*[）)]")
"""The line below a title, which stands in the middle as it does."""
_LABEL = re.compile(r"附件?[一二三四五六七八九十\d]*[:：]?")
"""What the template has a word of its own for."""
_HEAD_ROWS = 4
"""A header so near the top is repeated on every page."""
_PAGE = 50
"""Lines that surely stand on one page; a header above more of them is repeated too."""


@dataclass(frozen=True)
class FormTable:
    """Put in place by ``{{p 自评表 }}``. ``width`` and ``height`` are those of the page's text in
    twips."""

    found: Found
    width: int
    height: int
    title: str = ""
    """What the form calls itself; that line stands in the middle above the table."""

    def __html__(self) -> str:
        return Markup("").join(self._blocks())

    def _blocks(self) -> Iterator[Markup]:
        rows = [row for row in self._grid.rows() if self._texts(row)]
        first = next((row for row in rows if not self._alone(row)), len(rows))
        last = next((row for row in reversed(rows) if not self._alone(row)), 0)
        for row in rows:
            if row < first and not _LABEL.fullmatch(self._texts(row)[0]):
                yield self._heading(row)
        yield from self._tables([row for row in rows if first <= row <= last])
        for row in rows:
            if row > last:
                yield self._paragraph(self._texts(row)[0], _TEXT, "left")
        yield self._paragraph("", _TEXT, "left")

    @property
    def _grid(self) -> Grid:
        return self._fitted[0]

    @property
    def _columns(self) -> int:
        return len(self._fitted[1])

    @cached_property
    def _fitted(self) -> tuple[Grid, Sequence[int]]:
        return fitted(self.found.grid)

    @cached_property
    def _head_lines(self) -> set[int]:
        """The lines above the table, which no lines surround: 填报单位：…　（2023年度）　单位：万元."""
        rows = [row for row in self._grid.rows() if self._texts(row) and not self._alone(row)]
        return set(takewhile(lambda row: all(
            _LABELLED.match(text) or _YEAR.fullmatch(text) for text in self._texts(row)), rows))

    def _texts(self, row: int) -> list[str]:
        cells = self._grid.cells
        return [text for column in range(1, self._columns + 1)
                if (row, column) in cells and (text := _said(cells[row, column]))]

    def _alone(self, row: int) -> bool:
        """Whether one cell takes the whole row: a title above the table, a note below it."""
        area = self._grid.area(row, 1)
        return area.right == self._columns and area.top == area.bottom

    def _heading(self, row: int) -> Markup:
        text = self._texts(row)[0]
        titles = map(plain_label, self.found.map.title)
        title = text == clean(self.title) or any(
            plain_label(text).endswith(each) for each in titles)
        return self._paragraph(text, _TITLE if title else _TEXT,
                               "center" if title or _YEAR.fullmatch(text) else "left")

    def _tables(self, rows: Sequence[int]) -> Iterator[Markup]:
        """One table; two where a long list of indicators begins further down."""
        header = self.found.header_row
        texts = self._own_texts(rows)
        wide = column_widths(texts, self._room(self._size))
        widths = [round(each * self._size * 20) for each in wide]
        above = sum(row < header for row in rows)
        if above < _HEAD_ROWS:
            yield self._table(rows, widths, header)
        elif sum(row_heights(texts, wide)[above:]) > _PAGE and self._parts_at(header):
            yield self._table(rows[:above], widths)
            yield _NO_SPACE
            yield self._table(rows[above:], widths, header)
        else:
            yield self._table(rows, widths)

    @cached_property
    def _size(self) -> Fraction:
        """In points: as large as lets the form stand on one page, the style's own where none
        does."""
        rows = [row for row in self._grid.rows() if self._texts(row)]
        texts = self._own_texts(rows)
        size = _STYLE_SIZE
        while size >= _LEAST_SIZE:
            wide = column_widths(texts, self._room(size))
            lines = sum(self._lines(row, wide) for row in rows)
            if lines * size * _LINE + _ABOVE <= self.height:
                return size
            size -= _SIZE_STEP
        return _STYLE_SIZE

    def _room(self, size: Fraction) -> float:
        """How many characters of that size stand side by side."""
        return float(self.width / (size * 20))

    def _lines(self, row: int, wide: Sequence[float]) -> int:
        """So many lines the row takes, cells that are merged across counted with all their
        width; a cell that is merged downwards finds room in its other rows."""
        tallest, column = 1, 1
        while column <= self._columns:
            area = self._grid.area(row, column)
            if area.top == area.bottom:
                text = _said(self._grid.at(row, column))
                tallest = max(tallest, lines_of(text, sum(wide[column - 1:area.right])))
            column = area.right + 1
        return tallest

    def _own_texts(self, rows: Sequence[int]) -> list[list[str]]:
        return [[self._own_text(row, column) for row in rows[:_MEASURED]]
                for column in range(1, self._columns + 1)]

    def _parts_at(self, row: int) -> bool:
        """Whether no merged cell reaches over the upper edge of a row."""
        return all(self._grid.area(row, column).top == row
                   for column in range(1, self._columns + 1))

    def _table(self, rows: Sequence[int], widths: Sequence[int], header: int = 0) -> Markup:
        """Its rows down to the ``header`` are repeated on every page."""
        grid = Markup("").join(Markup('<w:gridCol w:w="{}"/>').format(each) for each in widths)
        lines = Markup("").join(self._row(row, widths, row <= header) for row in rows)
        return Markup(
            '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{}" w:type="dxa"/>'
            '<w:jc w:val="center"/>{}<w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
            "</w:tblCellMar></w:tblPr><w:tblGrid>{}</w:tblGrid>{}</w:tbl>"
        ).format(sum(widths), _BORDERS, grid, lines)

    def _own_text(self, row: int, column: int) -> str:
        """The text of a cell that takes one column only."""
        area = self._grid.area(row, column)
        alone = area.left == area.right and area.top == row
        return _said(self._grid.at(row, column)) if alone else ""

    def _row(self, row: int, widths: Sequence[int], repeated: bool) -> Markup:
        cells = Markup("").join(self._cells(row, widths))
        head = Markup("<w:tblHeader/>") if repeated else ""
        return Markup("<w:tr><w:trPr><w:cantSplit/>{}</w:trPr>{}</w:tr>").format(head, cells)

    def _cells(self, row: int, widths: Sequence[int]) -> Iterator[Markup]:
        column = 1
        while column <= len(widths):
            area = self._grid.area(row, column)
            yield self._cell(row, area, sum(widths[column - 1:area.right]))
            column = area.right + 1

    def _cell(self, row: int, area: Area, width: int) -> Markup:
        text = _said(self._grid.at(row, area.left)) if row == area.top else ""
        span = area.right - area.left + 1
        merged: Markup | str = ""
        if area.bottom > area.top:
            kind = "restart" if row == area.top else "continue"
            merged = Markup('<w:vMerge w:val="{}"/>').format(kind)
        return Markup(
            '<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/><w:gridSpan w:val="{}"/>{}'
            '{}<w:vAlign w:val="center"/></w:tcPr>{}</w:tc>'
        ).format(width, span, merged, _OPEN if row in self._head_lines else "", self._paragraph(
            text, _TEXT, "left" if self._begins_left(area, text) else "center"))

    def _begins_left(self, area: Area, text: str) -> bool:
        return (len(text) > _LONG or _LABELLED.match(text) is not None
                or (area.top, self._fitted[1][area.left - 1]) in self._narrative)

    def _paragraph(self, text: str, style: str, side: str) -> Markup:
        smaller = style == _TEXT and self._size < _STYLE_SIZE
        size = Markup('<w:rPr><w:sz w:val="{0}"/><w:szCs w:val="{0}"/></w:rPr>').format(
            int(self._size * 2)) if smaller else ""
        lines = Markup('<w:spacing w:lineRule="exact" w:line="{}"/>').format(
            round(self._size * _LINE)) if smaller else ""
        return Markup('<w:p><w:pPr><w:pStyle w:val="{}"/>{}<w:jc w:val="{}"/></w:pPr><w:r>{}'
                      '<w:t xml:space="preserve">{}</w:t></w:r></w:p>').format(
                          style, lines, side, size, escape(text))

    @cached_property
    def _narrative(self) -> set[tuple[int, int]]:
        """The cells below a label, which hold running text however short it is."""
        told = told_by_words(self.found)
        fields, places = fields_of(self.found, told), self.found.map.fields
        below = {name for name, place in places.items() if place.at == "below"}
        below |= set() if places else {"预期目标", "实际完成情况"}
        return {self.found.grid.place(entry.cell) for name, entry in fields.items()
                if name in below and entry.cell}


def _said(cell: Cell) -> str:
    """The cell as the sheet shows it, with the decimals of its number format."""
    decimals = _DECIMALS.fullmatch(cell.number_format)
    if isinstance(cell.value, Fraction) and decimals:
        said = show(cell.value, len(decimals[1]))
        whole, _, rest = said.partition(".")
        grouped = "," in cell.number_format and abs(cell.value) >= 1
        return f"{int(whole):,}.{rest}" if grouped else said
    return clean(shown(cell))


_NO_SPACE = Markup('<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>')
"""What keeps two tables from becoming one."""
_OPEN = Markup("<w:tcBorders>{}</w:tcBorders>").format(Markup("").join(
    Markup('<w:{} w:val="nil"/>').format(side) for side in ("top", "left", "right", "insideV")))
_BORDERS = Markup("<w:tblBorders>{}</w:tblBorders>").format(Markup("").join(
    Markup('<w:{} w:val="single" w:sz="4" w:space="0" w:color="auto"/>').format(side)
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")))
