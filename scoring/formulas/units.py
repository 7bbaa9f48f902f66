"""Units as formulas: the dimension of a typed unit, and its factor."""

from __future__ import annotations

from scoring.formulas.expr import Expr, call, step, when
from scoring.formulas.lists import array, last_of, picked
from scoring.values.units import KNOWN_UNITS, MAGNITUDES


def dimension_of(columns: dict[str, Expr], side: str, unit: Expr) -> tuple[Expr, Expr, Expr]:
    """The unit's dimension and its factor, over and below the line; 万户 is ten thousand 户."""
    def column(name: str, expr: Expr) -> Expr:
        columns[name] = expr
        return step(name)

    known = column(f"{side}单位号", _known(unit))
    first = call("LEFT", unit, 1)
    large = column(f"{side}万", when(known > 0, 0, last_of(
        call("EXACT", first, array(list(MAGNITUDES))), len(MAGNITUDES))))
    name = column(f"{side}单位名", when(large > 0, call("MID", unit, 2, 9), unit))
    place = column(f"{side}名号", when(large > 0, _known(name), known))
    dimensions = [dimension for dimension, _ in KNOWN_UNITS.values()]
    factors = [factor for _, factor in KNOWN_UNITS.values()]
    ten = picked(large, [int(each) for each in MAGNITUDES.values()], 1)
    return (column(f"{side}维", when(place > 0, picked(place, dimensions, ""), name)),
            column(f"{side}乘", ten * picked(place, [f.numerator for f in factors], 1)),
            column(f"{side}除", picked(place, [f.denominator for f in factors], 1)))


def _known(unit: Expr) -> Expr:
    return last_of(call("EXACT", unit, array(list(KNOWN_UNITS))), len(KNOWN_UNITS))
