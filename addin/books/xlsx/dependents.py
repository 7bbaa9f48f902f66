"""Which formulas may show another value after cells have changed."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from addin.books.book import Area
from addin.books.xlsx.formulas import UNKNOWN, references, shifted
from addin.books.xlsx.places import area
from addin.books.xlsx.sheet import Place, placed_cells, placed_rows
from addin.books.xlsx.workbook import DefinedName
from addin.package.xml import Element, namespace

MOST_FORMULAS = 2_000
"""Beyond this many, every formula counts as a dependent: following them would take too long."""

_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s>/]")


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """A formula, and the cells that show its results (more than one for an array formula)."""

    sheet: str
    text: str
    extent: Area


def has_formulas(xml: bytes) -> bool:
    return _FORMULA.search(xml) is not None


def formula_cells(root: Element, sheet: str) -> Iterator[FormulaCell]:
    """The sheet's formulas, shared ones written out."""
    main = namespace(root)
    masters: dict[str, tuple[str, Place]] = {}
    for row, row_node in placed_rows(root):
        for column, node in placed_cells(row_node, f"{main}c"):
            formula = node.find(f"{main}f")
            if formula is None:
                continue
            text, group = formula.text or "", formula.get("si", "")
            own = Area(row, column, row, column)
            if formula.get("t") == "shared":
                text, (top, left) = masters.setdefault(group, (text, (row, column)))
                yield FormulaCell(sheet, shifted(text, row - top, column - left), own)
            else:
                covered = area(formula.get("ref", "")) if formula.get("t") else None
                yield FormulaCell(sheet, text, covered or own)


def dependents(formulas: Sequence[FormulaCell], names: Iterable[DefinedName],
               changed: Iterable[tuple[str, Area]]) -> list[FormulaCell]:
    """The formulas that may depend on the changed areas, directly or through other formulas."""
    if len(formulas) > MOST_FORMULAS:
        return list(formulas)
    meanings = {name.name.lower(): name.refers_to for name in names}
    readers: dict[str, list[tuple[Area, FormulaCell]]] = {}
    reached: dict[int, FormulaCell] = {}
    for formula in formulas:
        for sheet, where in _precedents(formula.text, formula.sheet, meanings, frozenset()):
            if where is None:
                reached[id(formula)] = formula
            else:
                readers.setdefault(sheet.lower(), []).append((where, formula))
    waiting = deque(changed)
    waiting.extend((formula.sheet, formula.extent) for formula in reached.values())
    while waiting:
        sheet, where = waiting.popleft()
        for read, formula in readers.get(sheet.lower(), ()):
            if id(formula) not in reached and _overlap(read, where):
                reached[id(formula)] = formula
                waiting.append((formula.sheet, formula.extent))
    return list(reached.values())


def _precedents(text: str, sheet: str, meanings: Mapping[str, str],
                seen: frozenset[str]) -> Iterator[tuple[str, Area | None]]:
    """The areas a formula reads, names resolved; None for what can't be followed."""
    for reference in references(text):
        name = reference.name.lower()
        if not name:
            yield reference.sheet or sheet, reference.area
        elif name in meanings and name not in seen and _absolute(meanings[name]):
            yield from _precedents(meanings[name], sheet, meanings, seen | {name})
        else:
            yield sheet, UNKNOWN.area


def _absolute(refers_to: str) -> bool:
    """Whether a name means the same cells wherever it is used."""
    return shifted(refers_to, 1, 1) == refers_to


def _overlap(one: Area, other: Area) -> bool:
    return (one.top <= other.bottom and other.top <= one.bottom
            and one.left <= other.right and other.left <= one.right)
