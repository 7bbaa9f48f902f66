"""What is wrong in a file that a person wrote as data: each mistake with file, line and key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Where in a file something stands: keys and places in lists, from the top down."""

Problem = tuple[Path, str]
"""What is wrong with the entry at a place, in Chinese, for the author."""


class Problems(ValueError):
    """What is wrong with data, before anybody knows on which lines it stands."""

    def __init__(self, found: Iterable[Problem]) -> None:
        self.found = tuple(found)
        super().__init__("；".join(said for _, said in self.found))


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong in a file; ``indicator`` is the one it stands in, in a rule file. It stands
    on a ``line`` of a text, or in a ``cell`` of a workbook's ``sheet``."""

    source: str
    line: int
    indicator: str
    message: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        place = f"{self.sheet}!{self.cell}" if self.sheet else f"第{self.line}行"
        where = f"{self.source} {place}"
        return f"{where}{f'（{self.indicator}）' if self.indicator else ''}：{self.message}"


class Mistaken(ValueError):
    """A file that cannot be used; ``mistakes`` are all that was found in it."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = tuple(mistakes)


class RulesetError(Mistaken):
    """A rule file that cannot be used."""
