"""A text as its reader understands it: half-width, without what can't be seen, every character
knowing where it stands in the text as stored."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

_DASHES = "‐‑‒–—―−﹣﹘⁃˗－"
_DOTS = "•‧∙・･●․⋅"
_UNSEEN = re.compile("_x[0-9A-Fa-f]{4}_|[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
                     "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f]")
"""Characters without a width, and the escapes of a workbook's texts (``_x0031_`` is a 1)."""


class _Table(dict[int, str]):
    """What each character is read as; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = _read_as(chr(code))
        return self[code]


def _read_as(character: str) -> str:
    if character in _DASHES:
        return "-"
    if character in _DOTS:
        return "·"
    if (digit := unicodedata.decimal(character, None)) is not None:
        return str(digit)
    if unicodedata.category(character) == "Zs":
        return " "
    folded = unicodedata.normalize("NFKC", character)
    wide = "\uff01" <= character <= "\uffe6" or "\u2e80" <= character <= "\u2fdf"
    return folded if wide and len(folded) == 1 else character


_READ_AS = _Table()


@dataclass(frozen=True)
class Plain:
    """``text`` is what is read, ``stored`` what was given."""

    stored: str

    @cached_property
    def text(self) -> str:
        return self._parts[0]

    def start(self, index: int) -> int:
        """Where in the stored text the character that is read at ``index`` begins."""
        places = self._parts[1]
        return index if places is None else places[index]

    def end(self, index: int) -> int:
        """Where in the stored text the character before ``index`` ends."""
        places = self._parts[1]
        return index if places is None else self._ends[index - 1]

    @cached_property
    def _ends(self) -> list[int]:
        places = self._parts[1] or []
        return [start + (7 if self.stored.startswith("_x", start) and _UNSEEN.match(
            self.stored, start) else 1) for start in places]

    @cached_property
    def _parts(self) -> tuple[str, list[int] | None]:
        if _UNSEEN.search(self.stored) is None:
            return self.stored.translate(_READ_AS), None
        text: list[str] = []
        places: list[int] = []
        at = 0
        for match in _UNSEEN.finditer(self.stored):
            text.append(self.stored[at : match.start()])
            places += range(at, match.start())
            if len(match[0]) > 1 and _UNSEEN.fullmatch(meant := chr(int(match[0][2:6], 16))) is None:
                text.append(meant)
                places.append(match.start())
            at = match.end()
        text.append(self.stored[at:])
        places += range(at, len(self.stored))
        return "".join(text).translate(_READ_AS), places
