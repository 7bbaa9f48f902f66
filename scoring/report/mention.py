"""One figure the report mentions, set against what it has to agree with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from scoring.findings.finding import Finding, finding
from scoring.report.passage import Passage, quote

Span = tuple[Passage, int, int]
"""A passage, and from where to where in its text."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What the report says at ``place`` and what it should say; ``cells`` are the form's.

    ``code`` is the finding it becomes where the two do not agree. ``more`` are further places.
    """

    code: str
    place: str
    quoted: str
    said: str
    expected: str
    holds: bool
    indicator: str = ""
    cells: tuple[str, ...] = ()
    clause: str = ""
    about: str = ""
    more: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False)
    """Where in which passage the figure stands; None where it has been read of a whole cell."""

    def finding(self) -> Finding:
        where = "、".join(dict.fromkeys((self.place, *self.more)))
        return finding(self.code, *self.cells, indicator=self.indicator, clause=self.clause,
                       filed=self.said, expected=self.expected, place=where, quote=self.quoted,
                       about=self.about, form="、".join(self.cells) or "自评表")


def mentioned(code: str, passage: Passage, start: int, end: int, expected: str, holds: bool,
              indicator: str = "", cells: Iterable[str] = (), clause: str = "",
              about: str = "") -> Mention:
    """A mention at ``passage.text[start:end]``."""
    return Mention(code, passage.place, quote(passage.text, start, end),
                   passage.text[start:end].strip(), expected, holds, indicator,
                   tuple(dict.fromkeys(cell for cell in cells if cell)), clause, about,
                   span=(passage, start, end))


def merged(found: Iterable[Mention]) -> Iterator[Mention]:
    """The same mistake in several places told once, with all the places."""
    seen: dict[tuple[str, ...], Mention] = {}
    for each in found:
        key = (each.code, each.indicator, each.said, each.expected)
        first = seen.get(key)
        seen[key] = each if first is None else replace(
            first, more=(*first.more, each.place),
            cells=tuple(dict.fromkeys((*first.cells, *each.cells))))
    yield from seen.values()
