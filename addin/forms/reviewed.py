"""What a reviewer wrote beside the scores (复核分, 财政审定评分): held against weights and its sum."""

from __future__ import annotations

from collections.abc import Iterator

from addin.forms.cells import entry_at
from addin.forms.finder import Found
from scoring.filing import Filing
from scoring.filing.numbers import number
from scoring.findings.finding import Finding, finding
from scoring.values.exact import show, sum_of


def reviewed(found: Found, filing: Filing) -> Iterator[Finding]:
    """A reviewer's score above its weight; a total that is not the sum of the reviewer's scores,
    with the execution rate's or without, where every row has one."""
    for row in filing.rows:
        weight, score = number(row.weight), number(row.review)
        if weight is not None and score is not None and score > weight:
            yield finding("review-above-weight", row.review.cell, row.weight.cell,
                          indicator=row.name, filed=show(score), expected=show(weight))
    column, scores = found.columns.get("review"), [number(row.review) for row in filing.rows]
    if found.total_row is None or column is None or found.total_row in found.grid.elsewhere:
        return
    entry = entry_at(found.grid, found.total_row, column)
    stated, own = number(entry), [each for each in scores if each is not None]
    rates = [each for fund in filing.funds if fund.scored
             if (each := number(fund.score)) is not None]
    if stated is None or not own or len(own) < len(scores):
        return
    if stated not in (sum_of(own), sum_of([*own, *rates])) and not any(
            row.apart for row in filing.rows):
        yield finding("review-sum", entry.cell, filed=show(stated), expected=show(sum_of(own)))
