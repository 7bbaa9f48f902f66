"""A clause's rule for the row of an official form that prints its target, but no actual value yet:
what the clause counts from that target is their difference, and the target's sign is the rule's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from scoring.clauses.fitted import UNFIT, fits_target, own_difference
from scoring.clauses.made import rules_of
from scoring.clauses.of_row import contrary, other_target
from scoring.clauses.proportional import NO_DIRECTION
from scoring.clauses.reading import Data, Doubt, Reading
from scoring.filing import Entry, Row
from scoring.filing.numbers import quantity
from scoring.rules.measure import Measure
from scoring.values.quantity import Quantity

CONTRARY = "评分标准的方向与年度指标值“{target}”相反"
OTHER_TARGET = "评分标准所印的“{printed}”与年度指标值“{target}”不同"
UPPER_LIMIT = "指标值是上限，超过的怎样按比例没有写，按目标值÷实际值读"


def against(rules: Sequence[Any], row: Row, name: str) -> str:
    """Why the clause cannot be one of the row's target; empty where it can."""
    target = row.target.text.strip()
    if contrary(tuple(rules), row, name):
        return CONTRARY.format(target=target)
    printed = other_target(row)
    return OTHER_TARGET.format(printed=printed, target=target) if printed else ""


def to_target(reading: Reading, clause: str, target: str, name: str) -> Reading | str:
    """The reading with the row's own target in it, or why a person has to write the rule."""
    row = Row((Entry(name),), target=Entry(target), actual=Entry(target), standard=Entry(clause))
    size = quantity(row.target)
    if size is None:
        return reading
    reading = _directed(reading, size)
    rules = rules_of(reading)
    if why := against(rules, row, name):
        return why
    ways = [_measured(data, size, name)
            for data, rule in zip(reading.readings, rules, strict=True)
            if fits_target(rule, row, size)]
    if not ways:
        return UNFIT
    return replace(reading, rule=ways[0], readings=tuple(ways))


def _measured(data: Any, target: Quantity, name: str) -> Any:
    """The rule's data with the row's difference for every measure that is one."""
    if isinstance(data, dict):
        made = {key: _measured(value, target, name) for key, value in data.items()}
        if "formula" not in made:
            return made
        measure = Measure(formula=made["formula"], name=made.get("name", ""),
                          unit=made.get("unit", ""))
        own = own_difference(measure, target, target, name)
        told = {"name": own.name, "formula": own.formula, "unit": own.unit}
        return made if own == measure else {**made, **{key: said for key, said in told.items()
                                                       if said}}
    return [_measured(each, target, name) for each in data] if isinstance(data, list) else data


def _directed(reading: Reading, target: Quantity) -> Reading:
    """得分按完成比例: the sign of the target says which way; without one it is read as before."""
    if NO_DIRECTION not in (doubt.text for doubt in reading.doubts) or not target.comparator:
        return reading
    wanted, said = {"≤": ("反向", UPPER_LIMIT), "<": ("反向", UPPER_LIMIT),
                    "=": ("等于", "")}.get(target.comparator, ("正向", ""))
    others = [doubt for doubt in reading.doubts if doubt.text != NO_DIRECTION]
    ways: list[Data] = [way for way in reading.readings if way.get("direction", "正向") == wanted]
    return replace(reading, rule=ways[0], readings=tuple(ways),
                   doubts=(*([Doubt(said)] if said else []), *others)) if ways else reading
