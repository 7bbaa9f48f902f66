"""分项: sums that the form itself splits into named parts (按收入性质分, 年度预算资金类别)."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.awards.scorecard import Scorecard
from scoring.filing import Split
from scoring.filing.numbers import amount, nothing_in
from scoring.findings.entries import shown
from scoring.findings.finding import Finding, finding
from scoring.findings.sums import wrong_sum
from scoring.values.exact import show


def splits(scorecard: Scorecard) -> Iterator[Finding]:
    filing = scorecard.filing
    for split in filing.splits:
        named = ((split.name, split.whole), *split.parts)
        for name, entry in named:
            if not entry.error and not nothing_in(entry) and amount(entry, filing.unit) is None:
                yield finding("funds-number", entry.cell, indicator=name, filed=shown(entry),
                              column="", of="", belongs="金额")
        yield from _sum(split, filing.unit)


def _sum(split: Split, unit: str) -> Iterator[Finding]:
    filled = [entry for _, entry in split.parts if not nothing_in(entry)]
    if (found := wrong_sum(split.whole, filled, unit)) is not None:
        yield finding(found.code("split-sum"), split.whole.cell, *(entry.cell for entry in filled),
                      indicator=split.name, filed=show(found.stated), expected=show(found.total, 2),
                      sum=" + ".join(map(show, found.parts)), unit=unit,
                      difference=show(found.difference))
