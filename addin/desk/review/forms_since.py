"""汇总 against the last round: what is told of each form in 与上轮对照."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from addin.desk.review.changes import BY_FILING, BY_RULE, OPEN
from addin.desk.review.earlier import Earlier
from addin.desk.review.matched import Matched
from addin.desk.review.other_names import MayBe
from addin.pages.review import tables as t
from addin.pages.review.cells import Row
from addin.pages.review.read import Row as OldRow
from addin.pages.review.read import plain, text

_REGRADED = f"{t.GRADE}由“"


class FormsSince:
    """What is to be known of the forms of both rounds."""

    def __init__(self, earlier: Earlier, matched: Matched, may_be: Sequence[MayBe],
                 called: Mapping[str, str]) -> None:
        """``called``: the units of this round's forms by their keys."""
        self._earlier, self._matched = earlier, matched
        self._now = {each.now: each for each in may_be}
        self._before = {each.before: each for each in may_be}
        self._called = called

    def said(self, row: Row) -> str:
        """Of a form of this round: how its names and grade differ, or which it may have been."""
        key = str(row[t.KEY])
        old = self._earlier.forms.get(key)
        if old is not None:
            return "；".join((*_renamed(row, old), *self._regraded(row, old)))
        return self._offered(self._now.get(key))

    def said_of_absent(self, key: str) -> str:
        """Of a form that was not handed in again: which it may be."""
        each = self._before.get(key)
        return "" if each is None else (
            f"可能更名为“{self._called[each.now]}”（{'、'.join(each.same)}相同），请核对")

    def note(self) -> str:
        """What the head of 汇总 says of them."""
        if not self._now:
            return ""
        return (f"有{len(self._now)}张表可能是单位更名（见“{t.COMPARED}”），没有当作同一张：确是更名的，"
                "把上一轮汇总里那一行的单位改成现在的名称，再审核一遍就接上。")

    def _offered(self, each: MayBe | None) -> str:
        if each is None:
            return ""
        unit = text(self._earlier.forms[each.before], t.UNIT)
        return f"可能由“{unit}”更名（{'、'.join(each.same)}相同），请核对"

    def _regraded(self, row: Row, old: OldRow) -> list[str]:
        was, grade = text(old, t.GRADE) or OPEN, str(row[t.GRADE] or "") or OPEN
        if was == grade:
            return []
        unchanged = self._matched.is_unchanged(str(row[t.KEY]))
        ruled = unchanged or text(old, t.RULESET) != row[t.RULESET]
        return [f"{_REGRADED}{was}”变为“{grade}”（{BY_RULE if ruled else BY_FILING}）"]


def regraded(rows: Iterable[Row]) -> str:
    """How many forms have another grade, by the rows of 汇总."""
    count = sum(_REGRADED in str(row.get(t.COMPARED) or "") for row in rows)
    return f"{count}张表的{t.GRADE}变了，见“{t.SUMMARY.name}”的“{t.COMPARED}”。" if count else ""


def _renamed(row: Row, old: OldRow) -> list[str]:
    """The unit or the project that is called otherwise in a form known by its file or its code."""
    pairs = [(name, text(old, name), str(row[name] or "")) for name in (t.UNIT, t.PROJECT)]
    return [f"{name}由“{was}”改为“{said}”" for name, was, said in pairs
            if was and said and plain(was) != plain(said)]
