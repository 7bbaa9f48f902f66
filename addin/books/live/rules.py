"""What may be typed into a sheet of an open workbook, and its looks where a formula holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import xlwings as xw

from addin.books.book import LONGEST_ERROR, LONGEST_PROMPT, Highlight, Style, Validation
from addin.package.xml import cut

FILLS: Mapping[Style, str] = {
    "error": "#FFC7CE", "warning": "#FFEB9C", "note": "#DDEBF7", "input": "#FFF9DB"}


def put_rules(sheet: xw.Sheet, validations: Sequence[Validation],
              highlights: Sequence[Highlight]) -> None:
    """Add the limits and looks; those that stand there already stay as they are."""
    known = {rule.formula for rule in sheet.used_range.conditional_formats
             if rule.type == "custom"}
    for each in highlights:
        if f"={each.formula}" not in known:
            sheet[each.area].conditional_formats.add_custom(
                f"={each.formula}", fill_color=FILLS[each.style])
    for rule in validations:
        put_validation(sheet, rule)


def put_validation(sheet: xw.Sheet, rule: Validation) -> None:
    validation = sheet[rule.area].data_validation
    if rule.choices:
        validation.set_list(list(rule.choices))
    elif rule.between is not None:
        low, high = rule.between
        validation.set_decimal("between", f"={low}", f"={high}")
    elif rule.minimum is not None:
        validation.set_decimal("greater_than_or_equal", float(rule.minimum))
    _say(sheet[rule.area], rule)


def _say(cells: xw.Range, rule: Validation) -> None:
    """What Excel shows where the cell is selected, and where something else is typed: xlwings has
    words for neither."""
    excel = cells.api.Validation
    if rule.prompt:
        excel.InputMessage = cut(rule.prompt, LONGEST_PROMPT)
    if rule.error:
        excel.ErrorMessage = cut(rule.error, LONGEST_ERROR)
    if rule.advisory:
        excel.ShowError = False
