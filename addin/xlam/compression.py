"""The run-length compression of VBA streams (MS-OVBA 2.4.1), both ways.

A container is the byte 01 and chunks of 4096 plain bytes each; a chunk is a header and groups of
eight tokens behind a byte of flags; a token is a plain byte, or a copy of bytes already written.
"""

from __future__ import annotations

import struct

_SIGNATURE = b"\x01"
_CHUNK = 4096
_PACKED, _STORED = 0xB000, 0x3000
_SHORTEST = 3


def compress(plain: bytes) -> bytes:
    """The container of these bytes.

    The format stores what does not shrink as whole chunks: a last one of random bytes comes back
    with zeros behind it. Source text always shrinks.
    """
    chunks = (plain[start : start + _CHUNK] for start in range(0, len(plain), _CHUNK))
    return _SIGNATURE + b"".join(map(_chunk, chunks))


def decompress(container: bytes) -> bytes:
    """What a container holds. ValueError: it is none."""
    if container[:1] != _SIGNATURE:
        raise ValueError("not a compressed container")
    plain, at = bytearray(), 1
    while at < len(container):
        (header,) = struct.unpack_from("<H", container, at)
        end = at + (header & 0x0FFF) + 3
        body = container[at + 2 : end]
        plain += _unpack(body) if header & 0x8000 else body
        at = end
    return bytes(plain)


def _chunk(plain: bytes) -> bytes:
    packed = _pack(plain)
    if len(packed) <= _CHUNK:
        return struct.pack("<H", _PACKED | len(packed) - 1) + packed
    return struct.pack("<H", _STORED | _CHUNK - 1) + plain.ljust(_CHUNK, b"\0")


def _pack(plain: bytes) -> bytes:
    packed, seen, at = bytearray(), dict[bytes, list[int]](), 0
    while at < len(plain):
        flags_at, flags = len(packed), 0
        packed.append(0)
        for bit in range(8):
            if at >= len(plain):
                break
            back, length = _match(plain, at, seen)
            if length:
                flags |= 1 << bit
                packed += struct.pack("<H", _token(at, back, length))
            else:
                packed.append(plain[at])
                length = 1
            for place in range(at, at + length):
                seen.setdefault(plain[place : place + _SHORTEST], []).append(place)
            at += length
        packed[flags_at] = flags
    return bytes(packed)


def _match(plain: bytes, at: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """How far back the longest copy starts, and its length; 0 when none is worth a token."""
    longest, start = 0, at
    most = min(len(plain) - at, (0xFFFF >> _back_bits(at)) + _SHORTEST)
    for place in reversed(seen.get(plain[at : at + _SHORTEST], ())):
        length = _SHORTEST
        while length < most and plain[place + length] == plain[at + length]:
            length += 1
        if length > longest:
            longest, start = length, place
        if longest >= most:
            break
    return (at - start, min(longest, most)) if min(longest, most) >= _SHORTEST else (0, 0)


def _token(at: int, back: int, length: int) -> int:
    return back - 1 << 16 - _back_bits(at) | length - _SHORTEST


def _back_bits(at: int) -> int:
    """How many of a token's 16 bits say how far back: as many as this place in the chunk needs."""
    return max((at - 1).bit_length(), 4)


def _unpack(body: bytes) -> bytes:
    plain, at = bytearray(), 0
    while at < len(body):
        flags = body[at]
        at += 1
        for bit in range(8):
            if at >= len(body):
                break
            if flags >> bit & 1:
                (token,) = struct.unpack_from("<H", body, at)
                bits = _back_bits(len(plain))
                start = len(plain) - (token >> 16 - bits) - 1
                for place in range(start, start + (token & 0xFFFF >> bits) + _SHORTEST):
                    plain.append(plain[place])
                at += 2
            else:
                plain.append(body[at])
                at += 1
    return bytes(plain)
