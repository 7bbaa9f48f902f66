"""The workbook whose formula is being calculated: which ruleset it was made for.

A cell function needs no more of it, and so loads no more.
"""

from __future__ import annotations

import xlwings as xw

from addin.books.book import RULESET_PROPERTY


def callers_ruleset() -> str | None:
    """The ruleset that the workbook of the calling formula was made for. xlwings tells which
    workbook that is; outside of a call it would only raise."""
    windows = getattr(xw, "_xlwindows", None)
    if hasattr(xw.Book, "_mock_caller") or getattr(windows, "BOOK_CALLER", None):
        return property_of(xw.Book.caller(), RULESET_PROPERTY)
    return None


def property_of(workbook: xw.Book, name: str) -> str | None:
    """A document property, which xlwings has no word for."""
    for each in workbook.api.CustomDocumentProperties:
        if each.Name == name:
            return str(each.Value)
    return None
