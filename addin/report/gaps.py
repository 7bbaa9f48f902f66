"""What nobody gave: a gap in the facts, which is false, writes itself as 【待补充：…】, and is
listed once a template uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

DRAFT_MARK = "【待补充："
"""What the text of a draft has in the place of a fact."""


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


class Known(dict[str, Any]):
    """Facts by name; a name that the form could have but has not is a gap."""

    def __init__(self, facts: Mapping[str, Any], gap: Callable[[str], Gap]) -> None:
        super().__init__(facts)
        self._gap = gap

    def __missing__(self, name: str) -> Gap:
        return self._gap(name)


class Gaps:
    """Makes the gaps of one report; ``missing`` are those that a template has written."""

    def __init__(self) -> None:
        self.missing: dict[str, Gap] = {}

    def given(self, value: Any, name: str, cell: str = "") -> Any:
        """The value, or a gap where there is none."""
        if value is not None and value != "":
            return value
        return self.gap(name, f"填在 {cell}" if cell else "自评表里没有")

    def not_filed(self, name: str, cell: str = "") -> Gap:
        return self.gap(name, f"填在 {cell}" if cell else "自评表和“基础数据”表里没有")

    def gap(self, name: str, where: str) -> Gap:
        return Gap(name, where, self.missing)


def lacking(missing: Sequence[Gap]) -> Iterator[str]:
    """What a report lacks, and where to type it."""
    yield from (f"  · {gap.name}：{gap.where}" for gap in missing)
