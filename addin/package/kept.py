"""What small parts say, kept by their bytes: programs write them alike into every workbook."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_Said = TypeVar("_Said")
_MOST_PARTS, _LARGEST_PART = 128, 1 << 16


def kept(read: Callable[[bytes, str], _Said]) -> Callable[[bytes, str], _Said]:
    """Remember what ``read`` makes of a part's content and name. What it returns is shared."""
    known = lru_cache(maxsize=_MOST_PARTS)(read)

    @wraps(read)
    def reading(content: bytes, part: str) -> _Said:
        return (known if len(content) <= _LARGEST_PART else read)(content, part)

    return reading
