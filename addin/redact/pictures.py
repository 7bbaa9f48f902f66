"""What a camera or a program writes into a picture besides the picture: place, time, owner."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_SAYS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"dSIG"})
_JPEG_SHOWN = frozenset({0xE0, 0xE2, 0xEE})
"""JFIF, the colour profile and Adobe's colours; every other APPn and the comment only tell."""
_TELLING_WEBP = frozenset({b"EXIF", b"XMP "})
_WORDS = re.compile("[\u0020-\u007e\u3000-\u303f\u3400-\u9fff\uff00-\uffef]{3,}")
_SILENT = (b"BM",)
_GIF = (b"GIF87a", b"GIF89a")


def without_data(content: bytes) -> bytes | None:
    """The picture without what is written into it; None where its format is none of those that can
    be cleaned (EMF, WMF, TIFF) or it is damaged."""
    try:
        if content.startswith(_PNG):
            return _PNG + b"".join(_png_chunks(content))
        if content.startswith(b"\xff\xd8"):
            return b"\xff\xd8" + b"".join(_jpeg_segments(content))
        if content.startswith(_GIF):
            return b"".join(_gif_blocks(content))
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            body = b"".join(_webp_chunks(content))
            return b"RIFF" + struct.pack("<L", len(body) + 4) + b"WEBP" + body
    except (struct.error, IndexError, ValueError):
        return None
    return content if content.startswith(_SILENT) else None


def cover_words(content: bytes, cover: Callable[[str], str]) -> bytes:
    """A picture in whose records texts stand (EMF), with the texts covered where they stand."""
    made = bytearray(content)
    for start in (0, 1):
        whole = made[start : len(made) - (len(made) - start) % 2]
        text = whole.decode("utf-16-le", "surrogatepass")
        place, read = start, 0
        for match in _WORDS.finditer(text):
            place += len(text[read : match.start()].encode("utf-16-le", "surrogatepass"))
            new = cover(match[0]).encode("utf-16-le")
            made[place : place + len(new)] = new
            place, read = place + len(new), match.end()
    return bytes(made)


def _png_chunks(content: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while True:
        length, kind = struct.unpack_from(">L4s", content, at)
        chunk = content[at : at + 12 + length]
        if len(chunk) < 12 + length:
            raise ValueError("cut short")
        if kind not in _PNG_SAYS:
            yield chunk
        if kind == b"IEND":
            return
        at += 12 + length


def _jpeg_segments(content: bytes) -> Iterator[bytes]:
    at = 2
    while True:
        if content[at] != 0xFF:
            raise ValueError("no marker")
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            yield content[at : at + 2]
            return
        if 0xD0 <= marker <= 0xD7 or marker == 0x01:
            yield content[at : at + 2]
            at += 2
            continue
        length, = struct.unpack_from(">H", content, at + 2)
        stop = at + 2 + length
        if marker == 0xDA:
            end = _scan_end(content, stop)
            yield content[at:end]
            at = end
            continue
        if not (0xE0 <= marker <= 0xEF and marker not in _JPEG_SHOWN) and marker != 0xFE:
            yield content[at:stop]
        at = stop


def _scan_end(content: bytes, at: int) -> int:
    """Where the entropy-coded data after a start of scan end: the next marker that is a marker."""
    while True:
        at = content.index(b"\xff", at)
        if content[at + 1] == 0 or 0xD0 <= content[at + 1] <= 0xD7:
            at += 2
        elif content[at + 1] == 0xFF:
            at += 1
        else:
            return at


def _gif_blocks(content: bytes) -> Iterator[bytes]:
    flags = content[10]
    at = 13 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
    yield content[:at]
    while True:
        start, kind = at, content[at]
        if kind == 0x3B:
            yield content[at : at + 1]
            return
        if kind == 0x2C:
            flags = content[at + 9]
            at += 11 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
        elif kind == 0x21:
            at += 2
        else:
            raise ValueError("no block")
        at = _after_blocks(content, at)
        animation = content[start + 3 : start + 14] == b"NETSCAPE2.0"
        if kind == 0x2C or content[start + 1] == 0xF9 or animation:
            yield content[start:at]


def _after_blocks(content: bytes, at: int) -> int:
    while content[at]:
        at += content[at] + 1
    return at + 1


def _webp_chunks(content: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(content):
        kind, length = struct.unpack_from("<4sL", content, at)
        chunk = bytearray(content[at : at + 8 + length + (length & 1)])
        if kind == b"VP8X":
            chunk[8] &= ~0x0C & 0xFF
        if kind not in _TELLING_WEBP:
            yield bytes(chunk)
        at += len(chunk)
