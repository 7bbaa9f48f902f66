"""What the doctor reads of a real registry, and the add-in put there and taken away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform != "win32":
    pytest.skip("needs Windows: make windows", allow_module_level=True)

import winreg

from addin.setup.registry import excel_disabled, excel_server, excel_versions

CLASS = r"Excel.Application\CLSID"
NUMBER = "{00024500-0000-0000-C000-000000000046}"
SERVER = rf"CLSID\{NUMBER}\LocalServer32"
EXCEL = r"C:\Office16\EXCEL.EXE /automation"


@pytest.fixture
def written() -> Iterator[list[tuple[int, str, int]]]:
    """Keys to be taken away again: root, path, view."""
    keys: list[tuple[int, str, int]] = []
    yield keys
    for root, path, view in reversed(keys):
        winreg.DeleteKeyEx(root, path, view, 0)


def write(written: list[tuple[int, str, int]], root: int, path: str, value: str | bytes,
          view: int = winreg.KEY_WOW64_64KEY) -> None:
    kind = winreg.REG_SZ if isinstance(value, str) else winreg.REG_BINARY
    with winreg.CreateKeyEx(root, path, access=winreg.KEY_WRITE | view) as key:
        winreg.SetValueEx(key, "" if isinstance(value, str) else "1", 0, kind, value)
    written.append((root, path, view))


def test_nothing_registered_is_nothing_found() -> None:
    assert (excel_server(), list(excel_versions()), list(excel_disabled())) == (None, [], [])


@pytest.mark.parametrize("view", [winreg.KEY_WOW64_64KEY, winreg.KEY_WOW64_32KEY])
def test_excel_is_found_in_either_view(written: list[tuple[int, str, int]], view: int) -> None:
    """A 32-bit Office writes where a 64-bit Python does not look by itself."""
    write(written, winreg.HKEY_CLASSES_ROOT, CLASS, NUMBER)
    write(written, winreg.HKEY_CLASSES_ROOT, SERVER, EXCEL, view)
    write(written, winreg.HKEY_LOCAL_MACHINE,
          r"Software\Microsoft\Office\16.0\Excel\InstallRoot", "C:\\Office16\\", view)
    assert excel_server() == EXCEL
    assert list(excel_versions()) == ["16.0"]


def test_a_disabled_addin_is_found(written: list[tuple[int, str, int]]) -> None:
    entry = "\1\0C:\\用户\\XLSTART\\pe-score.xlam\0绩效自评\0".encode("utf-16-le")
    write(written, winreg.HKEY_CURRENT_USER,
          r"Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems", entry)
    (found,) = excel_disabled()
    assert "pe-score.xlam" in found


def test_install_doctor_and_uninstall_in_the_users_own_folder(tmp_path: Path) -> None:
    environment = {**os.environ, "APPDATA": str(tmp_path / "应用 数据")}

    def pe(*arguments: str) -> tuple[int, str]:
        done = subprocess.run([sys.executable, "-m", "addin.terminal.cli", *arguments],
                              env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                              check=False, encoding="utf-8")
        return done.returncode, done.stdout

    assert pe("addin", "install")[0] == 0
    (addin,) = tmp_path.rglob("*.xlam")
    assert addin.parent.name == "XLSTART"
    code, said = pe("addin", "doctor", "--json")
    bad = [row for row in map(json.loads, said.splitlines()) if row["verdict"] == "bad"]
    assert (code, [row["found"] for row in bad]) == (1, ["没有找到 Excel"])
    assert pe("addin", "uninstall")[0] == 0
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
