"""Which problem of the last round each one of this round is, and what became of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from addin.desk.review.keys import first_key
from addin.pages.review import tables as t
from addin.pages.review.cells import Row
from addin.pages.review.read import Row as OldRow
from addin.pages.review.read import text

_OF_OTHERS = ("report-", "annex-", "form-twice", "projects-sum", "approved-")
"""Kinds of problems that other files than the form's have a part in."""
Kind = tuple[str, str]
"""The key of a form, or of its first version, and the kind of a problem."""


@dataclass(frozen=True, slots=True)
class Told:
    """A problem as both rounds know it."""

    key: str
    form: str
    code: str
    paths: frozenset[str]
    message: str

    @property
    def same_place(self) -> str:
        """The same for several problems of one kind with one indicator."""
        return self.key.rpartition("#")[0] if self.key.rpartition("#")[2].isdigit() else self.key

    @property
    def leaves(self) -> frozenset[str]:
        """The indicators without their levels, which somebody may have put right."""
        return frozenset(path.rpartition("/")[2] for path in self.paths)


class Matched:
    """The problems of this round with what they were in the last one."""

    def __init__(self, rows: Iterable[Row], left: Sequence[OldRow], forms: Mapping[str, str],
                 before: Mapping[str, str]) -> None:
        """``left``: the problems that were open; ``forms``: those of this round by their keys, each
        with what its file holds; ``before``: the same of the last round."""
        self._forms, self._first = forms, frozenset(map(first_key, forms))
        self._unchanged = frozenset(form for form, digest in forms.items()
                                    if digest and before.get(form) == digest)
        self._old = {text(row, t.KEY): row for row in left}
        now, old = [_told(row) for row in rows], [_told(row) for row in left]
        self._known = frozenset(each.form for each in old)
        pairs = dict(_same(now, old))
        self._pair_left(now, old, pairs)
        self.before = {key: self._old[was] for key, was in pairs.items()}
        taken, still = set(pairs.values()), _by_kind(each for each in now if each.key in pairs)
        self.gone = [self._old[each.key] for each in old
                     if each.key not in taken and not _is_within(each, still)]
        self.count, self.same = len(now), len(pairs)

    def state(self, old: OldRow) -> str:
        """What became of a problem that is told no more. Where the form's file is the very same,
        nobody has mended it: the rules are others, or what it was compared with."""
        form = text(old, t.FORM_KEY)
        if form in self._unchanged and not text(old, t.FINDING).startswith(_OF_OTHERS):
            return t.DROPPED
        if form in self._forms:
            return t.MENDED
        return t.AWAY if self.is_away(form) else t.WITHDRAWN

    def is_away(self, form: str) -> bool:
        """Whether neither the form nor another version of it was handed in again."""
        return first_key(form) not in self._first

    def _pair_left(self, now: Sequence[Told], old: Sequence[Told], pairs: dict[str, str]) -> None:
        """Problems that were told of several indicators, some of which have been mended, or of one
        whose levels have another name; and those of a version that takes another's place."""
        taken = set(pairs.values())
        known = _by_kind(old)
        versions = _by_kind((each for each in old
                             if each.key not in taken and each.form not in self._forms), first_key)
        for each in now:
            if each.key in pairs:
                continue
            found = _alike(each, known, taken) or _part_of(each, known) or (
                "" if each.form in self._known else _of_version(each, versions, taken))
            if found:
                pairs[each.key] = found
                taken.add(found)


def digests(forms: Iterable[Mapping[str, object]],
            files: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """The forms of a round by their keys, each with the digest of its file."""
    held = {str(row.get(t.FILE)): str(row.get(t.DIGEST) or "") for row in files}
    return {str(row[t.KEY]): held.get(str(row.get(t.FILE)), "") for row in forms}


def _same(now: Sequence[Told], old: Sequence[Told]) -> Iterator[tuple[str, str]]:
    """Problems of one kind with one indicator, a pair each: those in the same words first, then in
    their order."""
    places: dict[str, list[Told]] = {}
    for each in old:
        places.setdefault(each.same_place, []).append(each)
    for said in (True, False):
        left = []
        for each in now:
            found = next((was for was in places.get(each.same_place, ())
                          if not said or was.message == each.message), None)
            if found is None:
                left.append(each)
            else:
                places[each.same_place].remove(found)
                yield each.key, found.key
        now = left


def _alike(each: Told, known: dict[Kind, list[Told]], taken: set[str]) -> str:
    """One of the same kind in the same form with an indicator in common."""
    return next((was.key for was in known.get((each.form, each.code), ())
                 if was.key not in taken and each.leaves & was.leaves), "")


def _part_of(each: Told, known: dict[Kind, list[Told]]) -> str:
    """One that was told of more indicators, and is told of others of them still."""
    return next((was.key for was in known.get((each.form, each.code), ())
                 if each.paths != was.paths and each.leaves and each.leaves <= was.leaves), "")


def _of_version(each: Told, versions: dict[Kind, list[Told]], taken: set[str]) -> str:
    """The same of a version that was withdrawn."""
    kind = first_key(each.form), each.code
    return next((was.key for was in versions.get(kind, ())
                 if was.key not in taken and was.paths == each.paths), "")


def _is_within(each: Told, still: dict[Kind, list[Told]]) -> bool:
    """Whether it is told still, together with that of other indicators."""
    return any(each.leaves and each.paths != now.paths and each.leaves <= now.leaves
               for now in still.get((each.form, each.code), ()))


def _by_kind(told: Iterable[Told], key: Callable[[str], str] = str) -> dict[Kind, list[Told]]:
    found: dict[Kind, list[Told]] = {}
    for each in told:
        found.setdefault((key(each.form), each.code), []).append(each)
    return found


def _told(row: Row | OldRow) -> Told:
    paths = frozenset(filter(None, str(row.get(t.PATHS) or "").split("；")))
    return Told(str(row[t.KEY]).strip(), str(row[t.FORM_KEY]).strip(), str(row[t.FINDING]).strip(),
                paths, str(row[t.MESSAGE]).strip())
