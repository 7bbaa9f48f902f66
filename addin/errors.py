"""What ends a verb with a sentence for the clerk instead of a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class UserError(Exception):
    """Something the person can put right; the message is Chinese and complete."""


class BookError(UserError):
    """One write that the workbook forbids: a locked cell, a covered cell, a taken name."""


@contextmanager
def about(name: object) -> Iterator[None]:
    """What goes wrong inside is told of the file or thing it is about: ``表.xlsx：…``."""
    try:
        yield
    except UserError as error:
        raise UserError(f"{name}：{error}") from error
