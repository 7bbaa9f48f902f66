"""A Word document (.docx) whose tables are read and written as the sheets of a Book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from addin.books.book import Grid, Page, PageCell, address, own_sheet
from addin.books.docx.cell_text import text_of
from addin.books.docx.locate import spliced
from addin.books.docx.look import decimals_for, look_for
from addin.books.docx.protection import is_protected, is_shut
from addin.books.docx.reader import word_package
from addin.books.docx.running import title_in_header
from addin.books.docx.tables import Place, Sheet, sheets
from addin.books.docx.typed import typed
from addin.books.docx.word_text import main_part, suffix_of
from addin.books.docx.writing import CellEdit, splices
from addin.books.xlsx.closed import BookFile
from addin.books.xlsx.new import new_book
from addin.errors import BookError, UserError
from addin.package.archive import Archive
from addin.package.draft import Draft
from addin.package.properties import read_properties, write_properties
from addin.package.xml import Element, legal, local, parse
from scoring.values.exact import show

_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class DocxBook:
    """A Word document read from bytes; its tables are 表1, 表2 … Writes are kept until
    ``to_bytes``. Sheets of our own cannot stand in it: each goes into a workbook ``beside`` it,
    and those found there (``companions``, by what their names add) are read as its sheets.
    """

    def __init__(self, archive: Archive, name: str,
                 companions: Mapping[str, BookFile] | None = None) -> None:
        self.name = name
        self._companions = dict(companions or {})
        self._archive, self._part = archive, main_part(archive)
        self._root = parse(archive.read(self._part), self._part)
        self._sheets = sheets(self._root, title_in_header(archive, self._part, self._root))
        self._edits: dict[str, dict[Place, str]] = {}
        self._properties: dict[str, str] = {}

    @classmethod
    def read(cls, data: bytes, name: str,
             companions: Mapping[str, BookFile] | None = None) -> DocxBook:
        """The document in ``data``; UserError when it is none, or has no table."""
        book = cls(word_package(data), name, companions)
        if not book._sheets:
            raise UserError("这份 Word 文档里没有表格，不是自评表。")
        return book

    @property
    def suffix(self) -> str:
        """What the document's name must end in."""
        return suffix_of(self._archive, self._part)

    @property
    def original(self) -> bytes:
        """The bytes that were read."""
        return self._archive.content

    @property
    def sheets(self) -> tuple[str, ...]:
        return (*self._sheets, *self.own_sheets)

    @property
    def own_sheets(self) -> Mapping[str, str]:
        """The sheets in the workbooks beside the document, each with the name of its page."""
        return {sheet: page for book in self._companions.values()
                for sheet, page in book.own_sheets.items()}

    @property
    def names(self) -> Mapping[str, str]:
        return {}

    def property(self, name: str) -> str | None:
        return self._properties.get(name, self._stored_properties.get(name))

    def grid(self, sheet: str) -> Grid:
        """The table with the writes so far."""
        beside = self._beside(sheet)
        if beside is not None:
            return beside.grid(sheet)
        grid, edits = self._sheet(sheet).grid, self._edits.get(sheet)
        if not edits:
            return grid
        cells = {**grid.cells, **{place: typed(text.strip()) for place, text in edits.items()}}
        return replace(grid, cells={place: cell for place, cell in cells.items()
                                    if cell.value is not None})

    def locked(self, sheet: str, row: int, column: int) -> bool:
        """Whether the document's protection, or a content control's, forbids to write the cell."""
        found = self._sheet(sheet).cells.get((row, column))
        return self._protected or found is None or is_shut(found.element)

    def put(self, sheet: str, row: int, column: int, value: str | Fraction | None) -> None:
        """Write the cell; a number with as many decimals as those beside it in its column."""
        found = self._sheet(sheet)
        if (row, column) not in found.cells:
            raise BookError(f"{sheet} 没有单元格 {address(row, column)}，或它被合并单元格盖住，不能写入。")
        if isinstance(value, Fraction):
            value = show(value, decimals_for(found, (row, column)))
        self._edits.setdefault(sheet, {})[row, column] = legal(value or "")

    def put_formula(self, sheet: str, row: int, column: int, _formula: str,
                    _cached: str | Fraction | None = None) -> None:
        raise BookError(f"{address(row, column, sheet)}：Word 表格里不能写公式，只能写得分。")

    def put_cached(self, sheet: str, row: int, column: int, value: str | Fraction) -> None:
        self.put(sheet, row, column, value)

    def fit(self, _sheet: str, _row: int, _column: int) -> bool:
        """The rows of a Word table grow with their texts."""
        return True

    def put_page(self, page: Page) -> None:
        """Keep a sheet of our own for the workbook beside the document. Its links would lead to
        tables, where no workbook can go: they are plain texts."""
        unlinked = replace(page, rows=[[cell and _unlinked(cell) for cell in row]
                                       for row in page.rows])
        sheet = own_sheet(self, page.name)
        if sheet is not None and (beside := self._beside(sheet)) is not None:
            beside.put_page(unlinked)
        else:
            added = f"-{page.name}.xlsx"
            self._companions[added] = new_book([unlinked], added)

    def set_property(self, name: str, value: str) -> None:
        self._properties[name] = value

    def beside(self) -> Mapping[str, bytes]:
        """The files that go with the document, by what is added to its name."""
        return {added: book.to_bytes() for added, book in self._companions.items()}

    def to_bytes(self) -> bytes:
        """The document with all writes. Of its body only the written cells change, of the package
        only the body."""
        draft = Draft(self._archive)
        if any(self._edits.values()):
            draft.write(self._part, self._written())
        if self._properties:
            write_properties(draft, self._properties)
        return draft.to_bytes()

    def _written(self) -> bytes:
        content, encoding = _as_utf8(self._archive.read(self._part), self._part)
        edits = [self._edit(sheet, place, text) for sheet, edits in self._edits.items()
                 for place, text in edits.items()]
        made = spliced(content, splices(content, self._root, edits)).decode().encode(encoding)
        self._check(made, edits)
        return made

    def _edit(self, sheet: str, place: Place, text: str) -> CellEdit:
        found = self._sheets[sheet]
        blank = place not in found.grid.cells
        return CellEdit(found.cells[place].element, text,
                        look_for(found, place) if blank and text else None)

    def _check(self, made: bytes, edits: Sequence[CellEdit]) -> None:
        """What was written is read again: every cell shows what it should."""
        wanted = {edit.cell: edit.text.strip() for edit in edits}
        for old, new in zip(_cells(self._root), _cells(parse(made, self._part)), strict=True):
            if text_of(new) != (wanted[old] if old in wanted else text_of(old)):
                raise BookError("写入后读出的内容不对，没有保存。")

    @cached_property
    def _stored_properties(self) -> Mapping[str, str]:
        return read_properties(self._archive)

    @cached_property
    def _protected(self) -> bool:
        return is_protected(self._archive, self._part)

    def _beside(self, sheet: str) -> BookFile | None:
        """The workbook beside the document that holds this sheet."""
        return next((book for book in self._companions.values() if sheet in book.sheets), None)

    def _sheet(self, name: str) -> Sheet:
        try:
            return self._sheets[name]
        except KeyError:
            known = "、".join(self._sheets)
            raise BookError(f"文档里没有“{name}”，只有：{known}。") from None


def _cells(root: Element) -> Iterator[Element]:
    return (node for node in root.iter() if local(node) == "tc")


def _unlinked(cell: PageCell) -> PageCell:
    return replace(cell, link=None, style="text" if cell.style == "link" else cell.style)


def _as_utf8(content: bytes, part: str) -> tuple[bytes, str]:
    """The part in UTF-8, and the encoding in which it stands in the package."""
    encoding = _UTF16.get(content[:2], "utf-8")
    try:
        return content.decode(encoding).encode(), encoding
    except UnicodeDecodeError as error:
        raise UserError(f"{part} 的文字编码不是 UTF-8，请在 Word/WPS 中另存一次再处理。") from error
