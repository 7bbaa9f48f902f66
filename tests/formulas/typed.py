"""What becomes of a typed value in a cell: numbers and percentages are numbers there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.filing import BLANK, Entry
from scoring.formulas.columns import Place
from scoring.formulas.evaluate import FORMAT, Cells, Single, Value
from scoring.formulas.expr import ONE_OF, Name

_PLAIN = re.compile(r"[-+]?\d+(\.\d+)?")
_PERCENT = re.compile(r"[-+]?\d+(\.\d+)?%")


@dataclass(frozen=True)
class Content:
    """A cell's value and how it is shown (P2: as a percentage)."""

    value: Single = None
    shown: str = "G"


def content(entry: Entry) -> Content:
    """As a spreadsheet would take it from the keyboard."""
    if entry.number is not None:
        return Content(float(entry.number))
    text = entry.text
    if _PLAIN.fullmatch(text):
        return Content(float(text))
    if _PERCENT.fullmatch(text):
        places = len(text.partition(".")[2]) and 2
        return Content(float(Fraction(text[:-1]) / 100), f"P{places}")
    return Content(text or None)


def cells_of(own: Mapping[str, Entry], figures: Mapping[str, Entry], place: Place) -> Cells:
    """What stands in the cells that a row's formulas name."""

    def cells(name: Name) -> Value:
        entry = own.get(name.name, BLANK) if name.where == "本行" else figures.get(name.name, BLANK)
        if name.column == FORMAT:
            return content(_one_of(entry, name.line or 1)).shown
        if name.column == ONE_OF:
            return content(_one_of(entry, name.line)).value
        known = place.figures.get(name.name) if name.where == "数据" else None
        if known is None or known.count == 1:
            return content(entry).value
        values = [content(item).value for item in entry.items]
        return (*values, *[None] * (known.count - len(values)))

    return cells


def _one_of(entry: Entry, place: int) -> Entry:
    """A list's item at the place; what is no list is its own first."""
    items = entry.items or (entry,)
    return items[place - 1] if place <= len(items) else BLANK
