"""一级指标小计: weights, filed and computed scores added up by the first level, as reports print them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from scoring.awards.scorecard import Award, Scorecard
from scoring.rules.indicator import plain_name


@dataclass(frozen=True, slots=True)
class Group:
    """The rows below one first-level name. A sum is None while one of its figures is not known."""

    name: str
    weight: Fraction | None
    filed: Fraction | None
    score: Fraction | None


def groups(scorecard: Scorecard) -> tuple[Group, ...]:
    """In the order of the form; the execution rate of the funds table stands by itself, rows whose
    first level is not written stand under an empty name."""
    found: dict[str, list[Award]] = {}
    for award in scorecard.awards:
        found.setdefault(_name(award), []).append(award)
    return tuple(Group(name, _sum(each.weight for each in awards),
                       _sum(each.filed for each in awards), _sum(each.score for each in awards))
                 for name, awards in found.items())


def _name(award: Award) -> str:
    levels = award.levels
    return plain_name(levels[0]) if levels else award.indicator


def _sum(figures: Iterable[Fraction | None]) -> Fraction | None:
    total = Fraction(0)
    for figure in figures:
        if figure is None:
            return None
        total += figure
    return total
