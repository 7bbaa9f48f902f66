"""The money of a form as a report speaks of it: the funds table, the rate, and what sums are made
of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from addin.library.form_map import plain_label
from addin.report.gaps import Gaps, Known
from addin.report.text import percent
from scoring.filing import Filing, FundRow
from scoring.filing.numbers import amount, ratio
from scoring.findings.money import rate_of
from scoring.values.exact import exact

_PERCENTAGE = re.compile(r"-?\d{1,6}(?:\.\d{1,4})?%")
BUDGET, EXECUTED = "全年预算数", "全年执行数"


def money(filing: Filing, gaps: Gaps) -> dict[str, Any]:
    """The facts by the names that templates use."""
    whole = next((row for row in filing.funds if row.whole), None)
    return {"预算执行率": _execution(filing, gaps), "核算执行率": _computed_rate(filing),
            "年度资金": _total(whole, filing, gaps) if whole else gaps.given(None, "年度资金总额"),
            "资金": [_fund(row, filing.unit, gaps) for row in filing.funds
                   if any(amount(each, filing.unit) for each in row.amounts.values())
                   or (row is whole and not without_budget(row, filing.unit))],
            "构成": list(_splits(filing, gaps))}


def without_budget(row: FundRow, unit: str) -> bool:
    """Whether the year's budget is filed as nothing, so that there is no rate of it."""
    entry = row.amounts.get(BUDGET)
    return entry is not None and amount(entry, unit) == 0


def unspent(row: FundRow, unit: str) -> Fraction | None:
    """So much less was spent than the year's budget; None where it was all spent."""
    budget, spent = (amount(row.amounts[name], unit) if name in row.amounts else None
                     for name in (BUDGET, EXECUTED))
    return budget - spent if budget is not None and spent is not None and spent < budget else None


def _execution(filing: Filing, gaps: Gaps) -> Any:
    scored = _scored(filing)
    if scored is None:
        return gaps.given(None, "预算执行率")
    return gaps.given(rate_said(scored, filing.unit), "预算执行率", scored.rate.cell)


def rate_said(row: FundRow, unit: str) -> str | Fraction | None:
    """The rate as its cell shows it, 86.5%; a figure where that is no percentage, or where the
    cell is empty and the rate is reckoned."""
    if row.rate.blank:
        return rate_of(row, unit)
    return _shown(row) or ratio(row.rate)


def _shown(row: FundRow) -> str:
    shown = row.rate.text.strip().replace("％", "%")
    return shown if _PERCENTAGE.fullmatch(shown) else ""


def _computed_rate(filing: Filing) -> Fraction | None:
    """执行数 ÷ 预算数, where the form prints the rate otherwise than to the usual two decimals."""
    scored = _scored(filing)
    rate = None if scored is None else rate_of(scored, filing.unit)
    printed = None if scored is None else _printed(scored)
    if rate is None or printed is None or percent(rate) == percent(printed):
        return None
    return rate


def _printed(row: FundRow) -> Fraction | None:
    shown = _shown(row)
    return exact(shown.rstrip("%")) / 100 if shown else ratio(row.rate)


def _scored(filing: Filing) -> FundRow | None:
    return next((row for row in filing.funds if row.scored or row.whole), None)


def _total(whole: FundRow, filing: Filing, gaps: Gaps) -> Known:
    """The row of all funds. Where it is filed as nothing it is said whether its parts are too."""
    parts = any(amount(row.amounts[BUDGET], filing.unit) for row in filing.funds
                if row is not whole and BUDGET in row.amounts)
    empty = without_budget(whole, filing.unit)
    made = _fund(whole, filing.unit, gaps)
    made |= {"零预算": empty, "漏填": empty and parts}
    return made


def _fund(row: FundRow, unit: str, gaps: Gaps) -> Known:
    name = plain_label(row.name.text).removeprefix("其中:")
    amounts = {column: gaps.given(amount(entry, unit), f"{name}{column}", entry.cell)
               for column, entry in row.amounts.items()}
    return Known({"名称": name, "执行率": ratio(row.rate), **amounts}, gaps.not_filed)


def _splits(filing: Filing, gaps: Gaps) -> Iterator[dict[str, Any]]:
    for split in filing.splits:
        parts = [{"名称": name, "金额": value} for name, entry in split.parts
                 if (value := amount(entry, filing.unit)) is not None]
        yield {"名称": split.name, "分项": parts,
               "金额": gaps.given(amount(split.whole, filing.unit), split.name, split.whole.cell)}
