"""The parts of a report that stand in the form itself (二、评价情况…), against the form's scores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from scoring.awards.groups import groups
from scoring.awards.scorecard import Scorecard
from scoring.filing import Entry, Filing
from scoring.findings.finding import Finding, finding
from scoring.report.check import POINTS
from scoring.report.comparison import Comparison
from scoring.report.figures import NUMBER
from scoring.report.mention import merged
from scoring.report.passage import Passage

_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、")
_CODES = {"report-total": "section-total", "report-score": "section-score",
          "report-weight": "section-score", "report-grade": "section-grade"}
_FIGURE = re.compile(rf"{NUMBER}\s*分$")


def narrative(filing: Filing) -> dict[str, Entry]:
    """The fields whose names are counted as chapters are, with what stands in them."""
    return {name: entry for name, entry in filing.fields.items()
            if _SECTION.match(name) and entry.text.strip()}


def inside(card: Scorecard) -> Iterator[Finding]:
    """Totals, grades and points that such a part says otherwise than the form: a mistake where it
    is the total or a group's sum, else a question, for a person may mean another figure."""
    parts = narrative(card.filing)
    both = Comparison([each for name, entry in parts.items() for each in _passages(name, entry)],
                      card)
    wrong = [each for check in POINTS for each in check(both)
             if not each.holds and each.code in _CODES]
    summed = {group.name for group in groups(card)} if wrong else set()
    for name, entry in parts.items():
        for each in merged(each for each in wrong if each.place == name):
            code = _CODES[each.code]
            made = finding(code, entry.cell, *each.cells, indicator=each.indicator,
                           filed=_figure(each.said), expected=each.expected, place=name)
            sure = code == "section-total" or each.indicator in summed
            yield made if sure else replace(made, severity="warning")


def _passages(name: str, entry: Entry) -> Iterator[Passage]:
    yield Passage(name, name, heading=True)
    for line in entry.text.splitlines():
        if line.strip():
            yield Passage(name, line)


def _figure(quoted: str) -> str:
    """The figure at the end of what was quoted."""
    match = _FIGURE.search(quoted)
    return match[0] if match else quoted
