"""Reading an official form into a Filing: every value with the cell it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from addin.book import Book, Cell, CellError, Grid, address, shown
from addin.errors import UserError
from addin.form_finder import Found, find_form, looked_for
from addin.form_map import FormMap, plain_label
from scoring.filing import BLANK, Entry, Filing, FundRow, Row
from scoring.finding import Finding, finding
from scoring.numbers import is_placeholder

OWN_SHEETS = ("评分依据", "审核疑点", "基础数据", "报告素材")
YEAR = re.compile(r"(20\d\d)\s*年度")
LEVELS = ("level1", "level2", "level3")


@dataclass(frozen=True)
class Form:
    """A recognised form, read: what was filed, and what was odd about its cells."""

    found: Found
    filing: Filing
    findings: tuple[Finding, ...]

    @property
    def sheet(self) -> str:
        return self.found.grid.name


def read_forms(book: Book, maps: Sequence[FormMap], sheet: str | None = None) -> tuple[Form, ...]:
    """Every form of the workbook in sheet order, or the one on ``sheet``.

    Raises UserError with the header texts that were looked for when there is none.
    """
    if sheet is not None and sheet not in book.sheets:
        raise UserError(f"没有名为“{sheet}”的工作表，现有：{'、'.join(book.sheets)}")
    names = (sheet,) if sheet is not None else tuple(s for s in book.sheets if s not in OWN_SHEETS)
    found = [one for one in (find_form(book.grid(name), maps) for name in names) if one is not None]
    if not found:
        sought = "\n".join(f"  · {line}" for line in looked_for(maps))
        raise UserError(f"没有找到可识别的自评表（查看了{'、'.join(names)}）。寻找的表头文字：\n{sought}")
    return tuple(read_form(one) for one in found)


def read_form(found: Found) -> Form:
    """The form's filing; a merge that covers two indicators is reported, and counts once."""
    grid, oddities = found.grid, []
    rows: list[Row] = []
    for slot, row in _rows(found):
        if rows and (merged := _shared_merge(found, slot, rows)):
            oddities.append(finding("merge-two-indicators", merged, indicator=row.name,
                                    what=_what(found, slot)))
        rows.append(row)
    if not rows:
        oddities.append(finding("rows-empty", address(found.header_row, min(found.columns.values()),
                                                      grid.name)))
    filing = Filing(
        rows=tuple(rows), funds=tuple(_funds(found)), fields=dict(_fields(found)),
        total_weight=_total(found, found.map.table.total_weight),
        total_score=_total(found, "score"), grade=dict(_fields(found)).get("等级", BLANK),
        unit=found.map.unit, sheet=grid.name)
    return Form(found, filing, tuple(oddities))


def entry_at(grid: Grid, row: int, column: int) -> Entry:
    """What stands in the cell, with its address; a covered part of a merge is blank."""
    return entry_of(grid.at(row, column), address(row, column, grid.name))


def entry_of(cell: Cell, place: str) -> Entry:
    match cell.value:
        case CellError(code):
            return Entry(cell=place, error=code)
        case bool() | None:
            return Entry(shown(cell), cell=place)
        case Fraction() as number:
            return Entry(shown(cell), number, place)
        case text:
            return Entry(text, cell=place)


def _rows(found: Found) -> Iterator[tuple[int, Row]]:
    current = dict.fromkeys(LEVELS, BLANK)
    for slot in found.slots:
        own = {level: _level(found, slot, level) for level in LEVELS if level in found.columns}
        for depth, level in enumerate(LEVELS):
            if level in own and not own[level].blank and own[level].cell != current[level].cell:
                current[level] = own[level]
                current.update(dict.fromkeys(LEVELS[depth + 1:], BLANK))
        row = _row(found, slot, current, own)
        if not own.get("level3", BLANK).blank or any(
                not entry.blank for entry in (row.weight, row.score, row.target, row.actual)):
            yield slot, row


def _level(found: Found, slot: int, level: str) -> Entry:
    area = found.grid.area(slot, found.columns[level])
    return entry_at(found.grid, area.top, area.left)


def _row(found: Found, slot: int, current: dict[str, Entry], own: dict[str, Entry]) -> Row:
    def at(role: str) -> Entry:
        column = found.columns.get(role)
        return BLANK if column is None else entry_at(found.grid, slot, column)

    levels = tuple(current[level] for level in LEVELS[:2] if not current[level].blank)
    last = own.get("level3", BLANK)
    weights = tuple(_level(found, slot, role) for role in ("level1_weight", "level2_weight")
                    if role in found.columns)
    return Row(levels=(*levels, last) if "level3" in found.columns else levels,
               weight=at("weight"), score=at("score"), target=at("target"), actual=at("actual"),
               reason=at("reason"), level_weights=weights, review=at("review"))


def _shared_merge(found: Found, slot: int, before: Sequence[Row]) -> str:
    """The first cell of a merge in which this indicator's weight or score is covered."""
    for role in ("weight", "score"):
        if (column := found.columns.get(role)) and (
                area := found.grid.area(slot, column)).top < slot and area.top > found.header_row:
            return address(area.top, area.left, found.grid.name)
    return ""


def _what(found: Found, slot: int) -> str:
    merged = [word for role, word in (("weight", "分值"), ("score", "得分"))
              if found.grid.area(slot, found.columns[role]).top < slot]
    return "、".join(merged)


def _funds(found: Found) -> Iterator[FundRow]:
    funds = found.map.funds
    if funds is None or found.funds_row is None:
        return
    scored = {plain_label(name) for name in funds.scored}
    parts = {plain_label(name) for name in funds.parts}
    amounts = {name: column for name, column in found.funds_columns.items()
               if name not in ("分值", "执行率", "得分")}
    left = min(found.funds_columns.values())
    for row in range(found.funds_row + 1, found.header_row):
        label = next((entry for column in range(left - 1, 0, -1)
                      if (entry := entry_at(found.grid, row, column)).text.strip()), BLANK)
        plain = plain_label(label.text)
        if plain not in scored | parts:
            continue
        cells = {name: entry_at(found.grid, row, column)
                 for name, column in found.funds_columns.items()}
        yield FundRow(label, {name: _amount(cells[name]) for name in amounts},
                      weight=cells.get("分值", BLANK), rate=cells.get("执行率", BLANK),
                      score=cells.get("得分", BLANK), scored=plain in scored)


def _amount(entry: Entry) -> Entry:
    return Entry(cell=entry.cell) if is_placeholder(entry.text) else entry


def _total(found: Found, role: str) -> Entry:
    column = found.columns.get(role)
    if found.total_row is None or column is None:
        return BLANK
    area = found.grid.area(found.total_row, column)
    return entry_at(found.grid, area.top, area.left)


def _fields(found: Found) -> Iterator[tuple[str, Entry]]:
    labels: dict[str, list[tuple[int, int]]] = {}
    for (row, column), cell in sorted(found.grid.cells.items()):
        if isinstance(cell.value, str):
            labels.setdefault(plain_label(cell.value), []).append((row, column))
    if (year := _year(found)) is not None:
        yield "年度", year
    for name, place in found.map.fields.items():
        for wanted in place.label:
            spot = _spot(found.grid, labels, plain_label(wanted), place.at)
            if spot is not None:
                yield name, spot
                break


def _year(found: Found) -> Entry | None:
    """The cell above the indicators that says which year the form is for."""
    for (row, column), cell in sorted(found.grid.cells.items()):
        if row < found.header_row and isinstance(cell.value, str) and YEAR.search(cell.value):
            return entry_at(found.grid, row, column)
    return None


def _spot(grid: Grid, labels: dict[str, list[tuple[int, int]]], wanted: str, at: str) -> Entry | None:
    if wanted in labels and at != "same":
        row, column = labels[wanted][0]
        area = grid.area(row, column)
        row, column = (row, area.right + 1) if at == "right" else (area.bottom + 1, column)
        return entry_at(grid, row, column)
    for text, spots in labels.items():
        if text.startswith(wanted):
            return entry_at(grid, *spots[0])
    return None
