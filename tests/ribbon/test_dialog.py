"""A dialog has twenty lines; a longer text is on a sheet, whole."""

from __future__ import annotations

from typing import Any

from addin.books.book import Page
from addin.errors import BookError
from addin.ribbon.dialog import MOST_LINES, NAME, fitting


class Sheets:
    """A workbook that takes pages, or whose protection does not."""

    def __init__(self, *, locked: bool = False) -> None:
        self.locked = locked
        self.pages: list[Page] = []

    def put_page(self, page: Page) -> None:
        if self.locked:
            raise BookError("工作簿结构受保护")
        self.pages.append(page)


def lines(count: int) -> str:
    return "\n".join(f"第{number}行" for number in range(1, count + 1))


def test_what_fits_is_shown_as_it_is() -> None:
    book: Any = Sheets()
    assert fitting(lines(MOST_LINES), book) == lines(MOST_LINES)
    assert book.pages == []


def test_the_whole_of_a_longer_text_is_on_a_sheet() -> None:
    book: Any = Sheets()
    shown = fitting(lines(50), book).splitlines()
    assert len(shown) == MOST_LINES
    assert NAME in shown[-1]
    assert "50" in shown[-1]
    (page,) = book.pages
    assert page.name == NAME
    assert [row[0].value for row in page.rows] == lines(50).splitlines()


def test_where_no_sheet_can_be_added_that_is_said() -> None:
    book: Any = Sheets(locked=True)
    assert "工作簿结构受保护" in fitting(lines(50), book)
