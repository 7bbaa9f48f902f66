"""The sheet 报告素材: one row for everything in the report that only the clerk knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from addin.books.book import Grid, Page, PageCell, Readable, Validation, address, typed_page
from addin.books.height import TALLEST, grown
from addin.forms.cells import entry_at
from addin.library.form_map import plain_label
from addin.library.outline import Outline, Part
from scoring.filing import Entry

NAME = "报告素材"
_HEADERS = ("章节", "名称", "写什么", "填写")
_WIDTHS = (28, 18, 46, 90)
_VALUE = len(_HEADERS)
_SIZE, _LOWEST = 11, 18.0
_HINT = ("只填黄色的格，每一段另起一行（Alt+回车）。自评表里的数字、得分、等级和原因不用写，"
         "生成报告时自动取用。名称后面带“可不填”的，没有就空着。")


def material_page(outline: Outline, values: Mapping[str, Any] | None = None) -> Page:
    """The sheet for an outline, empty or with ``values`` typed in by name."""
    values = values or {}
    rows: list[list[PageCell | None]] = [
        [PageCell(NAME, "title")], [PageCell(f"{outline.name}。{_HINT}", "note")],
        [PageCell(text, "header") for text in _HEADERS]]
    validations, merges, heights = [], list[str](), dict[int, float]()
    for part in outline.parts:
        typed = _typed(values.get(part.key))
        rows.append([PageCell(part.chapter), PageCell(_label(part)), PageCell(prompt(part)), typed])
        if more := _more_rows(typed):
            first, last = len(rows), len(rows) + len(more)
            heights |= dict(enumerate(more, first + 1))
            merges += [f"{address(first, place)}:{address(last, place)}"
                       for place in range(1, _VALUE + 1)]
            rows += [[PageCell(None, cell.style) for cell in rows[-1] if cell] for _ in more]
            continue
        if part.kind == "金额":
            place = address(len(rows), _VALUE)
            validations.append(Validation(place, minimum=Fraction(0), prompt=part.prompt[:200]))
    return Page(NAME, _WIDTHS, rows, freeze=3, validations=tuple(validations), merges=merges,
                heights=heights)


def _more_rows(typed: PageCell) -> list[float]:
    """How tall the rows are that a text needs beside its own, which is as tall as one can be."""
    rows = [_LOWEST]
    while not (found := grown(str(typed.value or ""), _WIDTHS[-1], _SIZE, rows))[1]:
        rows.append(TALLEST)
    return [*rows[2:], found[0]] if len(rows) > 1 else []


def prompt(part: Part) -> str:
    """What to write, with the unit of an amount and the form's fields that may serve instead."""
    unit = f"（{part.unit}，只填数字）" if part.unit else ""
    fields = "、".join(f"“{each}”" for each in part.field)
    return part.prompt + unit + (f"（自评表{fields}栏填了的，可不填）" if fields else "")


def read_materials(book: Readable, outline: Outline) -> Mapping[str, Entry]:
    """What is typed for each part, with its cell; a part the sheet has no row for is not there."""
    grid = typed_page(book, NAME)
    header = None if grid is None else _header(grid)
    if grid is None or header is None:
        return {}
    rows = {plain_label(entry_at(grid, row, 2).text): row for row in grid.rows() if row > header}
    return {part.key: entry_at(grid, row, _VALUE) for part in outline.parts
            if (row := rows.get(plain_label(part.key))) is not None}


def _header(grid: Grid) -> int | None:
    wanted: Sequence[str] = _HEADERS
    return next((row for row in grid.rows() if [
        plain_label(entry_at(grid, row, place).text) for place in range(1, _VALUE + 1)]
        == list(wanted)), None)


def _label(part: Part) -> str:
    return f"{part.key}（可不填）" if part.optional else part.key


def _typed(value: Any) -> PageCell:
    typed = value if value is None or isinstance(value, str) else Fraction(value)
    return PageCell(typed, "input")
