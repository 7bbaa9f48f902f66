"""The interpreter named by the add-in's setting: a path, or the offline kit's present version.

VBA's ``PythonHost.Interpreter`` reads the setting in the same way.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

HOME, CURRENT = "%LOCALAPPDATA%", "%CURRENT%"
POINTER: Final = "current.txt"
"""The file that names the present version's folder, in ASCII: an upgrade changes it and not the
add-in, and is in force when Excel starts next."""


def kit_folder() -> Path:
    """Where the offline kit and all that it keeps lies, for this user."""
    return Path(os.environ.get("LOCALAPPDATA", ""), "pe-score")


def interpreter(setting: str) -> str:
    """The path that the setting stands for; it need not be there."""
    if CURRENT in setting:
        try:
            present = kit_folder().joinpath(POINTER).read_text("ascii").splitlines()[0]
        except (OSError, ValueError, IndexError):
            present = ""
        setting = setting.replace(CURRENT, present)
    return setting.replace(HOME, os.environ.get("LOCALAPPDATA", HOME))
