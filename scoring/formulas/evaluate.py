"""The evaluator of our own: what a formula gives, in doubles, as a strict program compares them or
as Excel does, by 15 digits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum

from scoring.formulas.expr import Expr, Name


class Mode(Enum):
    """How two numbers are compared and rounded."""

    STRICT = "strict"
    FIFTEEN = "15 digits"


Value = float | str | bool | None
"""None is a blank cell."""
Cells = Callable[[Name], Value | tuple[Value, ...]]
"""What stands in a cell, or in every cell of a list."""


class Fault(Exception):
    """An error value: #VALUE!, #N/A …"""


def evaluate(expr: Expr, cells: Cells, mode: Mode) -> Value:
    """The expression's value; raises Fault where a spreadsheet shows an error."""
    raise NotImplementedError


def evaluated(steps: Mapping[str, Expr], cells: Cells, mode: Mode) -> Mapping[str, Value]:
    """All columns of a row; an error value is left out."""
    raise NotImplementedError
