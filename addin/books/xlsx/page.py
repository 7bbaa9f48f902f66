"""A sheet of our own as worksheet XML: printable, frozen, linked, with what may be typed where."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from lxml import etree

from addin.books.book import Page, PageCell, address
from addin.books.xlsx.edits import write_content
from addin.books.xlsx.look import Looks
from addin.books.xlsx.sheet_rules import add_rules, protect
from addin.package.xml import MAIN, Element, new_root, serialise

_SPREAD = ("title", "note")
"""Styles that run over the page's whole width when the row holds nothing else."""
_LINE_POINTS, _TITLE_POINTS = 16.0, 24.0
_LEAST_POINTS, _MOST_POINTS = 18.0, 409.0


def page_xml(page: Page, looks: Looks, main: str = MAIN) -> bytes:
    """The worksheet part of the page."""
    root = new_root(main, "worksheet")
    _add(_add(root, "sheetPr"), "pageSetUpPr", fitToPage="1")
    _view(root, page.freeze)
    _add(root, "sheetFormatPr", defaultRowHeight=f"{_LEAST_POINTS:g}")
    _columns(root, page.widths)
    _rows(root, page, looks)
    if page.protected:
        protect(root)
    _spreads(root, page)
    add_rules(root, page.validations, page.highlights, looks)
    _links(root, page)
    _print_setup(root)
    return _shorter(serialise(root))


def _shorter(xml: bytes) -> bytes:
    """With «>» as it is, which only behind «]]» must be written otherwise: a row of formulas that
    stays within a zip's window is a seventh of its size in the file."""
    return xml if b"]]&gt;" in xml else xml.replace(b"&gt;", b">")


def quoted(sheet: str) -> str:
    """The sheet's name as it stands in formulas and links."""
    doubled = sheet.replace("'", "''")
    return f"'{doubled}'"


def _add(parent: Element, name: str, **attributes: str) -> Element:
    main = str(parent.tag).partition("}")[0]
    return etree.SubElement(parent, f"{main}}}{name}", attributes)


def _view(root: Element, freeze: int) -> None:
    view = _add(_add(root, "sheetViews"), "sheetView", showGridLines="0", workbookViewId="0")
    if freeze:
        _add(view, "pane", ySplit=str(freeze), topLeftCell=address(freeze + 1, 1),
             activePane="bottomLeft", state="frozen")
        _add(view, "selection", pane="bottomLeft")


def _columns(root: Element, widths: Sequence[int]) -> None:
    if widths:
        columns = _add(root, "cols")
        for number, width in enumerate(widths, start=1):
            column = _add(columns, "col", min=str(number), max=str(number), width=str(width),
                          customWidth="1")
            if not width:
                column.set("hidden", "1")


def _rows(root: Element, page: Page, looks: Looks) -> None:
    data = _add(root, "sheetData")
    spread = dict(_spread_rows(page))
    for number, cells in enumerate(page.rows, start=1):
        widths = [sum(page.widths)] * len(cells) if number in spread else page.widths
        height = max((_height(cell, width) for cell, width in zip(cells, widths, strict=False)
                      if cell is not None and width), default=_LEAST_POINTS)
        height = max(height, page.heights.get(number, 0))
        row = _add(data, "row", r=str(number), ht=f"{height:g}", customHeight="1")
        for column, cell in enumerate(cells, start=1):
            if cell is not None:
                node = _add(row, "c", r=address(number, column))
                if cell.style != "bare":
                    node.set("s", str(looks.index(cell.style, cell.number_format)))
                write_content(node, cell.value, cell.formula)


def _spread_rows(page: Page) -> Iterator[tuple[int, int]]:
    """Rows that hold one title or note alone: their numbers, and the column it stands in."""
    for number, cells in enumerate(page.rows, start=1):
        held = [(column, cell) for column, cell in enumerate(cells, start=1) if cell is not None]
        if len(held) == 1 and held[0][1].style in _SPREAD:
            yield number, held[0][0]


def _height(cell: PageCell, width: int) -> float:
    """Points a text needs when it is wrapped; not every program works it out on opening."""
    lines = sum(max(1, math.ceil(_units(line) / max(width - 1, 1)))
                for line in str(cell.value or "").split("\n"))
    points = _TITLE_POINTS if cell.style == "title" else _LINE_POINTS
    return min(max(lines * points, _LEAST_POINTS), _MOST_POINTS)


def _units(line: str) -> int:
    """The width of a text in half-width letters."""
    return sum(map(_letter_units, line))


@lru_cache(maxsize=8192)
def _letter_units(letter: str) -> int:
    return 2 if unicodedata.east_asian_width(letter) in "WFA" else 1


def _spreads(root: Element, page: Page) -> None:
    last = max((place for place, width in enumerate(page.widths, 1) if width), default=0)
    areas = [f"{address(row, column)}:{address(row, last)}"
             for row, column in _spread_rows(page) if column < last]
    areas += page.merges
    if areas:
        merges = _add(root, "mergeCells", count=str(len(areas)))
        for area in areas:
            _add(merges, "mergeCell", ref=area)


def _links(root: Element, page: Page) -> None:
    linked = [(address(row, column), cell.link)
              for row, cells in enumerate(page.rows, start=1)
              for column, cell in enumerate(cells, start=1) if cell is not None and cell.link]
    if linked:
        links = _add(root, "hyperlinks")
        for place, link in linked:
            sheet, _, target = link.rpartition("!")
            location = f"{quoted(sheet)}!{target}" if sheet else target
            _add(links, "hyperlink", ref=place, location=location, display=link)


def _print_setup(root: Element) -> None:
    """A4 across, as wide as one page."""
    _add(root, "printOptions", horizontalCentered="1")
    _add(root, "pageMargins", left="0.5", right="0.5", top="0.6", bottom="0.6",
         header="0.3", footer="0.3")
    _add(root, "pageSetup", paperSize="9", orientation="landscape", fitToWidth="1",
         fitToHeight="0")
    _add(_add(root, "headerFooter"), "oddFooter").text = "&C第 &P 页，共 &N 页"
