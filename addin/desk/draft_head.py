"""What a draft may say of its whole: title, place, year and scope as the official form prints them
without doubt (two years or two places are a doubt, and then nothing is said); the points of the
funds table, the sum of the weights, and what the notes under the form say of all rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from addin.books.book import Readable
from addin.books.xlsx.closed import BookFile
from addin.errors import UserError
from addin.forms.about import county_of, places_of, scope_of
from addin.forms.printed import titles
from addin.forms.read import Form, read_forms
from addin.forms.years import years_of
from addin.library.form_map import packaged_maps
from addin.library.library import WORKBOOK
from addin.library.word_files import packaged_words
from scoring.clauses import noted
from scoring.filing import BLANK
from scoring.filing.numbers import number
from scoring.rules.clause import Clause
from scoring.rules.door import remade
from scoring.rules.ruleset import Checks, Ruleset

_TITLE = re.compile(r"自评|评价|评分|指标|考核|绩效")
_SHORTEST_TITLE = 8
"""Characters; a header such as 一级指标 is shorter."""


_NO_RULE = "官方表没有在资金表旁印出执行率怎样计分，参照{national}；另有规定的请照改"


def head_of(book: Readable, forms: Sequence[Form], document: str) -> dict[str, Any]:
    """Entries of a rule file; ``document`` is the file's name, with its ending. An official
    workbook that units fill in is its own 表样."""
    above = titles(book)
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


def with_the_rest(ruleset: Ruleset, form: Form, national: Ruleset) -> Ruleset:
    """The ruleset of a form's rows with all that stands around them. Points of the funds table for
    which no rule is printed beside it follow the ``national`` measure, and say so."""
    filing = form.filing
    total, checks = number(filing.total_weight), ruleset.checks or Checks()
    if total is not None:
        ruleset = replace(ruleset, checks=remade(checks, total_weight=total))
    points = next((each.weight for each in filing.funds if each.scored), BLANK)
    if (worth := number(points)) and national.execution is not None:
        clause = Clause(text=f"{points.text}分", place=points.cell, checked="",
                        reading=_NO_RULE.format(national=f"《{national.title}》"))
        ruleset = replace(ruleset, execution=remade(
            national.execution, weight=worth, clause=clause, examples=()))
    return noted.with_notes(ruleset, filing.notes)


def unread_notes(form: Form) -> list[str]:
    """The sentences under a form that were not understood."""
    return [text for text, _ in noted.unread_notes(form.filing.notes)]


def forms_of(book: Readable) -> Sequence[Form]:
    """The forms that are filled in; an indicator system is none."""
    try:
        return [each for each in read_forms(book, packaged_maps()) if each.found.scored]
    except UserError:
        return []
