"""The one reader of files that people write as data: rule files, form maps, report outlines.

Whatever the model, what is wrong is told in one manner: file, line, key, what is allowed, the
nearest spelling. The model's classes are those of ``scoring.rules.door``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from scoring.rulefile.document import DocumentError, parse_document
from scoring.rulefile.mistakes import Mistake, Mistaken, Path, Problems
from scoring.rulefile.schema import validated

Made = TypeVar("Made")


def read(text: str, source: str, model: type[Made],
         completed: Callable[[Made], Made] = lambda made: made,
         indicator: Callable[[Any, Path], str] = lambda data, path: "") -> Made:
    """The text as ``model``; raises Mistaken with all that is wrong in it.

    ``source`` names the file in messages. ``completed`` adds to what was made and raises Problems
    for what the types do not say; ``indicator`` names the one that a place in the data belongs to.
    """
    try:
        document = parse_document(text)
    except DocumentError as error:
        raise Mistaken([Mistake(source, error.line, "", error.message)]) from None
    return made(document, source, model, completed, indicator)


class Placed(Protocol):
    """Data that a person wrote, which knows where each entry of it stands."""

    @property
    def data(self) -> Any: ...

    def mistake(self, source: str, path: Path, indicator: str, said: str) -> Mistake: ...


def made(document: Placed, source: str, model: type[Made],
         completed: Callable[[Made], Made] = lambda made: made,
         indicator: Callable[[Any, Path], str] = lambda data, path: "") -> Made:
    """The data as ``model``, as ``read`` makes it of a text."""
    try:
        return completed(validated(document.data, model))
    except Problems as problems:
        raise Mistaken([document.mistake(source, path, indicator(document.data, path), said)
                        for path, said in problems.found]) from None
