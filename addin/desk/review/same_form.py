"""Which forms of a pile are one form: handed in twice, or once more in the annex of a report."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from addin.desk.review.gathered import Brief, Gathered
from addin.desk.review.more import problems
from addin.library.sentences import Sentences
from addin.pages.review.records import WHOLE, ReviewedForm
from scoring.findings.finding import finding
from scoring.values.exact import show

_VERSION = re.compile(r" 之\d+$")
"""Ends the key of a form that is not the first with its key; no key has a space of its own."""
Name = tuple[str, ...]
Standing = tuple[str, str, str]
"""A form of the last round: its key, its file, which form of it."""


def plain(text: str) -> str:
    """A name without white space, and with wide characters as narrow ones."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def names(form: ReviewedForm) -> Iterator[Name]:
    """By what a form is known to be the same as another; nothing where it does not say enough."""
    if form.project_code:
        yield "code", plain(form.project_code)
    unit = plain(form.unit or form.department)
    if unit and form.scope == WHOLE:
        yield "whole", unit
    elif unit and form.project:
        yield "project", unit, plain(form.project)


def may_be_one(form: ReviewedForm, other: ReviewedForm) -> bool:
    """Whether both may be of one year and one department; a form need not say either, and one name
    of a department may be short for the other."""
    one, two = plain(form.department), plain(other.department)
    return (one in two or two in one) and (
        form.year is None or other.year is None or form.year == other.year)


def told_apart(gathered: Gathered, before: Collection[Standing] = ()) -> None:
    """A key of its own for every form. Of several with one key each keeps the one that it had in
    the round ``before``, by its file or else by its turn."""
    for places in _with_one_key(gathered).values():
        key = gathered.forms[places[0]].form.key
        old = [each for each in before if first_key(each[0]) == key]
        taken: dict[str, int] = {}
        for place in places:
            if found := _by_file(gathered, gathered.forms[place], old):
                taken.setdefault(found, place)
        left = (each for each in _free(key, old, len(places)) if each not in taken)
        own = {place: each for each, place in taken.items()}
        for place in places:
            gathered.rekey(place, own.get(place) or next(left))


def first_key(key: str) -> str:
    """The key that the first of several forms with one key has."""
    return _VERSION.sub("", key)


def _with_one_key(gathered: Gathered) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, brief in enumerate(gathered.forms):
        found.setdefault(brief.form.key, []).append(place)
    return found


def _free(key: str, old: Sequence[Standing], count: int) -> list[str]:
    """The keys of the last round first, then as many new ones as there are forms."""
    new = (f"{key} 之{number}" if number > 1 else key for number in range(1, count + len(old) + 1))
    return list(dict.fromkeys((*sorted(each for each, *_ in old), *new)))


def _by_file(gathered: Gathered, brief: Brief, old: Iterable[Standing]) -> str:
    where = gathered.files[brief.file].file, str(brief.form.number)
    return next((key for key, *stood in old if tuple(stood) == where), "")


def told_of_versions(gathered: Gathered, sentences: Sentences) -> None:
    """A form that was handed in more than once with other content: which one counts?"""
    for first, *others in versions(gathered):
        form = gathered.forms[first].form
        what = "单位" if form.scope == WHOLE else "项目"
        this, *those = _called(gathered, [first, *others])
        told = finding("form-twice", what=what, count=str(len(others) + 1),
                       others="、".join(those), this=this)
        gathered.attach(first, list(problems([(told, "")], form.key, sentences)))


def versions(gathered: Gathered) -> list[list[int]]:
    """The places of the forms that were handed in more than once."""
    groups: list[list[int]] = []
    known: dict[Name, list[list[int]]] = {}
    for place, brief in enumerate(gathered.forms):
        own = list(names(brief.form))
        near = [group for name in own for group in known.get(name, ())
                if all(may_be_one(brief.form, gathered.forms[each].form) for each in group)]
        group = near[0] if near else []
        if not near:
            groups.append(group)
        group.append(place)
        for name in own:
            known.setdefault(name, []).append(group)
    return [group for group in groups if len(group) > 1]


def _called(gathered: Gathered, places: Sequence[int]) -> list[str]:
    """The forms by their files, as those who handed them in know them; by their folders too only
    where two files have one name."""
    briefs = [gathered.forms[each] for each in places]
    files = [PurePosixPath(gathered.files[each.file].file) for each in briefs]
    counts = Counter(each.name for each in dict.fromkeys(files))
    return [_file_said(brief.form, file.name if counts[file.name] == 1 else file.as_posix())
            for brief, file in zip(briefs, files, strict=True)]


def _file_said(form: ReviewedForm, file: str) -> str:
    where = f"第{form.number}张" if form.number > 1 else ""
    total = form.filed_total
    return f"“{file}”{where}" + (f"（自评总分{show(total)}分）" if total is not None else "")
