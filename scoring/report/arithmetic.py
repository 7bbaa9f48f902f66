"""Printed arithmetic in the report (9/8×100%=125.00%), calculated again as in the form."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.filing import Filing
from scoring.findings.arithmetic import printed_arithmetic
from scoring.findings.entries import entries
from scoring.report.comparison import Comparison
from scoring.report.mention import Mention
from scoring.report.passage import half_width


def arithmetic(both: Comparison) -> Iterator[Mention]:
    """Each expression with its result; the form's cells that print the same one are named."""
    printed = _printed_in(both.filing)
    for passage in both.report:
        for text in passage.cells or (passage.text,):
            for each in printed_arithmetic(text):
                said = f"{each.formula}={each.result}"
                award = both.award_of(passage)
                name, cells = printed.get(said, (award.indicator if award else "", ()))
                yield Mention("report-arithmetic", passage.place, said, each.result,
                              each.like_printed(each.computed), each.holds, name, cells)


def _printed_in(filing: Filing) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Every expression of the form, with its indicator and cell."""
    return {f"{each.formula}={each.result}": (name, (entry.cell,))
            for name, entry in entries(filing) if entry.number is None
            for each in printed_arithmetic(half_width(entry.text))}


