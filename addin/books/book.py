"""All that the verbs know of a workbook, open in Excel or closed: ``Readable`` and ``Book``.

Rows and columns count from 1, as people read them. A ``Grid`` is a snapshot of one sheet and never
changes; writes go to the book.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, cached_property, lru_cache
from typing import Literal, NamedTuple, Protocol

from addin.books.number_format import written
from scoring.filing import Entry
from scoring.values.record import record

RULESET_PROPERTY = "评分办法"
"""The document property that names the ruleset a workbook was made for."""
OUR_FORMULAS = "评分计算"
"""The sheet of our formulas, and the property that goes with it."""
OUR_WORDS = "词_"
"""What the names of the lists begin with that those formulas use."""
OUR_LOOKS = "PE_CHECK"
"""What the conditional formats that we put into a form hold, to be known again."""


@dataclass(frozen=True, slots=True)
class CellError:
    """An Excel error value standing in a cell, such as ``#DIV/0!``."""

    code: str


Value = None | str | Fraction | bool | CellError


@record
class Cell:
    """What one cell holds: its value (exact), its formula without ``=``, its number format."""

    value: Value = None
    formula: str | None = None
    number_format: str = "General"


EMPTY = Cell()


_LONGEST_CAPTION = 30
"""Characters of a header or a label without its spaces; longer texts are never one."""
_SPACED = 2
"""One may be typed with a space behind every character."""
_SENTENCE = ("。", "；", "！")


class Area(NamedTuple):
    """A rectangle of cells, both corners included."""

    top: int
    left: int
    bottom: int
    right: int

    def covers(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@lru_cache(maxsize=8192)
def _alone(row: int, column: int) -> Area:
    """The area of a cell that is not merged."""
    return Area(row, column, row, column)


@lru_cache(maxsize=8192)
def _is_caption(text: str) -> bool:
    return not text.endswith(_SENTENCE) and len("".join(text.split())) <= _LONGEST_CAPTION


class _Areas(dict[tuple[int, int], Area]):
    """The area of each cell, found when it is first asked for."""

    def __init__(self, merges: Sequence[Area]) -> None:
        self._rows: dict[int, list[Area]] = {}
        for area in merges:
            for row in range(area.top, area.bottom + 1):
                self._rows.setdefault(row, []).append(area)

    def __missing__(self, place: tuple[int, int]) -> Area:
        row, column = place
        for area in self._rows.get(row, ()):
            if area.left <= column <= area.right:
                break
        else:
            area = _alone(row, column)
        self[place] = area
        return area


@dataclass(frozen=True)
class Grid:
    """A sheet as it stood when it was read."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merges: tuple[Area, ...] = ()
    protected: bool = False
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck: Mapping[int, str] = field(default_factory=dict)
    """Rows that are struck out, each with its texts: they are not read."""
    truncated: bool = False
    """The sheet has far more rows than a form; only its first rows are in ``cells``."""
    formats_known: bool = True
    """Whether the number formats are those of the file: 0.98 may be shown as 98% otherwise."""
    landscape: bool = False
    """Whether the sheet is printed across the page."""
    of_texts: bool = False
    """A Word table: every number in it was typed as a text, and sums are nobody's but ours."""
    length: int = 0
    """Rows of a Word table itself; the lines around it stand before and after them."""
    under: str = ""
    """The Word table right under which it stands, with no more than headings between."""
    elsewhere: Mapping[int, tuple[str, int]] = field(default_factory=dict)
    """Rows that are those of another Word table of the same form: its name, and the row there."""

    def at(self, row: int, column: int) -> Cell:
        """The cell's own content; a covered part of a merge is empty."""
        return self.cells.get((row, column), EMPTY)

    def area(self, row: int, column: int) -> Area:
        """The merged area that covers the cell, or the cell alone."""
        return self._areas[row, column]

    def corner(self, row: int, column: int) -> tuple[int, int]:
        """The place whose content is seen in the cell: its own, or the first of its merge."""
        return self._areas[row, column][:2]

    def seen(self, row: int, column: int) -> Cell:
        """The cell as a reader sees it: a covered cell shows its merge's first cell."""
        return self.at(*self.corner(row, column))

    def address(self, row: int, column: int) -> str:
        """The cell's address in the file, with its sheet."""
        if row not in self.elsewhere:
            return address(row, column, self.name)
        sheet, line = self.elsewhere[row]
        return address(line, column, sheet)

    def place(self, cell: str) -> tuple[int, int]:
        """Where the cell of an address stands in this grid."""
        sheet, row, column = split_address(cell)
        return self._lines_elsewhere.get((sheet, row), row), column

    @property
    def sheets(self) -> set[str]:
        """The names of the sheets whose cells it holds."""
        return {self.name, *(name for name, _ in self.elsewhere.values())}

    def rows(self) -> Iterator[int]:
        """Row numbers that hold anything, in order."""
        return iter(self.lines)

    @cached_property
    def entries(self) -> dict[tuple[int, int], Entry]:
        """What was read of the cells so far: most are asked for more than once."""
        return {}

    @cached_property
    def captions(self) -> Mapping[tuple[int, int], str]:
        """The texts that may be headers or labels, by place: short ones, and no sentences."""
        return {place: value for place, cell in self.cells.items()
                if isinstance(value := cell.value, str)
                and len(value) <= _SPACED * _LONGEST_CAPTION and _is_caption(value)}

    @cached_property
    def first_texts(self) -> Mapping[int, str]:
        """By row the first text that stands in a cell of its own there."""
        texts: dict[int, str] = {}
        for row, columns in self.lines.items():
            for column in columns:
                value = self.cells[row, column].value
                if isinstance(value, str) and value.strip():
                    texts[row] = value
                    break
        return texts

    @cached_property
    def lines(self) -> Mapping[int, Sequence[int]]:
        """By row the columns that hold anything, in order."""
        lines: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            lines.setdefault(row, []).append(column)
        return lines

    @cached_property
    def bottom(self) -> int:
        """The last row that holds anything; 0 where none does."""
        return max(self.lines, default=0)

    @cached_property
    def top(self) -> int:
        """The first row: 1, or above it that of the first line before a Word table."""
        return min((row for row, _ in self.cells), default=1) if self.of_texts else 1

    @cached_property
    def _lines_elsewhere(self) -> Mapping[tuple[str, int], int]:
        return {place: row for row, place in self.elsewhere.items()}

    @cached_property
    def _areas(self) -> Mapping[tuple[int, int], Area]:
        return _Areas(self.merges)


Style = Literal["title", "header", "text", "number", "input", "warning", "error", "note", "link",
                "bare"]
"""How a cell looks; a ``bare`` one as a cell of a new workbook does."""


@dataclass(frozen=True, slots=True)
class PageCell:
    """One cell of a sheet of our own. ``link`` is a place in the workbook such as ``自评表!H8``."""

    value: str | Fraction | bool | None
    style: Style = "text"
    link: str | None = None
    number_format: str | None = None
    formula: str | None = None


LONGEST_PROMPT, LONGEST_ERROR = 255, 225
"""Characters that a spreadsheet shows beside a cell, and of what it says of a wrong entry."""


@dataclass(frozen=True, slots=True)
class Validation:
    """What may be typed into an area: a list of words, or a number not below ``minimum`` or
    ``between`` what two formulas give, which read as in the area's first cell."""

    area: str
    choices: tuple[str, ...] = ()
    minimum: Fraction | None = None
    prompt: str = ""
    between: tuple[str, str] | None = None
    error: str = ""
    """What is said of anything else; empty: what the rule itself says."""
    advisory: bool = False
    """Whether anything else may be typed all the same."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """The look that an area takes on wherever a formula holds; it reads as in the first cell."""

    area: str
    formula: str
    style: Style


@dataclass(frozen=True)
class Page:
    """A sheet of our own (评分依据, 基础数据, 审核疑点 …), added or renewed as a whole."""

    name: str
    widths: Sequence[int]
    """Of the columns, in letters; one of no width is out of sight."""
    rows: Sequence[Sequence[PageCell | None]]
    freeze: int = 0
    validations: Sequence[Validation] = ()
    highlights: Sequence[Highlight] = ()
    merges: Sequence[str] = ()
    heights: Mapping[int, float] = field(default_factory=dict)
    """Rows that are at least so tall, in points: formulas may show long texts later."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Defined names for the workbook: name → address on this sheet, such as ``$D$4``."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """Names of lists that its formulas use: name → ``{"元","万元"}``."""
    hidden: bool = False
    """Whether the sheet is kept out of sight, in an open workbook."""
    protected: bool = False
    """Whether only its input cells can be typed into; without a password."""


class Readable(Protocol):
    """A workbook as far as it can be read: an old format can do no more."""

    @property
    def sheets(self) -> tuple[str, ...]: ...
    @property
    def own_sheets(self) -> Mapping[str, str]:
        """The sheets that are ours, each with the name of its page: a mark on them says so, and
        not what they are called."""
    def grid(self, sheet: str) -> Grid: ...
    def property(self, name: str) -> str | None: ...
    def locked(self, sheet: str, row: int, column: int) -> bool:
        """Whether the sheet's protection forbids to type into the cell."""


class Book(Readable, Protocol):
    """A workbook that can, in few places, be written."""

    def put(self, sheet: str, row: int, column: int, value: str | Fraction | None) -> None: ...
    def put_formula(self, sheet: str, row: int, column: int, formula: str,
                    cached: str | Fraction | None = None) -> None: ...
    def put_cached(self, sheet: str, row: int, column: int, value: str | Fraction) -> None:
        """Renew the stored value of a formula; the formula stays."""
    def fit(self, sheet: str, row: int, column: int) -> bool:
        """Make the row of a cell just written tall enough for its text, where the sheet is not
        protected; whether a row can show it whole."""
    def put_page(self, page: Page) -> None:
        """Add the sheet at the end, or renew it where it stands; where a person has a sheet of
        its name, ours is called ``名称(2)``."""
    def set_property(self, name: str, value: str) -> None: ...


class Ruled(Book, Protocol):
    """A workbook whose cells may have formulas, limits and looks: no Word document."""

    @property
    def names(self) -> Mapping[str, str]:
        """The names of the whole workbook and what they stand for."""
    def put_rules(self, sheet: str, validations: Sequence[Validation],
                  highlights: Sequence[Highlight]) -> None:
        """Add limits and looks to a sheet that is not ours; those that stand there already stay."""


@cache
def column_letters(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=8192)
def address(row: int, column: int, sheet: str | None = None) -> str:
    """``H8``, or ``自评表!H8`` with the sheet's name as people write it. The line above a Word
    table stands in its row 0, the one before that in row -1: ``表1!A-1``."""
    place = f"{column_letters(column)}{row}"
    return f"{sheet}!{place}" if sheet else place


@lru_cache(maxsize=8192)
def split_address(place: str) -> tuple[str, int, int]:
    """The parts of ``自评表!H8``: sheet, row, column."""
    sheet, _, local = place.rpartition("!")
    letters = local.rstrip("-0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return sheet, int(local[len(letters):]), column


def shown(cell: Cell) -> str:
    """The cell's content as text a reader would recognise: percentages keep their sign, and what
    a number format adds (``≤``, ``分钟``) is part of it."""
    match cell.value:
        case str(text):
            return text
        case None:
            return ""
        case bool(value):
            return "TRUE" if value else "FALSE"
        case CellError(code):
            return code
        case number:
            return written(number, cell.number_format)


def own_sheet(book: Readable, page: str) -> str | None:
    """The name of the sheet that is our page, where there is one."""
    return next((sheet for sheet, name in book.own_sheets.items() if name == page), None)


def page_of(book: Readable, page: str) -> Grid | None:
    """Our page as it stands."""
    sheet = own_sheet(book, page)
    return None if sheet is None else book.grid(sheet)


def typed_page(book: Readable, page: str) -> Grid | None:
    """Our page that a person types into; a sheet of its name will do where none is marked."""
    sheet = own_sheet(book, page) or (page if page in book.sheets else None)
    return None if sheet is None else book.grid(sheet)


__all__ = ["EMPTY", "OUR_FORMULAS", "OUR_LOOKS", "OUR_WORDS", "RULESET_PROPERTY", "Area", "Book",
           "Cell", "CellError", "Grid", "Highlight", "Page", "PageCell", "Readable", "Ruled",
           "Style", "Validation", "Value", "address", "column_letters", "own_sheet", "page_of",
           "shown", "split_address", "typed_page"]
