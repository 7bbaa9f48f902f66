"""Keys of forms that stay the same from round to round: whose a form is, which of its versions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from addin.desk.review.gathered import Brief, Gathered
from addin.desk.review.same_form import Name, named, names
from addin.pages.review import tables as t
from addin.pages.review.read import Round, plain, text
from addin.pages.review.records import ReviewedForm, Scored

_VERSION = re.compile(r" 之\d+$")
"""Ends the key of a form that is not the first with its key; no key has a space of its own."""
_LINE = (t.INDICATOR, "年度指标值", "实际完成值")
Line = tuple[str, ...]
Where = tuple[str, str]
"""A file, and which form of it."""


def first_key(key: str) -> str:
    """The key that the first of several forms with one key has."""
    return _VERSION.sub("", key)


@dataclass(frozen=True, slots=True)
class Standing:
    """A form of the last round: its key, its file, which form of it, and by what it was known."""

    key: str
    where: Where
    code: str
    unit: str
    project: str
    names: frozenset[Name]

    def may_be(self, form: ReviewedForm) -> bool:
        """Whether it may be the form, in the same file or under one name; two codes are two."""
        code = plain(form.project_code)
        if self.code and code and plain(self.code) != code:
            return False
        pairs = ((self.unit, form.unit or form.department), (self.project, form.project))
        return not self.names.isdisjoint(names(form)) or any(
            one and plain(one) == plain(other) for one, other in pairs)


@dataclass(frozen=True)
class Before:
    """The forms of the last round; of none where this is the first."""

    round: Round

    @cached_property
    def by_key(self) -> Mapping[str, list[Standing]]:
        """By the key that the first of several versions has."""
        found: dict[str, list[Standing]] = {}
        for row in self.round.rows(t.SUMMARY):
            key, code = text(row, t.KEY), text(row, t.CODE)
            unit, project = text(row, t.UNIT), text(row, t.PROJECT)
            found.setdefault(first_key(key), []).append(Standing(
                key, (text(row, t.FILE), text(row, t.FORM)), code, unit, project,
                frozenset(named(code, unit, project, text(row, t.SCOPE)))))
        return found

    @cached_property
    def _known(self) -> Mapping[Name | Where, list[Standing]]:
        """By each name, and by the place in a file."""
        found: dict[Name | Where, list[Standing]] = {}
        for each in (each for old in self.by_key.values() for each in old):
            for name in (each.where, *each.names):
                found.setdefault(name, []).append(each)
        return found

    def under_another_key(self, where: Where, form: ReviewedForm) -> Iterator[str]:
        """The keys of forms that it may have been."""
        for name in (*names(form), where):
            yield from (first_key(each.key) for each in self._known.get(name, ())
                        if each.may_be(form))

    @cached_property
    def lines(self) -> Mapping[str, Collection[Line]]:
        """What each form said, line by line."""
        found: dict[str, set[Line]] = {}
        for row in self.round.rows(t.DETAILS):
            found.setdefault(text(row, t.FORM_KEY), set()).add(
                tuple(plain(text(row, name)) for name in _LINE))
        return found


def told_apart(gathered: Gathered, before: Before) -> None:
    """A key of its own for every form, the one that it had in the round ``before``."""
    groups = _with_one_key(gathered)
    taken = {key for key in groups if key in before.by_key}
    for own, places in groups.items():
        key = own if own in taken else _earlier_key(gathered, places, before, taken) or own
        taken.add(key)
        _versions_apart(gathered, places, key, before)


def _with_one_key(gathered: Gathered) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, brief in enumerate(gathered.forms):
        found.setdefault(brief.form.key, []).append(place)
    return found


def _earlier_key(gathered: Gathered, places: Sequence[int], before: Before,
                 taken: Collection[str]) -> str:
    """The key that forms had before somebody gave them a code or mended a name."""
    briefs = [gathered.forms[each] for each in places]
    return next((key for brief in briefs for key in before.under_another_key(
        _where(gathered, brief), brief.form) if key not in taken), "")


def _versions_apart(gathered: Gathered, places: Sequence[int], key: str, before: Before) -> None:
    """Of several forms with one key each keeps the one that it had: by its file, else by what it
    says, else by its turn."""
    old = {each.key: each for each in before.by_key.get(key, ())}
    own: dict[int, str] = {}
    for place in places:
        where = _where(gathered, gathered.forms[place])
        found = next((each.key for each in old.values() if each.where == where), "")
        if found and found not in own.values():
            own[place] = found
    own |= _by_lines(gathered, [each for each in places if each not in own],
                     [each for each in old if each not in own.values()], before)
    free = (each for each in _numbered(key, len(places) + len(old))
            if each not in own.values() and each not in old)
    for place in places:
        gathered.rekey(place, own.get(place) or next(free))


def _by_lines(gathered: Gathered, places: Sequence[int], keys: Sequence[str],
              before: Before) -> Mapping[int, str]:
    """Forms with the keys of those that they are most alike; where nothing is to be chosen, the
    only one."""
    if len(places) < 2 and len(keys) < 2:
        return dict(zip(places, keys, strict=False))
    said = {place: _lines(gathered.whole(gathered.forms[place]).scored) for place in places}
    pairs = sorted((-len(said[place] & set(before.lines.get(key, ()))), turn, at, place, key)
                   for at, place in enumerate(places) for turn, key in enumerate(sorted(keys)))
    found: dict[int, str] = {}
    for *_, place, key in pairs:
        if place not in found and key not in found.values():
            found[place] = key
    return found


def _lines(scored: Sequence[Scored]) -> set[Line]:
    return {tuple(map(plain, (each.indicator, each.target, each.actual))) for each in scored}


def _numbered(key: str, count: int) -> Iterator[str]:
    yield key
    yield from (f"{key} 之{number}" for number in range(2, count + 2))


def _where(gathered: Gathered, brief: Brief) -> Where:
    return gathered.files[brief.file].file, str(brief.form.number)
