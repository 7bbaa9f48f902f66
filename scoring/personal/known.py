"""Names found behind a label, looked for wherever else they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scoring.personal.labels import Kind
from scoring.personal.numbers import CROSS
from scoring.personal.plain import HAN, Plain
from scoring.personal.reading import Found

SHORTEST = 3
"""Shorter names are words too often: 高效, 方便. They are left to a person."""


class Known:
    """The names found so far. ``find`` takes time in proportion to the text, however many."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names: set[str] = set()
        self._short: set[str] = set()
        self._lengths: tuple[int, ...] = ()
        self._starts: re.Pattern[str] | None = None
        for name in names:
            self.add(name)

    def __bool__(self) -> bool:
        return bool(self._names)

    def add(self, name: str) -> None:
        """A name as it was read; one of two characters is looked for as ``short`` only."""
        bare = "".join(name.split())
        (self._names if len(bare) >= SHORTEST else self._short).add(bare)
        self._starts = None

    def holds(self, text: str) -> bool:
        """Whether a text is one of the names and nothing else."""
        bare = "".join(Plain(text).text.split())
        return bare in self._names or bare in self._short

    def find(self, text: str) -> tuple[Found, ...]:
        """Where the longer names stand in a text, their characters spaced or not.

        >>> [each.shown for each in Known(["张三丰", "李四"]).find("经办张 三 丰、李四、张三丰")]
        ['张 × ×', '张××']
        """
        return self._all(text, self._names)

    def short(self, text: str) -> tuple[Found, ...]:
        """Where names of two characters stand, for a person to look at."""
        return self._all(text, self._short)

    def _all(self, text: str, names: set[str]) -> tuple[Found, ...]:
        if not names or self._start().search(text) is None:
            return ()
        plain = Plain(text)
        return tuple(_found(plain, *place) for place in self._places(plain.text, names))

    def _places(self, text: str, names: set[str]) -> Iterator[tuple[int, int]]:
        last = 0
        for match in self._start().finditer(text):
            start = match.start()
            if start < last:
                continue
            for length in self._lengths:
                end = start + length
                if text[start:end] not in names:
                    end = _spaced(text, start, length)
                if end and "".join(text[start:end].split()) in names:
                    yield start, end
                    last = end
                    break

    def _start(self) -> re.Pattern[str]:
        if self._starts is None:
            every = self._names | self._short
            self._lengths = tuple(sorted({len(name) for name in every}, reverse=True))
            self._starts = re.compile(f"[{''.join(re.escape(name[0]) for name in every)}]")
        return self._starts


def _spaced(text: str, start: int, length: int) -> int:
    """Where a name of so many characters ends whose characters are spaced; 0 if it does not."""
    if text[start + 1 : start + 2] != " ":
        return 0
    match = re.compile(rf"[{HAN}](?: ?[{HAN}]){{{length - 1}}}").match(text, start)
    return match.end() if match is not None else 0


def _found(plain: Plain, start: int, end: int) -> Found:
    low, high = plain.start(start), plain.end(end)
    shown = [each if each.isspace() else CROSS for each in plain.stored[low:high]]
    shown[0] = plain.stored[low]
    return Found(Kind.NAME, low, high, "".join(shown), plain.text[start:end])
