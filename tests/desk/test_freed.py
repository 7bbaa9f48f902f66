"""What was read of a form is let go at once: a pile of thousands needs no more room than one."""

from __future__ import annotations

import gc
from pathlib import Path
from weakref import ref

import pytest

from addin.books.files import open_book
from addin.desk.assess import assess
from addin.library.library import Library
from scoring.rules.ruleset import Ruleset
from tests.live.forms import filed, rulesets


@pytest.mark.parametrize("ruleset", rulesets(), ids=lambda each: each.form)
def test_an_assessed_form_leaves_nothing_for_the_collector(ruleset: Ruleset,
                                                           tmp_path: Path) -> None:
    book, library = open_book(filed(ruleset, tmp_path)), Library()
    gc.disable()
    try:
        (one,) = assess(book, library)
        filing = ref(one.form.filing)
        del one
        assert filing() is None
    finally:
        gc.enable()
