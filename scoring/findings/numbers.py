"""Text where a number belongs, and numbers stored as text."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scoring.awards.scorecard import Scorecard
from scoring.filing import UNTOLD, Entry
from scoring.filing.numbers import amount, nothing_in, number, ratio
from scoring.findings.entries import (
    TOTAL,
    amounts,
    fund_name,
    lines,
    shown,
)
from scoring.findings.finding import Finding, finding
from scoring.values.exact import show

_OF = {"weight-text": "分值", "score-text": "得分"}


def numbers(scorecard: Scorecard) -> Iterator[Finding]:
    filing = scorecard.filing
    for line in lines(scorecard):
        if line.fund is None or not _is_printed(line.row.weight):
            yield from _number("weight-text", line.indicator, line.row.weight)
        yield from _number("score-text", line.indicator, line.row.score)
    if not _is_printed(filing.total_weight):
        yield from _number("weight-text", TOTAL, filing.total_weight)
    yield from _number("score-text", TOTAL, filing.total_score)
    for fund in filing.funds:
        for column, entry in amounts(fund).items():
            yield from _amount(fund_name(fund), column, entry, filing.unit)
        if _is_text(fund.rate) and ratio(fund.rate) is None:
            yield finding("funds-number", fund.rate.cell, indicator=fund_name(fund),
                          filed=shown(fund.rate), column="执行率", of="的执行率",
                          belongs="比率")


def _is_printed(weight: Entry) -> bool:
    """Whether the blank prints its own full marks there (100分): nobody types them as points."""
    return weight.text.rstrip().endswith("分") and number(weight) is not None


def _number(code: str, name: str, entry: Entry) -> Iterator[Finding]:
    if not _is_text(entry):
        return
    value = number(entry)
    if value is None:
        of = "" if (code, name) == ("score-text", TOTAL) else _OF[code]
        yield finding(code, entry.cell, indicator=name, filed=shown(entry), of=of)
    elif not entry.formatted:
        yield _as_text(name, entry, value)


def _amount(name: str, column: str, entry: Entry, unit: str) -> Iterator[Finding]:
    if not _is_text(entry):
        return
    value = amount(entry, unit)
    if value is None:
        yield finding("funds-number", entry.cell, indicator=name, filed=shown(entry),
                      column=column, of=f"的{column}", belongs="金额")
    elif not entry.formatted:
        yield _as_text(name, entry, value)


def _as_text(name: str, entry: Entry, value: Fraction) -> Finding:
    return finding("number-as-text", entry.cell, indicator=name, filed=shown(entry),
                   expected=show(value))


def _is_text(entry: Entry) -> bool:
    return (entry.number is None and entry.text != UNTOLD and not entry.error
            and not nothing_in(entry))
