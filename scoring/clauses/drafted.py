"""A printed clause as an indicator of a ruleset in the making: what was read, and what was not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scoring.clauses.read import read
from scoring.clauses.reading import Reading
from scoring.clauses.strict.figures import figures
from scoring.clauses.strict.words import CannotTellError
from scoring.clauses.to_target import to_target

NO_CLAUSE = "表中没有印评分规则，需人工认定"
NOT_READ = "程序没有读懂，请人写"
DOUBTS = "条文的留白："
AS_PRINTED = "条文如此写明"
"""Of what only a clause that says so may do: less than a step counts as one."""
SHARED = "一格里的评分标准管着几行，请人分开写"


@dataclass(frozen=True, slots=True)
class Printed:
    """One indicator as a form prints it."""

    path: tuple[str, ...]
    weight: Fraction | None = None
    clause: str = ""
    explanation: str = ""
    place: str = ""
    shared: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """``entry`` is an indicator as a rule file writes it; ``reading`` None where nothing was to be
    read. ``inputs`` are the figures it uses, each with its unit."""

    entry: dict[str, Any]
    reading: Reading | None = None
    inputs: dict[str, str] | None = None

    @property
    def read(self) -> bool:
        return self.reading is not None and self.reading.read


BY_THE_ROW = "本行的实际完成值写了这个数的，不必填"
EVERY_MONTH, MONTHS = "各月", 12
"""How the name of a figure begins of which there is one a month."""


def drafted(printed: Printed) -> Drafted:
    """The indicator: by the clause where it was read whole, else left to a person with the words
    that stood against it."""
    clause: dict[str, Any] = {"text": printed.clause or f"（{NO_CLAUSE}）", "place": printed.place,
                              "checked": ""}
    entry: dict[str, Any] = {"path": list(printed.path), "clause": clause}
    if printed.weight is not None:
        entry["weight"] = str(printed.weight)
    if not printed.clause:
        return Drafted({**entry, "rule": {"kind": "judged", "why": NO_CLAUSE}})
    reading = Reading() if printed.shared else read(
        printed.clause, printed.weight, printed.path[-1], printed.explanation)
    fitting = to_target(reading, printed.clause, printed.target, printed.path[-1]
                        ) if reading.read else reading
    if isinstance(fitting, str):
        return Drafted({**entry, "rule": {"kind": "judged", "why": fitting}}, Reading())
    reading = fitting
    if reading.rule is None or not _tellable(reading):
        why = SHARED if printed.shared else _against(reading)
        judged = {"kind": "judged", "why": why}
        return Drafted({**entry, "rule": judged}, Reading(left=reading.left))
    if reading.doubts:
        clause["reading"] = DOUBTS + "；".join(doubt.text for doubt in reading.doubts)
    elif any(_rule(reading).problems(printed.weight)):
        clause["reading"] = AS_PRINTED
    if reading.conditions:
        entry["conditions"] = dict(reading.conditions)
    return Drafted({**entry, "rule": dict(reading.rule)}, reading, _inputs(reading.rule))


def _rule(reading: Reading) -> Any:
    from pydantic import TypeAdapter

    from scoring.rules.rule import Rule

    return TypeAdapter[Any](Rule).validate_python(reading.rule)


def _tellable(reading: Reading) -> bool:
    """Whether the workbook has words for the rule."""
    try:
        figures(_rule(reading))
    except CannotTellError:
        return False
    return True


def _against(reading: Reading) -> str:
    return f"{NOT_READ}{stopped(reading)}"


def stopped(reading: Reading) -> str:
    """The words that stood against the reading, at the end of a sentence."""
    words = "、".join(f"“{' '.join(left.text.split())[:40]}”" for left in reading.left[:3])
    return f"，卡在{words}" if words.strip("“”") else ""


def _inputs(rule: Any) -> dict[str, str]:
    """The figures of a rule, with the unit where a figure is one number as it stands."""
    found: dict[str, str] = {}
    for measure in _measures(rule):
        formula = str(measure["formula"])
        for name in _names(formula):
            alone = formula.strip() in (name, f"平均（{name}）")
            unit = str(measure.get("unit", "")) if alone else ""
            found[name] = found.get(name) or unit
    return found


def _names(formula: str) -> Sequence[str]:
    from scoring.rules.delay import DELAYS
    from scoring.rules.expression import parse
    from scoring.rules.measure import ACTUAL, TARGET

    return [name for name in dict.fromkeys(parse(formula).names())
            if name not in (TARGET, ACTUAL, *DELAYS)]


def _measures(rule: Any) -> list[Any]:
    """Every measure anywhere in a rule's data."""
    if isinstance(rule, dict):
        own = [rule] if "formula" in rule else []
        return own + [each for value in rule.values() for each in _measures(value)]
    if isinstance(rule, list):
        return [each for value in rule for each in _measures(value)]
    return []


def ruleset(head: Mapping[str, Any], document: str, rows: Sequence[Drafted]) -> dict[str, Any]:
    """The ruleset in the making, as a rule file writes it, with what is known of it as a whole in
    ``head``; what no form prints is left open."""
    inputs: dict[str, dict[str, Any]] = {}
    for row in rows:
        for name, unit in (row.inputs or {}).items():
            alone = f"{name}（{BY_THE_ROW}）" if unit else name
            described = inputs.setdefault(name, {"meaning": alone, "unit": unit})
            described["unit"] = described["unit"] or unit
            if name.startswith(EVERY_MONTH):
                described |= {"kind": "列表", "count": MONTHS}
    return {"id": "", **head, "source": {"document": document}, "inputs": inputs,
            "indicators": [row.entry for row in rows], "checks": {"total_weight": "100"}}
