"""A closed .xlsx as a Book: read lazily, written in one pass that changes only what must change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from addin.books.book import Area, Cell, Grid, Page, address, shown
from addin.books.height import grown
from addin.errors import BookError
from addin.ooxml.archive import Archive
from addin.ooxml.dependents import FormulaCell, dependents, formula_cells, has_formulas
from addin.ooxml.draft import Draft
from addin.ooxml.edits import Edit, write_cells
from addin.ooxml.heights import Sizes, write_heights
from addin.ooxml.locks import Locks
from addin.ooxml.own_sheets import Place, place_for, write_pages
from addin.ooxml.places import LAST_COLUMN, LAST_ROW
from addin.ooxml.properties import read_properties, write_properties
from addin.ooxml.sheet import Shared, read_cells, read_layout
from addin.ooxml.strings import SharedStrings
from addin.ooxml.stuffed import KEPT_ROWS, Split, split
from addin.ooxml.styles import read_styles
from addin.ooxml.workbook import Workbook, read_workbook
from addin.ooxml.workbook_edit import WorkbookEdit
from addin.ooxml.xml import Element, parse, serialise


class BookFile:
    """A workbook read from bytes. Writes are kept until ``to_bytes``; the bytes read never change.

    ``grid`` shows cells with the writes so far; formulas keep the values they had when read.
    Sheets put with ``put_page`` are seen after the next reading.
    """

    def __init__(self, archive: Archive, workbook: Workbook, name: str) -> None:
        self.name = name
        self._archive, self._workbook = archive, workbook
        self._roots: dict[str, Element] = {}
        self._layouts: dict[str, Grid] = {}
        self._grids: dict[str, Grid] = {}
        self._splits: dict[str, Split] = {}
        self._locks: dict[str, Locks] = {}
        self._edits: dict[str, dict[tuple[int, int], Edit]] = {}
        self._heights: dict[str, dict[int, float]] = {}
        self._pages: dict[str, tuple[Place, Page]] = {}
        self._properties: dict[str, str] = {}

    @classmethod
    def read(cls, data: bytes, name: str) -> BookFile:
        """The workbook in ``data``; UserError when it is none. ``name`` is for messages."""
        archive = Archive(data)
        return cls(archive, read_workbook(archive), name)

    @property
    def macros(self) -> bool:
        """Whether the workbook may hold VBA, so that its name must end in .xlsm."""
        return self._workbook.macros

    @property
    def sheets(self) -> tuple[str, ...]:
        return tuple(self._workbook.sheets)

    @cached_property
    def names(self) -> Mapping[str, str]:
        return {name.name: name.refers_to for name in self._workbook.names
                if name.sheet_index is None}

    def property(self, name: str) -> str | None:
        return self._properties.get(name, self._stored_properties.get(name))

    def grid(self, sheet: str) -> Grid:
        grid = self._read(sheet)
        edits = self._edits.get(sheet)
        if not edits:
            return grid
        cells = dict(grid.cells)
        for place, edit in edits.items():
            before = grid.at(*place)
            formula = before.formula if edit.keeps_formula else edit.formula
            cells[place] = Cell(edit.value, formula, before.number_format)
        return replace(grid, cells=cells)

    def locked(self, sheet: str, row: int, column: int) -> bool:
        """Whether the sheet's protection forbids to type into the cell."""
        if not self._layout(sheet).protected:
            return False
        if sheet not in self._locks:
            self._locks[sheet] = Locks(self._roots[sheet], self._shared.styles)
        return self._locks[sheet].locked(row, column)

    def put(self, sheet: str, row: int, column: int, value: str | Fraction | None) -> None:
        self._edit(sheet, row, column, Edit(value if value != "" else None))

    def put_formula(self, sheet: str, row: int, column: int, formula: str,
                    cached: str | Fraction | None = None) -> None:
        self._edit(sheet, row, column, Edit(cached, formula.removeprefix("=")))

    def put_cached(self, sheet: str, row: int, column: int, value: str | Fraction) -> None:
        """Renew the stored value of a formula; the formula stays. Locks don't matter to it."""
        if self._read(sheet).at(row, column).formula is None:
            raise BookError(f"单元格 {address(row, column, sheet)} 里没有公式。")
        self._edits.setdefault(sheet, {})[row, column] = Edit(value, keeps_formula=True)

    def fit(self, sheet: str, row: int, column: int) -> bool:
        layout = self._layout(sheet)
        area, sizes = layout.area(row, column), Sizes(self._roots[sheet])
        size = self._shared.styles.size(sizes.style(area.top, area.left))
        text = shown(self.grid(sheet).at(area.top, area.left))
        height, whole = grown(text, sizes.width(area), size, sizes.heights(area))
        if not layout.protected and height > sizes.heights(area)[0]:
            self._heights.setdefault(sheet, {})[area.top] = height
        return whole

    def put_page(self, page: Page) -> None:
        """Add the sheet at the end, or renew it where we put it before.

        Where the clerk has a sheet of this name, ours is called ``名称(2)``.
        """
        others = [place.name for name, (place, _) in self._pages.items() if name != page.name]
        place = place_for(page, self._workbook, others)
        if place.replaced is not None and self._layout(place.name).protected:
            raise BookError(f"工作表“{place.name}”受保护，不能更新；请先撤销保护再试。")
        self._pages[page.name] = place, page

    def set_property(self, name: str, value: str) -> None:
        self._properties[name] = value

    def to_bytes(self) -> bytes:
        """The workbook with all writes; the same reading and writes always give the same bytes."""
        draft = Draft(self._archive)
        workbook = WorkbookEdit(draft, self._workbook)
        if self._write_sheets(draft) or self._uncached():
            workbook.recalculate_on_load()
        if self._pages:
            write_pages(draft, self._workbook, workbook, self._pages.values())
        workbook.write()
        if self._properties:
            write_properties(draft, self._properties)
        return draft.to_bytes()

    def _edit(self, sheet: str, row: int, column: int, edit: Edit) -> None:
        place = address(row, column, sheet)
        layout = self._layout(sheet)
        area = layout.area(row, column)
        if (area.top, area.left) != (row, column):
            corner = address(area.top, area.left)
            raise BookError(f"单元格 {place} 属于以 {corner} 开头的合并单元格，只能写 {corner}。")
        if layout.truncated and row > KEPT_ROWS:
            raise BookError(f"单元格 {place} 在第 {KEPT_ROWS} 行之后，这样大的表不写。")
        if self.locked(sheet, row, column):
            raise BookError(f"单元格 {place} 受工作表保护，不能写入；请先撤销保护再试。")
        self._edits.setdefault(sheet, {})[row, column] = edit

    def _write_sheets(self, draft: Draft) -> bool:
        """Write the cells; tells whether any formula lost its stored value."""
        stale = self._stale()
        for sheet in self.sheets:
            edits = self._edits.get(sheet, {})
            if edits or sheet in stale:
                root = self._tree(sheet)
                write_cells(root, edits, stale.get(sheet, ()))
                write_heights(root, self._heights.get(sheet, {}))
                draft.write(self._part(sheet), self._split(sheet).restored(serialise(root)))
        if self._lost_formulas():
            draft.drop_related(self._workbook.part, "calcChain")
        surplus = any(has_formulas(part.surplus) for part in self._splits.values())
        return bool(stale) or (bool(self._edits) and surplus)

    def _uncached(self) -> bool:
        """Whether a formula is written without a value."""
        written = [(edit.formula, edit.value) for edits in self._edits.values()
                   for edit in edits.values()]
        written += [(cell.formula, cell.value) for _, page in self._pages.values()
                    for row in page.rows for cell in row if cell is not None]
        return any(formula is not None and value is None for formula, value in written)

    def _stale(self) -> dict[str, set[tuple[int, int]]]:
        """The formula cells whose stored values may be wrong after the edits, by sheet."""
        changed = [(sheet, Area(row, column, row, column))
                   for sheet, edits in self._edits.items() for row, column in edits]
        changed += [(sheet, Area(1, 1, LAST_ROW, LAST_COLUMN)) for sheet in self._replaced()]
        if not changed:
            return {}
        stale: dict[str, set[tuple[int, int]]] = {}
        for formula in dependents(list(self._formulas()), self._workbook.names, changed):
            edits = self._edits.get(formula.sheet, {})
            extent = formula.extent
            places = {(row, column) for row in range(extent.top, extent.bottom + 1)
                      for column in range(extent.left, extent.right + 1)} - edits.keys()
            if places:
                stale.setdefault(formula.sheet, set()).update(places)
        return stale

    def _formulas(self) -> Iterator[FormulaCell]:
        for sheet in self.sheets:
            if has_formulas(self._split(sheet).xml):
                yield from formula_cells(self._tree(sheet), sheet)

    def _lost_formulas(self) -> bool:
        """Whether a cell that held a formula will hold none: the calculation chain lists it."""
        lost = (self._read(sheet).at(*place).formula
                for sheet, edits in self._edits.items() if has_formulas(self._split(sheet).xml)
                for place, edit in edits.items()
                if edit.formula is None and not edit.keeps_formula)
        replaced = (cell.formula for sheet in self._replaced()
                    for cell in self._read(sheet).cells.values())
        return any(formula is not None for formula in (*lost, *replaced))

    def _replaced(self) -> list[str]:
        return [place.name for place, _ in self._pages.values() if place.replaced is not None]

    @cached_property
    def _shared(self) -> Shared:
        return Shared(SharedStrings(self._archive, self._workbook.strings),
                      read_styles(self._archive, self._workbook.styles), self._workbook.date1904)

    @cached_property
    def _stored_properties(self) -> Mapping[str, str]:
        return read_properties(self._archive)

    def _part(self, sheet: str) -> str:
        try:
            return self._workbook.sheets[sheet].part
        except KeyError:
            known = "、".join(self.sheets)
            raise BookError(f"工作簿里没有工作表“{sheet}”，只有：{known}。") from None

    def _split(self, sheet: str) -> Split:
        if sheet not in self._splits:
            self._splits[sheet] = split(self._archive.read(self._part(sheet)))
        return self._splits[sheet]

    def _tree(self, sheet: str) -> Element:
        """A tree of one's own, free to be changed."""
        return parse(self._split(sheet).xml, self._part(sheet))

    def _layout(self, sheet: str) -> Grid:
        if sheet not in self._layouts:
            self._roots[sheet] = self._tree(sheet)
            self._layouts[sheet] = read_layout(self._roots[sheet], self._split(sheet), sheet,
                                               self._workbook.sheets[sheet].hidden)
        return self._layouts[sheet]

    def _read(self, sheet: str) -> Grid:
        if sheet not in self._grids:
            layout = self._layout(sheet)
            cells = read_cells(self._roots[sheet], self._shared)
            self._grids[sheet] = replace(layout, cells=cells)
        return self._grids[sheet]
