"""The sheet 基础数据 of a ruleset's workbook: what has to be typed in, a row each."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.rulefile.workbook.read_rules import Found
from scoring.rulefile.workbook.tables import INPUT_COLUMNS, Line
from scoring.rules.input import Input
from scoring.rules.ruleset import Ruleset
from scoring.values.amounts import plain
from scoring.values.amounts import read as number_of

NAME, KIND, UNIT, MEANING, SOURCE, COUNT, CHOICES, OPTIONAL, MINIMUM = INPUT_COLUMNS
YES = "是"


def rows(ruleset: Ruleset) -> list[dict[str, str]]:
    return [_row(name, described) for name, described in ruleset.inputs.items()]


def _row(name: str, described: Input) -> dict[str, str]:
    usual = Input()
    return {NAME: name, KIND: described.kind, UNIT: described.unit, MEANING: described.meaning,
            SOURCE: described.source, CHOICES: "、".join(described.choices),
            COUNT: "" if described.count == usual.count else str(described.count),
            OPTIONAL: YES if described.optional else "",
            MINIMUM: "" if described.minimum == usual.minimum else plain(described.minimum)}


def read(lines: Sequence[Line], found: Found) -> None:
    inputs = found.data.setdefault("inputs", {})
    for line in lines:
        name = line[NAME]
        if line.blank:
            continue
        if not name:
            found.mistakes.append((line.place(NAME), "", "没有写名称"))
            continue
        if name in inputs:
            found.mistakes.append((line.place(NAME), "", f"“{name}”写了两次"))
        place = line.place(NAME)
        found.places |= {("inputs", name): place, ("inputs", name, "count"): line.place(COUNT),
                         ("inputs", name, "kind"): line.place(KIND)}
        try:
            inputs[name] = _read(line)
        except (ValueError, ZeroDivisionError) as error:
            found.mistakes.append((line.place(MINIMUM), "", str(error)))


def _read(line: Line) -> dict[str, object]:
    made: dict[str, object] = {key: line[column] for key, column in (
        ("kind", KIND), ("unit", UNIT), ("meaning", MEANING), ("source", SOURCE)) if line[column]}
    if line[CHOICES]:
        made["choices"] = [word.strip() for word in line[CHOICES].replace(",", "、").split("、")]
    if line[OPTIONAL] in (YES, "√", "Y", "y", "true", "TRUE"):
        made["optional"] = True
    if line[COUNT]:
        made["count"] = int(number_of(line[COUNT]))
    if line[MINIMUM]:
        made["minimum"] = str(number_of(line[MINIMUM]))
    return made
