"""The container of the old Office formats: which streams it holds, and whether they are whole.

Checked before the native reader sees the file, which does not survive every cut-off one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from addin.errors import UserError

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER_BYTES, _ENTRY_BYTES = 512, 128
_SECTOR_SHIFTS = (9, 12)
_FIRST_TABLE_SECTORS = 109
_LAST_SECTOR = 0xFFFFFFFA
"""Numbers above it mean «end of chain», «free» and the like."""
_STREAM, _ROOT = 2, 5
_SMALLEST_BIG_STREAM = 4096


def stream_names(content: bytes) -> set[str]:
    """The names of all streams. UserError when the file is cut off or its chains are broken."""
    if len(content) < _HEADER_BYTES:
        raise _broken()
    return set(_Compound(content).streams())


def _broken() -> UserError:
    return UserError("文件不完整或已损坏（可能没有下载完），请重新获取。")


class _Compound:
    def __init__(self, content: bytes) -> None:
        (shift,) = struct.unpack_from("<H", content, 30)
        if shift not in _SECTOR_SHIFTS:
            raise _broken()
        self._content, self._size = content, 1 << shift
        self._sectors = -(-len(content) // self._size) - 1
        self._next = [number for sector in self._table_sectors() for number in self._words(sector)]

    def streams(self) -> Iterator[str]:
        (start,) = struct.unpack_from("<L", self._content, 48)
        directory = b"".join(self._sector(number) for number in self._chain(start))
        for place in range(0, len(directory), _ENTRY_BYTES):
            length, kind = struct.unpack_from("<HB", directory, place + 64)
            first, size = struct.unpack_from("<LL", directory, place + 116)
            big = kind == _STREAM and size >= _SMALLEST_BIG_STREAM
            if (big or (kind == _ROOT and size)) and len(self._chain(first)) * self._size < size:
                raise _broken()
            if kind == _STREAM:
                name = directory[place : place + max(min(length, 64) - 2, 0)]
                yield name.decode("utf-16-le", "replace")

    def _table_sectors(self) -> list[int]:
        """The sectors that hold the table of chains."""
        listed = list(struct.unpack_from(f"<{_FIRST_TABLE_SECTORS}L", self._content, 76))
        following, count = struct.unpack_from("<LL", self._content, 68)
        for _ in range(min(count, self._sectors)):
            *more, following = self._words(following)
            listed += more
        return [sector for sector in listed if sector <= _LAST_SECTOR]

    def _chain(self, start: int) -> list[int]:
        chain: list[int] = []
        sector = start
        while sector <= _LAST_SECTOR:
            if sector >= min(self._sectors, len(self._next)) or len(chain) > self._sectors:
                raise _broken()
            chain.append(sector)
            sector = self._next[sector]
        return chain

    def _words(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self._size // 4}L", self._sector(sector))

    def _sector(self, number: int) -> bytes:
        if number >= self._sectors:
            raise _broken()
        start = (number + 1) * self._size
        return self._content[start : start + self._size].ljust(self._size, b"\0")
