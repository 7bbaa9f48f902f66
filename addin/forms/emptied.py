"""A form that somebody has filled in made a blank again: its answers go, what is printed stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from addin.books.book import Book, split_address
from addin.forms.read import Form
from scoring.filing import Entry, Filing
from scoring.filing.numbers import nothing_in, number


def emptied(book: Book, forms: Iterable[Form]) -> list[str]:
    """The cells that were emptied: none of a form without a single score, and no formula. Targets
    and weights stay: official forms print them."""
    cells = []
    for form in forms:
        for cell in dict.fromkeys(_answers(form)):
            sheet, row, column = split_address(cell)
            if form.found.grid.at(*form.found.grid.place(cell)).formula is None:
                book.put(sheet, row, column, None)
                cells.append(cell)
    return cells


def _answers(form: Form) -> Iterator[str]:
    filing = form.filing
    if not any(number(row.score) is not None for row in filing.rows):
        return
    yield from (entry.cell for entry in (*_of_rows(filing), *_of_funds(filing))
                if entry.cell and not nothing_in(entry))
    for entry in filing.fields.values():
        if entry.cell and form.found.grid.at(*form.found.grid.place(entry.cell)
                                             ).value == entry.text != "":
            yield entry.cell


def _of_rows(filing: Filing) -> Iterator[Entry]:
    for row in filing.rows:
        yield from (row.actual, row.score, row.deduction, row.review, row.reason)
    yield from (filing.total_score, filing.total_deduction, filing.grade)


def _of_funds(filing: Filing) -> Iterator[Entry]:
    for fund in filing.funds:
        yield from (*fund.amounts.values(), fund.rate, fund.score)
