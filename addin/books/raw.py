"""The one doorway from what a host or a library gives for a cell to its value and its entry.

They give numbers as doubles, money as Decimal, dates as datetime, blanks as None, errors by what
Excel shows for them. The closed .xlsx has a reader of its own, which meets no such values.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from addin.books.book import Cell, CellError, Value, shown
from addin.books.number_format import section_for
from scoring.filing import Entry
from scoring.values.exact import from_double

OPEN = "待认定"
"""What our own formula shows in a 得分 cell that waits for a person: nothing was filed there."""
_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
_NEWER_ERRORS = range(-2_146_826_288, -2_146_826_200)
"""Codes of the errors that xlwings has no word for, such as #SPILL!"""


def value_of(raw: Any) -> Value:
    """One raw value, exact; a day is text as the quantities of the core are written, its time only
    where it has one."""
    match raw:
        case None | bool():
            return raw
        case int() if raw in _NEWER_ERRORS:
            return CellError("#VALUE!")
        case float():
            return from_double(raw)
        case int() | Decimal():
            return Fraction(raw)
        case datetime():
            plain = raw.replace(tzinfo=None)
            return plain.date().isoformat() if plain.time() == time() else plain.isoformat()
        case date():
            return raw.isoformat()
        case str() if raw in _ERRORS:
            return CellError(raw)
    return str(raw)


def entry_of(cell: Cell, place: str = "") -> Entry:
    """A cell as the entry of a filing: with its text, as a reason that quotes it must say what
    stands there, its number where it is one, and its address."""
    value = cell.value
    if isinstance(value, str):
        ours = value == OPEN and cell.formula is not None
        return Entry("" if ours else value, None, place)
    if value is None or isinstance(value, bool):
        return Entry(shown(cell), None, place)
    if isinstance(value, CellError):
        return Entry("", None, place, value.code)
    section = section_for(value, cell.number_format)
    return Entry(section.written(value), None if section.resizing else value, place,
                 formatted=section.resizing)
