"""What nobody gave: a gap in the facts, which is false, writes itself as 【待补充：…】, and is
listed once a template uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

DRAFT_MARK = "【待补充："
"""What the text of a draft has in the place of a fact."""

DOUBT_MARK = "【待核对："
"""What stands before what a person has to look at."""


class Gap:
    """A fact that nobody gave. It is false; once it is written it puts itself on the list of
    what is missing, so that only what the template really uses is asked for."""

    def __init__(self, name: str, where: str, missing: dict[str, Gap]) -> None:
        self.name, self.where, self._missing = name, where, missing

    def __bool__(self) -> bool:
        return False

    def __getitem__(self, name: str) -> Gap:
        """Of what is not there every part is missing too."""
        return self

    def __str__(self) -> str:
        self._missing.setdefault(self.name, self)
        return f"{DRAFT_MARK}{self.name}】"


class Sum(Gap):
    """A sum of which several parts are missing: it names them all, or their group where nothing
    of it is there. Each part puts itself on the list."""

    def __init__(self, name: str, parts: Sequence[Gap], marks: dict[str, None]) -> None:
        super().__init__(name, "", {})
        self._parts, self._marks = parts, marks

    def __str__(self) -> str:
        for part in self._parts:
            str(part)
        mark = f"{DRAFT_MARK}{self.name}】"
        self._marks[mark] = None
        return mark


class Mark:
    """What a person is to see to, and a report is made without. Once it is written it puts its
    indicator, with the cell, on the list that the clerk is told."""

    def __init__(self, mark: str, named: str, told: dict[str, None]) -> None:
        self._mark, self._named, self._told = mark, named, told

    def __str__(self) -> str:
        self._told[self._named] = None
        return self._mark


class Known(dict[str, Any]):
    """Facts by name; a name that the form could have but has not is a gap."""

    def __init__(self, facts: Mapping[str, Any], gap: Callable[[str], Gap]) -> None:
        super().__init__(facts)
        self._gap = gap

    def __missing__(self, name: str) -> Gap:
        return self._gap(name)


class Gaps:
    """Makes the gaps of one report; ``missing`` are those that a template has written,
    ``without_reason`` and ``without_actual`` the indicators, with their cells, for which it has
    written that a reason is missing, or a real actual value; ``sums`` are the marks of sums whose
    parts are among the missing."""

    def __init__(self) -> None:
        self.missing: dict[str, Gap] = {}
        self.sums: dict[str, None] = {}
        self.without_reason: dict[str, None] = {}
        self.without_actual: dict[str, None] = {}

    def given(self, value: Any, name: str, cell: str = "") -> Any:
        """The value, or a gap where there is none."""
        if value is not None and value != "":
            return value
        return self.gap(name, f"填在 {cell}" if cell else "自评表里没有")

    def not_filed(self, name: str, cell: str = "") -> Gap:
        return self.gap(name, f"填在 {cell}" if cell else "自评表和“基础数据”表里没有")

    def total(self, figures: Sequence[Any], group: str) -> Any:
        """The sum of the figures, or what is missing of it. ``group``: what all of them are called
        together."""
        lacking = [each for each in figures if isinstance(each, Gap)]
        if not lacking:
            return sum(figures, Fraction(0))
        every = group if len(lacking) == len(figures) else "、".join(each.name for each in lacking)
        return lacking[0] if len(lacking) == 1 else Sum(every, lacking, self.sums)

    def unexplained(self, name: str, where: str) -> Mark:
        return Mark(f"{DRAFT_MARK}原因】", _placed(name, where), self.without_reason)

    def no_actual(self, mark: str, name: str, where: str) -> Mark:
        return Mark(mark, _placed(name, where), self.without_actual)

    def told(self) -> tuple[int, int]:
        """How much is on the two lists by now."""
        return len(self.without_reason), len(self.without_actual)

    def forget(self, told: tuple[int, int]) -> None:
        """Take off the lists what came since: the text that said it is not used."""
        for listed, length in zip((self.without_reason, self.without_actual), told, strict=True):
            while len(listed) > length:
                listed.popitem()

    def gap(self, name: str, where: str) -> Gap:
        return Gap(name, where, self.missing)


def _placed(name: str, where: str) -> str:
    return f"{name}（{where}）" if where else name


def without_actuals(named: Sequence[str]) -> str:
    """For which indicators a finished report says that the actual value is none."""
    return ("实际完成值没有填，或照抄了年度指标值，报告里作了【待补充】【待核对】的标记，"
            f"改好后再出一遍：{'、'.join(named)}")


def without_reasons(named: Sequence[str]) -> str:
    """Which indicators a finished report leaves a person to explain by hand."""
    return f"没有写原因，报告里写作【待补充：原因】，补上后再出一遍：{'、'.join(named)}"


def without_names(lacking: Mapping[str, Sequence[str]]) -> str:
    """Which rows of a finished report have no name, or none above them."""
    return "；".join(f"没有写{name}，报告里写作{DRAFT_MARK}{name}】：{'、'.join(cells)}"
                    for name, cells in lacking.items())


def lacking(missing: Sequence[Gap]) -> Iterator[str]:
    """What a report lacks, and where to type it."""
    yield from (f"  · {gap.name}：{gap.where}" for gap in missing)
