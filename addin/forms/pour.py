"""Pouring a published filing (data) into the blank official workbook."""

from __future__ import annotations

import re
from fractions import Fraction
from importlib.resources.abc import Traversable
from typing import Any

from addin.books.book import RULESET_PROPERTY, Book, split_address
from addin.books.xlsx.closed import BookFile
from addin.errors import UserError
from addin.forms.finder import Found
from addin.forms.read import Form, read_form
from addin.forms.rows import rows_of
from addin.library.form_map import BLANK, form_folder, plain_label
from scoring.rules.ruleset import Ruleset

_YEAR = re.compile(r"20\d\d\s*年度|(?<=[(（])\s*年度")
_LONGEST_TITLE = 40
"""Characters; what is longer is no title or line of a year."""


def blank(ruleset: Ruleset, file: Traversable | None = None) -> BookFile:
    """The ruleset's blank official workbook, marked with the ruleset's id: the packaged one, unless
    another ``file`` is given."""
    if not ruleset.form:
        raise UserError(f"评分办法 {ruleset.id} 没有配套的表样：请把单位要填的自评表（.xlsx）放在评分办法"
                        "旁边，“表样”写它的文件名；自评表是 Word 文档的，用 pe fill 自评表.docx "
                        f"--ruleset {ruleset.id} --inputs -o 空白表.docx 补上“基础数据”")
    file = file or form_folder(ruleset.form) / BLANK
    if not file.is_file():
        raise UserError(f"表样“{ruleset.form}”没有空白表（{file.name}）")
    book = BookFile.read(file.read_bytes(), f"{ruleset.form}.xlsx")
    book.set_property(RULESET_PROPERTY, ruleset.id)
    return book


def write_year(book: Book, year: int) -> None:
    """Print another year where the blank prints its own, or leaves room for it: （2023年度）."""
    for sheet in book.sheets:
        for (row, column), cell in book.grid(sheet).cells.items():
            text = cell.value if isinstance(cell.value, str) else ""
            if len(text) <= _LONGEST_TITLE and (printed := _YEAR.sub(f"{year}年度", text)) != text:
                book.put(sheet, row, column, printed)


def pour(book: Book, found: Found, data: dict[str, Any]) -> None:
    """Write the filing's values into a blank form, row by row in the form's order."""
    form = read_form(found)
    if "title" in data:
        _pour_title(book, found, data["title"])
    for name, value in data.get("fields", {}).items():
        if name not in form.filing.fields:
            raise UserError(f"表样 {found.map.form} 没有栏目“{name}”")
        _, row, column = split_address(form.filing.fields[name].cell)
        if value != "":
            _put(book, found, row, column, value)
    _pour_funds(book, form, data.get("funds", {}))
    before: list[str] = []
    for slot, row_data in zip(_slots(found, len(data["rows"])), data["rows"], strict=True):
        _pour_row(book, found, slot, row_data)
        _pour_levels(book, found, slot, row_data["levels"], before)
        before = row_data["levels"]
    for entry, value in ((form.filing.total_weight, data["total"].get("weight")),
                         (form.filing.total_score, data["total"]["score"])):
        if value is not None and entry.cell:
            _, row, column = split_address(entry.cell)
            _put(book, found, row, column, value)


def _slots(found: Found, wanted: int) -> tuple[int, ...]:
    """The form's row for each indicator: those it prints, or every row where it prints none."""
    slots = tuple(slot for slot, _ in rows_of(found)) or found.slots
    if len(slots) != wanted:
        raise UserError(f"表样 {found.map.form} 有 {len(slots)} 行，样例有 {wanted} 个指标")
    return slots


def _pour_title(book: Book, found: Found, title: str) -> None:
    """What the published form is called, where the blank leaves the unit's name out."""
    grid = found.grid
    row, column = next(place for place, cell in grid.cells.items()
                       if place[0] < found.header_row and isinstance(cell.value, str)
                       and any(plain_label(known) in plain_label(cell.value)
                               for known in found.map.title))
    _put(book, found, row, column, title)


def _pour_row(book: Book, found: Found, slot: int, data: dict[str, Any]) -> None:
    cells = {role: data.get(role, "") for role in ("target", "actual", "weight", "score", "reason")}
    cells[found.levels[-1]] = data["levels"][-1]
    for role, value in cells.items():
        if value != "":
            _put(book, found, slot, found.columns[role], value)


def _pour_levels(book: Book, found: Found, slot: int, levels: list[str],
                 before: list[str]) -> None:
    """Names above the indicator's own, where a new one begins and the blank leaves it open."""
    for place, role in enumerate(found.levels[:-1]):
        area = found.grid.area(slot, found.columns[role])
        begins = area.top == slot and levels[:place + 1] != before[:place + 1]
        if begins and found.grid.at(slot, area.left).value is None:
            _put(book, found, slot, area.left, levels[place])


def _pour_funds(book: Book, form: Form, data: dict[str, Any]) -> None:
    rows = {plain_label(row.name.text): row for row in form.filing.funds}
    for name, values in data.items():
        row = rows[plain_label(name)]
        entries = {**row.amounts, "分值": row.weight, "执行率": row.rate, "得分": row.score}
        for column, value in values.items():
            _, line, place = split_address(entries[column].cell)
            _put(book, form.found, line, place, value)


def _put(book: Book, found: Found, row: int, column: int, value: str | int | Fraction) -> None:
    """Write a value where the blank does not print it already."""
    typed = value if isinstance(value, str) else Fraction(value)
    if found.grid.at(row, column).value != typed:
        book.put(found.grid.name, row, column, typed)
