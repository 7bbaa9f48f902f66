"""Problems of two rounds that may be one: by form, kind and indicators."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from addin.desk.review.keys import first_key
from addin.pages.review import tables as t
from addin.pages.review.cells import Row
from addin.pages.review.read import Row as OldRow

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
    place: str
    """The same for several problems of one kind with one indicator."""

    @property
    def leaves(self) -> frozenset[str]:
        """The indicators without their levels, which somebody may have put right."""
        return frozenset(map(leaf, self.paths))


def same(now: Sequence[Told], old: Sequence[Told]) -> Iterator[tuple[str, str]]:
    """Problems of one kind with one indicator, a pair each: those in the same words first, then in
    their order."""
    places: dict[str, list[Told]] = {}
    for each in old:
        places.setdefault(each.place, []).append(each)
    for said in (True, False):
        left = []
        for each in now:
            found = next((was for was in places.get(each.place, ())
                          if not said or was.message == each.message), None)
            if found is None:
                left.append(each)
            else:
                places[each.place].remove(found)
                yield each.key, found.key
        now = left


def alike(each: Told, known: dict[Kind, list[Told]], taken: set[str]) -> str:
    """One of the same kind in the same form with an indicator in common, or without any as well."""
    return next((was.key for was in known.get((each.form, each.code), ()) if was.key not in taken
                 and (each.leaves & was.leaves or each.place == was.place)), "")


def part_of(each: Told, known: dict[Kind, list[Told]]) -> str:
    """One that was told of more indicators, and is told of others of them still."""
    return next((was.key for was in known.get((each.form, each.code), ())
                 if each.paths != was.paths and each.leaves and each.leaves <= was.leaves), "")


def of_version(each: Told, versions: dict[Kind, list[Told]], taken: set[str]) -> str:
    """The same of a version that was withdrawn."""
    kind = first_key(each.form), each.code
    return next((was.key for was in versions.get(kind, ())
                 if was.key not in taken and was.paths == each.paths), "")


def by_kind(told: Iterable[Told], key: Callable[[str], str] = str) -> dict[Kind, list[Told]]:
    found: dict[Kind, list[Told]] = {}
    for each in told:
        found.setdefault((key(each.form), each.code), []).append(each)
    return found


def leaves(told: Iterable[Told]) -> frozenset[str]:
    return frozenset[str]().union(*(each.leaves for each in told))


def leaf(path: str) -> str:
    return path.rpartition("/")[2]


def told_of(row: Row | OldRow, renames: Mapping[str, str]) -> Told:
    listed = [renames.get(path, path)
              for path in filter(None, str(row.get(t.PATHS) or "").split("；"))]
    key, form, code = (str(row[name]).strip() for name in (t.KEY, t.FORM_KEY, t.FINDING))
    place = f"{form}|{'；'.join(listed)}|{code}"
    return Told(key, form, code, frozenset(listed), str(row[t.MESSAGE]).strip(), place)
