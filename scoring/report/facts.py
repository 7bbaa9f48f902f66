"""What the form says in figures that a report may repeat, each with its name and its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from scoring.awards.scorecard import Scorecard
from scoring.filing import Entry, Filing
from scoring.filing.numbers import amount, nothing_in, quantity
from scoring.findings.entries import fund_name, shown
from scoring.findings.money import printed_rate, rate_shown
from scoring.report.figures import Figure, last_digit, measured
from scoring.rules.indicator import plain_name
from scoring.rules.ruleset import EXECUTION_RATE, Ruleset
from scoring.values.quantity import Comparator

_PERCENT = Fraction(1, 100)
_BOUNDS: dict[Comparator, str] = {"≥": "≥", ">": "≥", "≤": "≤", "<": "≤"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of the form, in the base unit of its dimension.

    ``loose``: an indicator's own result, which a report words in its own way; the name of any
    other figure must stand directly before it. ``target`` is what was planned. ``subject`` is the
    line of the funds table that a column's figure belongs to; empty for the year's whole.
    """

    name: str
    value: Fraction
    last: Fraction
    dimension: str
    shown: str
    cell: str
    comparator: Comparator = ""
    loose: bool = False
    target: Fraction | None = None
    subject: str = ""

    def agrees(self, said: Figure) -> bool:
        """Whether the report's figure is this one, or lies where «≥90%» says it lies."""
        if said.agrees(self.value, self.last):
            return True
        if bound := _BOUNDS.get(self.comparator):
            return said.value >= self.value if bound == "≥" else said.value <= self.value
        return False


def facts(scorecard: Scorecard) -> tuple[Fact, ...]:
    """Funds, splits, inputs and results; of two with one name, the first."""
    filing = scorecard.filing
    found: dict[tuple[str, str, str], Fact] = {}
    for fact in (*_funds(filing), *_splits(filing), *_inputs(filing, scorecard.ruleset),
                 *_results(filing)):
        found.setdefault((fact.name, fact.dimension, fact.subject), fact)
    return tuple(found.values())


def _funds(filing: Filing) -> Iterator[Fact]:
    for fund in filing.funds:
        subject = "" if fund.scored else _plain(fund_name(fund))
        for column, entry in fund.amounts.items():
            yield from (replace(fact, subject=subject)
                        for fact in _money(column, entry, filing.unit))
        if fund.scored and (rate := printed_rate(fund.rate)) is not None:
            for name in (EXECUTION_RATE, "执行率"):
                yield Fact(name, rate, min(last_digit(rate), _PERCENT), "比率",
                           rate_shown(fund.rate), fund.rate.cell)


def _splits(filing: Filing) -> Iterator[Fact]:
    for split in filing.splits:
        for name, entry in split.parts:
            yield from _money(name, entry, filing.unit)


def _inputs(filing: Filing, ruleset: Ruleset) -> Iterator[Fact]:
    for name, entry in filing.inputs.items():
        declared = ruleset.inputs.get(name)
        if declared is not None and declared.unit and not entry.items:
            yield from _plain_figure(name, entry, declared.unit)


def _results(filing: Filing) -> Iterator[Fact]:
    for row in filing.rows:
        said, target = quantity(row.actual), quantity(row.target)
        if said is None or said.high is not None or said.is_date or not said.unit:
            continue
        dimension, factor = measured(said.unit)
        value = said.value * factor
        planned = target.base if target is not None and target.dimension == said.dimension else None
        yield Fact(plain_name(row.name), value, last_digit(said.value) * factor, dimension,
                   shown(row.actual), row.actual.cell, said.comparator, True, planned)


def _money(name: str, entry: Entry, unit: str) -> Iterator[Fact]:
    value = None if nothing_in(entry) or entry.error else amount(entry, unit)
    if value is not None:
        dimension, factor = measured(unit)
        yield Fact(_plain(name), value * factor, last_digit(value) * factor, dimension,
                   f"{shown(entry)}{'' if entry.text.endswith('元') else unit}", entry.cell)


def _plain_figure(name: str, entry: Entry, unit: str) -> Iterator[Fact]:
    said = quantity(entry)
    if said is None or said.comparator or said.high is not None or said.is_date:
        return
    dimension, factor = measured(said.unit or unit)
    yield Fact(_plain(name), said.value * factor, last_digit(said.value) * factor, dimension,
               f"{shown(entry)}{'' if said.unit else unit}", entry.cell)


def _plain(name: str) -> str:
    return re.sub(r"^其中[:：]?", "", plain_name(name))
