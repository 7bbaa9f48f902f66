"""A file that cannot be read, told as a line of JSON too where JSON was asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from addin.errors import UserError


@contextmanager
def refusal_told(file: Path, *, as_json: bool) -> Iterator[None]:
    """Writes a ``pe-refusal/1`` for what goes wrong inside, and lets it go on."""
    try:
        yield
    except UserError as error:
        if as_json:
            from addin.terminal.as_json import refusal

            sys.stdout.write(refusal(error, str(file)) + "\n")
        raise
