"""The two published forms that have a published report, read and scored once."""

from __future__ import annotations

import pytest

from addin.books.xlsx.closed import BookFile
from addin.desk.assess import assess
from addin.desk.new_form import sample
from addin.forms.assessed import Assessed
from addin.library.library import Library


@pytest.fixture(scope="session")
def lukou() -> Assessed:
    return _assessed("lukou")


@pytest.fixture(scope="session")
def chayu() -> Assessed:
    return _assessed("chayu")


def _assessed(name: str) -> Assessed:
    library = Library([])
    ruleset = library.find(name)
    book = sample(ruleset, library.form_folder(ruleset.form), library.outline(ruleset))
    (one,) = assess(BookFile.read(book.to_bytes(), f"{name}.xlsx"), library)
    return one
