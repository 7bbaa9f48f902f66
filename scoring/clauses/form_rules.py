"""A form's own rules (basis: form): rows by the clauses that the form prints for them, all that
the notes under it say, and the national measure for the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, fields, replace
from fractions import Fraction
from typing import Any

from scoring.clauses.note_rows import rows_told
from scoring.clauses.noted import caps_awards, sentences_told, with_notes
from scoring.clauses.own_whole import with_own_whole
from scoring.clauses.understood import indicator_of, says_points
from scoring.filing import Filing, Left, Row
from scoring.filing.numbers import number
from scoring.rules.clause import PrintedClause
from scoring.rules.conditions import Conditions, Trigger
from scoring.rules.door import model, remade
from scoring.rules.indicator import Indicator, plain_name
from scoring.rules.input import Input, defined_name
from scoring.rules.ruleset import Ruleset
from scoring.rules.scales.as_printed import AsPrinted, own_input
from scoring.rules.scales.judged import Judged
from scoring.rules.scales.per_unit import PerUnit

Place = tuple[str, ...]
"""The cells of a row: two rows of one name are two indicators."""
_OF_ALL = re.compile("[本该]?(?:单位|部门)")


@model
class FormRules(Ruleset):
    """Rules that stand in one form, over those that serve where it prints none. ``at`` finds a
    row's own by its cells."""

    at: Mapping[Place, Indicator] = field(default_factory=dict)

    __hash__ = Ruleset.__hash__

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
    points = next((number(fund.weight) for fund in filing.funds if fund.scored), None)
    noted = with_notes(with_own_whole(otherwise, filing), filing.notes, points)
    rows = [row for row in filing.rows if says_points(row) and (number(row.weight) or 0) > 0]
    under = _under(filing, noted)
    if not (rows or under):
        return noted
    at = {_place(row): indicator_of(row, number(row.weight), _name(row), _path(row))
          for row in rows}
    if caps_awards(filing.notes):
        at = {_place(row): _capped(at[_place(row)], number(row.weight)) for row in rows}
    at = {**under, **at}
    at = dict(zip(at, _apart(tuple(at.values())), strict=True))
    base: dict[str, Any] = {each.name: getattr(noted, each.name) for each in fields(Ruleset)}
    rules = FormRules(**{**base, "indicators": tuple(at.values())}, at=at)
    return replace(rules, inputs={**noted.inputs, **_inputs(rules)})


def _under(filing: Filing, noted: Ruleset) -> dict[Place, Indicator]:
    """What the notes under the form say of its rows."""
    told = sentences_told(filing.notes)
    if not told:
        return {}
    rows = [(row, number(row.weight), noted.default_for(row)) for row in filing.rows]
    return {_place(row): indicator for row, indicator in rows_told(rows, told)}


def _capped(indicator: Indicator, weight: Fraction | None) -> Indicator:
    """A clause that goes above the weight (最高加2分) beside a note that nothing does: either holds."""
    rule = indicator.rule
    if weight is None or rule.ends(weight)[1] <= weight:
        return indicator
    readings = rule.readings if isinstance(rule, AsPrinted) else (rule,)
    capped = tuple(remade(each, most=weight) for each in readings if isinstance(each, PerUnit))
    own = not isinstance(rule, AsPrinted) or rule.own
    return remade(indicator, rule=AsPrinted(readings=(*readings, *capped), own=own))


def _place(row: Row) -> Place:
    name = row.levels[-1].cell if row.levels else ""
    return name, row.standard.cell, row.weight.cell, row.score.cell, row.target.cell


def _name(row: Row) -> str:
    return plain_name(row.name)


def _path(row: Row) -> tuple[str, ...]:
    return tuple(plain_name(level.text) for level in row.levels if level.text.strip())


def _asked(indicator: Indicator) -> dict[str, str]:
    """The figures that a clause speaks of and the form has no cell for, each with its unit."""
    rule, found = indicator.rule, dict[str, str]()
    for measure in rule.measures() if isinstance(rule, AsPrinted) and not rule.own else ():
        for name in measure.inputs:
            unit = measure.worded_unit if name == measure.formula.strip() else ""
            if not Ruleset.is_form_figure(name):
                found[name] = found.get(name) or unit
    return found


def _apart(found: Sequence[Indicator]) -> Iterator[Indicator]:
    """Clauses that name one figure mean each its own: 不合格处数 of this row and of that. So do
    conditions, unless they are the whole unit's (单位无项目)."""
    used = Counter(name for each in found for name in (*_asked(each), *_triggers(each)))
    shared = {name for name, rows in used.items() if rows > 1}
    for each in found:
        own = tuple(name for name in _asked(each) if name in shared)
        rule = remade(each.rule, apart=own) if isinstance(each.rule, AsPrinted) else each.rule
        yield remade(each, rule=rule, conditions=_own_conditions(each, shared))


def _triggers(indicator: Indicator) -> list[str]:
    needs = indicator.conditions.needs() if indicator.conditions else ()
    return [need.name for need in needs if not _OF_ALL.match(need.name)]


def _own_conditions(indicator: Indicator, shared: Container[str]) -> Conditions | None:
    conditions, name = indicator.conditions, defined_name(indicator.name)
    if conditions is None:
        return None

    def own(trigger: Trigger) -> Trigger:
        apart = trigger.input in shared
        return remade(trigger, input=own_input(name, trigger.input)) if apart else trigger

    excuse = conditions.not_applicable
    return remade(conditions, not_applicable=excuse and own(excuse),
                  veto=tuple(map(own, conditions.veto)))


def _inputs(rules: FormRules) -> dict[str, Input]:
    inputs: dict[str, Input] = {}
    for indicator in rules.indicators:
        rule = indicator.rule
        own = rule.apart if isinstance(rule, AsPrinted) else ()
        for name, unit in _asked(indicator).items():
            called = own_input(rules.input_name(indicator), name) if name in own else name
            inputs[called] = Input(meaning=name, unit=unit)
    return inputs


def _left(found: Iterable[Indicator]) -> Iterator[Left]:
    for indicator in found:
        clause, rule = indicator.clause, indicator.rule
        if isinstance(rule, Judged) and isinstance(clause, PrintedClause) and not clause.understood:
            yield Left(clause.place, clause.text, rule.why)
