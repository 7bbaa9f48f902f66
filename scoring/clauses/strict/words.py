"""What the strict texts of all kinds have in common: lines, awards, what other columns say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from scoring.rules.delay import DELAYS
from scoring.values.amounts import AMOUNT, plain, read, share, span_of

Data = dict[str, Any]
"""A rule, or a part of one, as a rule file writes it."""
END = "；。;. \t"


class CannotTellError(Exception):
    """A rule holds something that the strict form has no words for; the message names it."""


class NotUnderstoodError(Exception):
    """A text is not in the strict form; ``column`` says in which column it stands, where not in
    得分规定."""

    def __init__(self, message: str, column: str = "") -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True, slots=True)
class Columns:
    """What the other columns of the row say: the figures of 算什么 by name, and 目标值或起算点."""

    figures: Mapping[str, Data] = field(default_factory=dict)
    target: str = ""

    @property
    def names(self) -> str:
        """The figures' names as a pattern, the longest first."""
        return "|".join(map(re.escape, sorted(self.figures, key=len, reverse=True))) or "(?!)"

    @property
    def only(self) -> Data | None:
        """The row's one figure; None where it has none: the row's own actual value."""
        if len(self.figures) > 1:
            raise NotUnderstoodError(f"这种计分方式只用一个数，写了{len(self.figures)}个", "算什么")
        return next(iter(self.figures.values()), None)


def lines(text: str) -> list[str]:
    """The lines that say anything, without the marks that end them."""
    return [line for each in text.splitlines() if (line := each.strip(END))]


def on_one_line(text: str, *forbidden: str) -> str:
    """The words, which must not hold what the strict form itself divides them by."""
    bad = [sign for sign in ("\n", "\r", *forbidden) if sign in text]
    if bad or text != text.strip(END):
        what = "换行" if bad and bad[0] in "\r\n" else f"“{bad[0]}”" if bad else "首尾的标点或空格"
        raise CannotTellError(f"“{text.strip()}”里有{what}")
    return text


EARNED = (rf"(?:得(?P<points>{AMOUNT})分|(?P<full>得满分)|(?P<none>不得分)"
          rf"|得分值的(?P<share>{AMOUNT}))")
"""What is earned, as a pattern."""


def earned(points: Fraction | None, part: Fraction | None) -> str:
    """得6分 is points, 得满分 and 不得分 are shares: so both can be told apart.

    >>> earned(Fraction(0), None), earned(None, Fraction(0)), earned(None, Fraction(1, 2))
    ('得0分', '不得分', '得分值的50%')
    """
    if points is not None:
        return f"得{plain(points)}分"
    if part is None:
        raise CannotTellError("没有写得几分")
    return {Fraction(0): "不得分", Fraction(1): "得满分"}.get(part, f"得分值的{share(part)}")


def earning(found: re.Match[str]) -> Data:
    """What a match of EARNED says."""
    if found["points"] is not None:
        return {"points": number(found["points"])}
    if found["share"] is not None:
        return {"share": number(found["share"])}
    return {"share": "1" if found["full"] else "0"}


def number(text: str, unit: str = "") -> str:
    """A number of the text as a rule file writes it, in the figure's unit; NotUnderstoodError
    where it is none."""
    try:
        return str(read(text, unit))
    except ZeroDivisionError:
        raise NotUnderstoodError(f"“{text}”不是一个数") from None
    except ValueError as error:
        raise NotUnderstoodError(str(error)) from None


def unit_of(figure: Data | None) -> str:
    """What a figure is counted in."""
    if figure is None:
        return ""
    return str(figure.get("unit") or DELAYS.get(figure["formula"], ""))


def spanned(found: re.Match[str], figure: Data | None = None) -> str:
    """The interval of a match, in the figure's unit."""
    try:
        return span_of(found, unit_of(figure))
    except (ValueError, ZeroDivisionError) as error:
        raise NotUnderstoodError(str(error)) from None
