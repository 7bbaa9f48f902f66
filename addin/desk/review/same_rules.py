"""What a result depends on beside the file itself: this program's own text, its rules and words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from addin.desk.review.one_file import Setting
from addin.library.library import is_rule_file

_PACKAGES = ("addin", "rulesets", "scoring", "templates")


@lru_cache(maxsize=8)
def fingerprint(setting: Setting) -> str:
    """The same where and only where the same file gives the same record: on another machine, or
    in a run that was stopped yesterday."""
    told = setting.form_line is not None
    digest = hashlib.sha256(f"{setting.ruleset}\0{told}\0".encode())
    for name, file in _files(setting):
        digest.update(f"{name}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files(setting: Setting) -> Iterator[tuple[str, Path]]:
    own = [Path(str(files(package))) for package in _PACKAGES]
    for folder in (*own, *setting.folders):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                yield file.relative_to(folder).as_posix(), file
    if setting.ruleset and is_rule_file(setting.ruleset) and Path(setting.ruleset).is_file():
        yield setting.ruleset, Path(setting.ruleset)
