"""What a row of the funds table says: its columns, the units of its amounts, and its rate, as it is
printed and as it is computed."""

from __future__ import annotations

from fractions import Fraction

from scoring.filing import BLANK, Entry, FundRow
from scoring.filing.numbers import amount, nothing_in, quantity, ratio
from scoring.findings.entries import shown
from scoring.values.exact import Rounding, show
from scoring.values.normal import normal
from scoring.values.units import dimension_and_factor

OPENING, BUDGET, EXECUTED = "年初预算数", "全年预算数", "全年执行数"
LARGEST_RATIO = 2
"""A bare number above it can only be a percentage without its sign, a computed one only a slip."""


def rate_of(fund: FundRow, unit: str) -> Fraction | None:
    """全年执行数 ÷ 全年预算数 of a row; None where one of them is no amount, nothing was budgeted or
    less than nothing spent."""
    budget = amount(fund.amounts.get(BUDGET, BLANK), unit)
    executed = amount(fund.amounts.get(EXECUTED, BLANK), unit)
    if budget is None or executed is None or budget <= 0 or executed < 0:
        return None
    return executed / budget


def rate_shown(entry: Entry) -> str:
    """The rate for a sentence, a percentage however its cell writes it (1, 98.57)."""
    rate = None if plain(entry.text).endswith("%") else printed_rate(entry)
    return shown(entry) if rate is None else percentage(rate)


def printed_rate(entry: Entry) -> Fraction | None:
    """The rate that stands in its cell, be it a percentage without its sign (98.57)."""
    value = None if nothing_in(entry) or entry.error else ratio(entry)
    return value / 100 if value is not None and lacks_sign(entry) else value


def names_another(entry: Entry, unit: str) -> bool:
    """Whether an amount names another unit than the table's: 1000.25元 among 万元."""
    said = None if entry.number is not None else quantity(entry)
    return said is not None and said.dimension == "元" and (
        said.factor != dimension_and_factor(unit)[1])


def percentage(rate: Fraction) -> str:
    """A rate as people write it: 95.42%."""
    return f"{show(Rounding(4).apply(rate * 100))}%"


def lacks_sign(entry: Entry) -> bool:
    """Whether the cell gives a percentage without its sign: 98.57."""
    value = ratio(entry)
    signed = plain(entry.text).endswith("%")
    return value is not None and value > LARGEST_RATIO and not signed


def plain(text: str) -> str:
    """What stands there in half-width characters."""
    return normal(text).strip()
