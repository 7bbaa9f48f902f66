"""One sheet of a closed workbook: read as far as is asked for, with the writes that wait for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from addin.books.book import Cell, Grid, Highlight, Validation, address, shown
from addin.books.height import grown
from addin.books.struck import Cells
from addin.books.xlsx.arrays import results
from addin.books.xlsx.dependents import FormulaCell, formula_cells, has_formulas
from addin.books.xlsx.edits import Edit, write_cells
from addin.books.xlsx.heights import Sizes, write_heights
from addin.books.xlsx.locks import Locks, open_cells
from addin.books.xlsx.look import Looks
from addin.books.xlsx.plain_cells import PlainCells, plain_cells
from addin.books.xlsx.sheet import Place, Shared, read_cells, read_layout, read_plain
from addin.books.xlsx.sheet_rules import add_rules, protect
from addin.books.xlsx.stuffed import KEPT_ROWS, Split, split
from addin.books.xlsx.workbook import SheetEntry
from addin.errors import BookError
from addin.package.relations import Parts
from addin.package.xml import Element, parse, serialise


class Worksheet:
    """A sheet as it was read, and the edits; what was read never changes."""

    def __init__(self, package: Parts, entry: SheetEntry, shared: Shared) -> None:
        self.name, self.part = entry.name, entry.part
        self.edits: dict[Place, Edit] = {}
        self._heights: dict[int, float] = {}
        self.rules: list[tuple[Sequence[Validation], Sequence[Highlight]]] = []
        self.opened: frozenset[Place] | None = None
        """The cells that stay open on a sheet that is to be protected; None: it is not."""
        self._package, self._hidden, self._shared = package, entry.hidden, shared

    @cached_property
    def layout(self) -> Grid:
        """The sheet without its cells: all that a write has to know."""
        root = self._root if self._plain is None else self._plain.root
        return read_layout(root, self.name, self._hidden, bool(self._split.surplus))

    @cached_property
    def stored(self) -> Grid:
        """The sheet as it was read; what an array formula shows in other cells is its formula's."""
        if self._plain is not None:  # no formula of theirs reaches into other cells
            return self._with(read_plain(self._plain, self._shared))
        read = read_cells(self._root, self._shared)
        cells = read.cells
        if any(cell.formula is not None for cell in cells.values()):
            for place, others in results(self._root).items():
                formula = cells[place].formula
                cells |= {each: replace(cells[each], formula=formula)
                          for each in others if each in cells}
        return self._with(read)

    def _with(self, read: Cells) -> Grid:
        return replace(self.layout, cells=read.cells, struck=read.struck)

    @property
    def grid(self) -> Grid:
        """The sheet with the edits so far."""
        if not self.edits:
            return self.stored
        cells = dict(self.stored.cells)
        for place, edit in self.edits.items():
            before = self.stored.at(*place)
            formula = before.formula if edit.keeps_formula else edit.formula
            cells[place] = Cell(edit.value, formula, before.number_format)
        return replace(self.stored, cells=cells)

    @cached_property
    def has_formulas(self) -> bool:
        return has_formulas(self._split.xml)

    @property
    def hides_formulas(self) -> bool:
        """Whether formulas stand in the rows that are stepped over."""
        return has_formulas(self._split.surplus)

    def formulas(self) -> Iterator[FormulaCell]:
        return formula_cells(self._root, self.name) if self.has_formulas else iter(())

    def locked(self, row: int, column: int) -> bool:
        """Whether the sheet's protection forbids to type into the cell."""
        return self.layout.protected and self._locks.locked(row, column)

    @property
    def free_to_open(self) -> bool:
        """Whether its protection has no password."""
        return not self._locks.guarded

    def edit(self, row: int, column: int, edit: Edit) -> None:
        """Keep the edit for the next writing; BookError where the cell can't be written."""
        corner = self.layout.corner(row, column)
        if corner != (row, column):
            first = address(*corner)
            raise BookError(f"单元格 {address(row, column, self.name)} 属于以 {first} 开头的合并"
                            f"单元格，只能写 {first}。")
        if self.layout.truncated and row > KEPT_ROWS:
            raise BookError(f"单元格 {address(row, column, self.name)} 在第 {KEPT_ROWS} 行之后，"
                            "这样大的表不写。")
        if self.locked(row, column):
            raise BookError(f"单元格 {address(row, column, self.name)} 受工作表保护，不能写入；"
                            "请先撤销保护再试。")
        self.edits[row, column] = edit

    def renew(self, row: int, column: int, edit: Edit) -> None:
        """Keep the new stored value of a formula. Locks don't matter to it."""
        if self.stored.at(row, column).formula is None:
            raise BookError(f"单元格 {address(row, column, self.name)} 里没有公式。")
        self.edits[row, column] = edit

    def fit(self, row: int, column: int) -> bool:
        """Make the row tall enough for the cell's text, where the sheet is not protected; whether
        a row can show it whole."""
        area, sizes = self.layout.area(row, column), Sizes(self._root)
        size = self._shared.styles.size(sizes.style(area.top, area.left))
        text, heights = shown(self.grid.at(area.top, area.left)), sizes.heights(area)
        height, whole = grown(text, sizes.width(area), size, heights)
        if not self.layout.protected and height > heights[0]:
            self._heights[area.top] = height
        return whole

    def loses_formulas(self) -> bool:
        """Whether a cell that held a formula will hold none."""
        return self.has_formulas and any(
            self.stored.at(*place).formula is not None for place, edit in self.edits.items()
            if edit.formula is None and not edit.keeps_formula)

    @property
    def dressed(self) -> bool:
        """Whether limits, looks or locks are to be added."""
        return bool(self.rules) or self.opened is not None

    def written(self, stale: Iterable[Place], looks: Looks | None = None) -> bytes:
        """The part with the edits; the formulas at ``stale`` lose their stored values. What is to
        be ``dressed`` needs the workbook's looks."""
        root = self._root
        del self._root  # it is written into: whoever needs it again parses anew
        write_cells(root, self.edits, stale)
        write_heights(root, self._heights)
        if looks is not None:
            self._dress(root, looks)
        return self._split.restored(serialise(root))

    def _dress(self, root: Element, looks: Looks) -> None:
        for validations, highlights in self.rules:
            add_rules(root, validations, highlights, looks)
        if self.opened is not None:
            open_cells(root, self.opened, looks)
            protect(root)

    @cached_property
    def _split(self) -> Split:
        return split(self._package.read(self.part))

    @cached_property
    def _plain(self) -> PlainCells | None:
        return plain_cells(self._split.xml, self.part)

    @cached_property
    def _root(self) -> Element:
        return parse(self._split.xml, self.part)

    @cached_property
    def _locks(self) -> Locks:
        return Locks(self._root, self._shared.styles)
