"""Which formulas may show another value after cells have changed.

Formulas and names are the nodes of one graph, each looked into once: a circle or a long chain of
names costs what its text costs. An area is never taken apart into its cells.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from addin.books.book import Area
from addin.books.xlsx.arrays import results
from addin.books.xlsx.formulas import UNKNOWN, Reference, references, shifted
from addin.books.xlsx.places import area
from addin.books.xlsx.sheet import Place, placed_cells, placed_rows
from addin.books.xlsx.workbook import DefinedName
from addin.package.xml import Element, namespace

MOST_FORMULAS = 2_000
"""Beyond this many, every formula counts as a dependent: following them would take too long …"""
_MOST_TEXT = 1_000_000
"""… and beyond so many characters of formulas and names …"""
_MOST_STEPS = 2_000_000
"""… or so many comparisons of areas."""

_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s>/]")


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """A formula, ``extent``: where it says its results stand, and the cells that surely show them.

    ``master`` is its text as it reads ``moved`` rows and columns before: shared formulas are
    written out when they are read.
    """

    sheet: str
    master: str
    moved: tuple[int, int]
    extent: Area
    shown_in: tuple[Place, ...]

    @property
    def text(self) -> str:
        return shifted(self.master, *self.moved) if self.moved != (0, 0) else self.master


def has_formulas(xml: bytes) -> bool:
    return _FORMULA.search(xml) is not None


def formula_cells(root: Element, sheet: str) -> Iterator[FormulaCell]:
    """The sheet's formulas."""
    main = namespace(root)
    masters: dict[str, tuple[str, Place]] = {}
    beside = results(root)
    for row, row_node in placed_rows(root):
        for column, node in placed_cells(row_node, f"{main}c"):
            formula = node.find(f"{main}f")
            if formula is None:
                continue
            text, group = formula.text or "", formula.get("si", "")
            extent, moved = Area(row, column, row, column), (0, 0)
            if formula.get("t") == "shared":
                text, (top, left) = masters.setdefault(group, (text, (row, column)))
                moved = (row - top, column - left)
            elif formula.get("t"):
                extent = area(formula.get("ref", "")) or extent
            place = row, column
            yield FormulaCell(sheet, text, moved, extent, (place, *beside.get(place, ())))


def dependents(formulas: Sequence[FormulaCell], names: Iterable[DefinedName],
               changed: Iterable[tuple[str, Area]]) -> list[FormulaCell]:
    """The formulas that may depend on the changed areas, directly or through other formulas."""
    names = tuple(names)
    text = sum(len(each.master) for each in formulas) + sum(len(each.refers_to) for each in names)
    if len(formulas) > MOST_FORMULAS or text > _MOST_TEXT:
        return list(formulas)
    graph = _Graph(names)
    for formula in formulas:
        graph.add(formula, references(formula.text), formula.sheet)
    try:
        reached = graph.reached_from(changed)
    except _TooManySteps:
        return list(formulas)
    return [formula for formula in formulas if formula in reached]


class _TooManySteps(Exception):
    """Following goes on for too long."""


_Node = FormulaCell | str
"""A formula, or a name in lower case."""


@dataclass
class _Readers:
    """Of one sheet: who reads which of its cells and areas."""

    cells: dict[Place, list[_Node]] = field(default_factory=dict)
    areas: list[tuple[Area, _Node]] = field(default_factory=list)

    def add(self, where: Area, node: _Node) -> None:
        if where.top == where.bottom and where.left == where.right:
            self.cells.setdefault((where.top, where.left), []).append(node)
        else:
            self.areas.append((where, node))

    def taken(self, where: Area) -> list[_Node]:
        """Who reads the area. They are taken out: nobody is reached twice."""
        found: list[_Node] = []
        if where.top == where.bottom and where.left == where.right:
            found += self.cells.pop((where.top, where.left), ())
        else:
            for place in [each for each in self.cells if where.covers(*each)]:
                found += self.cells.pop(place)
        found += [node for read, node in self.areas if _overlap(read, where)]
        self.areas = [each for each in self.areas if not _overlap(each[0], where)]
        return found

    def steps(self, where: Area) -> int:
        """How many comparisons ``taken`` makes."""
        alone = where.top == where.bottom and where.left == where.right
        return len(self.areas) + (1 if alone else len(self.cells))


class _Graph:
    """Who reads what. What can't be followed is reached before anything has changed."""

    def __init__(self, names: Sequence[DefinedName]) -> None:
        self._names = {name.name.lower() for name in names}
        self._sheets: dict[str, _Readers] = {}
        self._users: dict[str, list[_Node]] = {}
        self._unknown: list[_Node] = []
        for name in names:
            node = name.name.lower()
            if _absolute(name.refers_to):
                self.add(node, references(name.refers_to), None)
            else:
                self._unknown.append(node)

    def add(self, node: _Node, read: Iterable[Reference], sheet: str | None) -> None:
        """``sheet`` is where addresses without a sheet lead to; None where it depends."""
        for reference in read:
            where, name = reference.sheet or sheet, reference.name.lower()
            if name in self._names:
                self._users.setdefault(name, []).append(node)
            elif reference == UNKNOWN or reference.area is None or where is None:
                self._unknown.append(node)
            else:
                self._sheets.setdefault(where.lower(), _Readers()).add(reference.area, node)

    def reached_from(self, changed: Iterable[tuple[str, Area]]) -> set[_Node]:
        reached: set[_Node] = set()
        waiting: deque[_Node | tuple[str, Area]] = deque([*self._unknown, *changed])
        steps = 0
        while waiting:
            match waiting.popleft():
                case (str(sheet), Area() as where):
                    readers = self._sheets.get(sheet.lower(), _Readers())
                    steps += readers.steps(where)
                    if steps > _MOST_STEPS:
                        raise _TooManySteps
                    waiting.extend(readers.taken(where))
                case FormulaCell() as node if node not in reached:
                    reached.add(node)
                    waiting.append((node.sheet, node.extent))
                case str(name) if name not in reached:
                    reached.add(name)
                    waiting.extend(self._users.get(name, ()))
        return reached


def _absolute(refers_to: str) -> bool:
    """Whether a name means the same cells wherever it is used."""
    return shifted(refers_to, 1, 1) == refers_to


def _overlap(one: Area, other: Area) -> bool:
    return (one.top <= other.bottom and other.top <= one.bottom
            and one.left <= other.right and other.left <= one.right)
