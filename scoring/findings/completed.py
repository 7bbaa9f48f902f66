"""完成率 beside what it is the rate of: the actual value over the target, the same capped, how far it
lies from the target, or the share of the points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scoring.awards.scorecard import Award, Scorecard
from scoring.filing.numbers import quantity
from scoring.findings.entries import shown
from scoring.findings.excess import completion_share
from scoring.findings.finding import Finding, finding
from scoring.values.exact import Rounding, show
from scoring.values.quantity import Quantity

_ONE, _HUNDRED = Fraction(1), Fraction(100)


def completed(scorecard: Scorecard) -> Iterator[Finding]:
    for award in scorecard.indicators:
        stated = None if award.row.completion.blank else quantity(award.row.completion)
        share = None if stated is None else _share(award)
        if stated is not None and share is not None and not _is_any(stated, [*_of(share, award)]):
            yield finding("completion-differs", award.row.completion.cell, award.row.actual.cell,
                          indicator=award.indicator, filed=shown(award.row.completion),
                          expected=f"{show(Rounding(2).apply(share * 100))}%")


def _share(award: Award) -> Fraction | None:
    """Of two plain figures of which more is better."""
    share, (target, actual) = completion_share(award), award.compared or (None, None)
    if share is None or target is None or actual is None or target.high or actual.high:
        return None
    return share if share >= 0 and not actual.comparator else None


def _of(share: Fraction, award: Award) -> Iterator[Fraction]:
    """What such a column may hold."""
    yield from (share, min(share, _ONE), share - 1, 1 - share, abs(share - 1))
    if award.weight and award.filed is not None:
        yield award.filed / award.weight


def _is_any(stated: Quantity, shares: list[Fraction]) -> bool:
    """Whether the figure, a share or a hundred times as much, is one of them as it is rounded; what
    is neither says nothing."""
    if stated.dimension not in ("", "比率") or stated.comparator or stated.high is not None:
        return True
    places = len(show(stated.value).partition(".")[2])
    unit = Fraction(1, 10**places)
    factors = [(_HUNDRED, unit)] if stated.dimension else [(_HUNDRED, unit),
                                                           (_ONE, min(unit, 1 / _HUNDRED))]
    return any(abs(share * factor - stated.value) < near
               for share in shares for factor, near in factors)
