"""规范化: a clause as it is printed becomes one plain spelling, every character knowing its place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from scoring.clauses.traditional import SIMPLER

_SIGNS = {"≦": "≤", "≧": "≥", "⩽": "≤", "⩾": "≥", "–": "-", "—": "-", "−": "-", "∶": ":", "〜": "~",
          "*": "×", "✕": "×", "╳": "×", "．": ".", "【": "(", "】": ")", "〈": "<", "〉": ">"}
_CIRCLED = re.compile(r"[①-⒛㈠-㈩㊀-㊉❶-❿➀-➉]")
_GAP = " \t\r\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class Normal:
    """``text`` in one spelling; its character ``i`` stands at ``places[i]`` of ``printed``."""

    printed: str
    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The printed words behind ``text[start:end]``."""
        if start >= end:
            return (self.places[start], self.places[start]) if start < len(self.places) else (
                len(self.printed), len(self.printed))
        return self.places[start], self.places[end - 1] + 1


def normal(printed: str) -> Normal:
    """Half-width letters and signs, ≤ for ≦, simplified characters, no blanks between characters.
    A blank between two numbers stays: without it they would become one. Circled numbers stay.

    >>> normal("每 超過１個 百分点，扣０．５分").text
    '每超过1个百分点,扣0.5分'
    """
    spelled: list[tuple[str, int]] = []
    for place, character in enumerate(printed):
        spelled += [(plain, place) for plain in _plain(character)]
    kept = [pair for at, pair in enumerate(spelled) if pair[0] != " " or _divides(spelled, at)]
    return Normal(printed, "".join(c for c, _ in kept), tuple(place for _, place in kept))


_BREAK = re.compile(r"(?<=[\u4e00-\u9fff\d%])(?<!分)\n(?=[\u4e00-\u9fff%])")


def unbroken(text: Normal) -> Normal:
    """Without the line breaks that stand inside a phrase: 每超过一个 / 百分点扣0.5分."""
    broken = {found.start() for found in _BREAK.finditer(text.text)}
    kept = [place for place in range(len(text.text)) if place not in broken]
    return Normal(text.printed, "".join(text.text[place] for place in kept),
                  tuple(text.places[place] for place in kept))


def _plain(character: str) -> str:
    if _CIRCLED.fullmatch(character):
        return character
    if character in _GAP or unicodedata.category(character) == "Zs":
        return " "
    same = unicodedata.normalize("NFKC", _SIGNS.get(character, character))
    return "".join(_SIGNS.get(one, SIMPLER.get(one, one)) for one in same)


def _divides(spelled: list[tuple[str, int]], at: int) -> bool:
    """Whether a blank stands between two numbers."""
    before = next((c for c, _ in reversed(spelled[:at]) if c != " "), "")
    after = next((c for c, _ in spelled[at:] if c != " "), "")
    numbered = before == "." and len(spelled) > 1
    return (before.isdigit() or numbered) and after.isdigit() and spelled[at - 1][0] != " "
