"""What the words of a clause are made of: one atom a phrase that means one thing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from scoring.clauses.span import Span
from scoring.values.exact import exact


@dataclass(frozen=True, slots=True)
class Atom:
    """One phrase of the plain text, ``kind`` its one-character name in the grammar's patterns.

    What it says beside its words, by kind: ``points`` in 分 or ``share`` of the weight (得 扣 加 底),
    ``span`` (界 标 幅 偏 外), ``number`` and ``unit`` (超 迟 例 余 全 中 符), ``side`` of a step (超), ``left``
    and ``right`` of an equation (式 减 定), ``spans`` (列 区) and ``worths`` (并) of a list.
    """

    kind: str
    text: str
    start: int
    end: int
    points: Fraction | None = None
    share: Fraction | None = None
    span: Span | None = None
    number: Fraction | None = None
    unit: str = ""
    side: Literal["超过", "不足", ""] = ""
    closed: bool = False
    left: str = ""
    right: str = ""
    spans: tuple[Span, ...] = ()
    worths: tuple[Atom, ...] = ()

    @property
    def bare(self) -> bool:
        """A number other than zero without a unit."""
        ends = [end.value for end in (self.span.low, self.span.high) if end] if self.span else [
            self.number or Fraction(0)]
        return not (self.span.unit if self.span else self.unit) and any(ends)

    @property
    def full(self) -> bool:
        return self.share == 1

    @property
    def nothing(self) -> bool:
        return self.points == 0 or self.share == 0

    def of(self, weight: Fraction | None) -> Fraction | None:
        """The points that are meant, of so much weight; None where that is not known."""
        if self.points is not None:
            return self.points
        if self.share == 0:
            return Fraction(0)
        return None if self.share is None or weight is None else self.share * weight


_NUMERALS = {"半": Fraction(1, 2), "两": Fraction(2)} | {
    numeral: Fraction(value) for value, numeral in enumerate("零一二三四五六七八九十")}


def number(text: str) -> Fraction:
    """``0.5`` or one numeral (两). Raises ValueError for anything else."""
    if text in _NUMERALS:
        return Fraction(_NUMERALS[text])
    return exact(text)
