"""资金: parts against the whole, and the year's budget."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.awards.scorecard import Scorecard
from scoring.filing import BLANK, Entry, Filing, FundRow
from scoring.filing.numbers import amount
from scoring.findings.entries import amounts, fund_name, nothing_in, whole_fund
from scoring.findings.finding import Finding, finding
from scoring.findings.sums import wrong_sum
from scoring.values.exact import Rounding, show

OPENING, BUDGET, EXECUTED = "年初预算数", "全年预算数", "全年执行数"
_OF_WHICH = "其中"
_JUMP = 2


def funds(scorecard: Scorecard) -> Iterator[Finding]:
    filing = scorecard.filing
    whole = whole_fund(filing)
    if whole is None:
        return
    yield from _points(whole, filing)
    yield from _budget(whole, filing.unit)
    parts = parts_of(whole, filing)
    for column, entry in amounts(whole).items():
        yield from _sum(whole, column, entry, parts, filing.unit)


def gives_no_rate(fund: FundRow, unit: str) -> bool:
    """Whether a funds row has a figure that no rate, and so no score, can be computed from."""
    found = {column: amount(entry, unit) for column, entry in amounts(fund).items()
             if column in (BUDGET, EXECUTED)}
    budget = found.get(BUDGET)
    return None in found.values() or (budget is not None and budget <= 0)


def parts_of(whole: FundRow, filing: Filing) -> list[FundRow]:
    """The rows that the whole is made of.

    «其中» right below the whole opens the list of its parts; below a part it only tells of that part.
    """
    parts: list[FundRow] = []
    for fund in filing.funds[filing.funds.index(whole) + 1:]:
        if fund.whole or (fund.scored and not whole.whole):
            break
        if not parts or not fund_name(fund).startswith(_OF_WHICH):
            parts.append(fund)
    only_of_which = len(parts) == 1 and fund_name(parts[0]).startswith(_OF_WHICH)
    return [] if only_of_which else parts


def _sum(whole: FundRow, column: str, entry: Entry, parts: list[FundRow],
         unit: str) -> Iterator[Finding]:
    filled = [amounts(part)[column] for part in parts if column in amounts(part)]
    if (found := wrong_sum(entry, filled, unit)) is not None:
        yield finding(found.code("funds-sum"), entry.cell, indicator=fund_name(whole),
                      filed=show(found.stated), expected=show(found.total), column=column,
                      difference=show(found.difference), unit=unit)


def _points(whole: FundRow, filing: Filing) -> Iterator[Finding]:
    """Points that stand in the rows of parts: beside those of the whole, or instead of them."""
    scored = next((fund for fund in filing.funds if fund.scored), None)
    for fund in filing.funds:
        given = [entry for entry in (fund.weight, fund.score) if not nothing_in(entry)]
        if scored is None or not given or fund is whole:
            continue
        code = "funds-points-part" if fund is scored else "funds-points-twice"
        yield finding(code, *(entry.cell for entry in given), indicator=fund_name(fund),
                      whole=fund_name(whole))


def _budget(whole: FundRow, unit: str) -> Iterator[Finding]:
    entry = whole.amounts.get(BUDGET, BLANK)
    budget = amount(entry, unit)
    opening = amount(whole.amounts.get(OPENING, BLANK), unit)
    if budget is None:
        return
    if budget <= 0:
        yield finding("budget-not-positive", entry.cell, indicator=fund_name(whole),
                      filed=show(budget), column=BUDGET, unit=unit)
    elif opening is not None and opening > 0 and budget >= _JUMP * opening:
        yield finding("budget-jump", entry.cell, indicator=fund_name(whole), filed=show(budget),
                      expected=show(opening), unit=unit,
                      share=show(Rounding(1).apply(budget / opening)))
