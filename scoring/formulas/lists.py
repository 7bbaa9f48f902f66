"""Lists of constants in a formula, and what is looked for among them.

They stand inside SUMPRODUCT, where every spreadsheet takes them for lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from scoring.formulas.expr import ONE, Array, Expr, Op, Text, call


def array(values: Sequence[str | int | Fraction]) -> Array:
    return _array(tuple(values))


@lru_cache(maxsize=1024)
def _array(values: tuple[str | int | Fraction, ...]) -> Array:
    return Array(tuple(each if isinstance(each, str) else Fraction(each) for each in values))


def ones(tests: Expr) -> Expr:
    """A list of yes and no as ones and zeros."""
    return Op("*", tests, ONE)


def any_of(words: Sequence[str], text: Expr) -> Expr:
    """Whether any of the words stands in the text."""
    return call("SUMPRODUCT", ones(call("ISNUMBER", call("FIND", array(words), text)))) > 0


def one_of(words: Sequence[str], text: Expr) -> Expr:
    """Whether the text is one of the words: shorter than a comparison with each of them."""
    listed = f"|{'|'.join(words)}|"
    return call("ISNUMBER", call("FIND", Text("|").then(text).then(Text("|")), listed))


def last_of(tests: Expr, count: int) -> Expr:
    """The place of the last test of a list that holds; 0 where none does."""
    places = array(range(1, count + 1))
    return call("SUMPRODUCT", call("MAX", Op("*", tests, places)))


def picked(place: Expr, values: Sequence[str | int], otherwise: str | int) -> Expr:
    """The value at a place that ``last_of`` gave."""
    return call("INDEX", array([otherwise, *values]), place + 1)


def ends_with(text: Expr, words: Sequence[str]) -> Expr:
    """A list of whether the text ends with each word."""
    return call("RIGHT", text, array([len(one) for one in words])).equals(array(words))
