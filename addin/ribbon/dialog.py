"""What fits into a dialog; all of a longer text goes to a sheet of our own."""

from __future__ import annotations

from addin.books.book import Page, PageCell
from addin.books.host import OpenBook
from addin.errors import BookError

NAME = "操作结果"
MOST_LINES = 20
_WIDTH = 100


def fitting(said: str, book: OpenBook) -> str:
    """The text itself, or its beginning and where the whole of it stands."""
    lines = said.splitlines()
    if len(lines) <= MOST_LINES:
        return said
    begun = lines[:MOST_LINES - 1]
    try:
        book.put_page(Page(NAME, (_WIDTH,), [[PageCell(line)] for line in lines]))
    except BookError as error:
        return "\n".join([*begun, f"……共 {len(lines)} 行，写不下（{error}）"])
    return "\n".join([*begun, f"……共 {len(lines)} 行，全文见“{NAME}”表。"])
