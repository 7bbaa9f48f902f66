"""Reading an official form into a Filing: every value with the cell it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from addin.books.book import Grid, Readable, address
from addin.errors import UserError
from addin.forms.cells import entry_at
from addin.forms.fields import YEAR, fields_of, grade_of, splits_of, unit_of
from addin.forms.finder import Found, find_forms, looked_for, nearly_found
from addin.forms.funds import funds_of
from addin.forms.rows import merges_over_two, rows_of
from addin.library.form_map import FormMap
from scoring.filing import BLANK, Entry, Filing
from scoring.findings.finding import Finding, finding


@dataclass(frozen=True)
class Form:
    """A recognised form, read: what was filed, and what was odd about its cells.

    ``others`` are the names of other official forms whose headers it fits too, best first.
    """

    found: Found
    filing: Filing
    findings: tuple[Finding, ...]
    others: tuple[str, ...] = ()

    @property
    def sheet(self) -> str:
        return self.found.grid.name


def read_forms(book: Readable, maps: Sequence[FormMap],
               sheet: str | None = None) -> tuple[Form, ...]:
    """Every form of the workbook in sheet order, or the one on ``sheet``.

    Our own sheets and hidden ones are passed over, unless ``sheet`` names one. Raises UserError
    with the header texts that were looked for when there is no form.
    """
    if sheet is not None and sheet not in book.sheets:
        raise UserError(f"没有名为“{sheet}”的工作表，现有：{'、'.join(book.sheets)}")
    own = book.own_sheets
    grids = [book.grid(name) for name in (book.sheets if sheet is None else (sheet,))
             if sheet is not None or name not in own]
    seen = [grid for grid in grids if sheet is not None or not grid.hidden]
    found = [fits for grid in seen if (fits := find_forms(grid, maps))]
    if not found:
        raise UserError(_nothing_found(seen, [grid for grid in grids if grid not in seen], maps))
    return tuple(read_form(*fits) for fits in found)


def read_form(found: Found, *others: Found) -> Form:
    """The form's filing; a merge that covers two indicators is reported, and counts once.

    A form that keeps no scores (a transfer-payment form) says so and gives no rows to score.
    """
    rows = list(rows_of(found)) if found.map.scored else []
    oddities = list(merges_over_two(found, rows))
    if not rows:
        oddities.append(finding("rows-empty" if found.map.scored else "form-unscored",
                                address(found.header_row, min(found.columns.values()),
                                        found.grid.name)))
    fields, unit = fields_of(found), unit_of(found)
    filing = Filing(
        rows=tuple(row for _, row in rows), funds=tuple(funds_of(found)), fields=fields,
        total_weight=_total(found, found.map.table.total_weight),
        total_score=_total(found, "score"),
        grade=grade_of(found, fields), splits=tuple(splits_of(found, fields, unit)), unit=unit,
        sheet=found.grid.name)
    return Form(found, filing, tuple(oddities), tuple(other.map.name for other in others))


def _total(found: Found, role: str) -> Entry:
    column = found.columns.get(role)
    if found.total_row is None or column is None:
        return BLANK
    return entry_at(found.grid, found.total_row, column)


def _nothing_found(seen: Sequence[Grid], hidden: Sequence[Grid], maps: Sequence[FormMap]) -> str:
    """The columns that a form lacks, or all header texts that were looked for, and where."""
    near = [said for grid in seen if (said := nearly_found(grid, maps))]
    if near:
        return "；".join(near) + "。"
    where = "查看了" + "、".join(grid.name for grid in seen) if seen else "没有可查看的工作表"
    if hidden:
        where += f"；隐藏的未查看：{'、'.join(grid.name for grid in hidden)}，可用 --sheet 指定"
    sought = "\n".join(f"  · {line}" for line in looked_for(maps))
    return f"没有找到可识别的自评表（{where}）。寻找的表头文字：\n{sought}"


__all__ = ["YEAR", "Form", "read_form", "read_forms"]
