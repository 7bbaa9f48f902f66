"""What was read from YAML and checked, kept in the user's own cache folder: a cell answers at once.

Checking a rule file loads pydantic and takes longer than all the rest of a cold start. A file's
name is made of all that its content follows from, so that what was kept by other code or from other
rule texts is never even opened. Nothing kept here can run code: only the core's own classes and
the library's models are ever made of it.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Iterable
from dataclasses import is_dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import scoring
from addin.own_folder import keep_newest, own_folder
from scoring.rules.ruleset import Ruleset

_DIGEST_BYTES = 32
_MODELS = "addin.library."
"""Of the modules there only the dataclasses, which hold what a file says, are ever made."""
_MOST_KEPT = 200
"""Files of some 6 KB; the oldest go first, whichever code or texts they were kept for."""


class Kept:
    """What follows from the ``texts``, kept for the next start under names of its own."""

    suffix = "data"

    def __init__(self, texts: Iterable[bytes]) -> None:
        self._folder = own_folder()
        self._mark = _fingerprint(texts) if self._folder else b""

    def load(self, name: str) -> Any:
        """What was kept by this name under the same fingerprint; None where nothing was."""
        if self._folder is None:
            return None
        try:
            kept = self._file(self._folder, name).read_bytes()
        except OSError:
            return None
        digest, content = kept[:_DIGEST_BYTES], kept[_DIGEST_BYTES:]
        if _digest(content) != digest:
            return None
        try:
            return _OnlyTheCore(BytesIO(content)).load()
        except (pickle.UnpicklingError, EOFError, AttributeError, LookupError, ValueError,
                TypeError):
            return None

    def keep(self, name: str, what: Any) -> None:
        """Keep it for the next start. A full disk only means that the next start is slow again."""
        if self._folder is None:
            return
        target = self._file(self._folder, name)
        temporary = target.with_suffix(f".{os.getpid()}")
        try:
            content = pickle.dumps(what, pickle.HIGHEST_PROTOCOL)
            temporary.write_bytes(_digest(content) + content)
            temporary.replace(target)
            keep_newest(self._folder, f"*.{self.suffix}", _MOST_KEPT)
        except OSError:
            temporary.unlink(missing_ok=True)

    def _file(self, folder: Path, name: str) -> Path:
        digest = hashlib.sha256(self._mark + name.encode()).hexdigest()
        return folder / f"{digest}.{self.suffix}"


class RulesetCache(Kept):
    """``texts`` are all rule texts of a library: one may extend another, so all of them count."""

    suffix = "ruleset"

    def get(self, ruleset_id: str) -> Ruleset | None:
        """The ruleset as it was kept under the same fingerprint."""
        found = self.load(ruleset_id)
        return found if isinstance(found, Ruleset) else None

    def put(self, ruleset_id: str, ruleset: Ruleset) -> None:
        self.keep(ruleset_id, ruleset)


class _OnlyTheCore(pickle.Unpickler):
    """Makes the core's classes, fractions and the library's models, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith(("scoring.", _MODELS)) or (module, name) == ("fractions", "Fraction"):
            found = super().find_class(module, name)
            if isinstance(found, type) and (is_dataclass(found) or not module.startswith(_MODELS)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _digest(content: bytes) -> bytes:
    """What tells that a kept file is still what was written: disks rot, and tools cut files off."""
    return hashlib.sha256(content).digest()


def _fingerprint(texts: Iterable[bytes]) -> bytes:
    """Tells apart the texts, the code that made something of them and the Python."""
    digest = hashlib.sha256(_code(sys.version))
    for text in texts:
        digest.update(hashlib.sha256(text).digest())
    return digest.digest()


@cache
def _code(python: str) -> bytes:
    digest = hashlib.sha256(python.encode())
    for folder in (Path(scoring.__file__).parent, Path(__file__).parent):
        for path in sorted(folder.rglob("*.py")):
            stat = path.stat()
            digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode())
    return digest.digest()
