"""What a draft may say of its whole: title, place, year and scope as the official form prints them
without doubt. Two years or two places are a doubt, and then nothing is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from addin.books.book import Readable
from addin.books.xlsx.closed import BookFile
from addin.errors import UserError
from addin.forms.about import county_of, places_of, scope_of, years_of
from addin.forms.printed import titles
from addin.forms.read import Form, read_forms
from addin.library.form_map import packaged_maps
from addin.library.library import WORKBOOK
from addin.library.word_files import packaged_words

_TITLE = re.compile(r"自评|评价|评分|指标|考核|绩效")
_SHORTEST_TITLE = 8
"""Characters; a header such as 一级指标 is shorter."""


def head_of(book: Readable, document: str) -> dict[str, Any]:
    """Entries of a rule file; ``document`` is the file's name, with its ending. An official
    workbook that units fill in is its own 表样."""
    forms, above = _forms(book), titles(book)
    called = [" ".join(text.split()) for text in above
              if _TITLE.search(text) and len(text) >= _SHORTEST_TITLE]
    title = called[0] if called else document.rpartition(".")[0]
    made: dict[str, Any] = {"title": title, "scope": scope_of(title, packaged_words())}
    told = [each.filing.about for each in forms]
    places = places_of([*called, *(name for one in told for name in (one.department, one.unit))])
    if len(places) == 1:
        county = county_of(places[0])
        made |= {"place": places[0]} | ({"names": [county]} if county != places[0] else {})
    years = years_of(above)
    if len(years) == 1:
        made["year"] = years[0]
    if isinstance(book, BookFile) and len(forms) == 1 and document.lower().endswith(WORKBOOK):
        made["form"] = document
    return made


def _forms(book: Readable) -> Sequence[Form]:
    """The forms that are filled in; an indicator system is none."""
    try:
        return [each for each in read_forms(book, packaged_maps()) if each.found.scored]
    except UserError:
        return []
