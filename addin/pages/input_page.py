"""The sheet 基础数据: one row for every figure that the rules need and the form has no cell for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from addin.books.book import Page, PageCell, Validation, column_letters
from scoring.rules.input import TABLE_COLUMNS
from scoring.rules.inputs import InputSpec
from scoring.rules.ruleset import Ruleset
from scoring.values.exact import exact

NAME = "基础数据"
HEADERS = ("名称", "单位", "含义", "数据来源", "用于指标", "填写")
VALUE = len(HEADERS)
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
        [PageCell(text, "header") for text in HEADERS]]
    names: dict[str, str] = {}
    validations: list[Validation] = []
    for spec in single:
        rows.append(_row(spec, values.get(spec.name)))
        ends = [f"${column_letters(column)}${len(rows)}"
                for column in dict.fromkeys((VALUE, VALUE + spec.count - 1))]
        names[spec.name] = ":".join(ends)
        validations.append(_validation(spec, names[spec.name].replace("$", "")))
    for spec in specs:
        if spec.kind == "表":
            rows += [[], *_table(spec, values.get(spec.name, ()))]
            top, right = len(rows) - spec.count + 1, column_letters(TABLE_PLACES[-1])
            names[spec.name] = f"$A${top}:${right}${len(rows)}"
    widths = (*_WIDTHS, *[9] * (most - 1))
    return Page(NAME, widths, rows, freeze=3, validations=tuple(validations), names=names)


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
