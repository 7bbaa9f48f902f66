"""The user's own cache folder: rulesets already checked, and what was written down of faults."""

from __future__ import annotations

import os
from pathlib import Path

_FOLDER = "pe-score"


def own_folder(*path: str) -> Path | None:
    """A folder that only this user writes to; None where there is none."""
    home = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    try:
        folder = Path(home or Path.home() / ".cache", _FOLDER, *path)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_ours_alone(folder) else None
    except (OSError, RuntimeError, ValueError):
        return None


def keep_newest(folder: Path, pattern: str, most: int) -> None:
    """Delete the oldest of the files beyond ``most``."""
    newest_first = sorted(folder.glob(pattern), key=lambda file: file.stat().st_mtime_ns,
                          reverse=True)
    for old in newest_first[most:]:
        old.unlink(missing_ok=True)


def _is_ours_alone(folder: Path) -> bool:
    """On Windows the profile's own folder is; elsewhere its owner and mode say so."""
    if os.name == "nt":
        return True
    stat = folder.stat()
    return stat.st_uid == os.getuid() and not stat.st_mode & 0o022
