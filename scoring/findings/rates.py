"""执行率: printed against 全年执行数 ÷ 全年预算数, at the places that are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from scoring.awards.scorecard import Scorecard
from scoring.filing import BLANK, Entry, FundRow
from scoring.filing.numbers import amount, nothing_in, ratio
from scoring.findings.entries import fund_name, shown
from scoring.findings.finding import Finding, finding
from scoring.findings.funds import BUDGET, EXECUTED
from scoring.rules.indicator import plain_name
from scoring.rules.ruleset import EXECUTION_RATE
from scoring.values.exact import Rounding, show
from scoring.values.normal import normal

_PRINTED = re.compile(r"\d+(?:\.(\d+))?%?")
_USUAL_PLACES, _MOST_PLACES = 2, 10
_LARGEST_RATIO = 2
"""A bare number above it can only be a percentage without its sign, a computed one only a slip."""


def rates(scorecard: Scorecard) -> Iterator[Finding]:
    filing = scorecard.filing
    for fund in filing.funds:
        yield from _rate(fund, filing.unit)
    for row in filing.rows:
        if plain_name(row.name) == EXECUTION_RATE:
            yield from _above_one(EXECUTION_RATE, _printed_rate(row.actual), row.actual)


def _rate(fund: FundRow, unit: str) -> Iterator[Finding]:
    computed, printed = rate_of(fund, unit), _printed_rate(fund.rate)
    if fund.scored and BUDGET not in fund.amounts and fund.amounts and printed is not None:
        yield finding("rate-unverifiable", fund.rate.cell, indicator=fund_name(fund), column=BUDGET,
                      filed=shown(fund.rate))
    if fund.scored and computed is not None and fund.rate.cell and nothing_in(fund.rate):
        yield finding("rate-missing", fund.rate.cell, indicator=fund_name(fund),
                      expected=f"{show(Rounding(4).apply(computed * 100))}%")
    if computed is None or printed is None:
        value = computed if printed is None else printed
        yield from _above_one(fund_name(fund), value, fund.rate) if fund.scored else ()
        return
    places = _places(fund.rate)
    if overspent(fund, unit):
        yield _above_budget(fund, unit)
    elif abs(printed - computed) > _half_of(places):
        yield finding("rate-differs", fund.rate.cell, indicator=fund_name(fund),
                      filed=shown(fund.rate), expected=_percentage(computed, places))
    elif fund.scored:
        yield from _above_one(fund_name(fund), max(printed, computed), fund.rate)


def overspent(fund: FundRow, unit: str) -> bool:
    """Whether more than twice the budget was spent, by a rate that knows nothing of it: an amount
    is wrong, or its unit, and nothing follows from such figures."""
    computed, printed = rate_of(fund, unit), _printed_rate(fund.rate)
    return (computed is not None and printed is not None
            and printed <= 1 and computed > _LARGEST_RATIO)


def _above_budget(fund: FundRow, unit: str) -> Finding:
    """A letter that asked for a rate of 5539% would have the wrong cell changed."""
    budget, executed = fund.amounts[BUDGET], fund.amounts[EXECUTED]
    said = {name: f"{show(amount(entry, unit) or Fraction(0))}{unit}"
            for name, entry in (("budget", budget), ("executed", executed))}
    return finding("executed-above-budget", executed.cell, budget.cell, fund.rate.cell,
                   indicator=fund_name(fund), filed=shown(fund.rate), **said)


def rate_of(fund: FundRow, unit: str) -> Fraction | None:
    """全年执行数 ÷ 全年预算数 of a row; None where one of them is no amount, nothing was budgeted or
    less than nothing spent."""
    budget = amount(fund.amounts.get(BUDGET, BLANK), unit)
    executed = amount(fund.amounts.get(EXECUTED, BLANK), unit)
    if budget is None or executed is None or budget <= 0 or executed < 0:
        return None
    return executed / budget


def _printed_rate(entry: Entry) -> Fraction | None:
    value = None if nothing_in(entry) or entry.error else ratio(entry)
    return value / 100 if value is not None and _lacks_sign(entry) else value


def _above_one(name: str, rate: Fraction | None, entry: Entry) -> Iterator[Finding]:
    if rate is not None and rate > 1:
        yield finding("rate-above-one", entry.cell, indicator=name,
                      of="" if name == EXECUTION_RATE else EXECUTION_RATE[-3:],
                      filed=f"{show(Rounding(4).apply(rate * 100))}%")


def _places(entry: Entry) -> int:
    """Decimal places of the ratio that the cell vouches for: in what it shows as a percentage, or
    else in what it shows and what it holds."""
    known = [_MOST_PLACES]
    if match := _PRINTED.fullmatch(_plain(entry.text)):
        decimals = len(match[1] or "")
        known.append(decimals + 2 if _in_percent(entry) else decimals or _USUAL_PLACES)
    if entry.number is not None and not _plain(entry.text).endswith("%"):
        decimals = len(show(entry.number).partition(".")[2])
        known.append(max(_USUAL_PLACES, decimals + 2 if _lacks_sign(entry) else decimals))
    return min(known)


def _half_of(places: int) -> Fraction:
    """Half of the last place: what rounding may hide."""
    return Fraction(1, 2 * 10**places)


def _percentage(value: Fraction, places: int) -> str:
    """The computed rate at the places of the printed one, and at least at two of a percentage."""
    return f"{show(Rounding(max(places, 4)).apply(value) * 100, 2)}%"


def _in_percent(entry: Entry) -> bool:
    return _plain(entry.text).endswith("%") or _lacks_sign(entry)


def _lacks_sign(entry: Entry) -> bool:
    """Whether the cell gives a percentage without its sign: 98.57."""
    value = ratio(entry)
    signed = _plain(entry.text).endswith("%")
    return value is not None and value > _LARGEST_RATIO and not signed


def _plain(text: str) -> str:
    return normal(text).strip()
