"""A text as its reader understands it: half-width, without what can't be seen, every character
knowing where it stands in the text as stored."""

from __future__ import annotations

import re
import unicodedata

_DASHES = "‐‑‒–—―−﹣﹘⁃˗－"
_COLONS = "∶︰﹕ː꞉։"
_DOTS = "•‧∙・･●․⋅"
_SIMPLE = dict(zip("負責聯繫係電話號碼帳戶證審覈領導編製報繪執聲郵", "负责联系系电话号码帐户证审核领导编制报绘执声邮", strict=True))
"""Characters of labels as they are written in Hong Kong and on Taiwan."""
_UNSEEN = re.compile("_x[0-9A-Fa-f]{4}_|[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
                     "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
                     "\U000e0000-\U000e007f]")
"""Characters without a width, and the escapes of a workbook's texts (``_x0031_`` is a 1)."""
_ESCAPE = len("_x0031_")


class _Table(dict[int, str]):
    """What each character is read as; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = _read_as(chr(code))
        return self[code]


def _read_as(character: str) -> str:
    if character in _DASHES:
        return "-"
    if character in _SIMPLE:
        return _SIMPLE[character]
    if character in _COLONS:
        return ":"
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


class Plain:
    """``text`` is what is read, ``stored`` what was given."""

    __slots__ = ("_places", "stored", "text")

    def __init__(self, stored: str) -> None:
        self.stored = stored
        self._places: list[int] | None = None
        self.text = stored.translate(_READ_AS)
        if _UNSEEN.search(stored) is not None:
            self.text, self._places = _seen(stored)

    def start(self, index: int) -> int:
        """Where in the stored text the character that is read at ``index`` begins."""
        return index if self._places is None else self._places[index]

    def end(self, index: int) -> int:
        """Where in the stored text the character before ``index`` ends."""
        if self._places is None:
            return index
        start = self._places[index - 1]
        escaped = self.stored.startswith("_x", start) and _UNSEEN.match(self.stored, start)
        return start + (_ESCAPE if escaped else 1)


def _seen(stored: str) -> tuple[str, list[int]]:
    """The text without what has no width, and where each of its characters is stored."""
    text: list[str] = []
    places: list[int] = []
    at = 0
    for match in _UNSEEN.finditer(stored):
        text.append(stored[at : match.start()])
        places += range(at, match.start())
        if len(match[0]) > 1 and _UNSEEN.fullmatch(meant := chr(int(match[0][2:6], 16))) is None:
            text.append(meant)
            places.append(match.start())
        at = match.end()
    text.append(stored[at:])
    places += range(at, len(stored))
    return "".join(text).translate(_READ_AS), places
