"""A form's own rules (basis: form): rows by the clauses that the form prints for them, all that
the notes under it say, and the national measure for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, fields, replace
from typing import Any

from scoring.clauses.noted import with_notes
from scoring.clauses.understood import indicator_of, says_points
from scoring.filing import Filing, Left, Row
from scoring.filing.numbers import number
from scoring.rules.clause import PrintedClause
from scoring.rules.door import model
from scoring.rules.indicator import Indicator, plain_name
from scoring.rules.input import Input, defined_name
from scoring.rules.ruleset import Ruleset
from scoring.rules.scales.as_printed import AsPrinted
from scoring.rules.scales.judged import Judged

Place = tuple[str, ...]
"""The cells of a row: two rows of one name are two indicators."""


@model
class FormRules(Ruleset):
    """Rules that stand in one form, over those that serve where it prints none. ``at`` finds a
    row's own by its cells."""

    at: Mapping[Place, Indicator] = field(default_factory=dict)

    @property
    def unread(self) -> tuple[Left, ...]:
        return tuple(dict.fromkeys(_left(self.indicators)))

    def indicator_for(self, row: Row) -> Indicator | None:
        return self.at.get(_place(row))

    def input_name(self, indicator: Indicator) -> str:
        """Two rows of one path keep their inputs apart by the cells of their clauses."""
        own = super().input_name(indicator)
        same = [each for each in self.indicators if each.path == indicator.path]
        cell = indicator.clause.place.rpartition("!")[2]
        return own if len(same) == 1 else defined_name(f"{own}_{cell}格")


def own_rules(filing: Filing, otherwise: Ruleset) -> Ruleset:
    """The rules for a form of a place that has none; ``otherwise`` where the form prints none."""
    noted = with_notes(otherwise, filing.notes)
    rows = [row for row in filing.rows if says_points(row) and (number(row.weight) or 0) > 0]
    if not rows:
        return noted
    at = {_place(row): indicator_of(row, number(row.weight), _name(row), _path(row))
          for row in rows}
    base: dict[str, Any] = {each.name: getattr(noted, each.name) for each in fields(Ruleset)}
    inputs = {**noted.inputs, **_inputs(at.values())}
    return FormRules(**{**base, "indicators": tuple(at.values()), "inputs": inputs}, at=at)


def _place(row: Row) -> Place:
    name = row.levels[-1].cell if row.levels else ""
    return name, row.standard.cell, row.weight.cell, row.score.cell, row.target.cell


def _name(row: Row) -> str:
    return plain_name(row.name)


def _path(row: Row) -> tuple[str, ...]:
    return tuple(plain_name(level.text) for level in row.levels if level.text.strip())


def _inputs(found: Iterable[Indicator]) -> dict[str, Input]:
    """The figures that the clauses speak of and the form has no cell for."""
    inputs: dict[str, Input] = {}
    for indicator in found:
        rule = indicator.rule
        for measure in rule.measures() if isinstance(rule, AsPrinted) and not rule.own else ():
            for name in measure.inputs:
                unit = measure.worded_unit if name == measure.formula.strip() else ""
                known = inputs.get(name, Input(meaning=name))
                if not Ruleset.is_form_figure(name):
                    inputs[name] = known if known.unit else replace(known, unit=unit)
    return inputs


def _left(found: Iterable[Indicator]) -> Iterator[Left]:
    for indicator in found:
        clause, rule = indicator.clause, indicator.rule
        if isinstance(rule, Judged) and isinstance(clause, PrintedClause) and not clause.understood:
            yield Left(clause.place, clause.text, rule.why)
