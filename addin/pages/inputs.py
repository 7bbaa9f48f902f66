"""The sheet 基础数据: one row for every figure that the rules need and the form has no cell for;
read back, the figures by the names in its first column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from addin.books.book import (
    Grid,
    Page,
    PageCell,
    Readable,
    Validation,
    column_letters,
    shown,
    typed_page,
)
from addin.forms.cells import entry_at
from addin.library.form_map import plain_label
from scoring.filing import Entry
from scoring.rules.input import TABLE_COLUMNS
from scoring.rules.inputs import InputSpec, inputs_of
from scoring.rules.ruleset import Ruleset
from scoring.values.exact import exact

NAME = "基础数据"
_HEADERS = ("名称", "单位", "含义", "数据来源", "用于指标", "填写")
_VALUE = len(_HEADERS)
"""The column of the first cell to type in; a list goes on to the right of it."""
TABLE_PLACES = (1, 3, 4, 5)
"""The columns in which an input of kind 表 keeps its 名称, 目标值, 实际值 and 档次."""
_WIDTHS = (30, 7, 44, 22, 24, 16)
_HINT = "只填黄色的格。名称后面带“可不填”的，没有就空着；比率直接填 95% 这样的数。"


def input_page(ruleset: Ruleset, specs: Sequence[InputSpec],
               values: Mapping[str, Any] | None = None) -> Page:
    """The sheet for a ruleset, empty or with ``values`` typed in by name."""
    values = values or {}
    single = [spec for spec in specs if spec.kind != "表"]
    most = max((spec.count for spec in single), default=1)
    rows: list[list[PageCell | None]] = [
        [PageCell(NAME, "title")], [PageCell(f"{ruleset.title}。{_HINT}", "note")],
        [PageCell(text, "header") for text in _HEADERS]]
    names: dict[str, str] = {}
    validations: list[Validation] = []
    for spec in single:
        rows.append(_row(spec, values.get(spec.name)))
        ends = [f"${column_letters(column)}${len(rows)}"
                for column in dict.fromkeys((_VALUE, _VALUE + spec.count - 1))]
        names[spec.name] = ":".join(ends)
        validations.append(_validation(spec, names[spec.name].replace("$", "")))
    for spec in specs:
        if spec.kind == "表":
            rows += [[], *_table(spec, values.get(spec.name, ()))]
            top, right = len(rows) - spec.count + 1, column_letters(TABLE_PLACES[-1])
            names[spec.name] = f"$A${top}:${right}${len(rows)}"
    widths = (*_WIDTHS, *[9] * (most - 1))
    return Page(NAME, widths, rows, freeze=3, validations=tuple(validations), names=names)


def read_inputs(book: Readable, ruleset: Ruleset) -> Mapping[str, Entry]:
    """Every input that the sheet has a row for; a workbook without the sheet has none."""
    grid = typed_page(book, NAME)
    if grid is None:
        return {}
    header = _row_of(grid, _HEADERS[0])
    value = _column_of(grid, header, _HEADERS[-1]) if header else None
    if header is None or value is None:
        return {}
    rows = {_name(grid, row): row for row in grid.rows() if row > header}
    found: dict[str, Entry] = {}
    for spec in inputs_of(ruleset):
        row = rows.get(plain_label(spec.name))
        if row is not None:
            found[spec.name] = _filled(grid, row, value, spec)
    return found


def _row(spec: InputSpec, value: Any) -> list[PageCell | None]:
    name = f"{spec.name}（可不填）" if spec.optional else spec.name
    given = value if isinstance(value, list) else [value]
    cells = [*given, *[None] * (spec.count - len(given))]
    return [PageCell(name), PageCell(spec.unit), PageCell(spec.meaning), PageCell(spec.source),
            PageCell("、".join(spec.used_by)),
            *(_cell(each, spec.unit) for each in cells)]


def _cell(value: Any, unit: str = "") -> PageCell:
    number_format = "0.00%" if unit == "%" else None
    if isinstance(value, str) and unit == "%":
        value = exact(value)
    typed = value if value is None or isinstance(value, str) else Fraction(value)
    return PageCell(typed, "input", number_format=number_format)


def _table(spec: InputSpec, values: Sequence[Sequence[Any]]) -> list[list[PageCell | None]]:
    """A block of its own: the table's name and meaning, its headers, its empty rows."""
    head = [PageCell(spec.name, "header"), None, PageCell(spec.meaning), PageCell(spec.source),
            PageCell("、".join(spec.used_by))]
    rows = [head, _placed([PageCell(text, "header") for text in TABLE_COLUMNS])]
    for place in range(spec.count):
        typed = [*values[place]] if place < len(values) else []
        typed += [None] * (len(TABLE_COLUMNS) - len(typed))
        rows.append(_placed([_cell(each) for each in typed]))
    return rows


def _placed(cells: Sequence[PageCell]) -> list[PageCell | None]:
    row: list[PageCell | None] = [None] * TABLE_PLACES[-1]
    for column, cell in zip(TABLE_PLACES, cells, strict=True):
        row[column - 1] = cell
    return row


def _validation(spec: InputSpec, area: str) -> Validation:
    prompt = spec.meaning + (f"（{spec.unit}）" if spec.unit else "")
    if spec.choices:
        return Validation(area, choices=spec.choices, prompt=prompt)
    return Validation(area, minimum=spec.minimum, prompt=prompt)


def _filled(grid: Grid, row: int, column: int, spec: InputSpec) -> Entry:
    if spec.kind == "表":
        items = tuple(_typed_rows(grid, row + 2, spec))
        return Entry(cell=entry_at(grid, row, 1).cell, items=items)
    if spec.count > 1:
        cells = (entry_at(grid, row, column + place) for place in range(spec.count))
        return Entry(cell=entry_at(grid, row, column).cell,
                     items=tuple(cell for cell in cells if not cell.blank))
    return entry_at(grid, row, column)


def _typed_rows(grid: Grid, top: int, spec: InputSpec) -> Iterator[Entry]:
    """The rows of a table in which anything is typed, each with its own cells as items."""
    for line in range(top, top + spec.count):
        name, *others = (entry_at(grid, line, column) for column in TABLE_PLACES)
        if any(not cell.blank for cell in others):
            yield Entry(name.text, cell=name.cell, items=tuple(others))


def _row_of(grid: Grid, text: str) -> int | None:
    return next((row for row in grid.rows() if _name(grid, row) == text), None)


def _name(grid: Grid, row: int) -> str:
    return plain_label(shown(grid.at(row, 1)))


def _column_of(grid: Grid, row: int, text: str) -> int | None:
    return next((column for column in grid.lines[row]
                 if plain_label(entry_at(grid, row, column).text) == text), None)
