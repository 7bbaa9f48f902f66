"""Ranges of the xlwings engine over LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from xlwings import base_classes
from xlwings.utils import hex_to_rgb

from addin.books.book import column_letters, split_address
from tests.live import excel_range

_VALUE, _DATE, _TEXT, _NOTE, _FORMULA = 1, 2, 4, 8, 16
_EVERYTHING = 1023
_FORMULA_ERROR = 4
_ERRORS = {502: "#VALUE!", 503: "#NUM!", 519: "#VALUE!", 524: "#REF!", 525: "#NAME?",
           532: "#DIV/0!", 521: "#NULL!", 32767: "#N/A"}
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 — cells know no zones
_HUNDREDTHS_A_CHARACTER, _HUNDREDTHS_A_POINT = 200, 35.28


Place = tuple[int, int, int, int]
"""Top, left, bottom, right."""


class CellError(str):
    """An error value in a cell."""

    __slots__ = ()


def place_of(first: Any, second: Any) -> Place:
    """That of what Sheet.range is given."""
    match first:
        case (row, column, tall, wide):
            return row, column, row + tall - 1, column + wide - 1
        case Range():
            top, left = first.row, first.column
        case (row, column):
            top, left = row, column
    match second:
        case None:
            return top, left, top, left
        case Range():
            return top, left, second.row + second.shape[0] - 1, second.column + second.shape[1] - 1
        case (row, column):
            return top, left, row, column
    raise TypeError(second)


def places_of(written: str) -> Iterator[Place]:
    """Those of ``$H$8:$I$9,H12``."""
    for area in written.replace("$", "").split(","):
        first, _, last = area.partition(":")
        yield *split_address(first)[1:], *split_address(last or first)[1:]


class Range(base_classes.Range):
    """Places on a sheet, mostly one: LibreOffice is asked for its cells when something is wanted
    of them."""

    def __init__(self, sheet: Any, *places: Place) -> None:
        self.sheet, self._place, self._places = sheet, places[0], places

    @classmethod
    def of(cls, sheet: Any, cells: Any) -> Range:
        """What LibreOffice gave."""
        place = cells.RangeAddress
        return cls(sheet, (place.StartRow + 1, place.StartColumn + 1,
                           place.EndRow + 1, place.EndColumn + 1))

    @property
    def api(self) -> excel_range.Range:
        return excel_range.Range(self.cells, self._document)

    @cached_property
    def cells(self) -> Any:
        top, left, bottom, right = self._place
        if len(self) == 1:
            return self.sheet.sheet.getCellByPosition(left - 1, top - 1)
        return self.sheet.sheet.getCellRangeByPosition(left - 1, top - 1, right - 1, bottom - 1)

    @property
    def addresses(self) -> tuple[Any, ...]:
        """The places as LibreOffice writes them."""
        import uno

        return tuple(uno.createUnoStruct(
            "com.sun.star.table.CellRangeAddress", self.sheet.index - 1, left - 1, top - 1,
            right - 1, bottom - 1) for top, left, bottom, right in self._places)

    @property
    def _document(self) -> Any:
        return self.sheet.book.document

    @property
    def row(self) -> int:
        return self._place[0]

    @property
    def column(self) -> int:
        return self._place[1]

    @property
    def shape(self) -> tuple[int, int]:
        top, left, bottom, right = self._place
        return bottom - top + 1, right - left + 1

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        assert row_absolute
        assert col_absolute
        top, left, bottom, right = self._place
        corners = dict.fromkeys(f"${column_letters(column)}${row}"
                                for row, column in ((top, left), (bottom, right)))
        written = ":".join(corners)
        return f"'{self.sheet.name}'!{written}" if external else written

    def __len__(self) -> int:
        tall, wide = self.shape
        return tall * wide

    def __call__(self, first: int, second: int | None = None) -> Range:
        if second is None:
            first, second = (part + 1 for part in divmod(first - 1, self.shape[1]))
        return self.sheet.range((self.row + first - 1, self.column + second - 1))

    def _within(self, found: Any) -> Iterator[tuple[int, int]]:
        """The places of a query's cells within the range."""
        top, left = self.row - 1, self.column - 1
        for area in found.RangeAddresses:
            for row in range(area.StartRow, area.EndRow + 1):
                for column in range(area.StartColumn, area.EndColumn + 1):
                    yield row - top, column - left

    @property
    def raw_value(self) -> Any:
        rows = [["" if value is None else value for value in row]
                for row in self.cells.getDataArray()]
        for row, column in self._within(self.cells.queryContentCells(_DATE)):
            rows[row][column] = _DAY_ZERO + timedelta(days=rows[row][column])
        for row, column in self._within(self.cells.queryFormulaCells(_FORMULA_ERROR)):
            error = self.cells.getCellByPosition(column, row).getError()
            rows[row][column] = CellError(_ERRORS.get(error, "#VALUE!"))
        return rows if len(self) > 1 else rows[0][0]

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        self._refuse()
        if isinstance(value, list | tuple):
            self.cells.setFormulaArray(tuple(tuple(map(self._typed, row)) for row in value))
            return
        for cell in self._each():
            if isinstance(value, str) or value is None:
                cell.setFormula(self._typed(value))
            elif self._is_text(cell):
                cell.setString(format(value, ".15g"))
            else:
                cell.setValue(value)

    def _typed(self, value: Any) -> str:
        """What a person would type to get the value."""
        if value is None:
            return ""
        if isinstance(value, str) and value.startswith("="):
            return self.sheet.book.formulas.to_office(value)
        return value if isinstance(value, str) else format(value, ".17g")

    def _each(self) -> Iterator[Any]:
        tall, wide = self.shape
        return (self.cells.getCellByPosition(column, row)
                for row in range(tall) for column in range(wide))

    @property
    def formula(self) -> Any:
        rows = [list(row) for row in self.cells.getDataArray()]
        found = list(self._within(self.cells.queryContentCells(_FORMULA)))
        written = self.cells.getFormulaArray() if found else ()
        for row, column in found:
            rows[row][column] = self.sheet.book.formulas.to_excel(written[row][column])
        return tuple(map(tuple, rows)) if len(self) > 1 else rows[0][0]

    @formula.setter
    def formula(self, value: str) -> None:
        self._refuse()
        for cell in self._each():
            if self._is_text(cell):
                cell.setString(value)
            else:
                cell.setFormula(self._typed(value))

    def _refuse(self) -> None:
        excel_range.refuse_protected(self.cells)
        excel_range.refuse_part_of_array(self.cells)

    def clear_contents(self) -> None:
        self._refuse()
        excel_range.refuse_part_of_merge(self.cells)
        self.cells.clearContents(_VALUE | _DATE | _TEXT | _FORMULA)

    def clear(self) -> None:
        self.cells.merge(False)
        self.cells.clearContents(_EVERYTHING)

    def _is_text(self, cell: Any) -> bool:
        return bool(self.sheet.book.number_format(cell.NumberFormat)[1])

    @property
    def number_format(self) -> str | None:
        if len(self) > 1 and \
                _value(self.cells.getPropertyState("NumberFormat")) == "AMBIGUOUS_VALUE":
            return None
        return self.sheet.book.number_format(self.cells.NumberFormat)[0]

    @number_format.setter
    def number_format(self, written: str) -> None:
        import uno

        locale, formats = uno.createUnoStruct("com.sun.star.lang.Locale"), self._document.NumberFormats
        known = formats.queryKey(written, locale, False)
        self.cells.NumberFormat = known if known != -1 else formats.addNew(written, locale)

    @property
    def merge_cells(self) -> bool | None:
        """None where some are and some are not, as Excel says."""
        if len(self) == 1:
            return len(self.merge_area) > 1
        return None if self.cells.IsMerged else False

    @property
    def merge_area(self) -> Range:
        cursor = self.sheet.sheet.createCursorByRange(self.cells)
        cursor.collapseToMergedArea()
        return Range.of(self.sheet, cursor)

    def merge(self, across: bool) -> None:
        assert not across
        self.cells.merge(True)

    def unmerge(self) -> None:
        self.cells.merge(False)

    @property
    def color(self) -> tuple[int, int, int] | None:
        found = self.cells.CellBackColor
        return None if found == -1 else (found >> 16 & 255, found >> 8 & 255, found & 255)

    @color.setter
    def color(self, color: Any) -> None:
        self.cells.CellBackColor = -1 if color is None else colour(color)

    @property
    def font(self) -> Font:
        return Font(self.cells)

    @property
    def wrap_text(self) -> bool:
        return bool(self.cells.IsTextWrapped)

    @wrap_text.setter
    def wrap_text(self, wrapped: bool) -> None:
        self.cells.IsTextWrapped = wrapped

    @property
    def vertical_alignment(self) -> str:
        return {1: "top", 2: "center", 3: "bottom"}.get(self.cells.VertJustify, "bottom")

    @vertical_alignment.setter
    def vertical_alignment(self, word: str) -> None:
        self.cells.VertJustify = {"top": 1, "center": 2, "bottom": 3}[word]

    @property
    def column_width(self) -> float:
        return float(self.cells.Columns.getByIndex(0).Width / _HUNDREDTHS_A_CHARACTER)

    @column_width.setter
    def column_width(self, characters: float) -> None:
        self.cells.Columns.Width = round(characters * _HUNDREDTHS_A_CHARACTER)

    @property
    def row_height(self) -> float:
        return float(self.cells.Rows.getByIndex(0).Height / _HUNDREDTHS_A_POINT)

    @row_height.setter
    def row_height(self, points: float) -> None:
        self.cells.Rows.Height = round(points * _HUNDREDTHS_A_POINT)

    @property
    def borders(self) -> Borders:
        return Borders(self.cells)

    @property
    def data_validation(self) -> DataValidation:
        return DataValidation(self)

    @property
    def hyperlink(self) -> str:
        return self.cells.getCellByPosition(0, 0).TextFields.getByIndex(0).URL

    def add_hyperlink(self, address: str, text_to_display: str, screen_tip: str) -> None:
        link = self._document.createInstance("com.sun.star.text.TextField.URL")
        link.URL, link.Representation = address, text_to_display
        self.cells.setString("")
        self.cells.insertTextContent(self.cells.createTextCursor(), link, False)

    @property
    def note(self) -> Note | None:
        note = Note(self, self.cells.Annotation)
        return note if note.text else None

    def add_note(self, text: str) -> Note:
        import uno

        place = uno.createUnoStruct("com.sun.star.table.CellAddress", self.sheet.index - 1,
                                    self.column - 1, self.row - 1)
        self.sheet.sheet.Annotations.insertNew(place, text)
        return Note(self, self.cells.Annotation)

    @property
    def conditional_formats(self) -> Any:
        from tests.live.marks import ConditionalFormats

        return ConditionalFormats(self)

    def select(self) -> None:
        self._document.CurrentController.select(self.cells)


def colour(color: Any) -> int:
    red, green, blue = hex_to_rgb(color) if isinstance(color, str) else color
    return int(red << 16 | green << 8 | blue)


def _value(enumerated: Any) -> str:
    return str(enumerated.value)


class Font(base_classes.Font):
    def __init__(self, cells: Any) -> None:
        self._cells = cells

    @property
    def bold(self) -> bool:
        return bool(self._cells.CharWeight > 100)

    @bold.setter
    def bold(self, bold: bool) -> None:
        self._cells.CharWeight = 150.0 if bold else 100.0

    @property
    def size(self) -> float:
        return float(self._cells.CharHeight)

    @size.setter
    def size(self, points: float) -> None:
        self._cells.CharHeight = self._cells.CharHeightAsian = float(points)

    @property
    def color(self) -> int:
        return int(self._cells.CharColor)

    @color.setter
    def color(self, color: Any) -> None:
        self._cells.CharColor = colour(color)

    @property
    def name(self) -> str:
        return self._cells.CharFontNameAsian

    @name.setter
    def name(self, name: str) -> None:
        self._cells.CharFontName = self._cells.CharFontNameAsian = name


class Borders(base_classes.Borders):
    def __init__(self, cells: Any) -> None:
        self._cells = cells

    def set(self, _sides: Any, *, color: Any, **_: Any) -> None:
        """Thin lines on every side, whatever is asked."""
        import uno

        border = uno.createUnoStruct("com.sun.star.table.TableBorder")
        for side in ("Left", "Right", "Top", "Bottom", "Vertical", "Horizontal"):
            line = uno.createUnoStruct("com.sun.star.table.BorderLine")
            line.OuterLineWidth, line.Color = 18, colour(color)
            setattr(border, f"{side}Line", line)
            setattr(border, f"Is{side}LineValid", True)
        self._cells.TableBorder = border


class Note(base_classes.Note):
    location = None

    def __init__(self, cell: Range, annotation: Any) -> None:
        self.location, self._annotation = cell, annotation

    @property
    def text(self) -> str:
        return self._annotation.String

    @text.setter
    def text(self, text: str) -> None:
        self._annotation.String = text

    def delete(self) -> None:
        self.location.cells.clearContents(_NOTE)


_OPERATORS = {"greater_than_or_equal": "GREATER_EQUAL", "between": "BETWEEN"}


class DataValidation(base_classes.DataValidation):
    def __init__(self, cells: Range) -> None:
        self._cells, self._formulas = cells.cells, cells.sheet.book.formulas

    def set_list(self, source: list[str], in_cell_dropdown: bool) -> None:
        self._set("LIST", ";".join(f'"{word}"' for word in source), int(in_cell_dropdown))

    def set_rule(self, rule_type: str, operator: str, formula1: Any, formula2: Any) -> None:
        assert rule_type == "decimal"
        given = [self._formulas.to_office(str(each)).removeprefix("=")
                 for each in (formula1, formula2) if each is not None]
        self._set("DECIMAL", given[0], 0, _OPERATORS[operator], *given[1:])

    def _set(self, kind: str, formula: str, shown: int, operator: str = "GREATER_EQUAL",
             formula2: str = "") -> None:
        import uno

        rule = self._cells.Validation
        rule.Type = uno.Enum("com.sun.star.sheet.ValidationType", kind)
        rule.ShowList = shown
        rule.setOperator(uno.Enum("com.sun.star.sheet.ConditionOperator", operator))
        rule.setFormula1(formula)
        rule.setFormula2(formula2)
        self._cells.Validation = rule

    @property
    def type(self) -> str:
        """As Excel says it: none where no cell has a rule, mixed where some have."""
        kinds = {cells.Validation.Type.value for cells in self._cells.CellFormatRanges}
        if kinds == {"ANY"}:
            return "none"
        return "mixed_criteria" if "ANY" in kinds else kinds.pop().lower()

    def delete(self) -> None:
        import uno

        rule = self._cells.Validation
        rule.Type = uno.Enum("com.sun.star.sheet.ValidationType", "ANY")
        self._cells.Validation = rule
