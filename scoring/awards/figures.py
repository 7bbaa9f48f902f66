"""The named figures of a filing, which formulas and conditions refer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from scoring.filing import Entry, Filing
from scoring.filing.numbers import amount, is_placeholder, quantity
from scoring.rules.indicator import plain_name
from scoring.rules.input import Input


def form_figures(filing: Filing, declared: Mapping[str, Input] | None = None
                 ) -> Mapping[str, Entry]:
    """All named figures of a filing: the funds table by column, and the inputs of 基础数据.

    The scored funds row, or else that of all funds, gives 年初预算数, 全年预算数, 全年执行数; every
    other row the same with its own name before it (基本支出全年预算数). Amounts typed with a unit are
    brought to the form's, so that they go together with bare ones; what is no amount (120户) is no
    figure either. Every bare number is in the unit that the form or the ruleset, which has
    ``declared`` the inputs, says.
    """
    figures: dict[str, Entry] = {}
    scored = any(row.scored for row in filing.funds)
    for row in filing.funds:
        plain = row.scored or (row.whole and not scored)
        prefix = "" if plain else plain_name(row.name.text)
        for column, entry in row.amounts.items():
            figures.setdefault(prefix + column, _amount(entry, filing.unit))
    inputs = declared or {}
    return {**figures, **{name: _counted(entry, name, inputs)
                          for name, entry in filing.inputs.items()}}


def _counted(entry: Entry, name: str, declared: Mapping[str, Input]) -> Entry:
    """The figure, or every figure of a list, in its declared unit."""
    unit = declared[name].unit if name in declared else ""
    return entry.counted_in(unit) if unit else entry


def _amount(entry: Entry, unit: str) -> Entry:
    if entry.number is not None or entry.error:
        return entry.counted_in(unit)
    if is_placeholder(entry.text):
        return replace(entry, text="") if entry.text else entry
    said, value = quantity(entry), amount(entry, unit)
    if said is None or value is None:
        return replace(entry, error="不是金额")
    return replace(entry, text="", number=value, unit=unit) if said.unit else (
        entry.counted_in(unit))
