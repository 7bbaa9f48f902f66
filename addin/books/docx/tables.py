"""The tables of a Word document as sheets 表1, 表2 …, each with the lines that belong to it.

A table inside a cell counts as one of its own; a table that only holds others in place counts as
none. The lines above a table stand in rows 0, −1, …, and those below in the rows after its last,
so that ``表1!H5`` is the fifth row of the table itself. Tables that go on in the next one (a form
broken over pages) are one sheet, under the first one's number; its rows go on counting, but for
headers that are repeated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from addin.books.book import Area, Cell, Grid
from addin.books.docx.cell_text import struck_text, text_of
from addin.books.docx.layout import MOST_ROWS, Placed, column_count, placed, table_rows, widths_of
from addin.books.docx.surroundings import (
    is_title,
    lines_above,
    lines_below,
    segments,
    stands_under,
    words_between,
)
from addin.books.docx.typed import typed
from addin.books.docx.word_text import NOT_SHOWN, row_texts
from addin.package.xml import Element, local

Place = tuple[int, int]
_FEWEST_HEADERS = 3
"""So many texts in a row are a header that may be repeated."""
_HEADER_ROWS = 4
"""A header that is repeated on the next page stands in its first rows."""
_ALIKE = 0.04
"""How far columns of one form may differ in width, as a share of the table's."""


@dataclass(frozen=True)
class Sheet:
    """A table with those that continue it."""

    name: str
    tables: Sequence[Element]
    under: str = ""
    """The sheet right under which it stands."""
    running: Sequence[str] = ()
    """Lines of the page's header that belong to it."""

    @cached_property
    def rows(self) -> list[Element]:
        """The rows of all its tables, each header once."""
        found: list[Element] = []
        for table in self.tables:
            found += _without_repeated(table_rows(table), _headers(found))
        return found

    @cached_property
    def cells(self) -> Mapping[Place, Placed]:
        """The cells by their first row and column; a merge may go on in the next table."""
        return {(each.area.top, each.area.left): each for each in self._placed}

    @cached_property
    def _placed(self) -> list[Placed]:
        return placed(self.rows, widths_of(self.tables[0]))

    def _struck(self, cells: Mapping[Place, Cell]) -> Iterator[tuple[int, str]]:
        """The rows most of which is struck out, with the texts that were."""
        texts: dict[int, list[str]] = {}
        for place, each in self.cells.items():
            if place not in cells and (text := struck_text(each.element)):
                texts.setdefault(place[0], []).append(text)
        filled = Counter(row for row, _ in cells)
        return ((row, "、".join(each)) for row, each in texts.items() if len(each) > filled[row])

    @cached_property
    def grid(self) -> Grid:
        """The sheet with the lines around it."""
        width = max((each.area.right for each in self._placed), default=1)
        cells = {place: cell for place, each in self.cells.items()
                 if (cell := typed(text_of(each.element))).value is not None}
        merges = [each.area for each in self.cells.values()
                  if each.area != Area(*each.area[:2], *each.area[:2])]
        above, below = lines_above(self.tables[0]), lines_below(self.tables[-1])
        above = [*(() if any(map(is_title, above)) else self.running), *above]
        numbers = (*range(1 - len(above), 1),
                   *range(len(self.rows) + 1, len(self.rows) + 1 + len(below)))
        for row, line in zip(numbers, (*above, *below), strict=True):
            for area, text in _spread(segments(line), row, width):
                cells[row, area.left] = Cell(text)
                merges.append(area)
        return Grid(self.name, cells, tuple(merges), of_texts=True,
                    struck=dict(self._struck(cells)),
                    truncated=any(len(table_rows(each)) == MOST_ROWS for each in self.tables),
                    length=len(self.rows), under=self.under)


def _spread(texts: list[str], row: int, width: int) -> Iterator[tuple[Area, str]]:
    """The texts of a line in areas that share the table's columns."""
    if len(texts) > width:
        texts = [*texts[: width - 1], " ".join(texts[width - 1:])]
    for place, text in enumerate(texts):
        left, right = (width * at // len(texts) for at in (place, place + 1))
        yield Area(row, left + 1, row, right), text


def sheets(root: Element, running: Sequence[str] = ()) -> dict[str, Sheet]:
    """The sheets of the document part, in the order of their tables; ``running`` are the lines of
    the page's header that name the first."""
    tables = [table for table in _tables(root) if not _only_holds_tables(table)]
    found: list[tuple[int, list[Element]]] = []
    for number, table in enumerate(tables, 1):
        if found and _continues(found[-1][1], table):
            found[-1][1].append(table)
        else:
            found.append((number, [table]))
    made: dict[str, Sheet] = {}
    before: Sheet | None = None
    for number, group in found:
        under = before is not None and stands_under(before.tables[-1], group[0])
        before = Sheet(f"表{number}", group, before.name if before and under else "",
                       () if made else running)
        made[before.name] = before
    return made


def _tables(root: Element) -> Iterator[Element]:
    """Every table that is shown, in the order in which they begin."""
    return (node for node in root.iter() if local(node) == "tbl"
            and not any(local(each) in NOT_SHOWN for each in node.iterancestors()))


def _only_holds_tables(table: Element) -> bool:
    inside = any(local(node) == "tbl" for node in table.iterdescendants())
    return inside and not any(text_of(each.element) for each in placed(table_rows(table)))


def _continues(before: Sequence[Element], table: Element) -> bool:
    """Whether the table goes on with the form of the tables before it: nothing but 续表 stands
    between, the columns are the same, and it has no title of its own."""
    between = words_between(before[-1], table)
    if between is None:
        return False
    head, rows = table_rows(before[0]), table_rows(table)
    if not rows or column_count(head) != column_count(rows):
        return False
    if between or _headers(head) & _headers(rows[:_HEADER_ROWS]):
        return True
    return _alike(before[0], table) and not _is_title(rows)


def _without_repeated(rows: list[Element], known: set[tuple[str, ...]]) -> list[Element]:
    """The rows without those at their head that repeat a known header."""
    place = 0
    while place < min(len(rows), _HEADER_ROWS) and _header(rows[place]) in known:
        place += 1
    return rows[place:]


def _headers(rows: Sequence[Element]) -> set[tuple[str, ...]]:
    """The texts of the rows that may be headers."""
    return {texts for texts in map(_header, rows) if texts is not None}


def _header(row: Element) -> tuple[str, ...] | None:
    """The row's texts where it has several and no number among them."""
    texts = tuple(text for text in row_texts(row) if text)
    return texts if len(texts) >= _FEWEST_HEADERS and not any(map(str.isdigit, texts)) else None


def _is_title(rows: list[Element]) -> bool:
    """Whether the first row is one cell across the whole table."""
    first = placed(rows[:1])
    return len(first) == 1 and bool(text_of(first[0].element))


def _alike(one: Element, other: Element) -> bool:
    """Whether the columns are as wide, as far as the tables say how wide they are."""
    widths, others = _shares(one), _shares(other)
    return (not widths or not others
            or (len(widths) == len(others)
                and all(abs(a - b) <= _ALIKE for a, b in zip(widths, others, strict=True))))


def _shares(table: Element) -> list[float]:
    widths = widths_of(table)
    total = sum(widths)
    return [width / total for width in widths] if total else []
