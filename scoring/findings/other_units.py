"""Amounts of the funds table that name another unit than the table's and cannot be right so:
1000.25元 among 万元. Each row is asked about once, and what only follows from it is not told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.awards.scorecard import Scorecard
from scoring.filing import BLANK, Filing, FundRow
from scoring.filing.numbers import amount
from scoring.findings.entries import amounts, fund_name, shown, whole_fund
from scoring.findings.finding import Finding, finding
from scoring.findings.funds import parts_of
from scoring.findings.money import BUDGET, EXECUTED, names_another, printed_rate, rate_of
from scoring.findings.scores import AGAINST_SCORES
from scoring.findings.sums import far_apart, is_slip, times_said
from scoring.values.exact import show, sum_of

_FOLLOWS = frozenset({
    "number-as-text", "funds-sum", "funds-sum-rounding", "funds-unit", "budget-jump",
    "executed-above-budget", "rate-differs", "rate-missing", "rate-above-one", "payment-differs",
    "reading", "reading-changes",
    *AGAINST_SCORES})
"""What may be told of such an amount's cell, or of the rate and the score that rest on it."""
_NEAR = Fraction(1, 100)
"""Rates that differ by less may be rounded."""
_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class _Doubt:
    """Columns of a row with such amounts, and an amount that the first of them is held against."""

    fund: FundRow
    columns: Sequence[str]
    source: str
    other: Fraction
    whole: FundRow | None = None
    """The whole whose part the row is."""

    @property
    def cells(self) -> tuple[str, ...]:
        return tuple(self.fund.amounts[each].cell for each in self.columns)

    @property
    def resting(self) -> set[str]:
        """The cells of all that follows."""
        summed = () if self.whole is None else (
            self.whole.amounts.get(each, BLANK).cell for each in self.columns)
        return {*self.cells, *summed, self.fund.rate.cell, self.fund.score.cell} - {""}


def other_units(found: Iterable[Finding], scorecard: Scorecard) -> Iterator[Finding]:
    """The findings without those that only follow from such an amount, and what is told of it."""
    filing = scorecard.filing
    doubts = [each for fund in filing.funds if (named := _named(fund, filing.unit))
              for each in _doubts(fund, named, filing)]
    resting = set[str]().union(*(each.resting for each in doubts))
    yield from (each for each in found if each.code.code not in _FOLLOWS
                or resting.isdisjoint(each.cells))
    yield from (_told(each, filing.unit) for each in doubts)


def _named(fund: FundRow, unit: str) -> Mapping[str, Fraction]:
    """The amounts of the row that name another unit, in the table's."""
    return {column: value for column, entry in amounts(fund).items()
            if names_another(entry, unit) and (value := amount(entry, unit))}


def _doubts(fund: FundRow, named: Mapping[str, Fraction], filing: Filing) -> Iterator[_Doubt]:
    """At most one: against the row's own other amounts, or else against its parts or its whole."""
    whole = whole_fund(filing)
    parts = parts_of(whole, filing) if whole is not None else []
    rests = whole if fund in parts else None
    others = _of_row(fund, named, filing.unit)
    by_row = [(column, name) for column, value in named.items() for name, other in others.items()
              if is_slip(abs(value), abs(other))]
    if by_row:
        name = by_row[0][1]
        yield _Doubt(fund, list(dict(by_row)), name, others[name], rests)
    elif whole is not None and (fund is whole or rests):
        sums = _total(parts, filing.unit), _total([whole], filing.unit)
        own, other = sums[::-1] if fund is whole else sums
        columns = [column for column in named if own.get(column) and other.get(column)
                   and is_slip(abs(own[column]), abs(other[column]))]
        source = "各分项合计" if fund is whole else fund_name(whole)
        if columns:
            yield _Doubt(fund, columns, source, other[columns[0]], rests)


def _of_row(fund: FundRow, named: Mapping[str, Fraction], unit: str) -> Mapping[str, Fraction]:
    """The row's amounts in the table's unit, the year's budget first; none where the printed rate
    bears out one of the others."""
    rate, printed = rate_of(fund, unit), printed_rate(fund.rate)
    agrees = rate is not None and printed is not None and abs(rate - printed) < _NEAR
    if agrees and not {BUDGET, EXECUTED} <= named.keys():
        return {}
    return {column: value for column, entry in sorted(
                amounts(fund).items(), key=lambda each: each[0] != BUDGET)
            if column not in named and (value := amount(entry, unit))}


def _total(rows: Sequence[FundRow], unit: str) -> Mapping[str, Fraction]:
    """The sum of each column."""
    columns = dict.fromkeys(column for row in rows for column in row.amounts)
    return {column: sum_of(amount(row.amounts.get(column, BLANK), unit) or _ZERO for row in rows)
            for column in columns}


def _told(doubt: _Doubt, unit: str) -> Finding:
    value = amount(doubt.fund.amounts[doubt.columns[0]], unit) or _ZERO
    said = dict.fromkeys(shown(doubt.fund.amounts[each]) for each in doubt.columns)
    return finding(
        "funds-unit", *doubt.cells, indicator=fund_name(doubt.fund),
        column="、".join(doubt.columns), filed="、".join(said), source=doubt.source,
        expected=f"{show(doubt.other)}{unit}",
        times=times_said(far_apart(abs(value), abs(doubt.other))))
