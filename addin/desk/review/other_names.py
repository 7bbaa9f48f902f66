"""Forms that came for the first time and may be those that did not come again, under another unit's
name: offered to a person, and never taken for one by the program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from addin.desk.review.earlier import Earlier
from addin.desk.review.matched import Matched
from addin.desk.review.renamed import ACTUAL, TARGET
from addin.pages.review import tables as t
from addin.pages.review.cells import Row, Value
from addin.pages.review.read import Row as OldRow
from addin.pages.review.read import figure, plain, text

_LEAST = 2
"""So much must speak for it; what is the same in every form of a county is not enough."""
Lines = Collection[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class MayBe:
    """A form of this round and one of the last, by their keys, and what is the same of both."""

    now: str
    before: str
    same: Sequence[str]


def other_names(summary: Iterable[Row], details: Iterable[Row], earlier: Earlier,
                matched: Matched) -> list[MayBe]:
    """Each form once, with the only one that it is most like."""
    away = [row for key, row in earlier.forms.items() if matched.is_away(key)]
    come = [row for row in summary if str(row[t.KEY]) not in earlier.forms] if away else []
    if not come:
        return []
    lines = _lines(details, {str(row[t.KEY]) for row in come})
    before = _lines(earlier.round.rows(t.DETAILS), {text(row, t.KEY) for row in away})
    known: dict[tuple[object, ...], list[OldRow]] = {}
    for old in away:
        for mark in _marks(old):
            known.setdefault(mark, []).append(old)
    pairs = []
    for row in come:
        near = {text(old, t.KEY): old for mark in _marks(row) for old in known.get(mark, ())}
        for key, old in near.items():
            same = list(_same(row, old, lines.get(str(row[t.KEY]), ()), before.get(key, ())))
            if len(same) >= _LEAST:
                pairs.append(MayBe(str(row[t.KEY]), key, same))
    return list(_only(pairs))


def _marks(row: Mapping[str, Value]) -> Iterator[tuple[object, ...]]:
    """Two forms that may be one have one of these in common."""
    kind = str(row.get(t.SCOPE) or ""), plain(str(row.get(t.PROJECT) or ""))
    yield *kind, "文件", PurePosixPath(str(row.get(t.FILE))).name, row.get(t.FORM)
    if budget := row.get(t.BUDGET):
        yield *kind, "预算数", budget
    if kind[1]:
        yield *kind, "项目"


def _same(row: Row, old: OldRow, own: Lines, others: Lines) -> Iterator[str]:
    """What two forms of units with two names have in common."""
    units = [plain(said) for said in (str(row[t.UNIT] or ""), text(old, t.UNIT))]
    years = row[t.YEAR], figure(old, t.YEAR)
    if not all(units) or units[0] == units[1] or (None not in years and years[0] != years[1]):
        return
    shared = {*_marks(row)} & {*_marks(old)}
    yield from (name for name in ("项目", "文件", "预算数") if any(name in mark for mark in shared))
    if 2 * len({*own} & {*others}) > max(len(own), len(others)):
        yield "指标和完成值"


def _lines(rows: Iterable[Mapping[str, object]], keys: Collection[str]) -> Mapping[str, Lines]:
    """What each of the forms says, line by line; the rows stand form by form."""
    return {key: {tuple(plain(str(row.get(name) or "")) for name in (t.INDICATOR, TARGET, ACTUAL))
                  for row in own}
            for key, own in groupby(rows, lambda row: str(row[t.FORM_KEY])) if key in keys}


def _only(pairs: Sequence[MayBe]) -> Iterator[MayBe]:
    """Those for which most speaks; none where as much speaks for another."""
    best = Counter[str]()
    for each in pairs:
        for name in (f"now {each.now}", f"before {each.before}"):
            best[name] = max(best[name], len(each.same))
    top = [each for each in pairs if len(each.same) == best[f"now {each.now}"]
           == best[f"before {each.before}"]]
    times = Counter(name for each in top for name in (f"now {each.now}", f"before {each.before}"))
    return (each for each in top
            if times[f"now {each.now}"] == times[f"before {each.before}"] == 1)
