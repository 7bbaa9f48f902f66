"""The zip around a workbook: refused when hostile, rewritten without touching what is unchanged."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from addin.errors import UserError

MOST_MEMBERS = 5_000
MOST_BYTES = 256 << 20
SUSPICIOUS_BYTES, SUSPICIOUS_RATIO = 16 << 20, 250
"""A stuffed sheet of real rows packs about 1:40; zeros pack 1:1000."""

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_LEVEL = 1
"""Of deflating: half the time of zlib's own, and an eighth more bytes of what is written anew."""
_LARGE, _LEVEL_OF_LARGE = 300_000, 6
"""Bytes from which a part is deflated harder: a sheet of formulas shrinks by another third."""
_LARGEST_KEPT, _MOST_KEPT = 1 << 14, 128
"""Small members are alike in many workbooks: the last of them are kept inflated."""
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""New members carry the zip format's first day, so that the same edits give the same bytes."""


def canonical(name: str) -> str:
    """What two spellings of one part's name have in common: the standard makes no difference of
    case, and some programs write back-slashes.

    >>> canonical("xl\\\\Worksheets/Sheet1.xml")
    'xl/worksheets/sheet1.xml'
    """
    return name.replace("\\", "/").lower()


class Archive:
    """A zip held in memory. Members are inflated only when they are asked for, by whichever
    spelling of their names."""

    def __init__(self, data: bytes) -> None:
        self.content = data
        self._members = {info.filename: info for info in _directory(data)}
        self._spelled = {canonical(name): name for name in self._members}
        self._inflated: dict[str, bytes] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __contains__(self, name: str) -> bool:
        return self.spelled(name) in self._members

    def spelled(self, name: str) -> str:
        """The name as the archive spells it; as it is, where there is none of this name."""
        return self._spelled.get(canonical(name), name)

    def read(self, name: str) -> bytes:
        """The member's content; KeyError when there is none of this name."""
        name = self.spelled(name)
        if name not in self._inflated:
            info = self._members[name]
            self._inflated[name] = _content(info, self._packed(info))
        return self._inflated[name]

    def rewritten(self, changes: Mapping[str, bytes | None]) -> bytes:
        """The archive with members replaced, added at the end, or (None) left out.

        Every other member keeps its compressed bytes, its time and its place.
        """
        output, entries = bytearray(), bytearray()
        count = 0
        for info, packed in self._after(changes):
            entries += _central(info, len(output))
            output += _local(info) + packed
            count += 1
        start = len(output)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(entries), start, 0)
        return bytes(output + entries + end)

    def _after(self, changes: Mapping[str, bytes | None]) -> Iterator[tuple[ZipInfo, bytes]]:
        for name, info in self._members.items():
            if name not in changes:
                yield info, self._packed(info)
            elif (content := changes[name]) is not None:
                yield _fresh(name, content)
        for name, content in changes.items():
            if name not in self._members and content is not None:
                yield _fresh(name, content)

    def _packed(self, info: ZipInfo) -> bytes:
        header = self.content[info.header_offset : info.header_offset + _LOCAL.size]
        if len(header) < _LOCAL.size or not header.startswith(b"PK\3\4"):
            raise UserError("文件已损坏：压缩包的目录与内容对不上。")
        name_length, extra_length = _LOCAL.unpack(header)[-2:]
        start = info.header_offset + _LOCAL.size + name_length + extra_length
        packed = self.content[start : start + info.compress_size]
        if len(packed) < info.compress_size:
            raise UserError("文件不完整（可能没有下载完），请重新获取。")
        return packed


def _directory(data: bytes) -> list[ZipInfo]:
    """The zip's members, or a UserError when it is broken or built to exhaust the machine."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (BadZipFile, NotImplementedError, UnicodeDecodeError, struct.error) as error:
        raise UserError("文件不完整或已损坏（可能没有下载完），请重新获取。") from error
    if len(members) > MOST_MEMBERS or sum(info.file_size for info in members) > MOST_BYTES:
        raise UserError("文件解压后过大，疑为压缩炸弹，已拒绝打开。")
    for info in members:
        _refuse_hostile(info)
    if len({canonical(info.filename) for info in members}) < len(members):
        raise UserError("文件已损坏：压缩包里有重名的内容。")
    return members


def _refuse_hostile(info: ZipInfo) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise UserError("文件已加密，请先在 Excel/WPS 中取消密码再处理。")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise UserError("文件已损坏：压缩包用了 Excel 不用的压缩方式。")
    if info.file_size > SUSPICIOUS_BYTES and info.file_size > SUSPICIOUS_RATIO * info.compress_size:
        raise UserError("文件解压后过大，疑为压缩炸弹，已拒绝打开。")


def _content(info: ZipInfo, packed: bytes) -> bytes:
    small = max(info.file_size, info.compress_size) <= _LARGEST_KEPT
    inflate = _inflate_kept if small else _inflate
    return inflate(packed, info.filename, info.compress_type, info.file_size, info.CRC)


def _inflate(packed: bytes, name: str, kind: int, size: int, checksum: int) -> bytes:
    """The content, never a byte more than the directory declares."""
    content = packed
    if kind == ZIP_DEFLATED:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = inflater.decompress(packed, size + 1)
        except zlib.error as error:
            raise UserError(f"文件已损坏：{name} 无法解压。") from error
    if len(content) > size:
        raise UserError("文件解压后比它声明的更大，疑为压缩炸弹，已拒绝打开。")
    if len(content) < size or zlib.crc32(content) != checksum:
        raise UserError(f"文件已损坏：{name} 的校验和不符。")
    return content


_inflate_kept = lru_cache(maxsize=_MOST_KEPT)(_inflate)


def _fresh(name: str, content: bytes) -> tuple[ZipInfo, bytes]:
    level = _LEVEL if len(content) < _LARGE else _LEVEL_OF_LARGE
    deflater = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflater.compress(content) + deflater.flush()
    info = ZipInfo(name, _FIRST_DAY)
    info.compress_type = ZIP_DEFLATED
    info.CRC = zlib.crc32(content)
    info.compress_size, info.file_size = len(packed), len(content)
    return info, packed


def _local(info: ZipInfo) -> bytes:
    name, flags = _name(info)
    return _LOCAL.pack(b"PK\3\4", 20, flags, info.compress_type, *_when(info), info.CRC,
                       info.compress_size, info.file_size, len(name), 0) + name


def _central(info: ZipInfo, offset: int) -> bytes:
    name, flags = _name(info)
    return _CENTRAL.pack(b"PK\1\2", 20, 20, flags, info.compress_type, *_when(info), info.CRC,
                         info.compress_size, info.file_size, len(name), 0, 0, 0, 0,
                         info.external_attr, offset) + name


def _name(info: ZipInfo) -> tuple[bytes, int]:
    """The name as written, with the flag that says how; sizes always stand in the header."""
    if info.filename.isascii():
        return info.filename.encode(), 0
    return info.filename.encode(), _UTF8_NAME


def _when(info: ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = info.date_time
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
