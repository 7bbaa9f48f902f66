"""The libraries of the kit: exactly the wheels of the run-time lock, each by its hash."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from addin.errors import UserError
from addin.kit.embedded import Embedded

_LOCKED = re.compile(r"^([\w.-]+)==(\S+?)(?: ;[^\\]*)? \\\n((?:    --hash=\S+(?: \\)?\n)+)", re.M)
_LICENCE = re.compile(r"\.dist-info/(?:licenses/.+|(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*)$",
                      re.IGNORECASE)


@dataclass(frozen=True)
class Locked:
    """One library: the version, and the hashes its files may have."""

    name: str
    version: str
    sha256: frozenset[str]


def lock() -> list[Locked]:
    """The libraries that our code needs on Windows, none left to choice."""
    text = _lock_file().read_text("utf-8")
    return [Locked(name, version, frozenset(re.findall(r"sha256:(\w+)", hashes)))
            for name, version, hashes in _LOCKED.findall(text)]


def wheels(python: Embedded, folder: Path | None) -> dict[str, bytes]:
    """File name → content of each library's wheel, from the folder or else from PyPI.

    UserError: for one of them there is no wheel for this Python, or it is not the one locked.
    """
    if folder is not None:
        return dict(_chosen(folder, each, python) for each in lock())
    with TemporaryDirectory() as place:
        _download(Path(place), python)
        return dict(_chosen(Path(place), each, python) for each in lock())


def unpacked(wheel: bytes) -> Iterator[tuple[str, bytes]]:
    """The wheel's files with their places in the kit's ``python`` folder; programs are left out."""
    with ZipFile(BytesIO(wheel)) as archive:
        for name in archive.namelist():
            if not name.endswith("/") and (place := _place(name)):
                yield place, archive.read(name)


def licences(name: str, wheel: bytes) -> Iterator[tuple[str, bytes]]:
    """The texts under which the library may be passed on."""
    library = name.partition("-")[0]
    with ZipFile(BytesIO(wheel)) as archive:
        for member in archive.namelist():
            if _LICENCE.search(member):
                yield f"{library}/{member.rpartition('/')[2]}", archive.read(member)


def _place(name: str) -> str | None:
    """Where a file of a wheel goes: what is data lies beside python.exe."""
    top, _, rest = name.partition("/")
    if not top.endswith(".data"):
        return f"Lib/site-packages/{name}"
    kind, _, rest = rest.partition("/")
    return {"data": rest, "purelib": f"Lib/site-packages/{rest}",
            "platlib": f"Lib/site-packages/{rest}"}.get(kind)


def _lock_file() -> Path:
    return Path(str(files("addin").joinpath("kit", "requirements.txt")))


def _download(folder: Path, python: Embedded) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--require-hashes",
         "--only-binary=:all:", "--platform", python.platform, "--implementation", "cp",
         "--python-version", ".".join(map(str, python.version[:2])), "-d", str(folder),
         "-r", str(_lock_file())],
        capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise UserError(f"没能从 PyPI 取得全部库，没有制作：{reason}")


def _chosen(folder: Path, locked: Locked, python: Embedded) -> tuple[str, bytes]:
    stem = re.sub(r"[-_.]+", "_", locked.name).lower()
    tried = [path for path in sorted(folder.glob("*.whl"))
             if path.name.lower().startswith(f"{stem}-{locked.version.lower()}-")]
    fitting = [path for path in tried if _fits(path.stem, python)]
    if not fitting:
        found = "、".join(path.name for path in tried) or "没有"
        raise UserError(f"缺少 {locked.name} {locked.version} 在 Windows（{python.platform}，"
                        f"Python {python.version[0]}.{python.version[1]}）上的 wheel，没有制作。"
                        f"文件夹里的：{found}。")
    content = fitting[0].read_bytes()
    if hashlib.sha256(content).hexdigest() not in locked.sha256:
        raise UserError(f"{fitting[0].name} 的内容与锁定的不同，没有制作。")
    return fitting[0].name, content


def _fits(stem: str, python: Embedded) -> bool:
    """The tags at the end of a wheel's name: Python, ABI, platform."""
    tags, abi, platform = stem.rsplit("-", 3)[1:]
    own = f"cp{python.short}"
    fits_python = any(
        tag in ("py3", own) or (abi == "abi3" and _older(tag, python)) for tag in tags.split("."))
    return fits_python and abi in ("none", "abi3", own) and platform in ("any", python.platform)


def _older(tag: str, python: Embedded) -> bool:
    minor = re.fullmatch(r"cp3(\d+)", tag)
    return minor is not None and int(minor[1]) <= python.version[1]
