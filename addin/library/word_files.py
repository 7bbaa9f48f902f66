"""The vocabulary as it is kept in files: the packaged words, and a user's own added to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from addin.errors import UserError
from addin.library.data_file import read_file
from addin.library.folders import WORDS
from addin.library.words import LISTS, Characters, Titles, Vocabulary, WordList, merged

_WHAT = "用词"


@cache
def packaged_words() -> Vocabulary:
    """The words that ship with the package."""
    return vocabulary()


def packaged_list(name: str) -> WordList:
    """One of the lists that ship with the package."""
    return read_file(files("templates") / WORDS / f"{name}.yaml", _WHAT, WordList)


def own_words(file: Traversable, known: WordList) -> WordList:
    """A user's own words; UserError where they are put under a name that nothing is known by."""
    own = read_file(file, _WHAT, WordList)
    for key in own.concepts.keys() - known.concepts.keys():
        named = "、".join(f"{each}（{concept.name}）" for each, concept in known.concepts.items())
        raise UserError(f"{_WHAT} {file}：concepts 下没有“{key}”这一栏，可用：{named}")
    return own


def vocabulary(own: Sequence[Traversable] = ()) -> Vocabulary:
    """The packaged words and those in the ``words`` of a user's own folders. UserError: a file of
    theirs is wrong, with its line."""
    packaged = files("templates") / WORDS
    lists = {name: packaged_list(name) for name in LISTS}
    for folder in own:
        for name in LISTS:
            if (file := folder / WORDS / f"{name}.yaml").is_file():
                lists[name] = merged(lists[name], own_words(file, lists[name]))
    return Vocabulary(lists, read_file(packaged / "titles.yaml", _WHAT, Titles),
                      read_file(packaged / "characters.yaml", _WHAT, Characters))
