"""Rates into the empty cells that are theirs, as each cell would show them: 执行率 of the funds
table, and on request the rate behind an indicator's score, where the form asks for that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from addin.books.book import Grid, Readable, split_address
from addin.books.number_format import written
from addin.forms.assessed import Assessed
from scoring.findings.money import rate_of
from scoring.rules.trace import Step
from scoring.values.exact import Rounding, show

_PERCENTAGE = Rounding(2)
"""A percentage is written to two decimals: 98.57%."""


def empty_rates(book: Readable, one: Assessed) -> Iterator[tuple[str, Fraction, str]]:
    """The cells of the funds table where a rate can be written, each with the number to write and
    how it is shown. A cell that several rows share belongs to the first of them."""
    filing, seen = one.form.filing, set[str]()
    others = [fund.rate.text for fund in filing.funds]
    for fund in filing.funds:
        rate, cell = rate_of(fund, filing.unit), fund.rate.cell
        if rate is None or not cell or not fund.rate.blank or cell in seen:
            continue
        seen.add(cell)
        sheet, row, column = split_address(cell)
        grid = book.grid(sheet)
        if grid.at(row, column).formula is None:
            yield cell, *_as_shown(rate, grid, row, column, others)


def empty_results(book: Readable, one: Assessed) -> Iterator[tuple[str, Fraction, str]]:
    """The same for indicators whose 实际完成值 is empty and whose rule calculates a rate."""
    others = [award.row.actual.text for award in one.scorecard.indicators]
    for award in one.scorecard.indicators:
        entry = award.row.actual
        rate = None if award.step is None else _rate_in(award.step)
        if rate is None or not entry.cell or not entry.blank:
            continue
        sheet, row, column = split_address(entry.cell)
        grid = book.grid(sheet)
        if grid.at(row, column).formula is None:
            yield entry.cell, *_as_shown(rate, grid, row, column, others)


def _rate_in(step: Step) -> Fraction | None:
    """The first rate in the order in which one calculates."""
    for part in step.parts:
        if (found := _rate_in(part)) is not None:
            return found
    return step.value if step.unit == "%" and step.label else None


def _as_shown(rate: Fraction, grid: Grid, row: int, column: int,
              others: Iterable[str]) -> tuple[Fraction, str]:
    """The number and how it is read: as the cell's format or its header says, else as the others in
    its column are read."""
    percentage = _PERCENTAGE.apply(rate * 100)
    if _counts_in_percent(grid, row, column):
        return percentage, show(percentage)
    share, number_format = percentage / 100, grid.at(row, column).number_format
    shown = written(share, number_format)
    with_sign = grid.of_texts or any(each.endswith("%") for each in others)
    return share, f"{show(percentage)}%" if with_sign and not shown.endswith("%") else shown


def in_percent(number_format: str) -> bool:
    """Whether a cell of this format shows its number as a percentage."""
    return written(Fraction(1), number_format).endswith("%")


def _counts_in_percent(grid: Grid, row: int, column: int) -> bool:
    """Whether the header above says %, and the cell itself does not: 98.57 is meant then."""
    if in_percent(grid.at(row, column).number_format):
        return False
    above = (grid.seen(line, column).value for line in range(row - 1, 0, -1))
    header = next((text for text in above
                   if isinstance(text, str) and text.strip() and not text.strip()[0].isdigit()), "")
    return "%" in header or "％" in header
