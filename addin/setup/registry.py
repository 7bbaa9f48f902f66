"""What the Windows registry says of Excel; elsewhere there is none, and nothing is found."""

from __future__ import annotations

import sys
from collections.abc import Iterator

_OFFICE = r"Software\Microsoft\Office"
_MACHINE, _USER, _CLASSES = "HKEY_LOCAL_MACHINE", "HKEY_CURRENT_USER", "HKEY_CLASSES_ROOT"


def excel_server() -> str | None:
    """The command run for «Excel.Application»."""
    for number in _values(_CLASSES, r"Excel.Application\CLSID"):
        for command in _values(_CLASSES, rf"CLSID\{number}\LocalServer32"):
            return str(command)
    return None


def excel_versions() -> Iterator[str]:
    """The Office versions that say where their Excel is."""
    for office in _keys(_MACHINE, _OFFICE):
        if _values(_MACHINE, rf"{_OFFICE}\{office}\Excel\InstallRoot"):
            yield office


def excel_disabled() -> Iterator[str]:
    """Entries of the files that Excel no longer opens, each with its path somewhere inside."""
    for office in _keys(_USER, _OFFICE):
        for value in _values(_USER, rf"{_OFFICE}\{office}\Excel\Resiliency\DisabledItems"):
            if isinstance(value, bytes):
                yield value.decode("utf-16-le", "replace")


def _keys(hive: str, path: str) -> list[str]:
    if sys.platform != "win32":
        return []
    import winreg

    try:
        with winreg.OpenKey(getattr(winreg, hive), path) as key:
            return [winreg.EnumKey(key, number) for number in range(winreg.QueryInfoKey(key)[0])]
    except OSError:
        return []


def _values(hive: str, path: str) -> list[object]:
    """The data of every value under the key, its unnamed one among them."""
    if sys.platform != "win32":
        return []
    import winreg

    try:
        with winreg.OpenKey(getattr(winreg, hive), path) as key:
            return [winreg.EnumValue(key, n)[1] for n in range(winreg.QueryInfoKey(key)[1])]
    except OSError:
        return []
