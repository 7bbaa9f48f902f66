"""A closed .xlsx as a Book: read lazily, written in one pass that changes only what must change."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from addin.books.book import Area, Grid, Highlight, Page, Validation
from addin.books.xlsx.dependents import dependents
from addin.books.xlsx.edits import Edit
from addin.books.xlsx.look import Looks
from addin.books.xlsx.own_sheets import Place, own_sheets, place_for, write_pages
from addin.books.xlsx.places import LAST_COLUMN, LAST_ROW
from addin.books.xlsx.sheet import Shared
from addin.books.xlsx.strings import SharedStrings
from addin.books.xlsx.styles import Styles
from addin.books.xlsx.workbook import Workbook, read_workbook
from addin.books.xlsx.workbook_edit import WorkbookEdit
from addin.books.xlsx.worksheet import Worksheet
from addin.errors import BookError
from addin.package.archive import Archive
from addin.package.draft import Draft
from addin.package.properties import read_properties, write_properties


class BookFile:
    """A workbook read from bytes. Writes are kept until ``to_bytes``; the bytes read never change.

    ``grid`` shows cells with the writes so far; formulas keep the values they had when read.
    Sheets put with ``put_page`` are seen after the next reading.
    """

    def __init__(self, archive: Archive, workbook: Workbook, name: str) -> None:
        self.name = name
        self._archive, self._workbook = archive, workbook
        shared = Shared(SharedStrings(archive, workbook.strings),
                        Styles(archive, workbook.styles), workbook.date1904)
        self._sheets = {entry.name: Worksheet(archive, entry, shared)
                        for entry in workbook.sheets.values()}
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
    def original(self) -> bytes:
        """The bytes that were read."""
        return self._archive.content

    @property
    def suffix(self) -> str:
        """What the workbook's name must end in."""
        return ".xlsm" if self.macros else ".xlsx"

    @property
    def sheets(self) -> tuple[str, ...]:
        return tuple(self._sheets)

    @cached_property
    def names(self) -> Mapping[str, str]:
        return {name.name: name.refers_to for name in self._workbook.names
                if name.sheet_index is None}

    @cached_property
    def own_sheets(self) -> Mapping[str, str]:
        return own_sheets(self._workbook)

    def property(self, name: str) -> str | None:
        return self._properties.get(name, self._stored_properties.get(name))

    def grid(self, sheet: str) -> Grid:
        return self._sheet(sheet).grid

    def locked(self, sheet: str, row: int, column: int) -> bool:
        """Whether the sheet's protection forbids to type into the cell."""
        return self._sheet(sheet).locked(row, column)

    def put(self, sheet: str, row: int, column: int, value: str | Fraction | None) -> None:
        self._sheet(sheet).edit(row, column, Edit(value if value != "" else None))

    def put_formula(self, sheet: str, row: int, column: int, formula: str,
                    cached: str | Fraction | None = None) -> None:
        self._sheet(sheet).edit(row, column, Edit(cached, formula.removeprefix("=")))

    def put_cached(self, sheet: str, row: int, column: int, value: str | Fraction) -> None:
        """Renew the stored value of a formula; the formula stays. Locks don't matter to it."""
        self._sheet(sheet).renew(row, column, Edit(value, keeps_formula=True))

    def fit(self, sheet: str, row: int, column: int) -> bool:
        return self._sheet(sheet).fit(row, column)

    def put_rules(self, sheet: str, validations: Sequence[Validation],
                  highlights: Sequence[Highlight]) -> None:
        self._sheet(sheet).rules.append((validations, highlights))

    def protect(self, sheet: str, opened: Collection[tuple[int, int]]) -> None:
        """Shut the sheet without a password, but for the cells that are to stay open."""
        self._sheet(sheet).opened = frozenset(opened)

    def put_page(self, page: Page) -> None:
        """Add the sheet at the end, or renew it where we put it before, and then a protection that
        we gave it ourselves is no obstacle.

        Where the clerk has a sheet of this name, ours is called ``名称(2)``.
        """
        others = [place.name for name, (place, _) in self._pages.items() if name != page.name]
        place = place_for(page, self._workbook, others)
        if (place.replaced is not None and self._sheet(place.name).layout.protected
                and not (page.protected and self._sheet(place.name).free_to_open)):
            raise BookError(f"工作表“{place.name}”受保护，不能更新；请先撤销保护再试。")
        self._pages[page.name] = place, page

    def set_property(self, name: str, value: str) -> None:
        self._properties[name] = value

    def beside(self) -> Mapping[str, bytes]:
        """Nothing goes beside a workbook: our sheets stand in it."""
        return {}

    def to_bytes(self) -> bytes:
        """The workbook with all writes; the same reading and writes always give the same bytes."""
        draft = Draft(self._archive)
        workbook = WorkbookEdit(draft, self._workbook)
        dressed = bool(self._pages) or any(sheet.dressed for sheet in self._sheets.values())
        looks = Looks(draft, self._workbook) if dressed else None
        if self._write_sheets(draft, looks) or self._calculates():
            workbook.recalculate_on_load()
        if looks is not None:
            write_pages(draft, workbook, self._pages.values(), looks)
            looks.write()
        workbook.write()
        if self._properties:
            write_properties(draft, self._properties)
        return draft.to_bytes()

    def _write_sheets(self, draft: Draft, looks: Looks | None) -> bool:
        """Write the cells; tells whether any formula lost its stored value."""
        stale = self._stale()
        if self._lost_formulas():
            draft.drop_related(self._workbook.part, "calcChain")
        sheets = self._sheets.values()
        for sheet in sheets:
            if sheet.edits or sheet.dressed or sheet.name in stale:
                draft.write(sheet.part, sheet.written(stale.get(sheet.name, ()), looks))
        return bool(stale) or (any(sheet.edits for sheet in sheets)
                               and any(sheet.hides_formulas for sheet in sheets))

    def _calculates(self) -> bool:
        """Whether its program is to calculate on opening: a formula is written without a value, or
        a sheet of ours brings formulas of its own."""
        uncached = any(edit.formula is not None and edit.value is None
                       for sheet in self._sheets.values() for edit in sheet.edits.values())
        return uncached or any(cell.formula is not None for _, page in self._pages.values()
                               for row in page.rows for cell in row if cell is not None)

    def _stale(self) -> dict[str, set[tuple[int, int]]]:
        """The cells whose stored results may be wrong after the edits, by sheet."""
        changed = [(sheet.name, Area(row, column, row, column))
                   for sheet in self._sheets.values() for row, column in sheet.edits]
        changed += [(sheet.name, Area(1, 1, LAST_ROW, LAST_COLUMN)) for sheet in self._replaced()]
        if not changed:
            return {}
        formulas = [each for sheet in self._sheets.values() for each in sheet.formulas()]
        stale: dict[str, set[tuple[int, int]]] = {}
        for formula in dependents(formulas, self._workbook.names, changed):
            places = set(formula.shown_in) - self._sheets[formula.sheet].edits.keys()
            if places:
                stale.setdefault(formula.sheet, set()).update(places)
        return stale

    def _lost_formulas(self) -> bool:
        """Whether a cell that held a formula will hold none: the calculation chain lists it."""
        return (any(sheet.loses_formulas() for sheet in self._sheets.values())
                or any(sheet.has_formulas for sheet in self._replaced()))

    def _replaced(self) -> list[Worksheet]:
        return [self._sheets[place.name] for place, _ in self._pages.values()
                if place.replaced is not None]

    @cached_property
    def _stored_properties(self) -> Mapping[str, str]:
        return read_properties(self._archive)

    def _sheet(self, name: str) -> Worksheet:
        try:
            return self._sheets[name]
        except KeyError:
            known = "、".join(self._sheets)
            raise BookError(f"工作簿里没有工作表“{name}”，只有：{known}。") from None
