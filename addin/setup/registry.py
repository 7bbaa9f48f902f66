"""What the Windows registry says of Excel; elsewhere there is none, and nothing is found.

A 32-bit Office on a 64-bit Windows writes into a view of its own: both are read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

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
        values = _values(_USER, rf"{_OFFICE}\{office}\Excel\Resiliency\DisabledItems")
        for entry in dict.fromkeys(each for each in values if isinstance(each, bytes)):
            yield entry.decode("utf-16-le", "replace")


def _keys(hive: str, path: str) -> list[str]:
    """The names of the keys below."""
    if sys.platform != "win32":
        return []
    import winreg

    found = [winreg.EnumKey(key, number) for key in _opened(hive, path)
             for number in range(winreg.QueryInfoKey(key)[0])]
    return list(dict.fromkeys(found))


def _values(hive: str, path: str) -> list[object]:
    """The data of every value under the key, its unnamed one among them."""
    if sys.platform != "win32":
        return []
    import winreg

    return [winreg.EnumValue(key, number)[1] for key in _opened(hive, path)
            for number in range(winreg.QueryInfoKey(key)[1])]


def _opened(hive: str, path: str) -> Iterator[Any]:
    """The key in either view that has it."""
    if sys.platform != "win32":
        return
    import winreg

    for view in (winreg.KEY_WOW64_64KEY, winreg.KEY_WOW64_32KEY):
        with suppress(OSError), winreg.OpenKey(getattr(winreg, hive), path,
                                               access=winreg.KEY_READ | view) as key:
            yield key
