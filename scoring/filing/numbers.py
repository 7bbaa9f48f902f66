"""What number or quantity stands in a cell."""

from __future__ import annotations

from fractions import Fraction

from scoring.filing import Entry
from scoring.values.quantity import Quantity, plain_number, read
from scoring.values.units import dimension_and_factor


def quantity(entry: Entry) -> Quantity | None:
    """The entry as a quantity: its text read, or its bare number."""
    if entry.error:
        return None
    if entry.text:
        return read(entry.text)
    if entry.number is not None:
        return Quantity(text=entry.text, value=entry.number)
    return None


def number(entry: Entry) -> Fraction | None:
    """The cell's number, or the number its text plainly says (``10分``), or None."""
    if entry.number is not None:
        return entry.number
    return plain_number(entry.text) if entry.text and not entry.error else None


def amount(entry: Entry, unit: str) -> Fraction | None:
    """An amount of money in ``unit``: the cell's bare number, or what its text says, converted.

    >>> amount(Entry("2892244200元"), "万元") == amount(Entry("289224.42"), "万元")
    True
    """
    if entry.number is not None:
        return entry.number
    said, (dimension, factor) = quantity(entry), dimension_and_factor(unit)
    if said is None or said.comparator or said.high is not None:
        return None
    if said.dimension == "":
        return said.value if said.factor == 1 else said.base / factor
    return said.base / factor if said.dimension == dimension == "元" else None


def ratio(entry: Entry) -> Fraction | None:
    """A rate's value: 0.99, ``100%``, or a cell shown as a percentage."""
    if entry.number is not None:
        return entry.number
    said = read(entry.text) if entry.text and not entry.error else None
    if said is None or said.comparator or said.high is not None:
        return None
    return said.base if said.dimension in ("", "比率") else None


def nothing_in(entry: Entry) -> bool:
    """Whether the cell is blank or only says that nothing belongs there (—, /)."""
    if entry.number is not None or entry.error or entry.items:
        return False
    return is_placeholder(entry.text)


def is_placeholder(text: str) -> bool:
    """Whether the text only says that nothing belongs here: —, /, …… and the like."""
    return not text.strip(" 　—-–－/／\\.…·、")
