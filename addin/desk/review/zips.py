"""What lies in a zip, and in the zips in it: held in memory, never written anywhere.

Names are only shown, so that none can lead out of a folder; what is built to exhaust the machine
ends at a limit, and the rest is named.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from addin.package.archive import canonical

MOST_OF_A_FILE, MOST_OF_AN_ARCHIVE = 200 << 20, 1 << 30
"""Bytes of one file, and of all files that come out of one archive, the zips in it included."""
_MOST_MEMBERS, _DEEPEST = 20_000, 4
_SUSPICIOUS_BYTES, _SUSPICIOUS_RATIO = 16 << 20, 250
_HAN = re.compile(r"[\u3400-\u9fff]")
_ZIP = (b"PK\3\4", b"PK\5\6")
_ENCRYPTED, _UTF8_NAME = 0x1, 0x800
_OFFICE = {"[content_types].xml", "content.xml", "ofd.xml", "xl/workbook.xml", "xl/workbook.bin",
           "word/document.xml"}
_BROKEN = (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error)


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive; without a name the archive itself, where it is refused whole."""

    name: str
    content: bytes = b""
    refused: str = ""
    unread: bool = False


@dataclass
class _Budget:
    """What may still come out of one archive."""

    left: int = MOST_OF_AN_ARCHIVE
    members: int = _MOST_MEMBERS


def is_plain_zip(content: bytes) -> bool:
    """Whether the bytes are a zip and no Office file; of four bytes only whether it is a zip."""
    if not content.startswith(_ZIP):
        return False
    if len(content) <= len(_ZIP[0]):
        return True
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except _BROKEN:
        return False
    return not _OFFICE & {canonical(name) for name in names}


def members(content: bytes) -> Iterator[Member]:
    """Every file in the archive, one in memory at a time."""
    yield from _members(content, _Budget(), 1)


def _members(content: bytes, budget: _Budget, depth: int) -> Iterator[Member]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if not infos:
                yield Member("", refused="压缩包里没有文件。")
            for info in infos:
                yield from _one(archive, info, budget, depth)
    except _BROKEN:
        yield Member("", refused="压缩包不完整或已损坏，请重新获取。")


def _one(archive: ZipFile, info: ZipInfo, budget: _Budget, depth: int) -> Iterator[Member]:
    name = shown_name(info)
    if refused := _refused(info, budget):
        yield Member(name, refused=refused, unread=True)
        return
    budget.left -= info.file_size
    budget.members -= 1
    try:
        with archive.open(info) as file:
            content = file.read(info.file_size + 1)
    except _BROKEN:
        yield Member(name, refused="压缩包里的这个文件已损坏，解不出来。")
        return
    if not is_plain_zip(content):
        yield Member(name, content)
    elif depth == _DEEPEST:
        yield Member(name, refused=f"压缩包套了{_DEEPEST}层以上，里层没有打开。", unread=True)
    else:
        for inner in _members(content, budget, depth + 1):
            yield Member(f"{name}/{inner.name}" if inner.name else name, inner.content,
                         inner.refused, inner.unread)


def _refused(info: ZipInfo, budget: _Budget) -> str:
    """Why the member is not even inflated."""
    if info.flag_bits & _ENCRYPTED:
        return "压缩包加了密码，请解压后再审核。"
    if info.file_size > MOST_OF_A_FILE:
        return "文件太大，不像是自评表。"
    if (info.file_size > _SUSPICIOUS_BYTES
            and info.file_size > _SUSPICIOUS_RATIO * info.compress_size):
        return "文件解压后过大，疑为压缩炸弹，没有打开。"
    if info.file_size > budget.left or not budget.members:
        return "压缩包解压后过大，余下的文件没有打开：请解压后再审核。"
    return ""


def shown_name(info: ZipInfo) -> str:
    """The member's name as its author saw it, without what would lead out of a folder. A name that
    is not marked as UTF-8 is one where that gives Chinese, and else GBK, as Chinese Windows writes
    (模 in GBK is a lawful ģ in UTF-8).

    >>> info = ZipInfo("../甲.xlsx".encode("gbk").decode("cp437"))
    >>> shown_name(info)
    '甲.xlsx'
    """
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAME:
        name = _decoded(name)
    parts = name.replace("\\", "/").split("/")
    kept = [part for part in parts if part not in ("", ".", "..") and not part.endswith(":")]
    return "/".join(kept) or "（没有名称）"


def _decoded(name: str) -> str:
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            said = raw.decode(encoding)
            if encoding != "utf-8" or said.isascii() or _HAN.search(said):
                return said
    return name
