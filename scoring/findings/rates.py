"""执行率: printed against 全年执行数 ÷ 全年预算数, at the places that are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from scoring.awards.scorecard import Scorecard
from scoring.filing import Entry, FundRow
from scoring.filing.numbers import amount, nothing_in
from scoring.findings.entries import fund_name
from scoring.findings.finding import Finding, finding
from scoring.findings.money import (
    BUDGET,
    EXECUTED,
    LARGEST_RATIO,
    lacks_sign,
    percentage,
    plain,
    printed_rate,
    rate_of,
    rate_shown,
)
from scoring.rules.indicator import plain_name
from scoring.rules.ruleset import EXECUTION_RATE
from scoring.values.exact import Rounding, show

_PRINTED = re.compile(r"\d+(?:\.(\d+))?%?")
_USUAL_PLACES, _MOST_PLACES = 2, 10


def rates(scorecard: Scorecard) -> Iterator[Finding]:
    filing = scorecard.filing
    for fund in filing.funds:
        yield from _rate(fund, filing.unit)
    for row in filing.rows:
        if plain_name(row.name) == EXECUTION_RATE:
            yield from _above_one(EXECUTION_RATE, printed_rate(row.actual), row.actual)


def _rate(fund: FundRow, unit: str) -> Iterator[Finding]:
    computed, printed = rate_of(fund, unit), printed_rate(fund.rate)
    if fund.scored and BUDGET not in fund.amounts and fund.amounts and printed is not None:
        yield finding("rate-unverifiable", fund.rate.cell, indicator=fund_name(fund), column=BUDGET,
                      filed=rate_shown(fund.rate))
    if fund.scored and computed is not None and fund.rate.cell and nothing_in(fund.rate):
        yield finding("rate-missing", fund.rate.cell, indicator=fund_name(fund),
                      expected=percentage(computed))
    if computed is None or printed is None:
        value = computed if printed is None else printed
        yield from _above_one(fund_name(fund), value, fund.rate) if fund.scored else ()
        return
    places = _places(fund.rate)
    if overspent(fund, unit):
        yield _above_budget(fund, unit)
    elif abs(printed - computed) > _half_of(places):
        yield finding("rate-differs", fund.rate.cell, indicator=fund_name(fund),
                      filed=rate_shown(fund.rate), expected=_percentage(computed, places))
    elif fund.scored:
        yield from _above_one(fund_name(fund), max(printed, computed), fund.rate)


def overspent(fund: FundRow, unit: str) -> bool:
    """Whether more than twice the budget was spent, by a rate that knows nothing of it: an amount
    is wrong, or its unit, and nothing follows from such figures."""
    computed, printed = rate_of(fund, unit), printed_rate(fund.rate)
    return (computed is not None and printed is not None
            and printed <= 1 and computed > LARGEST_RATIO)


def _above_budget(fund: FundRow, unit: str) -> Finding:
    """A letter that asked for a rate of 5539% would have the wrong cell changed."""
    budget, executed = fund.amounts[BUDGET], fund.amounts[EXECUTED]
    said = {name: f"{show(amount(entry, unit) or Fraction(0))}{unit}"
            for name, entry in (("budget", budget), ("executed", executed))}
    return finding("executed-above-budget", executed.cell, budget.cell, fund.rate.cell,
                   indicator=fund_name(fund), filed=rate_shown(fund.rate), **said)


def _above_one(name: str, rate: Fraction | None, entry: Entry) -> Iterator[Finding]:
    if rate is not None and rate > 1:
        yield finding("rate-above-one", entry.cell, indicator=name,
                      of="" if name == EXECUTION_RATE else EXECUTION_RATE[-3:],
                      filed=percentage(rate))


def _places(entry: Entry) -> int:
    """Decimal places of the ratio that the cell vouches for: in what it shows as a percentage, or
    else in what it shows and what it holds."""
    known = [_MOST_PLACES]
    if match := _PRINTED.fullmatch(plain(entry.text)):
        decimals = len(match[1] or "")
        known.append(decimals + 2 if _in_percent(entry) else decimals or _USUAL_PLACES)
    if entry.number is not None and not plain(entry.text).endswith("%"):
        decimals = len(show(entry.number).partition(".")[2])
        known.append(max(_USUAL_PLACES, decimals + 2 if lacks_sign(entry) else decimals))
    return min(known)


def _half_of(places: int) -> Fraction:
    """Half of the last place: what rounding may hide."""
    return Fraction(1, 2 * 10**places)


def _percentage(value: Fraction, places: int) -> str:
    """The computed rate at the places of the printed one, and at least at two of a percentage."""
    return f"{show(Rounding(max(places, 4)).apply(value) * 100, 2)}%"


def _in_percent(entry: Entry) -> bool:
    return plain(entry.text).endswith("%") or lacks_sign(entry)
