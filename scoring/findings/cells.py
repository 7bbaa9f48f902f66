"""What a cell says by itself, wherever it stands: an error value, a wrong result, a day that no
calendar has, personal data."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.awards.scorecard import Scorecard
from scoring.findings.arithmetic import arithmetic
from scoring.findings.days import days
from scoring.findings.entries import entries
from scoring.findings.finding import Finding, finding
from scoring.findings.personal import personal


def cells(scorecard: Scorecard) -> Iterator[Finding]:
    fields = set(map(id, scorecard.filing.fields.values()))
    clauses = {id(entry): award.clause for award in scorecard.indicators
               for entry in (award.row.actual, award.row.reason)}
    for name, entry in entries(scorecard.filing):
        if entry.error:
            yield finding("cell-error", entry.cell, indicator=name, filed=entry.error)
        if entry.number is None:
            yield from arithmetic(name, entry, clauses.get(id(entry)))
            yield from days(name, entry)
        if id(entry) in fields:
            yield from personal(name, entry, name)
        elif entry.number is None:  # an amount of eleven digits is no telephone number
            yield from personal(name, entry)
