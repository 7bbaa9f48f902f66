"""Rows that people of the bureau added to 问题清单: which form they are about, and their own keys."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from addin.pages.review import tables as t
from addin.pages.review.read import LINE, Round, Row, plain, text
from addin.pages.review.sending import read_sending
from addin.pages.review.wrote import is_ours

_OF_FORM = (t.DEPARTMENT, t.UNIT, t.PROJECT)
_KNOWN = (t.FILE, t.YEAR, t.SCOPE, t.PLACE)
_LENGTH = 16


def problems_of(found: Round) -> list[Row]:
    """The rows of 问题清单; those that are people's, typed or made out of a copy of another, have
    the form that they name, and BY_HAND as what was found."""
    rows, forms = found.rows(t.PROBLEMS), found.rows(t.SUMMARY)
    ours = set(_ours(rows))
    taken = {text(row, t.KEY) for at, row in enumerate(rows) if at in ours}
    listed: list[Row] = []
    for at, row in enumerate(rows):
        if at in ours:
            listed.append(row)
        elif text(row, t.STATE) in t.CLOSED:  # of two with one key the one that is done with
            listed.append({**row, t.KEY: f"{text(row, t.KEY)}#{t.MENDED}{at}"})
        elif not _is_copy(row, rows, ours):
            listed.append(_completed(row, forms, taken))
    return [read_sending(row) for row in listed]


def _ours(rows: Sequence[Row]) -> Iterator[int]:
    """The places of the rows with a key; of several with one, that in our words, or the first."""
    groups: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        if key := text(row, t.KEY):
            groups.setdefault(key, []).append(at)
    for group in groups.values():
        yield next((at for at in group
                    if is_ours(rows[at], t.MESSAGE, text(rows[at], t.MESSAGE))), group[0])


def _is_copy(row: Row, rows: Sequence[Row], ours: Iterable[int]) -> bool:
    """Whether it says no more than another of the same key."""
    key, own = text(row, t.KEY), _without_line(row)
    return bool(key) and any(_without_line(rows[at]) == own for at in ours
                             if text(rows[at], t.KEY) == key)


def _without_line(row: Row) -> dict[str, object]:
    return {name: value for name, value in row.items() if name != LINE}


def _completed(row: Row, forms: Sequence[Row], taken: set[str]) -> Row:
    form = _form_of(row, forms)
    whose = {name: text(row, name) or text(form, name) for name in _OF_FORM}
    said = "|".join((*whose.values(), text(row, t.MESSAGE)))
    key = own = f"{t.BY_HAND}|{hashlib.sha256(said.encode()).hexdigest()[:_LENGTH]}"
    number = 1
    while key in taken:
        number += 1
        key = f"{own}#{number}"
    taken.add(key)
    return {**row, **whose, **{name: form.get(name, "") for name in _KNOWN}, t.KEY: key,
            t.FORM_KEY: text(form, t.KEY), t.FINDING: t.BY_HAND, t.PATHS: "", t.WROTE: "",
            t.MERGED: "", t.STATE: ""}


def _form_of(row: Row, forms: Sequence[Row]) -> Row:
    """The one form that it may be about; nothing where it names none, or where several are."""
    named = {name: said for name in _OF_FORM if (said := plain(text(row, name)))}
    if not named.keys() - {t.DEPARTMENT}:
        return {}
    found = [form for form in forms if all(plain(text(form, name)) == said
                                           for name, said in named.items())]
    same = [form for form in found if text(form, t.KEY) == text(row, t.FORM_KEY)]
    return found[0] if len(found) == 1 else same[0] if same else {}
