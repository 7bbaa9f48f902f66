"""The embeddable Python of python.org: what its zip holds, and which version that is."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from addin.errors import UserError

LEAST, MOST = (3, 11), (3, 14)
_WHERE = ("请从 https://www.python.org/downloads/windows/ 下载 Windows embeddable package (64-bit)，"
          "用 --python 给出这个 zip。")
_DLL = re.compile(r"python3(\d\d+)\.dll", re.IGNORECASE)
_FIXED_FILE_INFO = b"\xbd\x04\xef\xfe"
_PLATFORMS = {0x8664: "win_amd64", 0x14C: "win32"}


@dataclass(frozen=True)
class Embedded:
    """The files of the zip by their names, and what its DLL says of itself."""

    files: Mapping[str, bytes]
    version: tuple[int, int, int]
    platform: str
    """The platform's tag in the names of wheels."""

    @property
    def short(self) -> str:
        """As in python311.dll."""
        return f"{self.version[0]}{self.version[1]}"


def embedded(path: Path | None) -> Embedded:
    """The zip at ``path``. UserError: none was given, or it is another."""
    if path is None:
        raise UserError(f"没有给出 Python。{_WHERE}")
    files = _unzipped(path)
    (dll,) = [content for name, content in files.items() if _DLL.fullmatch(name)] or [b""]
    if not dll or "python.exe" not in files or "pythonw.exe" not in files:
        raise UserError(f"{path} 不是 Python 的 embeddable package。{_WHERE}")
    version, platform = _version(dll), _platform(dll)
    if not LEAST <= version[:2] <= MOST or platform is None:
        said = ".".join(map(str, version))
        raise UserError(f"{path} 里的 Python（{said}，{platform or '未知平台'}）不能用："
                        f"需要 3.11 到 3.14 的 64 位或 32 位版本。{_WHERE}")
    return Embedded(files, version, platform)


def _unzipped(path: Path) -> dict[str, bytes]:
    try:
        with ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()
                    if not name.endswith("/")}
    except (OSError, BadZipFile) as error:
        raise UserError(f"读不了 {path}。{_WHERE}") from error


def _version(dll: bytes) -> tuple[int, int, int]:
    """FILEVERSION 3.11.9150.1013 is that of Python 3.11.9."""
    place = dll.find(_FIXED_FILE_INFO)
    if place < 0:
        return (0, 0, 0)
    high, low = struct.unpack_from("<LL", dll, place + 8)
    return high >> 16, high & 0xFFFF, (low >> 16) // 1000


def _platform(dll: bytes) -> str | None:
    (header,) = struct.unpack_from("<L", dll, 0x3C)
    (machine,) = struct.unpack_from("<H", dll, header + 4)
    return _PLATFORMS.get(machine)
