"""Whether a row's formulas give what the core gives, on the filing and on figures beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from scoring.filing import Entry, Row
from scoring.formulas.columns import Columns, Place
from scoring.formulas.compiled import Ruled


def disagreement(columns: Columns, place: Place, row: Row, figures: Mapping[str, Entry],
                 ruled: Callable[[Row], Ruled], printed: Fraction | None = None) -> str:
    """Why a formula may not stand in the row's 得分 cell, in Chinese; empty where it may: it gives
    the core's score on this filing and, on perturbed figures, either that or 待认定. ``ruled`` is
    what the ruleset says of a row, ``printed`` the weight that the rules print."""
    raise NotImplementedError
