"""资金: parts against the whole, and the year's budget."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from scoring.awards.scorecard import Scorecard
from scoring.filing import BLANK, Entry, Filing, FundRow
from scoring.filing.numbers import amount, nothing_in, number
from scoring.findings.entries import amounts, fund_name, whole_fund
from scoring.findings.finding import Finding, finding, softened
from scoring.findings.money import BUDGET, EXECUTED, OPENING
from scoring.findings.sums import far_apart, is_slip, times_said, wrong_sum
from scoring.values.exact import Rounding, show

_OF_WHICH = "其中"
_LISTING = re.compile(r"按[^按]{2,8}分\s*[:：]|(来源|结构|性质)\s*[:：]")
_MOST_PARTS = 6
_ZERO = Fraction(0)
_JUMP = 2


def funds(scorecard: Scorecard) -> Iterator[Finding]:
    filing = scorecard.filing
    whole = whole_fund(filing)
    if whole is None:
        return
    yield from _points(whole, filing)
    if scorecard.execution is None or not scorecard.execution.missing:
        yield from _unfilled(whole)
    for fund in filing.funds:
        yield from _negative(fund, filing.unit)
    yield from _budget(whole, filing.unit)
    for listed in _listings(_below(whole, filing)) if whole.whole else ():
        for column, entry in amounts(whole).items():
            yield from _sum(whole, column, entry, listed, filing.unit)


def gives_no_rate(fund: FundRow, unit: str) -> bool:
    """Whether a funds row has a figure that no rate, and so no score, can be computed from."""
    found = {column: amount(entry, unit) for column, entry in amounts(fund).items()
             if column in (BUDGET, EXECUTED)}
    budget = found.get(BUDGET)
    return None in found.values() or (budget is not None and budget <= 0)


def is_negative(fund: FundRow, unit: str) -> bool:
    """Whether less than nothing was spent, by a row whose rate says nothing then."""
    executed = amount(fund.amounts.get(EXECUTED, BLANK), unit)
    return executed is not None and executed < 0


def parts_of(whole: FundRow, filing: Filing) -> list[FundRow]:
    """The rows that the whole is made of."""
    return _without_details(_below(whole, filing))


def _below(whole: FundRow, filing: Filing) -> list[FundRow]:
    """The rows under the whole, down to one that is another whole."""
    below: list[FundRow] = []
    for fund in filing.funds[filing.funds.index(whole) + 1:]:
        if fund.whole or (fund.scored and not whole.whole):
            break
        below.append(fund)
    return below


def _without_details(rows: Sequence[FundRow]) -> list[FundRow]:
    """«其中» right below the whole opens the list of its parts; below a part it only tells of that
    part."""
    parts = [fund for place, fund in enumerate(rows)
             if not place or not fund_name(fund).startswith(_OF_WHICH)]
    only_of_which = len(parts) == 1 and fund_name(parts[0]).startswith(_OF_WHICH)
    return [] if only_of_which else parts


def _listings(rows: Sequence[FundRow]) -> list[list[FundRow]]:
    """The rows by what they are listed by: a form may list one whole twice, by its sources and by
    what it is spent on."""
    found: list[list[FundRow]] = []
    for row in rows:
        if not found or _LISTING.search(row.name.text):
            found.append([])
        found[-1].append(row)
    return found


def _sum(whole: FundRow, column: str, entry: Entry, listed: Sequence[FundRow],
         unit: str) -> Iterator[Finding]:
    filled = [amounts(part)[column] for part in _without_details(listed)
              if column in amounts(part)]
    rows = [(amount(row.amounts.get(column, BLANK), unit) or _ZERO,
             bool(place) and fund_name(row).startswith(_OF_WHICH))
            for place, row in enumerate(listed)]
    found = wrong_sum(entry, filled, unit)
    if found is None or _adds_up(found.stated, rows, _told_in_part):
        return
    said = finding(found.code("funds-sum"), entry.cell, indicator=fund_name(whole),
                   filed=show(found.stated), expected=show(found.total), column=column,
                   difference=show(found.difference), unit=unit)
    yield softened(said) if _adds_up(found.stated, rows, _no_more) else said


_Rows = Sequence[tuple[Fraction, bool]]
"""What stands on the rows, and whether 其中 below another row begins there."""


def _told_in_part(row: Fraction, inside: Fraction, count: int, *, opened: bool) -> bool:
    """Whether rows tell what the row above them is made of (财政拨款 60, 中央 40, 省级 20); behind a
    其中 of their own they need not tell all of it."""
    return (count > 1 and inside == row) or (opened and inside <= row)


def _no_more(row: Fraction, inside: Fraction, count: int, *, opened: bool) -> bool:
    """Whether several rows may tell what the row above them is made of: they are no more."""
    return _told_in_part(row, inside, count, opened=opened) or (count > 1 and inside <= row)


def _adds_up(stated: Fraction, rows: _Rows, details: Callable[..., bool]) -> bool:
    """Whether the rows add up where some of them are followed by ``details`` of theirs."""
    if not rows:
        return not stated
    (first, _), *rest = rows
    inside = _ZERO
    for count, (value, _) in enumerate(rest[:_MOST_PARTS], 1):
        inside += value
        if first and details(first, inside, count, opened=rest[0][1]) and _adds_up(
                stated - first, rest[count:], details):
            return True
    return _adds_up(stated - first, rest, details)


def _negative(fund: FundRow, unit: str) -> Iterator[Finding]:
    for column in (OPENING, EXECUTED):
        entry = fund.amounts.get(column, BLANK)
        found = amount(entry, unit)
        if found is not None and found < 0:
            yield finding("funds-negative", entry.cell, indicator=fund_name(fund), column=column,
                          filed=show(found), unit=unit)


def _points(whole: FundRow, filing: Filing) -> Iterator[Finding]:
    """Points that stand in the rows of parts: beside those of the whole, or instead of them."""
    scored = next((fund for fund in filing.funds if fund.scored), None)
    for fund in filing.funds:
        given = [entry for entry in (fund.weight, fund.score)
                 if not nothing_in(entry) and number(entry) != 0]
        if scored is None or not given or fund is whole:
            continue
        code = "funds-points-part" if fund is scored else "funds-points-twice"
        yield finding(code, *(entry.cell for entry in given), indicator=fund_name(fund),
                      whole=fund_name(whole))


def _unfilled(whole: FundRow) -> Iterator[Finding]:
    """An amount that the execution rate is reckoned from and whose cell was left blank, beside a
    rate or points that were filled in."""
    columns = [column for column in (BUDGET, EXECUTED) if column in whole.amounts]
    blank = [column for column in columns if whole.amounts[column].cell
             and whole.amounts[column].blank]
    given = any(not nothing_in(entry) for entry in (whole.rate, whole.score))
    if blank and whole.scored and given:
        yield finding("funds-missing", *(whole.amounts[column].cell for column in blank),
                      indicator=fund_name(whole), missing="、".join(blank))


def _budget(whole: FundRow, unit: str) -> Iterator[Finding]:
    entry = whole.amounts.get(BUDGET, BLANK)
    budget = amount(entry, unit)
    opening = amount(_opening(whole), unit)
    if budget is None:
        return
    if budget <= 0:
        yield finding("budget-not-positive", entry.cell, indicator=fund_name(whole),
                      filed=show(budget), column=BUDGET, unit=unit)
    elif opening is not None and opening > 0 and is_slip(budget, opening):
        yield finding("funds-unit", *filter(None, (entry.cell, _opening(whole).cell)),
                      indicator=fund_name(whole), column=BUDGET, filed=f"{show(budget)}{unit}",
                      source=OPENING, expected=f"{show(opening)}{unit}",
                      times=times_said(far_apart(budget, opening)))
    elif opening is not None and opening > 0 and budget >= _JUMP * opening:
        yield finding("budget-jump", entry.cell, indicator=fund_name(whole), filed=show(budget),
                      expected=show(opening), unit=unit,
                      share=show(Rounding(1).apply(budget / opening)))


def _opening(whole: FundRow) -> Entry:
    return whole.amounts.get(OPENING, BLANK)
