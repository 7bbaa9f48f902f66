"""A phrase that means something by itself, as a pattern over plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from scoring.clauses.atom import Atom

Found = re.Match[str]

REST = r"[^,;。\n]"
"""A character of the same phrase."""
ITEM = r"(?:该项|本项|此项|本指标|该指标|此指标|该指标所赋|该部分|本部分)"
SAME_UNIT = r"(?!百分|月|工作日|季度|分)"
"""What may not follow 个, 项 and the like: 个百分点 is another unit."""


@dataclass(frozen=True, slots=True)
class Lexeme:
    """``make`` may still say None: no such phrase after all. ``fresh`` ones stand only where a
    sentence or a part of one begins."""

    kind: str
    pattern: re.Pattern[str]
    make: Callable[[Found], Atom | None]
    fresh: bool = False


def any_of(words: tuple[str, ...]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def said(**says: object) -> Atom:
    """What a phrase says; the lexer adds its kind and its place."""
    return Atom("", "", 0, 0, **says)  # type: ignore[arg-type]


def bare(_: Found) -> Atom:
    """A phrase whose kind is all that it says."""
    return said()


def equation(found: Found) -> Atom:
    """Both sides of 得分＝率×分值."""
    return said(left=found["left"], right=found["right"])
