"""Rulesets already checked, kept in the user's own cache folder so that a cell answers at once.

Checking a rule file loads pydantic and takes longer than all the rest of a cold start. A file's
name is made of all that its content follows from, so that what was kept by other code or from other
rule texts is never even opened. Nothing kept here can run code: only the core's own classes are
ever made of it.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

import scoring
from addin.own_folder import keep_newest, own_folder
from scoring.rules.ruleset import Ruleset

_SUFFIX = ".ruleset"
_DIGEST_BYTES = 32
_MOST_KEPT = 100
"""Files of some 6 KB; the oldest go first, whichever code or rule texts they were kept for."""


class RulesetCache:
    """``texts`` are all rule texts of a library: one may extend another, so all of them count."""

    def __init__(self, texts: Iterable[bytes]) -> None:
        self._folder = own_folder()
        self._mark = _fingerprint(texts) if self._folder else b""

    def get(self, ruleset_id: str) -> Ruleset | None:
        """The ruleset as it was kept under the same fingerprint."""
        if self._folder is None:
            return None
        try:
            kept = self._file(self._folder, ruleset_id).read_bytes()
        except OSError:
            return None
        digest, content = kept[:_DIGEST_BYTES], kept[_DIGEST_BYTES:]
        if _digest(content) != digest:
            return None
        try:
            found = _OnlyTheCore(BytesIO(content)).load()
        except (pickle.UnpicklingError, EOFError, AttributeError, LookupError, ValueError,
                TypeError):
            return None
        return found if isinstance(found, Ruleset) else None

    def put(self, ruleset_id: str, ruleset: Ruleset) -> None:
        """Keep it for the next start. A full disk only means that the next start is slow again."""
        if self._folder is None:
            return
        target = self._file(self._folder, ruleset_id)
        temporary = target.with_suffix(f".{os.getpid()}")
        try:
            content = pickle.dumps(ruleset, pickle.HIGHEST_PROTOCOL)
            temporary.write_bytes(_digest(content) + content)
            temporary.replace(target)
            keep_newest(self._folder, f"*{_SUFFIX}", _MOST_KEPT)
        except OSError:
            temporary.unlink(missing_ok=True)

    def _file(self, folder: Path, ruleset_id: str) -> Path:
        name = hashlib.sha256(self._mark + ruleset_id.encode()).hexdigest()
        return folder / f"{name}{_SUFFIX}"


class _OnlyTheCore(pickle.Unpickler):
    """Makes the core's classes and fractions, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("scoring.") or (module, name) == ("fractions", "Fraction"):
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _digest(content: bytes) -> bytes:
    """What tells that a kept file is still what was written: disks rot, and tools cut files off."""
    return hashlib.sha256(content).digest()


def _fingerprint(texts: Iterable[bytes]) -> bytes:
    """Tells apart the rule texts, the core's code and the Python."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(Path(scoring.__file__).parent.rglob("*.py")):
        stat = path.stat()
        digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode())
    for text in texts:
        digest.update(hashlib.sha256(text).digest())
    return digest.digest()
