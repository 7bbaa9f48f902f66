"""The kit from small made-up parts: what it holds, and every reason for which it is not made."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from addin.errors import UserError
from addin.kit import wheels as room
from addin.kit.build import PACKAGES, kit
from addin.kit.embedded import embedded
from addin.kit.wheels import Locked, lock
from tests.cli.runs import pe

X64, X86, ARM = 0x8664, 0x14C, 0xAA64


def dll(version: tuple[int, int, int] = (3, 12, 7), machine: int = X64) -> bytes:
    """As much of a DLL as tells its version and its machine."""
    major, minor, micro = version
    information = struct.pack("<LLLL", 0xFEEF04BD, 0x10000, major << 16 | minor,
                              (micro * 1000 + 150) << 16 | 1013)
    return bytes(0x3C) + struct.pack("<L", 0x40) + b"PE\0\0" + struct.pack("<H", machine) + information


def zipped(**parts: bytes) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def python(folder: Path, content: bytes | None = None, name: str = "python312.dll") -> Path:
    path = folder / "embed.zip"
    path.write_bytes(zipped(**{
        "python.exe": b"", "pythonw.exe": b"", name: dll() if content is None else content,
        "python312.zip": b"", "python312._pth": b"python312.zip\r\n.\r\n", "LICENSE.txt": b"PSF"}))
    return path


def wheel() -> bytes:
    return zipped(**{
        "lib_a/__init__.py": b"", "lib_a-1.0.dist-info/licenses/LICENSE": b"free",
        "lib_a-1.0.data/data/a64.dll": b"MZ", "lib_a-1.0.data/scripts/a": b"#!",
        "lib_a-1.0.data/platlib/a.pyd": b"MZ"})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of wheels that holds the one library of the lock."""
    locked = Locked("lib-a", "1.0", frozenset([hashlib.sha256(wheel()).hexdigest()]))
    monkeypatch.setattr(room, "lock", lambda: [locked])
    path = tmp_path / "wheels"
    path.mkdir()
    (path / "lib_a-1.0-cp312-cp312-win_amd64.whl").write_bytes(wheel())
    return path


def test_the_parts_lie_where_python_and_the_clerk_look(tmp_path: Path, folder: Path) -> None:
    made = kit(python(tmp_path), folder)
    assert made.python == "3.12.7"
    with ZipFile(BytesIO(made.content)) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
        parts = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    assert len(tops) == 1
    site = "python/Lib/site-packages"
    assert parts["python/a64.dll"] == parts[f"{site}/a.pyd"] == b"MZ"
    assert parts["许可/lib_a/LICENSE"] == b"free"
    assert parts["python/LICENSE.txt"] == b"PSF"
    assert not [name for name in parts if name.endswith("/a")]
    assert b"import site" in parts["python/python312._pth"]
    assert all(f"{site}/{each}/__init__.py" in parts for each in PACKAGES if each != "templates")
    assert not [name for name in parts if "__pycache__" in name]


def test_each_command_is_one_line_of_ascii_with_its_path_in_quotes(tmp_path: Path,
                                                                  folder: Path) -> None:
    with ZipFile(BytesIO(kit(python(tmp_path), folder).content)) as archive:
        commands = [archive.read(name) for name in archive.namelist() if name.endswith(".cmd")]
    assert len(commands) == 3
    for command in commands:
        assert command.isascii()
        assert command.startswith(b'@"%~dp0python\\python.exe" -m addin.terminal.cli ')
        assert command.count(b"\r\n") == 1


def test_the_same_parts_give_the_same_bytes(tmp_path: Path, folder: Path) -> None:
    assert kit(python(tmp_path), folder).sha256 == kit(python(tmp_path), folder).sha256


@pytest.mark.parametrize(("content", "name"), [
    (dll((3, 10, 4)), "python310.dll"), (dll((3, 15, 0)), "python315.dll"),
    (dll(machine=ARM), "python312.dll"), (b"", "python312.dll"), (dll(), "other.dll")])
def test_another_python_is_refused(tmp_path: Path, content: bytes, name: str) -> None:
    with pytest.raises(UserError, match="embeddable package"):
        embedded(python(tmp_path, content, name))


def test_32_bits_are_known(tmp_path: Path) -> None:
    assert embedded(python(tmp_path, dll(machine=X86))).platform == "win32"


@pytest.mark.parametrize("name", [
    "lib_a-1.0-cp312-cp312-manylinux_2_17_x86_64.whl", "lib_a-1.0-cp311-cp311-win_amd64.whl",
    "lib_a-1.0-cp313-abi3-win_amd64.whl", "lib_a-1.1-py3-none-any.whl"])
def test_a_wheel_that_does_not_fit_is_no_wheel(tmp_path: Path, folder: Path, name: str) -> None:
    (present,) = folder.iterdir()
    present.rename(folder / name)
    with pytest.raises(UserError, match=r"缺少 lib-a 1\.0 在 Windows（win_amd64，Python 3\.12）"):
        kit(python(tmp_path), folder)


@pytest.mark.parametrize("name", ["lib_a-1.0-py3-none-any.whl", "lib_a-1.0-cp311-abi3-win_amd64.whl"])
def test_a_wheel_for_any_python_fits(tmp_path: Path, folder: Path, name: str) -> None:
    (present,) = folder.iterdir()
    present.rename(folder / name)
    assert kit(python(tmp_path), folder).python == "3.12.7"


def test_a_wheel_with_another_content_is_refused(tmp_path: Path, folder: Path) -> None:
    (present,) = folder.iterdir()
    present.write_bytes(wheel() + b" ")
    with pytest.raises(UserError, match="与锁定的不同"):
        kit(python(tmp_path), folder)


def test_the_lock_holds_what_the_add_in_needs_on_windows() -> None:
    locked = {each.name: each for each in lock()}
    assert {"xlwings", "pywin32", "lxml", "pydantic-core", "openpyxl", "docxtpl"} <= set(locked)
    assert {"pytest", "mypy", "ruff"}.isdisjoint(locked)
    assert all(each.sha256 for each in locked.values())


def test_the_verb_says_what_is_lacking(tmp_path: Path) -> None:
    said = pe("kit", "build", "-o", tmp_path / "a.zip")
    assert (said.code, "python.org" in said.err) == (2, True)
    assert pe("kit", "build", "-o", tmp_path / "a.exe").code == 2
