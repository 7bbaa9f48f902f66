"""The vocabulary as it is kept in files: the packaged words, and a user's own added to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from addin.errors import UserError
from addin.library.data_cache import line_of, yaml_data
from addin.library.library import WORDS
from addin.library.schema import SchemaError, built
from addin.library.words import LISTS, Characters, Titles, Vocabulary, WordList, merged


@cache
def packaged_words() -> Vocabulary:
    """The words that ship with the package."""
    return vocabulary()


def vocabulary(own: Sequence[Traversable] = ()) -> Vocabulary:
    """The packaged words and those in the ``words`` of a user's own folders. UserError: a file of
    theirs is wrong, with its line."""
    packaged = files("templates") / WORDS
    names = [*LISTS, "titles", "characters"]
    wanted = [packaged / f"{name}.yaml" for name in names]
    more = [file for folder in own for name in LISTS
            if (file := folder / WORDS / f"{name}.yaml").is_file()]
    data = dict(zip(map(str, [*wanted, *more]), yaml_data([*wanted, *more]), strict=True))
    lists = {name: _made(file, data[str(file)], WordList)
             for name, file in zip(LISTS, wanted, strict=False)}
    for file in more:
        name = file.name.removesuffix(".yaml")
        lists[name] = merged(lists[name], _made(file, data[str(file)], WordList))
    titles, characters = (_made(file, data[str(file)], kind)
                          for file, kind in zip(wanted[-2:], (Titles, Characters), strict=True))
    return Vocabulary(lists, titles, characters)


def _made(file: Traversable, data: Any, kind: Any) -> Any:
    try:
        return built(kind, data)
    except SchemaError as error:
        raise UserError(f"用词 {file} 第{line_of(file, error.path)}行：{error.message}") from None
