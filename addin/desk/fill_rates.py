"""An empty 执行率 cell receives the rate: 全年执行数 over 全年预算数, as the cell would show it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from addin.books.book import Grid, Readable, split_address
from addin.books.number_format import written
from addin.forms.assessed import Assessed
from scoring.findings.rates import rate_of
from scoring.values.exact import Rounding, show

_PERCENTAGE = Rounding(2)
"""A percentage is written to two decimals: 98.57%."""


def empty_rates(book: Readable, one: Assessed) -> Iterator[tuple[str, Fraction, str]]:
    """The cells of the funds table where a rate can be written, each with the number to write and
    how it is shown. A cell that several rows share belongs to the first of them."""
    filing, seen = one.form.filing, set[str]()
    for fund in filing.funds:
        rate, cell = rate_of(fund, filing.unit), fund.rate.cell
        if rate is None or not cell or not fund.rate.blank or cell in seen:
            continue
        seen.add(cell)
        sheet, row, column = split_address(cell)
        grid = book.grid(sheet)
        if grid.at(row, column).formula is None:
            yield cell, *_as_shown(rate, grid, row, column)


def _as_shown(rate: Fraction, grid: Grid, row: int, column: int) -> tuple[Fraction, str]:
    percentage = _PERCENTAGE.apply(rate * 100)
    if _counts_in_percent(grid, row, column):
        return percentage, show(percentage)
    share = percentage / 100
    return share, written(share, grid.at(row, column).number_format)


def _counts_in_percent(grid: Grid, row: int, column: int) -> bool:
    """Whether the header above says %, and the cell itself does not: 98.57 is meant then."""
    if written(Fraction(1), grid.at(row, column).number_format).endswith("%"):
        return False
    above = (grid.seen(line, column).value for line in range(row - 1, 0, -1))
    header = next((text for text in above if isinstance(text, str) and text.strip()), "")
    return "%" in header or "％" in header
