"""What we wrote into cells that people may put right, so that the next round knows their words from
ours."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

from addin.pages.review import tables as t
from addin.pages.review.cells import Value
from addin.pages.review.read import Row, text
from addin.pages.review.records import Problem

_BETWEEN, _IS = "；", "="
_NOT_SEEN = re.compile(r"[\s\x00-\x1f]+")
_LENGTH = 8
_NONE = "-"


def wrote(values: Mapping[str, Value], names: Iterable[str]) -> str:
    """The mark of what we write into the columns of these names."""
    return _BETWEEN.join(f"{name}{_IS}{_mark(str(values.get(name) or ''))}" for name in names)


def put_right(row: Row) -> dict[str, str]:
    """The cells of a row whose words are not ours any more, by their columns. An emptied cell says
    nothing; of a row without a mark nobody knows."""
    return {name: said for name, mark in _marks(row).items()
            if (said := text(row, name)) and _mark(said) != mark}


def is_ours(row: Row, name: str, said: str) -> bool:
    """Whether these words are those that we wrote into the row at that time."""
    return _marks(row).get(name) == _mark(said)


def listed(form: str, problems: Iterable[Problem]) -> str:
    """The marks of the problems that we tell of a form with this key; of none as well."""
    return " ".join([_NONE, *(_mark(each.key.removeprefix(form)) for each in problems)])


def was_listed(row: Row, key: str) -> bool:
    """Whether we told of this problem of the form at that time, whatever people left of the list;
    of a row without marks nobody knows, and we may have."""
    marks = text(row, t.LISTED).split()
    return not marks or _mark(key.removeprefix(text(row, t.KEY))) in marks


def _marks(row: Row) -> dict[str, str]:
    pairs = (each.partition(_IS) for each in text(row, t.WROTE).split(_BETWEEN))
    return {name: mark for name, _, mark in pairs if mark}


def _mark(said: str) -> str:
    return hashlib.sha256(_NOT_SEEN.sub("", said).encode()).hexdigest()[:_LENGTH]
