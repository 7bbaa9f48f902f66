"""What the checks read of a filing: its cells one by one, and the lines that carry scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from scoring.awards.scorecard import Award, Scorecard
from scoring.filing import BLANK, Entry, Filing, FundRow, Row
from scoring.filing.filing import Column
from scoring.filing.numbers import nothing_in, number
from scoring.findings.asked import Own, asks_for
from scoring.rules.indicator import plain_name
from scoring.values.exact import show

TOLERANCE = Fraction(1, 100)
"""What two roundings to two places may differ by; findings within it are warnings and say so."""

TOTAL = "总分"


def entries(filing: Filing) -> Iterator[tuple[str, Entry]]:
    """Every cell of the filing that holds something, once, with the name of what it belongs to."""
    seen: set[str | int] = {id(BLANK)}
    for name, entry in _all(filing):
        key = entry.cell or id(entry)
        if key in seen or entry.blank:
            continue
        seen.add(key)
        yield name, entry
        for each in entry.items:
            if (key := each.cell or id(each)) not in seen and not each.blank:
                seen.add(key)
                yield name, each


def _all(filing: Filing) -> Iterator[tuple[str, Entry]]:
    yield from filing.fields.items()
    for fund in filing.funds:
        name = fund_name(fund)
        for entry in (fund.name, *fund.amounts.values(), fund.weight, fund.rate, fund.score):
            yield name, entry
    for row in filing.rows:
        name = plain_name(row.name)
        for entry in (*row.levels, *row.level_weights, row.target, row.actual, row.weight,
                      row.score, row.deduction, row.review, row.reason):
            yield name, entry
    yield TOTAL, filing.total_weight
    yield TOTAL, filing.total_score
    yield TOTAL, filing.total_deduction
    yield "", filing.grade
    yield from filing.inputs.items()


def lines(scorecard: Scorecard) -> tuple[Award, ...]:
    """Every line that carries a weight and a score: the awards, and a scored funds row for which
    the ruleset has no rule."""
    if scorecard.ruleset.execution is not None:
        return scorecard.awards
    others = (Award(indicator=fund_name(fund), row=fund.row, fund=fund, weight=number(fund.weight),
                    filed=number(fund.score), score=None, verdict="not_applicable")
              for fund in scorecard.filing.funds if fund.scored
              and not (nothing_in(fund.weight) and nothing_in(fund.score)))
    return (*others, *scorecard.awards)


def fund_name(fund: FundRow) -> str:
    return plain_name(fund.name.text).rstrip(":")


def whole_fund(filing: Filing) -> FundRow | None:
    """The row of all funds (年度资金总额), on which the execution rate is scored as a rule."""
    wholes = [fund for fund in filing.funds if fund.whole]
    return next(iter(wholes or [fund for fund in filing.funds if fund.scored]), None)


def left_empty(award: Award, column: Own, scorecard: Scorecard) -> bool:
    """Whether a cell that the form has for an indicator is blank, and its rule asks for it."""
    blank = award.fund is None and _in(award.row, column).blank
    return blank and column in scorecard.filing.columns and asks_for(award.rule, column)


def _in(row: Row, column: Column) -> Entry:
    match column:
        case "target":
            return row.target
        case "actual":
            return row.actual
        case "reason":
            return row.reason


def has_points(award: Award) -> bool:
    return award.filed is not None and award.filed.numerator > 0


def is_full(award: Award) -> bool:
    """Whether full points were filed."""
    return bool(award.weight) and award.filed == award.weight


def shown(entry: Entry) -> str:
    """The cell's content for a sentence."""
    if entry.text.strip():
        return entry.text.strip()
    return show(entry.number) if entry.number is not None else entry.error


def points(value: Fraction) -> str:
    """A score for people: whole, or with at least two places (``15``, ``9.90``).

    >>> points(Fraction(15)), points(Fraction(99, 10))
    ('15', '9.90')
    """
    return show(value, 0 if value.denominator == 1 else 2)


def amounts(fund: FundRow) -> Mapping[str, Entry]:
    """The row's amounts by column, without cells in which nothing belongs."""
    return {column: entry for column, entry in fund.amounts.items() if not nothing_in(entry)}
