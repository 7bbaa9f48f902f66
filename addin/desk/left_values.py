"""Values that filling writes over our own formulas."""

from __future__ import annotations

from collections.abc import Collection

from addin.books.book import Book
from addin.forms.assessed import Assessed
from addin.formulas.lay import FINGERPRINT, left_out, names_of


def leave_values(book: Book, one: Assessed, cells: Collection[str]) -> None:
    """Mark scores that were written over our formulas: nobody has replaced anything there."""
    names = names_of(one.form)
    marks = [left_out(names.get(cell, cell)) for cell in cells]
    made = (book.property(FINGERPRINT) or "").split()
    book.set_property(FINGERPRINT, " ".join(dict.fromkeys([*made, *marks])))
