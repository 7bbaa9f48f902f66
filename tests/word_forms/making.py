"""Word forms made of workbooks: the same cells and merges as a table, its heads and notes as lines
around it, the way published Word forms look."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from addin.books.book import Cell, Grid, shown
from scoring.values.exact import show

TABLE = "表1"


def word_form(grid: Grid, rows: tuple[int, int], *, landscape: bool = False) -> bytes:
    """The sheet as a Word document: ``rows`` (first and last) as its table, the others as lines.

    Without a value a cell is left as empty as Word leaves it.
    """
    document = _document(landscape)
    _lines(document, grid, (row for row in grid.rows() if row < rows[0]))
    _table(document, grid, rows)
    _lines(document, grid, (row for row in grid.rows() if row > rows[1]))
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def said(cell: Cell) -> str:
    """What the workbook shows in the cell, with the decimals of its number format."""
    decimals = len(cell.number_format.partition(".")[2].split("_")[0].rstrip("%"))
    if isinstance(cell.value, Fraction) and decimals and "%" not in cell.number_format:
        return show(cell.value, decimals)
    return shown(cell)


def _document(landscape: bool) -> DocumentType:
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "宋体", Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    section = document.sections[0]
    section.left_margin = section.right_margin = Pt(56)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    return document


def _lines(document: DocumentType, grid: Grid, rows: Iterable[int]) -> None:
    for row in rows:
        texts = [shown(cell) for (line, _), cell in sorted(grid.cells.items()) if line == row]
        paragraph = document.add_paragraph("          ".join(texts))
        if "自评表" in texts[0] or "评分表" in texts[0]:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.runs[0].font.size, paragraph.runs[0].bold = Pt(16), True


def _table(document: DocumentType, grid: Grid, rows: tuple[int, int]) -> None:
    first, last = rows
    width = max(column for row, column in grid.cells if first <= row <= last)
    table = document.add_table(last - first + 1, width)
    table.style = "Table Grid"
    cells = [row.cells for row in table.rows]
    for row in range(first, last + 1):
        for column in range(1, width + 1):
            area = grid.area(row, column)
            if (area.top, area.left) != (row, column):
                continue
            cell = cells[row - first][column - 1]
            if (area.bottom, area.right) != (row, column):
                cell = cell.merge(cells[area.bottom - first][area.right - 1])
            _write(cell, said(grid.at(row, column)))


def _write(cell: _Cell, text: str) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    while len(cell.paragraphs) > 1:
        last = cell.paragraphs[-1]._p
        last.getparent().remove(last)
    if text:
        _style(cell.paragraphs[0], text)


def _style(paragraph: Paragraph, text: str) -> None:
    """Small print, short texts in the middle: what a score that is filled in must look like."""
    paragraph.text = text
    paragraph.runs[0].font.size = Pt(9)
    if len(text) <= 14:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
