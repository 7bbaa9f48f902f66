"""分项: sums that the form itself splits into named parts (按收入性质分, 年度预算资金类别)."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.awards.scorecard import Scorecard
from scoring.filing import Entry, Filing, Split
from scoring.filing.numbers import amount
from scoring.findings.entries import TOLERANCE, nothing_in, shown
from scoring.findings.finding import Finding, finding
from scoring.values.exact import show, sum_of


def splits(filing: Filing, scorecard: Scorecard) -> Iterator[Finding]:
    for split in filing.splits:
        named = ((split.name, split.whole), *split.parts)
        for name, entry in named:
            if not entry.error and not nothing_in(entry) and amount(entry, filing.unit) is None:
                yield finding("funds-number", entry.cell, indicator=name, filed=shown(entry),
                              column="", belongs="金额")
        yield from _sum(split, filing.unit)


def _sum(split: Split, unit: str) -> Iterator[Finding]:
    filled: list[Entry] = [entry for _, entry in split.parts if not nothing_in(entry)]
    read = [amount(entry, unit) for entry in filled]
    values = [value for value in read if value is not None]
    stated = amount(split.whole, unit)
    if stated is None or not values or len(values) < len(read):
        return
    total = sum_of(values)
    difference = abs(stated - total)
    if difference:
        code = "split-sum" if difference > TOLERANCE else "split-sum-rounding"
        yield finding(code, split.whole.cell, *(entry.cell for entry in filled),
                      indicator=split.name, filed=show(stated), expected=show(total, 2),
                      sum=" + ".join(map(show, values)), difference=show(difference))
