"""Which problem of the last round each one of this round is, and what became of the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from addin.desk.review.same_form import first_key
from addin.pages.review import tables as t
from addin.pages.review.cells import Row
from addin.pages.review.read import Row as OldRow
from addin.pages.review.read import text

_OF_OTHERS = ("report-", "annex-", "form-twice", "projects-sum")
"""Kinds of problems that other files than the form's have a part in."""


class Matched:
    """``forms`` are those of this round by their keys, each with what its file holds; ``before``
    the same of the last round."""

    def __init__(self, rows: Iterable[Row], left: Iterable[OldRow], forms: Mapping[str, str],
                 before: Mapping[str, str]) -> None:
        self._forms, self._first = forms, frozenset(map(first_key, forms))
        self._unchanged = frozenset(form for form, digest in forms.items()
                                    if digest and before.get(form) == digest)
        by_key = {text(row, t.KEY): row for row in left}
        now = [(str(row[t.KEY]), str(row[t.FORM_KEY]), str(row[t.FINDING]),
                _paths(str(row[t.PATHS]))) for row in rows]
        self.before = {key: by_key.pop(key) for key, *_ in now if key in by_key}
        for key, form, code, paths in now:
            if key not in self.before and (old := _alike(by_key, form, code, paths)):
                self.before[key] = by_key.pop(old)
        self.gone = list(by_key.values())
        self.count, self.same = len(now), len(self.before)

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


def digests(forms: Iterable[Mapping[str, object]],
            files: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """The forms of a round by their keys, each with the digest of its file."""
    held = {str(row.get(t.FILE)): str(row.get(t.DIGEST) or "") for row in files}
    return {str(row[t.KEY]): held.get(str(row.get(t.FILE)), "") for row in forms}


def _alike(left: Mapping[str, OldRow], form: str, code: str, paths: frozenset[str]) -> str:
    """The key of a problem of the same kind in the same form with an indicator in common: one that
    was told of several indicators, some of which have been mended."""
    return next((key for key, row in left.items()
                 if text(row, t.FORM_KEY) == form and text(row, t.FINDING) == code
                 and paths & _paths(text(row, t.PATHS))), "")


def _paths(joined: str) -> frozenset[str]:
    return frozenset(filter(None, joined.split("；")))
