"""Which problem of the last round each one of this round is, and what became of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from addin.desk.review.keys import first_key
from addin.desk.review.pairing import (
    Told,
    alike,
    by_kind,
    leaf,
    leaves,
    of_version,
    part_of,
    same,
    told_of,
)
from addin.desk.review.renamed import Renames
from addin.library.sentences import row_name
from addin.pages.review import tables as t
from addin.pages.review.cells import Row
from addin.pages.review.read import Row as OldRow
from addin.pages.review.read import text
from scoring.findings.grouped import joined

_OF_OTHERS = ("report-", "annex-", "form-twice", "projects-sum", "approved-")
"""Kinds of problems that other files than the form's have a part in."""
_BY_PROGRAM, _BY_RULES = "表没有改动，程序本轮新查出", "表没有改动，按本轮的评分办法新查出"
Lacking = Callable[[str, str], bool]
"""Whether this round lacks what a problem of a form was found by: the form's key, the finding."""
WasTold = Callable[[str, str], bool]
"""Whether the last round told of a problem of a form: the form's key, the problem's own."""
Digests = Mapping[str, Collection[str]]
"""What the forms of a round hold, by their keys."""


class Matched:
    """The problems of this round with what they were in the last one."""

    def __init__(self, rows: Iterable[Row], last: Sequence[OldRow], forms: Digests,
                 before: Digests, renames: Renames, *, same_round: bool = False,
                 lacking: Lacking = lambda form, finding: False,
                 same_rules: Collection[str] = (),
                 was_told: WasTold = lambda form, key: True) -> None:
        """``last``: the problems of the last round; ``forms``: those of this round, with what they
        hold; ``before``: the same of the last one; ``renames``: indicators with another name;
        ``same_round``: what the last one said of problems that are told still stands; ``lacking``:
        what this round could not check; ``same_rules``: forms that are judged as before;
        ``was_told``: what the last round found, whatever people left of it."""
        self._same_round, self._lacking = same_round, lacking
        self._forms, self._first = forms, frozenset(map(first_key, forms))
        self._unchanged = frozenset(form for form, held in forms.items()
                                    if not {*held}.isdisjoint(before.get(form, ())))
        self._told_before = self._unchanged & frozenset(same_rules)
        self._renames = renames
        self._old = {text(row, t.KEY): row for row in last}
        self._now = [told_of(row, {}) for row in rows]
        own = [each for each in self._now
               if each.form in self._unchanged and not each.code.startswith(_OF_OTHERS)]
        self._deleted = frozenset(each.key for each in own if each.form in self._told_before
                                  and was_told(each.form, each.key))
        """Where they stand in no list of the last round, a person took them out of it."""
        self._found = frozenset(each.key for each in own) - self._deleted
        """Where they stand in none, only the program or its rules can have changed."""
        told = [told_of(row, renames.get(text(row, t.FORM_KEY), {})) for row in last]
        closed = {key for key, row in self._old.items() if text(row, t.STATE) in t.CLOSED}
        old = [each for each in told if each.key not in closed]
        self._known = frozenset(each.form for each in old)
        pairs = dict(same(self._now, old))
        self._pair_left(self._now, old, pairs)
        self._open, self._still = by_kind(old), by_kind(
            each for each in self._now if each.key in pairs)
        self._closed = by_kind(each for each in told if each.key in closed)
        by_key = {each.key: each for each in old}
        self._pairs = {key: by_key[was] for key, was in pairs.items()}
        self._paired: dict[str, list[Told]] = {}
        for each in self._now:
            if each.key in pairs:
                self._paired.setdefault(pairs[each.key], []).append(each)
        self.before = {key: self._old[was] for key, was in pairs.items()}
        self._return([each for each in self._now if each.key not in pairs])
        self._ended = {each.key: each.leaves - self._told_still(each) for each in old}
        self.within: dict[str, list[OldRow]] = {}
        """By the key of a problem of this round those of the last that it tells as well."""
        self.gone = _with_own_keys(self._left(old), {each.key for each in self._now})

    @property
    def same_round(self) -> bool:
        """Whether what the last round said of problems that are told still stands."""
        return self._same_round

    def became(self, key: str) -> str:
        """整改情况 of a problem of this round."""
        old = self.before.get(key)
        if old is None:
            return t.SAME if key in self._deleted else t.NEW
        if self._same_round and text(old, t.STATE) in (t.NEW, t.SAME, t.RETURNED):
            return text(old, t.STATE)
        return t.RETURNED if text(old, t.STATE) == t.MENDED else t.SAME

    def state(self, old: OldRow) -> str:
        """What became of a problem that is told no more. Where the form is the very same, nobody
        has mended it: the rules are others, or what it was compared with."""
        form = text(old, t.FORM_KEY)
        if form in self._forms and self._lacking(form, text(old, t.FINDING)):
            return t.UNCHECKED
        if form in self._unchanged and not text(old, t.FINDING).startswith(_OF_OTHERS):
            return t.DROPPED
        if form in self._forms:
            return t.MENDED
        return t.AWAY if self.is_away(form) else t.WITHDRAWN

    def is_found(self, key: str) -> bool:
        """Whether a problem of this round is new though its form is the very same."""
        return key in self._found and key not in self.before

    def counts(self) -> Counter[str]:
        """How many problems of this round are of each 整改情况."""
        return Counter(self.became(each.key) for each in self._now)

    def done_with(self) -> list[OldRow]:
        """Problems of the same round that were done with in it already."""
        back = {text(row, t.KEY) for row in self.before.values()}
        return [row for key, row in self._old.items()
                if self._same_round and text(row, t.STATE) in t.CLOSED and key not in back]

    def found(self) -> int:
        """How many problems are new though their forms are the very same."""
        return sum(self.is_found(each.key) for each in self._now)

    def is_unchanged(self, form: str) -> bool:
        """Whether the form holds the very same as when it was last handed in."""
        return form in self._unchanged

    def is_here(self, form: str) -> bool:
        """Whether the form was handed in in this round, in this version."""
        return form in self._forms

    def is_away(self, form: str) -> bool:
        """Whether neither the form nor another version of it was handed in again."""
        return first_key(form) not in self._first

    def compared(self, row: Row) -> str:
        """What a problem of this round has to do with the last, indicator by indicator, where 整改情况
        alone does not say it."""
        now = told_of(row, {})
        if self._same_round and now.key in self.before:
            return text(self.before[now.key], t.COMPARED)
        if self.is_found(now.key):
            return _BY_PROGRAM if now.form in self._told_before else _BY_RULES
        old = self._pairs.get(now.key)
        renames = {new: was for was, new in self._renames.get(now.form, {}).items()}
        said = [f"名称由{_quoted([renames[path]])}改为{_quoted([path])}" for path in sorted(now.paths)
                if old is not None and path in renames and leaf(renames[path]) != leaf(path)]
        if old is not None and old.leaves:
            said += self._by_indicator(now, old)
        return "；".join(said)

    def _by_indicator(self, now: Told, old: Told) -> Iterator[str]:
        kind = now.form, now.code
        known = old.leaves | leaves(self._open.get(kind, ()))
        back = leaves(self._closed.get(kind, ()))
        is_first = self._paired[old.key][0].key == now.key
        mended = self._ended[old.key] if is_first else frozenset()
        come = now.leaves - known
        parts = (self._ending(now.form), mended), (t.SAME, now.leaves & known), (
            t.RETURNED, come & back), (t.NEW, come - back)
        if mended or come:
            yield from (f"{_quoted(names)}{state}" for state, names in parts if names)

    def _ending(self, form: str) -> str:
        return t.DROPPED if form in self._unchanged else t.MENDED

    def _return(self, left: Sequence[Told]) -> None:
        """Problems that had been mended, or were not told any more, and are back."""
        taken: set[str] = set()
        for each in left:
            found = alike(each, self._closed, taken)
            if found:
                taken.add(found)
                self.before[each.key] = self._old[found]

    def _told_still(self, old: Told) -> frozenset[str]:
        """The indicators of its kind that are told still; in its own place only by its pair."""
        others = (now for now in self._still.get((old.form, old.code), ())
                  if now.paths != old.paths)
        return leaves([*self._paired.get(old.key, ()), *others])

    def _left(self, old: Sequence[Told]) -> Iterator[OldRow]:
        """The problems that are told no more; of one that was told of several indicators, those
        that are mended."""
        for each in old:
            ended, row = self._ended[each.key], self._old[each.key]
            if each.key not in self._paired and ended == each.leaves:
                yield {**row, t.COMPARED: ""}
            elif ended:
                yield _part(row, each, ended, self._ending(each.form))
            elif each.key not in self._paired:
                whole = next(now for now in self._still[each.form, each.code]
                             if now.leaves & each.leaves)
                self.within.setdefault(whole.key, []).append(row)

    def _pair_left(self, now: Sequence[Told], old: Sequence[Told], pairs: dict[str, str]) -> None:
        """Problems that were told of several indicators, some of which have been mended, or of one
        whose levels have another name; and those of a version that takes another's place."""
        taken = set(pairs.values())
        known = by_kind(old)
        versions = by_kind((each for each in old
                             if each.key not in taken and each.form not in self._forms), first_key)
        for each in now:
            if each.key in pairs:
                continue
            found = alike(each, known, taken) or part_of(each, known) or (
                "" if each.form in self._known else of_version(each, versions, taken))
            if found:
                pairs[each.key] = found
                taken.add(found)


def digests(forms: Iterable[Mapping[str, object]],
            files: Iterable[Mapping[str, object]]) -> dict[str, frozenset[str]]:
    """The forms of a round by their keys, each with the digest of what it holds and of its file."""
    held = {str(row.get(t.FILE)): str(row.get(t.DIGEST) or "") for row in files}
    return {str(row[t.KEY]): frozenset(filter(None, (
        str(row.get(t.CONTENT) or ""),
        "" if row.get(t.RESENT) in t.ABSENT else held.get(str(row.get(t.FILE)), ""))))
        for row in forms}


def _with_own_keys(rows: Iterable[OldRow], taken: set[str]) -> list[OldRow]:
    """A key for each that no other problem of the list has."""
    made: list[OldRow] = []
    for row in rows:
        key, number = text(row, t.KEY), 1
        while key in taken:
            number += 1
            key = f"{text(row, t.KEY)}#{number}"
        taken.add(key)
        made.append({**row, t.KEY: key})
    return made


def _part(old: OldRow, told: Told, ended: Collection[str], state: str) -> OldRow:
    """The problem as it was told of some of its indicators alone."""
    paths = [path for path in text(old, t.PATHS).split("；") if leaf(path) in ended] \
        or sorted(path for path in told.paths if leaf(path) in ended)
    left = sorted(told.leaves - {*ended})
    said = f"{_quoted(ended)}{state}" + (f"；{_quoted(left)}{t.SAME}" if left else "")
    return {**old, t.KEY: f"{told.form}|{'；'.join(paths)}|{told.code}", t.PATHS: "；".join(paths),
            t.INDICATOR: joined(row_name(leaf(path)) for path in paths), t.COMPARED: said}


def _quoted(paths: Iterable[str]) -> str:
    return "".join(f"“{row_name(leaf(path))}”" for path in sorted(paths))
