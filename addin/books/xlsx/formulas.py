"""Formulas as text: the cells they read, and the same formula one row further."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from addin.books.book import Area, column_letters
from addin.books.xlsx.places import LAST_COLUMN, LAST_ROW, column_number

_TOKEN = re.compile(
    r"""
    "(?:[^"]|"")*"                                            # text
  | \#[A-Z/0-9]+[!?]?                                         # an error value
  | (?P<table>[^\W\d][\w.\\]*(?:\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])) # a table's columns
  | (?:(?P<sheet>'(?:[^']|'')*'|[^\W\d][\w.]*|\[[^\]]*\][\w.]*)!)?
    (?:
        (?P<area>\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?)(?![\w(.!\[])
      | (?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\w(.!])
      | (?P<rows>\$?[0-9]{1,7}:\$?[0-9]{1,7})(?![\w(.!])
      | (?P<name>[^\W\d][\w.\\?]*)(?P<after>\s*[(\[!]?)
    )
  | (?P<column>\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])        # a column of the table around it
  | [0-9.]+(?:[Ee][+-]?[0-9]+)?                               # a number
    """,
    re.VERBOSE,
)
_CORNER = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})")
_HIDING = re.compile(r"INDIRECT|OFFSET|PE_.*|.*\.PE_.*", re.IGNORECASE)
"""Functions that read cells their arguments don't show."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Cells a formula reads: on which sheet (None: its own) and where; or a name it uses."""

    sheet: str | None
    area: Area | None
    name: str = ""


UNKNOWN = Reference(None, None)
"""Something that may read any cell."""


def references(formula: str) -> Iterator[Reference]:
    """All that the formula reads, ``UNKNOWN`` wherever the text does not show it.

    >>> [r.area or r.name for r in references("SUM(H8:H9)+自评表!$A$1*税率")]
    [Area(top=8, left=8, bottom=9, right=8), Area(top=1, left=1, bottom=1, right=1), '税率']
    """
    for match in _TOKEN.finditer(formula):
        yield from _reference(match)
    if ":" in _TOKEN.sub("", formula):
        yield UNKNOWN


def _reference(match: re.Match[str]) -> Iterator[Reference]:
    sheet = _sheet_name(match["sheet"])
    if sheet is not None and sheet.startswith("["):
        return
    if match["table"] or match["column"]:
        yield UNKNOWN
    elif match["area"]:
        yield Reference(sheet, _rectangle(match["area"])) if _real(match["area"]) else UNKNOWN
    elif match["columns"] or match["rows"]:
        yield Reference(sheet, _strip(match["columns"] or match["rows"]))
    elif match["name"]:
        called = match["after"].strip() == "("
        if not called and match["name"].upper() not in ("TRUE", "FALSE"):
            plain = not match["after"].strip()
            yield Reference(sheet, None, match["name"]) if plain else UNKNOWN
        elif called and _HIDING.fullmatch(match["name"]):
            yield UNKNOWN


def shifted(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads so many rows and columns further, as in a shared formula.

    >>> shifted('IF(A1>$B$2,"A1",LOG10(C$3))', 2, 1)
    'IF(B3>$B$2,"A1",LOG10(D$3))'
    """
    def move(match: re.Match[str]) -> str:
        text = match[0]
        for kind in ("area", "columns", "rows"):
            if match[kind]:
                start = match.start(kind) - match.start()
                moved = _moved(match[kind], rows, columns)
                return text[:start] + moved + text[start + len(match[kind]):]
        return text

    return _TOKEN.sub(move, formula)


def _moved(corners: str, rows: int, columns: int) -> str:
    return ":".join(_moved_corner(corner, rows, columns) for corner in corners.split(":"))


def _moved_corner(corner: str, rows: int, columns: int) -> str:
    match = re.fullmatch(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)", corner)
    assert match is not None
    fixed_column, letters, fixed_row, digits = match.groups()
    if not letters:
        fixed_column, fixed_row = fixed_row, fixed_column
    if letters and not fixed_column:
        letters = column_letters((column_number(letters) + columns - 1) % LAST_COLUMN + 1)
    if digits and not fixed_row:
        digits = str((int(digits) + rows - 1) % LAST_ROW + 1)
    return f"{fixed_column if letters else ''}{letters}{fixed_row}{digits}"


def _sheet_name(text: str | None) -> str | None:
    if text is None:
        return None
    return text[1:-1].replace("''", "'") if text.startswith("'") else text


def _real(corners: str) -> bool:
    """Whether it is an address of the grid; ``XYZ1`` is a name."""
    return all(column_number(match[2]) <= LAST_COLUMN and 1 <= int(match[4]) <= LAST_ROW
               for match in _CORNER.finditer(corners))


def _rectangle(corners: str) -> Area:
    found = [(int(match[4]), column_number(match[2])) for match in _CORNER.finditer(corners)]
    rows, columns = [row for row, _ in found], [column for _, column in found]
    return Area(min(rows), min(columns), max(rows), max(columns))


def _strip(corners: str) -> Area:
    """Whole columns or whole rows."""
    first, last = corners.replace("$", "").split(":")
    if first.isdigit():
        low, high = sorted((int(first), int(last)))
        return Area(low, 1, high, LAST_COLUMN)
    low, high = sorted((column_number(first), column_number(last)))
    return Area(1, low, LAST_ROW, high)
