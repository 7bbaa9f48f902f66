"""A YAML file of ours or of a person's own, read and checked once and kept for the next start."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources.abc import Traversable
from typing import Any, TypeVar, cast, get_origin

from addin.errors import UserError
from addin.library.ruleset_cache import Kept
from scoring.rulefile.encoding import EncodingError, decoded
from scoring.rulefile.mistakes import Mistaken

Made = TypeVar("Made")


def read_file(file: Traversable, what: str, model: type[Made],
              completed: Callable[[Made], Made] = lambda made: made) -> Made:
    """The file as ``model``; raises UserError with all that is wrong in it, each with its line.

    ``what`` tells what kind of file it is (表样); ``completed`` is as in ``scoring.rulefile.reader``.
    YAML and the validation library are loaded for a file that was not kept, and only then.
    """
    content = file.read_bytes()
    kept, name = Kept([content]), f"{model.__module__}.{model.__qualname__}"
    found = kept.load(name)
    if isinstance(found, get_origin(cast(Any, model)) or model):
        return cast(Made, found)
    made = _read(content, file, what, model, completed)
    kept.keep(name, made)
    return made


def _read(content: bytes, file: Traversable, what: str, model: type[Made],
          completed: Callable[[Made], Made]) -> Made:
    from scoring.rulefile.reader import read

    try:
        return read(decoded(content)[0], str(file), model, completed)
    except EncodingError as error:
        raise UserError(f"{what} {file}：{error}") from None
    except Mistaken as error:
        raise UserError("\n".join(f"{what} {each}" for each in error.mistakes)) from None
