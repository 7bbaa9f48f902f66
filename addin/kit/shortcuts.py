"""Shortcuts (.lnk) onto which files are dropped: they start Python itself, with no .cmd between,
so that a name with ``&``, ``%``, ``^``, ``!`` or spaces arrives as it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = "绩效自评"
_CREATE = 0x8000
"""CSIDL_FLAG_CREATE: a folder that is not there yet is made."""


@dataclass(frozen=True)
class Shortcut:
    """What a shortcut starts, and in which folder."""

    program: Path
    arguments: str
    folder: Path


def places_of(name: str) -> Iterator[Path]:
    """Where the shortcut of this name goes: the desktop, and the menu «send to»."""
    from win32com.shell import shell, shellcon

    desktop, send_to = (Path(shell.SHGetFolderPath(0, each | _CREATE, None, 0))
                        for each in (shellcon.CSIDL_DESKTOPDIRECTORY, shellcon.CSIDL_SENDTO))
    yield desktop / FOLDER / f"{name}.lnk"
    yield send_to / f"{FOLDER}-{name}.lnk"


def make(place: Path, target: Shortcut) -> Path:
    """Store the shortcut; returns where it is."""
    import pythoncom

    place.parent.mkdir(parents=True, exist_ok=True)
    link = _link()
    link.SetPath(str(target.program))
    link.SetArguments(target.arguments)
    link.SetWorkingDirectory(str(target.folder))
    link.QueryInterface(pythoncom.IID_IPersistFile).Save(str(place), 0)
    return place


def read(place: Path) -> Shortcut:
    """What a stored shortcut starts."""
    import pythoncom

    link = _link()
    link.QueryInterface(pythoncom.IID_IPersistFile).Load(str(place))
    return Shortcut(Path(link.GetPath(0)[0]), str(link.GetArguments()),
                    Path(link.GetWorkingDirectory()))


def _link() -> Any:
    import pythoncom
    from win32com.shell import shell

    if sys.platform != "win32":
        raise OSError("shortcuts are made on Windows")
    return pythoncom.CoCreateInstance(shell.CLSID_ShellLink, None, pythoncom.CLSCTX_INPROC_SERVER,
                                      shell.IID_IShellLink)
