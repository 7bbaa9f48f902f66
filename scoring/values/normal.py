"""One spelling for what is typed full-width and half-width (２０２３年１２月、９０％)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """The text in NFKC: many checks ask it of the same cell, and forms repeat each other's texts.

    >>> normal("（９０％）")
    '(90%)'
    """
    return unicodedata.normalize("NFKC", text)
