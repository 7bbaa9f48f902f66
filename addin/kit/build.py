"""``pe kit build``: the zip, made on any system and of the same inputs always the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from addin.kit.embedded import Embedded, embedded
from addin.kit.wheels import licences, unpacked, wheels

PACKAGES: Final = ("addin", "scoring", "rulesets", "templates")
_DATA = ("安装图解.html", "安装-麒麟统信.sh")
_COMMANDS: Final[Mapping[str, str]] = {
    "安装.cmd": "kit install", "卸载.cmd": "kit uninstall",
    "诊断.cmd": 'addin doctor -o "%~dp0doctor.txt"'}
"""Double-clicked by the clerk; a line of ASCII each, whatever the folder is called."""
_SITE = "Lib/site-packages"


@dataclass(frozen=True)
class Kit:
    """What was made: the zip, and what is told of it."""

    content: bytes
    python: str
    files: int
    unpacked: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def kit(python: Path | None, folder: Path | None) -> Kit:
    """The kit around this embeddable Python, with the wheels of the folder or of PyPI."""
    base = embedded(python)
    libraries = wheels(base, folder)
    top = f"绩效自评-{version('pe-score')}"
    parts = {f"{top}/{name}": content for name, content in _parts(base, libraries)}
    return Kit(_zipped(parts), ".".join(map(str, base.version)), len(parts),
               sum(map(len, parts.values())))


def _parts(base: Embedded, libraries: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for name, verb in _COMMANDS.items():
        line = f'@"%~dp0python\\python.exe" -m addin.terminal.cli {verb} & pause\r\n'
        yield name, line.encode("ascii")
    for name in _DATA:
        yield name, files("addin").joinpath("kit", "data", name).read_bytes()
    for name, content in base.files.items():
        if not name.endswith("._pth"):
            yield f"python/{name}", content
    yield f"python/python{base.short}._pth", _path_file(base)
    for wheel, content in sorted(libraries.items()):
        for name, part in unpacked(content):
            yield f"python/{name}", part
        for name, text in licences(wheel, content):
            yield f"许可/{name}", text
    yield from _ours()


def _path_file(base: Embedded) -> bytes:
    """Nothing but the kit's own folders is ever on the path."""
    lines = [f"python{base.short}.zip", ".", "Lib\\site-packages", "import site"]
    return ("\r\n".join(lines) + "\r\n").encode("ascii")


def _ours() -> Iterator[tuple[str, bytes]]:
    for package in PACKAGES:
        root = Path(str(files(package)))
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                name = f"{package}/{path.relative_to(root).as_posix()}"
                yield f"python/{_SITE}/{name}", path.read_bytes()
    own = version("pe-score")
    metadata = f"Metadata-Version: 2.1\nName: pe-score\nVersion: {own}\nLicense: MIT\n"
    yield f"python/{_SITE}/pe_score-{own}.dist-info/METADATA", metadata.encode("ascii")


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(parts.items()):
            member = ZipInfo(name)
            member.create_system = 0
            member.compress_type = ZIP_DEFLATED
            archive.writestr(member, content)
    return target.getvalue()
